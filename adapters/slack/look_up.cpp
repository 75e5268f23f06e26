// Was it sent? Every post carries the digest of its key in its metadata; the history and an event tell it back (PROTOCOLS 0.3, 1.3, 1.6).
#include <algorithm>

#include "adapters/chat/digest.hpp"
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;
using namespace std::chrono_literals;

constexpr auto clocks_differ = 2min;     ///< Slack's clock and ours
constexpr std::string_view page{"200"};  ///< messages; as many as Slack recommends

std::string seconds_of(Instant at) { return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count()); }

chat::HttpRequest ask(const Config& config, const std::string& method, const std::string& body) {
  return call(config, method, "application/x-www-form-urlencoded", body);
}

std::optional<std::string> mark_in(const Json& metadata) {
  if (chat::text_at(metadata, {"event_type"}) != kDelivery) return std::nullopt;
  return chat::text_at(metadata, {"event_payload", "delivery_key"});
}

}  // namespace

std::optional<chat::HttpRequest> ask_sent(const Config& config, const chat::Resolved& resolved, Instant since) {
  const chat::Outgoing& outgoing = resolved.outgoing;
  const bool is_whisper = outgoing.delivery == chat::Delivery::ephemeral && !outgoing.place.is_direct();
  if (!config.look_up || outgoing.delivery == chat::Delivery::form || outgoing.delivery == chat::Delivery::edit ||
      outgoing.delivery == chat::Delivery::pin || is_whisper) {
    return std::nullopt;
  }
  const chat::Place& place = outgoing.place;
  if (place.channel.empty()) {
    if (!place.user) return std::nullopt;
    return ask(config, "conversations.open", "users=" + chat::form_escape(*place.user));
  }
  std::string body = "channel=" + chat::form_escape(place.channel);
  if (place.thread) body += "&ts=" + chat::form_escape(*place.thread);
  body += "&oldest=" + seconds_of(since - clocks_differ) + "&inclusive=true&include_all_metadata=true&limit=" + std::string(page);
  return ask(config, place.thread ? "conversations.replies" : "conversations.history", body);
}

Result<std::optional<chat::SentIds>> read_sent(const chat::HttpResponse& response, const std::string& key) {
  using Found = std::optional<chat::SentIds>;
  const auto answer = done(response, "look-up");
  if (!answer) return answer.error();
  if (const auto channel = chat::text_at(*answer, {"channel", "id"})) return Found(chat::SentIds{.message = {}, .channel = *channel});
  const Json* messages = chat::find(*answer, {"messages"});
  if (messages == nullptr || !messages->is_array()) return Error{Cause::unreadable, "look-up: messages is missing or no list"};
  const std::string mark = chat::digest_of(key);
  for (const Json& message : *messages) {
    const Json* metadata = chat::find(message, {"metadata"});
    const auto ts = chat::text_at(message, {"ts"});
    if (metadata != nullptr && ts && mark_in(*metadata) == mark) return Found(chat::SentIds{.message = *ts, .channel = {}});
  }
  if (chat::is_true_at(*answer, {"has_more"})) return Error{Cause::not_found, "look-up: too much was said since"};
  return Found{};
}

Result<chat::Inbound> read_posted(const Json& json) {
  const Json* metadata = chat::find(json, {"event", "metadata"});
  const auto mark = metadata == nullptr ? std::nullopt : mark_in(*metadata);
  if (!mark) return chat::Inbound{chat::Ignored{"metadata of others"}};
  auto ts = chat::required(json, {"event", "message_ts"}, "");
  if (!ts) return ts.error();
  auto channel = chat::required(json, {"event", "channel_id"}, "");
  if (!channel) return channel.error();
  return chat::Inbound{
      chat::Confirmed{.platform = "slack", .mark = *mark, .ids = {.message = *std::move(ts), .channel = *std::move(channel)}}};
}

}  // namespace backwalk::slack
