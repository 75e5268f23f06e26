// Socket Mode (PROTOCOLS 1.10): what HTTP would have brought comes in envelopes over a socket of ours, and is read by the same readers, so
// that it has the same dedupe keys whichever road it came.
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;

/// As much of it as a line of the log should hold.
std::string some_of(const std::string& text) { return text.substr(0, 60); }

/// A slash command's fields are those of the form; nothing in it is deeper.
chat::FormBody as_form(const Json& payload) {
  chat::FormBody form;
  for (const auto& [name, value] : payload.items()) {
    if (value.is_string()) form.emplace_back(name, value.get<std::string>());
    if (value.is_boolean()) form.emplace_back(name, value.get<bool>() ? "true" : "false");
  }
  return form;
}

Result<chat::Inbound> read_payload(const std::string& type, const Json& frame, Instant wall) {
  const Json* payload = chat::find(frame, {"payload"});
  if (payload == nullptr || !payload->is_object()) return Error{Cause::unreadable, "payload is missing or not an object"};
  if (type == "slash_commands") return read_command(as_form(*payload), wall);
  if (type == "events_api") return read_event(*payload, wall);
  if (type == "interactive") return read_action(*payload, wall);
  return chat::Inbound{chat::Ignored{"envelope " + some_of(type)}};
}

/// What Slack says when it gives no address, as the receipt of any call would say it.
struct WithoutAddress {
  SocketAnswer operator()(const chat::Sent&) const { return SocketLater{"Slack's answer names no address", {}}; }
  SocketAnswer operator()(const chat::RetryAfter& later) const {
    return SocketLater{"Slack asks to come back later", std::chrono::ceil<std::chrono::seconds>(later.wait)};
  }
  SocketAnswer operator()(const chat::Unknown& unknown) const { return SocketLater{unknown.why, {}}; }
  SocketAnswer operator()(const chat::Gone& gone) const { return refused(gone.why); }
  SocketAnswer operator()(const chat::Denied& denied) const { return refused(denied.why); }

  static SocketAnswer refused(const std::string& name) {
    return SocketRefused{"Slack does not accept SLACK_APP_TOKEN (" + name +
                         "): it must be an app-level token (xapp-...) of this app with the scope connections:write"};
  }
};

}  // namespace

std::optional<chat::HttpRequest> ask_socket(const Config& config) {
  if (config.app_token.empty()) return std::nullopt;
  return chat::HttpRequest{
      .method = "POST",
      .url = config.api_url + "apps.connections.open",
      .headers = {{"Authorization", "Bearer " + config.app_token}, {"Content-Type", "application/x-www-form-urlencoded"}},
      .body = {}};
}

SocketAnswer read_socket(const chat::HttpResponse& response) {
  if (response.status == 200) {
    const auto answer = chat::parse_object(response.body, "Slack's answer");
    auto url = answer && chat::is_true_at(*answer, {"ok"}) ? chat::text_at(*answer, {"url"}) : std::nullopt;
    if (url) return SocketAt{*std::move(url)};
  }
  return std::visit(WithoutAddress{}, receipt(response));
}

Frame read_frame(const std::string& text, Instant wall) {
  const auto frame = chat::parse_object(text, "the frame");
  if (!frame) return IgnoredFrame{frame.error().what};
  const auto type = chat::text_at(*frame, {"type"});
  if (!type) return IgnoredFrame{"a frame without a type"};
  if (*type == "hello") {
    const Json* count = chat::find(*frame, {"num_connections"});
    const bool is_small = count != nullptr && count->is_number_integer() && *count >= 0 && *count <= 1000;
    return Hello{is_small ? count->get<int>() : 0};
  }
  if (*type == "disconnect") {
    const std::string reason = chat::text_at(*frame, {"reason"}).value_or("none given");
    return Disconnect{some_of(reason), reason == "link_disabled"};
  }
  auto id = chat::text_at(*frame, {"envelope_id"});
  if (!id) return IgnoredFrame{"frame " + some_of(*type)};
  Pushed pushed;
  pushed.id = *std::move(id);
  pushed.kind = some_of(*type);
  pushed.takes_answer = chat::is_true_at(*frame, {"accepts_response_payload"});
  pushed.inbound = read_payload(*type, *frame, wall);
  return pushed;
}

std::string acknowledge(const Pushed& pushed, const chat::HttpResponse& answer) {
  Json json{{"envelope_id", pushed.id}};
  if (pushed.takes_answer && !answer.body.empty()) {
    const auto payload = chat::parse_object(answer.body, "the answer");
    if (payload) json["payload"] = *payload;
  }
  return chat::dump(json);
}

}  // namespace backwalk::slack
