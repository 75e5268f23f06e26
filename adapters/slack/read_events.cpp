// The Events API (PROTOCOLS 1.3): what is said to the bot by mention or in a direct message, and that it
// was put into a channel; everything else has no effect.
#include <algorithm>
#include <array>

#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;

constexpr std::string_view kEvent = "event";

/// The install to act for: in shared channels `team_id` may be the author's.
Result<std::string> install_of(const Json& json) {
  if (auto team = chat::text_at(json, {"context_team_id"})) return *std::move(team);
  if (auto team = chat::text_at(json, {"authorizations", "0", "team_id"})) return *std::move(team);
  if (auto team = chat::text_at(json, {"team_id"})) return *std::move(team);
  if (auto enterprise = chat::text_at(json, {"enterprise_id"})) return *std::move(enterprise);
  return chat::required(json, {"team_id"}, "");
}

std::set<std::string> bots_of(const Json& json) {
  std::set<std::string> bots;
  const Json* authorizations = chat::find(json, {"authorizations"});
  if (authorizations == nullptr || !authorizations->is_array()) return bots;
  for (const Json& authorization : *authorizations) {
    if (!chat::is_true_at(authorization, {"is_bot"})) continue;
    if (auto user = chat::text_at(authorization, {"user_id"})) bots.insert(*std::move(user));
  }
  return bots;
}

/// Before authorizations there was a list of users, the bot or the one who installed it among them: good for mentions, not for an echo.
std::set<std::string> legacy_bots_of(const Json& json) {
  std::set<std::string> users;
  const Json* list = chat::find(json, {"authed_users"});
  if (list == nullptr || !list->is_array()) return users;
  for (const Json& user : *list) {
    if (user.is_string()) users.insert(user.get<std::string>());
  }
  return users;
}

/// Subtypes that are still a person speaking.
bool is_speech(const std::string& subtype) {
  constexpr std::array<std::string_view, 3> speech{"file_share", "me_message", "thread_broadcast"};
  return std::find(speech.begin(), speech.end(), subtype) != speech.end();
}

bool is_direct(const Json& event) {
  const auto type = chat::text_at(event, {"channel_type"});
  return type ? *type == "im" || *type == "app_home" : chat::text_at(event, {"channel"}).value_or("").starts_with('D');
}

Instant said_at(const Json& json, Instant wall) {
  if (const auto at = instant_of(chat::text_at(json, {"event", "ts"}).value_or(""))) return *at;
  const Json* time = chat::find(json, {"event_time"});
  if (time == nullptr || !time->is_number_unsigned()) return wall;
  return instant_of(time->dump()).value_or(wall);
}

/// Why this event has no effect; none when somebody says something to the bot.
std::optional<std::string> silence(const Json& event, const std::string& type, const std::set<std::string>& bots) {
  if (type != "app_mention" && type != "message") return "event " + type.substr(0, 60);
  if (const auto subtype = chat::text_at(event, {"subtype"}); subtype && !is_speech(*subtype)) return "message " + subtype->substr(0, 60);
  if (chat::is_true_at(event, {"hidden"})) return "hidden message";
  if (chat::text_at(event, {"bot_id"}) || chat::find(event, {"bot_profile"}) != nullptr) return "said by a bot";
  if (type == "message" && !is_direct(event)) return "said in a channel, not to the bot";
  const std::string user = chat::text_at(event, {"user"}).value_or("");
  if (bots.contains(user)) return "our own echo";
  if (user == "USLACKBOT") return "said by Slackbot";
  return std::nullopt;
}

/// Our bot was put into a channel. Of others who join nobody needs to know.
Result<chat::Inbound> read_joined(const Json& json, const Json& event, const std::set<std::string>& bots, Instant wall) {
  const auto user = chat::required(event, {"user"}, kEvent);
  if (!user) return user.error();
  const auto channel = chat::required(event, {"channel"}, kEvent);
  if (!channel) return channel.error();
  const auto id = chat::required(json, {"event_id"}, "");
  if (!id) return id.error();
  if (!bots.contains(*user)) return ignored("somebody else joined");
  const auto workspace = install_of(json);
  if (!workspace) return workspace.error();
  chat::Installed installed;
  installed.envelope = {
      .place = {.platform = "slack", .workspace = *workspace, .channel = *channel, .user = {}, .thread = {}},
      .speaker = {.platform = "slack", .workspace = *workspace, .user = chat::text_at(event, {"inviter"}).value_or(*user)},
      .speaker_name = {},
      .keys = {"slack:event:" + *id},
      .at = said_at(json, wall),
      .answers_inline = false,
      .speaker_zone = {}};
  return chat::Inbound{std::move(installed)};
}

Result<chat::Inbound> read_said(const Json& json, Instant wall) {
  const auto type = chat::required(json, {"event", "type"}, "");
  if (!type) return type.error();
  const Json& event = *chat::find(json, {"event"});
  std::set<std::string> bots = bots_of(json);
  if (*type == "member_joined_channel") return read_joined(json, event, bots, wall);
  if (auto why = silence(event, *type, bots)) return ignored(*std::move(why));

  const auto user = chat::required(event, {"user"}, kEvent);
  if (!user) return user.error();
  const auto channel = chat::required(event, {"channel"}, kEvent);
  if (!channel) return channel.error();
  const auto ts = chat::required(event, {"ts"}, kEvent);
  if (!ts) return ts.error();
  const auto id = chat::required(json, {"event_id"}, "");
  if (!id) return id.error();
  const auto workspace = install_of(json);
  if (!workspace) return workspace.error();
  const auto text = chat::string_at(event, {"text"});
  if (!text) return Error{Cause::unreadable, "event.text is missing or not a text"};

  chat::Said said;
  said.envelope = {.place = {.platform = "slack",
                             .workspace = *workspace,
                             .channel = *channel,
                             .user = {},
                             .thread = chat::text_at(event, {"thread_ts"})},
                   .speaker = {.platform = "slack", .workspace = *workspace, .user = *user},
                   .speaker_name = {},
                   .keys = {"slack:event:" + *id, "slack:message:" + *workspace + ":" + *channel + ":" + *ts},
                   .at = said_at(json, wall),
                   .answers_inline = false,
                   .speaker_zone = {},
                   .can_pin = true};
  if (const auto client = chat::text_at(event, {"client_msg_id"})) said.envelope.keys.push_back("slack:client:" + *client);
  const bool direct = is_direct(event);
  if (direct) said.envelope.place.user = *user;
  if (direct && text->empty()) return ignored("a direct message without words");
  if (*type == "app_mention") bots.merge(legacy_bots_of(json));
  said.pieces = without_bot(pieces(*text), bots, *type == "app_mention" ? Unnamed::first_mention : Unnamed::nobody);
  return chat::Inbound{std::move(said)};
}

}  // namespace

Result<chat::Inbound> read_event(const Json& json, Instant wall) {
  const auto type = chat::required(json, {"type"}, "");
  if (!type) return type.error();
  if (*type == "url_verification") {
    auto challenge = chat::required(json, {"challenge"}, "");
    if (!challenge) return challenge.error();
    return chat::Inbound{chat::Challenge{*std::move(challenge)}};
  }
  if (*type != "event_callback") return ignored("envelope " + type->substr(0, 60));
  if (chat::text_at(json, {"event", "type"}) == "message_metadata_posted") return read_posted(json);
  return read_said(json, wall);
}

}  // namespace backwalk::slack
