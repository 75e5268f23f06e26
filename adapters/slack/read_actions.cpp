// Interactivity (PROTOCOLS 1.4): a pressed button of a message is a command, and it has a trigger to open a form with.
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;

constexpr std::string_view kWhere = "payload";

std::optional<std::string> first_of(std::optional<std::string> one, std::optional<std::string> other) {
  return one ? std::move(one) : std::move(other);
}

/// What the button says. Our buttons for the bare command carry no value, because Slack wants none to be empty.
std::optional<std::string> say_of(const Json& action) {
  if (auto value = chat::text_at(action, {"value"})) return value;
  if (chat::text_at(action, {"action_id"}).value_or("").starts_with("say:")) return "";
  return std::nullopt;
}

Result<chat::Inbound> read_press(const Json& json, Instant wall) {
  const Json* action = chat::find(json, {"actions", "0"});
  if (action == nullptr || !action->is_object()) return Error{Cause::unreadable, "payload.actions.0 is missing or not an object"};
  const auto kind = chat::required(*action, {"type"}, "payload.actions.0");
  if (!kind) return kind.error();
  if (*kind != "button") return ignored("pressed " + kind->substr(0, 60));
  const auto say = say_of(*action);
  if (!say) return ignored("a button without a value");
  const auto channel = first_of(chat::text_at(json, {"channel", "id"}), chat::text_at(json, {"container", "channel_id"}));
  if (!channel) return ignored("a button outside of a message");
  const auto user = chat::required(json, {"user", "id"}, kWhere);
  if (!user) return user.error();
  const auto trigger = chat::required(json, {"trigger_id"}, kWhere);
  if (!trigger) return trigger.error();
  const auto workspace = workspace_of(json);
  if (!workspace) return workspace.error();

  const bool fleeting = chat::is_true_at(json, {"container", "is_ephemeral"});
  const auto thread = first_of(chat::text_at(json, {"message", "thread_ts"}), chat::text_at(json, {"container", "thread_ts"}));
  chat::Pressed pressed;
  pressed.envelope = {
      .place = {.platform = "slack", .workspace = *workspace, .channel = *channel, .user = {}, .thread = thread},
      .speaker = {.platform = "slack", .workspace = *workspace, .user = *user},
      .speaker_name = first_of(chat::text_at(json, {"user", "name"}), chat::text_at(json, {"user", "username"})).value_or(""),
      .keys = {"slack:trigger:" + *trigger},
      .at = instant_of(chat::text_at(*action, {"action_ts"}).value_or("")).value_or(wall),
      .answers_inline = false,
      .trigger = *trigger,
      .speaker_zone = {},
      .can_pin = true};
  if (channel->starts_with('D')) {
    pressed.envelope.place.user = *user;
    if (fleeting) pressed.envelope.place.channel.clear();  // a command's answer, maybe shown where two people talk (read.cpp)
  }
  pressed.say = *say;
  // What only one user sees cannot be changed by its id.
  if (!fleeting) pressed.message = first_of(chat::text_at(json, {"container", "message_ts"}), chat::text_at(json, {"message", "ts"}));
  return chat::Inbound{std::move(pressed)};
}

}  // namespace

Result<std::string> workspace_of(const Json& interaction) {
  if (auto team = chat::text_at(interaction, {"team", "id"})) return *std::move(team);
  if (auto team = chat::text_at(interaction, {"user", "team_id"})) return *std::move(team);
  if (auto enterprise = chat::text_at(interaction, {"enterprise", "id"})) return *std::move(enterprise);
  return chat::required(interaction, {"team", "id"}, kWhere);
}

Result<chat::Inbound> read_action(const Json& json, Instant wall) {
  const auto type = chat::required(json, {"type"}, kWhere);
  if (!type) return type.error();
  if (*type == "view_submission") return read_submission(json, wall);
  if (*type != "block_actions") return ignored("interaction " + type->substr(0, 60));
  return read_press(json, wall);
}

}  // namespace backwalk::slack
