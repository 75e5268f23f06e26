// The external upload flow (PROTOCOLS 1.6): where the bytes go, the bytes, and that they are complete. Without a channel the file is the
// app's own, and nobody sees it until a message of ours names it.
#include <algorithm>
#include <array>
#include <utility>

#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

enum class Answered { none, address, bytes, all };

constexpr int kCreated = 300;

/// "https://files.slack.com" of "https://files.slack.com/upload/v1/ABC".
std::string_view origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  return scheme == std::string_view::npos ? std::string_view{} : url.substr(0, url.find_first_of("/?#", scheme + 3));
}

/// The bytes go to Slack, or to whom we were told to take for Slack, and to nobody else.
bool is_slack_address(const Config& config, std::string_view url) {
  constexpr std::array<std::string_view, 4> hosts{"https://files.slack.com", "https://slack.com", "https://files.slack-gov.com",
                                                  "https://slack-gov.com"};
  const std::string_view origin = origin_of(url);
  return !origin.empty() && (origin == origin_of(config.api_url) || std::find(hosts.begin(), hosts.end(), origin) != hosts.end());
}

/// Slack's id of a file, and nothing else that would break a call.
bool is_file_id(std::string_view id) {
  return id.size() > 1 && id.size() < 64 && id[0] == 'F' &&
         std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

Result<Upload> with_address(const Config& config, Upload upload, const chat::HttpResponse& response) {
  const auto answer = done(response, "files.getUploadURLExternal");
  if (!answer) return answer.error();
  upload.url = chat::text_at(*answer, {"upload_url"}).value_or("");
  upload.id = chat::text_at(*answer, {"file_id"}).value_or("");
  if (is_slack_address(config, upload.url) && is_file_id(upload.id)) return upload;
  return Error{Cause::unreadable, "files.getUploadURLExternal: no file_id, or an upload_url that is not Slack's"};
}

}  // namespace

std::optional<chat::HttpRequest> ask_upload(const Config& config, const Upload& upload) {
  switch (static_cast<Answered>(upload.calls)) {
    case Answered::none:
      return call(config, "files.getUploadURLExternal", "application/x-www-form-urlencoded",
                  "filename=" + chat::form_escape(upload.name) + "&length=" + std::to_string(upload.bytes.size()));
    case Answered::address:  // the address is as good as a token, which does not leave for it
      return chat::HttpRequest{
          .method = "POST", .url = upload.url, .headers = {{"Content-Type", "application/octet-stream"}}, .body = upload.bytes};
    case Answered::bytes: {
      const chat::Json files = chat::Json::array({chat::object("id", upload.id, "title", upload.name)});
      return call(config, "files.completeUploadExternal", "application/json; charset=utf-8", chat::dump({{"files", files}}));
    }
    case Answered::all:
      break;
  }
  return std::nullopt;
}

Result<Upload> read_upload(const Config& config, Upload upload, const chat::HttpResponse& response) {
  switch (static_cast<Answered>(upload.calls++)) {
    case Answered::none:
      return with_address(config, std::move(upload), response);
    case Answered::address:
      if (response.status >= 200 && response.status < kCreated) return upload;
      return Error{Cause::unknown, "the upload was answered " + std::to_string(response.status)};
    case Answered::bytes: {
      const auto answer = done(response, "files.completeUploadExternal");
      if (!answer) return answer.error();
      return upload;
    }
    case Answered::all:
      break;
  }
  return upload;
}

}  // namespace backwalk::slack
