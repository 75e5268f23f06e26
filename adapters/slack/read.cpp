// The three addresses, and the slash command (PROTOCOLS 1.2).
#include <charconv>
#include <cstdint>

#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

constexpr const char* kSslCheck = "ssl_check";

Result<std::string_view> needed(const chat::FormBody& form, std::string_view name) {
  const auto value = chat::field(form, name);
  if (!value || value->empty()) return Error{Cause::unreadable, "slash command: " + std::string(name) + " is missing"};
  return *value;
}

Result<chat::FormBody> form_of(const chat::HttpRequest& request) {
  auto form = chat::parse_form(request.body);
  if (!form) return Error{Cause::unreadable, "the body is not a form in UTF-8"};
  return *std::move(form);
}

std::optional<std::int64_t> number_of(std::string_view digits) {
  std::int64_t number = 0;
  if (digits.empty() || digits.size() > 12) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Instant> instant_of(std::string_view timestamp) {
  const std::size_t dot = timestamp.find('.');
  const auto seconds = number_of(timestamp.substr(0, dot));
  if (!seconds) return std::nullopt;
  std::int64_t milliseconds = 0;
  if (dot != std::string_view::npos) {
    const std::string fraction = (std::string(timestamp.substr(dot + 1)) + "000").substr(0, 3);
    const auto parsed = number_of(fraction);
    if (!parsed) return std::nullopt;
    milliseconds = *parsed;
  }
  return Instant{std::chrono::seconds{*seconds} + std::chrono::milliseconds{milliseconds}};
}

Result<chat::Inbound> read_command(const chat::FormBody& form, Instant wall) {
  auto workspace = needed(form, "team_id");
  if (const auto enterprise = chat::field(form, "enterprise_id"); !workspace && enterprise && !enterprise->empty()) workspace = *enterprise;
  if (!workspace) return workspace.error();
  const auto user = needed(form, "user_id");
  if (!user) return user.error();
  const auto channel = needed(form, "channel_id");
  if (!channel) return channel.error();
  const auto trigger = needed(form, "trigger_id");
  if (!trigger) return trigger.error();

  chat::Inbound inbound = chat::Said{};
  auto& said = std::get<chat::Said>(inbound);
  chat::Envelope& envelope = said.envelope;
  envelope.place.platform = envelope.speaker.platform = "slack";
  envelope.place.workspace = envelope.speaker.workspace = *workspace;
  envelope.place.channel = *channel;
  envelope.speaker.user = *user;
  envelope.speaker_name = chat::field(form, "user_name").value_or("");
  envelope.keys.push_back(std::string("slack:trigger:").append(*trigger));
  envelope.at = wall;
  envelope.answers_inline = true;
  envelope.trigger = *trigger;
  envelope.can_pin = true;
  envelope.pictures_apart = true;
  if (channel->starts_with('D') || chat::field(form, "channel_name") == "directmessage") {
    // A command can be typed in any direct message, also between two people, where the bot is not and cannot post: the conversation meant
    // is the one with the bot.
    envelope.place.channel.clear();
    envelope.place.user = *user;
  }
  said.pieces = pieces(chat::field(form, "text").value_or(""));
  return inbound;
}

Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall) {
  const std::string_view path = path_of(request);
  if (path != "/slack/commands" && path != "/slack/interactions") {
    if (is_ssl_check(request)) return ignored(kSslCheck);
    if (path != "/slack/events") return Error{Cause::not_found, "no such path on Slack"};
    const auto json = chat::parse_object(request.body, "the event");
    return json ? read_event(*json, wall) : json.error();
  }
  const auto form = form_of(request);
  if (!form) return form.error();
  if (chat::field(*form, "ssl_check") == "1") return ignored(kSslCheck);
  if (path == "/slack/commands") return read_command(*form, wall);
  const auto payload = chat::field(*form, "payload");
  if (!payload) return Error{Cause::unreadable, "payload is missing"};
  const auto json = chat::parse_object(*payload, "payload");
  return json ? read_action(*json, wall) : json.error();
}

}  // namespace backwalk::slack
