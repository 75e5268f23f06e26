// The Web API (PROTOCOLS 1.6): posting, changing, whispering, and who somebody is; what became of it.
#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/chat/digest.hpp"
#include "adapters/chat/json_text.hpp"
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;

std::string conversation_of(const chat::Place& place) { return place.channel.empty() && place.user ? *place.user : place.channel; }

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_rate_limit(const std::string& error) {
  constexpr std::array<std::string_view, 2> names{"ratelimited", "rate_limited"};
  return is_one_of(names, error);
}

bool is_gone(const std::string& error) {
  constexpr std::array<std::string_view, 18> names{
      "cannot_dm_bot",      "cant_dm_bot",   "channel_is_archived", "channel_not_found",   "exchanged_trigger_id", "expired_trigger_id",
      "invalid_trigger_id", "is_archived",   "is_inactive",         "message_deleted",     "message_not_found",    "not_in_channel",
      "thread_not_found",   "user_disabled", "user_not_found",      "user_not_in_channel", "user_not_visible",     "users_not_found"};
  return is_one_of(names, error);
}

bool is_unsure(const std::string& error) {
  constexpr std::array<std::string_view, 7> names{"external_channel_migrating", "fatal_error",       "internal_error", "request_timeout",
                                                  "service_unavailable",        "team_added_to_org", "update_failed"};
  return is_one_of(names, error);
}

/// Slack's names are words; anything else is not repeated, for it may hold what was sent.
std::string name_of(const std::optional<std::string>& error) {
  const bool is_word = error && error->size() <= 64 && std::all_of(error->begin(), error->end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                       });
  return is_word ? *error : "an error without a name";
}

/// Slack refuses one method in one workspace, and posts by their channel: what rests is for the pace to say.
chat::RetryAfter retry_after(const chat::HttpResponse& response) {
  const std::string_view text = chat::header(response.headers, "Retry-After").value_or("");
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || seconds < 0) seconds = 30;
  return {.wait = std::chrono::seconds{std::clamp(seconds, 1, 3600)}, .whole_workspace = false};
}

/// Slack's answer, or what makes it none.
Result<Json> answer_of(const chat::HttpResponse& response) {
  if (response.status == 429) return Error{Cause::busy, "Slack answered 429"};
  if (response.status >= 500) return Error{Cause::unknown, "Slack answered " + std::to_string(response.status)};
  auto json = chat::parse_object(response.body, "Slack's answer");
  const Json* ok = json ? chat::find(*json, {"ok"}) : nullptr;
  if (ok == nullptr || !ok->is_boolean())
    return Error{Cause::unknown, "Slack's answer is unreadable, status " + std::to_string(response.status)};
  return json;
}

chat::Receipt refused(const Json& answer, const chat::HttpResponse& response) {
  const std::string name = name_of(chat::text_at(answer, {"error"}));
  if (is_rate_limit(name)) return retry_after(response);
  if (is_gone(name)) return chat::Gone{name};
  if (is_unsure(name)) return chat::Unknown{name};
  return chat::Denied{name};
}

}  // namespace

chat::HttpRequest call(const Config& config, const std::string& method, std::string content_type, std::string body) {
  return {.method = "POST",
          .url = config.api_url + method,
          .headers = {{"Authorization", "Bearer " + config.bot_token}, {"Content-Type", std::move(content_type)}},
          .body = std::move(body)};
}

Result<Json> done(const chat::HttpResponse& response, const std::string& method) {
  auto answer = answer_of(response);
  if (!answer || chat::is_true_at(*answer, {"ok"})) return answer;
  const std::string name = name_of(chat::text_at(*answer, {"error"}));
  const Cause cause = is_rate_limit(name) ? Cause::busy
                      : is_gone(name)     ? Cause::not_found
                      : is_unsure(name)   ? Cause::unknown
                                          : Cause::not_allowed;
  return Error{cause, method + ": " + name};
}

