// HTTP as values: what came in, what goes out. No sockets, no Beast.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace backwalk::chat {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The header's value, as long as the headers live; names compared without case; none when it is absent. A header that comes twice is told
/// by `count_of`.
std::optional<std::string_view> header(const Headers& headers, std::string_view name);
int count_of(const Headers& headers, std::string_view name);

struct HttpRequest {
  std::string method{"GET"};
  std::string url{};  ///< inbound: the target as received ("/slack/events?x=1"); outbound: absolute
  Headers headers{};
  std::string body{};  ///< the exact bytes
};

struct HttpResponse {
  int status = 200;
  Headers headers{};
  std::string body{};
};

/// A response with a body of that content type.
HttpResponse respond_with(int status, std::string content_type, std::string body);

/// The fields of an application/x-www-form-urlencoded body in order; none when a %-escape is broken or it is not UTF-8.
using FormBody = std::vector<std::pair<std::string, std::string>>;
std::optional<FormBody> parse_form(std::string_view body);
/// The first field of that name, as long as the form lives.
std::optional<std::string_view> field(const FormBody& form, std::string_view name);
/// One value escaped for a form body (RFC 3986 unreserved characters stay).
std::string form_escape(std::string_view value);

}  // namespace backwalk::chat
