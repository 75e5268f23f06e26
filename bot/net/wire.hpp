// HTTP/1.1 as bytes: readers that are fed whatever a socket gave, and the text of requests and responses. No sockets here, and Beast only
// in the .cpp files: its parsers are fed by hand, so that the limits are ours and hold.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/chat/http.hpp"

namespace backwalk::net {

enum class Stage { nothing, header, body, done, failed };

/// Reads one request. The header counts every byte from its first; the body counts decoded bytes, announced or chunked.
class RequestReader {
 public:
  RequestReader(std::size_t header_limit, std::size_t body_limit);
  ~RequestReader();
  /// Takes from the front of `bytes`; what it leaves must be given again with more behind it (or belongs to the next request, when done).
  std::size_t take(std::string_view bytes);

  Stage stage() const;
  int refusal() const;      ///< REQUIRES stage failed: 400, 413, 417, 431, 501 or 505
  bool keep_alive() const;  ///< REQUIRES stage done: what the client wishes
  bool is_http_1_0() const;
  bool expects_continue() const;  ///< REQUIRES stage body
  chat::HttpRequest& request();   ///< whole when done; method, url and headers from stage body on

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Reads one response; informational ones (1xx) before it are skipped.
class ResponseReader {
 public:
  /// `to_head`: the answer to a HEAD request, which has no body whatever its header says.
  ResponseReader(bool to_head, std::size_t header_limit, std::size_t body_limit);
  ~ResponseReader();
  std::size_t take(std::string_view bytes);
  /// The other side has closed: a body without a length is whole now, anything else has failed.
  void end();

  Stage stage() const;
  bool keep_alive() const;           ///< REQUIRES stage done: the connection may serve another request
  std::string_view failure() const;  ///< REQUIRES stage failed: what was wrong, for a log
  chat::HttpResponse& response();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

enum class Framing { keep_alive, keep_alive_1_0, close, until_close };
/// The bytes of a response, with Date and the framing headers; the handler's own framing headers and malformed ones are left out.
/// `to_head`: without the body, but with its length. `until_close`: the body comes later, and ends with the connection.
std::string response_text(const chat::HttpResponse& response, Framing framing, bool to_head);
/// A refusal: a plain sentence, and Retry-After: 1 with 503.
chat::HttpResponse refusal(int status);

/// The bytes of a request to `host` (as the Host header says it) for `target`. Empty when the method or a header would break the framing.
std::string request_text(const chat::HttpRequest& request, std::string_view host, std::string_view target);

}  // namespace backwalk::net