chat::HttpRequest send(const Config& config, const chat::Resolved& resolved) {
  const chat::Outgoing& outgoing = resolved.outgoing;
  if (outgoing.delivery == chat::Delivery::form) {
    const Json opened{{"trigger_id", outgoing.trigger.value_or("")}, {"view", render_form(outgoing)}};
    return call(config, "views.open", "application/json; charset=utf-8", chat::dump(opened));
  }
  if (outgoing.delivery == chat::Delivery::pin) {
    const Json pinned{{"channel", outgoing.place.channel}, {"timestamp", outgoing.place.thread.value_or("")}};
    return call(config, "pins.add", "application/json; charset=utf-8", chat::dump(pinned));
  }
  std::string body = rendered(outgoing.message, resolved.uploaded);
  const auto add = [&body](const auto&... members) { chat::append_members(body, members...); };
  std::string payload = "{", metadata = "{";
  chat::append_members(payload, "delivery_key", chat::digest_of(outgoing.key));
  chat::append_members(metadata, "event_type", kDelivery, "event_payload", chat::Raw{payload += '}'});
  metadata += '}';
  std::string method = "chat.postMessage";
  if (outgoing.delivery == chat::Delivery::edit && resolved.edits) {
    method = "chat.update";
    add("channel", resolved.edits->channel.empty() ? outgoing.place.channel : resolved.edits->channel);
    add("ts", resolved.edits->message, "metadata", chat::Raw{metadata});
    return call(config, method, "application/json; charset=utf-8", body + "}");
  }
  add("channel", conversation_of(outgoing.place));
  if (outgoing.place.thread) add("thread_ts", *outgoing.place.thread);
  // In a direct message nobody else looks on, and what is posted can be found and changed later.
  if (outgoing.delivery == chat::Delivery::ephemeral && !outgoing.place.is_direct()) {
    method = "chat.postEphemeral";
    add("user", outgoing.only_for ? outgoing.only_for->user : "");  // refused by Slack: rather nobody than everybody
  } else {
    add("metadata", chat::Raw{metadata}, "unfurl_links", false, "unfurl_media", false);
  }
  return call(config, method, "application/json; charset=utf-8", body + "}");
}

chat::Receipt receipt(const chat::HttpResponse& response) {
  if (response.status == 429) return retry_after(response);
  const auto answer = answer_of(response);
  if (!answer) return chat::Unknown{answer.error().what};
  if (!chat::is_true_at(*answer, {"ok"})) return refused(*answer, response);
  auto message = chat::text_at(*answer, {"ts"});
  if (!message) message = chat::text_at(*answer, {"message_ts"});
  if (!message) message = chat::text_at(*answer, {"view", "id"});
  const bool is_of_message = chat::find(*answer, {"channel"}) != nullptr || chat::find(*answer, {"view"}) != nullptr;
  if (!message && !is_of_message) return chat::Sent{};  // pins.add says that it is done, and no more
  if (!message) return chat::Unknown{"Slack's answer names no message"};
  return chat::Sent{{.message = *message, .channel = chat::text_at(*answer, {"channel"}).value_or("")}};
}

std::optional<chat::HttpRequest> ask_profile(const Config& config, const chat::Door& door) {
  if (door.user.empty()) return std::nullopt;
  return call(config, "users.info", "application/x-www-form-urlencoded", "user=" + chat::form_escape(door.user));
}

Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse& response) {
  const auto answer = done(response, "users.info");
  if (!answer) return answer.error();
  auto name = chat::text_at(*answer, {"user", "profile", "display_name"});
  if (!name) name = chat::text_at(*answer, {"user", "real_name"});
  if (!name) name = chat::text_at(*answer, {"user", "profile", "real_name"});
  if (!name) name = chat::text_at(*answer, {"user", "name"});
  if (!name) return Error{Cause::unreadable, "users.info: user.name is missing or not a text"};
  return chat::Profile{.door = door, .name = *std::move(name), .zone = chat::text_at(*answer, {"user", "tz"})};
}

}  // namespace backwalk::slack
