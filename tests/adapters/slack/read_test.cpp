#include <gtest/gtest.h>

#include "tests/adapters/slack/samples.hpp"

namespace backwalk::slack {
namespace read_test {

using chat::Piece;
using chat::UserMention;
using samples::payload;
using samples::slack;

const Instant kWall = samples::at_seconds(1767259999);

Result<chat::Inbound> read_sample(const std::string& name) { return slack()->read(samples::request_of(name, payload(name)), kWall); }

template <class T>
T expect(const std::string& name) {
  const auto inbound = read_sample(name);
  if (!inbound || !std::holds_alternative<T>(*inbound)) {
    ADD_FAILURE() << name
                  << (inbound ? " is another kind: " + std::to_string(inbound->index()) : " is unreadable: " + inbound.error().what);
    return {};
  }
  return std::get<T>(*inbound);
}

TEST(SlackRead, ASlashCommandIsSaidWithItsMarkupTakenOut) {
  const auto said = expect<chat::Said>("slash.txt");
  const chat::Place place{.platform = "slack", .workspace = "TWORK", .channel = "CPLAN", .user = {}, .thread = {}};
  EXPECT_EQ(said.envelope.place, place);
  EXPECT_EQ(said.envelope.speaker, (chat::Door{"slack", "TWORK", "UANNA"}));
  EXPECT_EQ(said.envelope.speaker_name, "anna");
  EXPECT_EQ(said.envelope.keys, (std::vector<std::string>{"slack:trigger:11.22.aa"}));
  EXPECT_EQ(said.envelope.at, kWall);
  EXPECT_TRUE(said.envelope.answers_inline);
  EXPECT_EQ(said.pieces, (std::vector<Piece>{"owner A3 ", UserMention{"UBEN", "ben"}, " & ", chat::ChannelMention{"CROOM", "room"}}));
}

TEST(SlackRead, ASlashCommandInADirectMessageMeansTheConversationWithTheBot) {
  const auto said = expect<chat::Said>("slash_direct.txt");
  EXPECT_EQ(said.envelope.place.user, "UANNA");
  EXPECT_EQ(said.envelope.place.channel, "");  // the D channel may be that of two people
  EXPECT_TRUE(said.pieces.empty());
}

TEST(SlackRead, AnOrganisationWideInstallGivesTheOrganisationForAWorkspace) {
  EXPECT_EQ(expect<chat::Said>("slash_enterprise.txt").envelope.place.workspace, "EORG");
}

TEST(SlackRead, AMentionIsSaidWithoutTheBotsOwnMention) {
  const auto said = expect<chat::Said>("app_mention.json");
  EXPECT_EQ(said.envelope.place.workspace, "TWORK");  // the install, not the author's team
  EXPECT_EQ(said.envelope.place.channel, "CPLAN");
  EXPECT_EQ(said.envelope.place.thread, "1767250000.000900");
  EXPECT_FALSE(said.envelope.place.is_direct());
  EXPECT_FALSE(said.envelope.answers_inline);
  EXPECT_EQ(said.envelope.at, Instant{std::chrono::seconds{1767258000}});
  EXPECT_EQ(said.envelope.keys,
            (std::vector<std::string>{"slack:event:EvMENTION", "slack:message:TWORK:CPLAN:1767258000.000100", "slack:client:aaaa-1"}));
  EXPECT_EQ(said.pieces, (std::vector<Piece>{"owner A3 ", UserMention{"UBEN", ""}}));
}

TEST(SlackRead, AMentionWithoutAuthorizationsDropsTheFirstMention) {
  EXPECT_EQ(expect<chat::Said>("app_mention_legacy.json").pieces, (std::vector<Piece>{"next"}));
}

TEST(SlackRead, ADirectMessageIsSaidInThePlaceOfItsUser) {
  const auto said = expect<chat::Said>("message_im.json");
  EXPECT_EQ(said.envelope.place.user, "UANNA");
  EXPECT_EQ(said.envelope.place.channel, "DBOT");
  EXPECT_EQ(said.pieces, (std::vector<Piece>{"done A3 <&lt;"}));
}

TEST(SlackRead, TheSameMessageThroughTwoEventsSharesAKey) {
  std::string as_message = payload("app_mention.json");
  as_message.replace(as_message.find("\"app_mention\""), 13, R"("message","channel_type":"im")");
  as_message.replace(as_message.find("EvMENTION"), 9, "EvANOTHER");
  const auto inbound = slack()->read(samples::request("/slack/events", as_message), kWall);
  ASSERT_TRUE(inbound.has_value());
  const auto& keys = std::get<chat::Said>(*inbound).envelope.keys;
  const auto mention = expect<chat::Said>("app_mention.json");
  EXPECT_NE(keys[0], mention.envelope.keys[0]);
  EXPECT_EQ(keys[1], mention.envelope.keys[1]);
}

TEST(SlackRead, ThatItWasPutIntoAChannelIsKnownAndWhoElseJoinsIsNot) {
  const auto installed = expect<chat::Installed>("member_joined_bot.json");
  EXPECT_EQ(installed.envelope.place, (chat::Place{"slack", "TWORK", "CPLAN", {}, {}}));
  EXPECT_EQ(installed.envelope.speaker.user, "UANNA");
  EXPECT_EQ(installed.envelope.keys, (std::vector<std::string>{"slack:event:EvJOINED"}));
  EXPECT_FALSE(expect<chat::Ignored>("member_joined_other.json").why.empty());
}

TEST(SlackRead, WhatNobodySaysToTheBotIsIgnoredWithAReason) {
  for (const auto* name : {"message_channel.json", "message_changed.json", "message_bot.json", "message_echo.json", "app_rate_limited.json",
                           "view_closed.json", "ssl_check_smuggled.txt"}) {
    EXPECT_FALSE(expect<chat::Ignored>(name).why.empty()) << name;
  }
}

TEST(SlackRead, TheOwnershipCheckIsAChallenge) {
  const auto challenge = expect<chat::Challenge>("url_verification.json");
  const auto response = slack()->respond(challenge, {});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "echo-me-4711");
  EXPECT_EQ(chat::header(response.headers, "content-type"), "text/plain");
}

TEST(SlackRead, APressedButtonIsItsCommand) {
  const auto pressed = expect<chat::Pressed>("press.json");
  EXPECT_EQ(pressed.say, "done A3");
  EXPECT_EQ(pressed.message, "1767250000.000900");
  EXPECT_EQ(pressed.envelope.place.thread, "1767240000.000300");
  EXPECT_EQ(pressed.envelope.speaker_name, "anna");
  EXPECT_EQ(pressed.envelope.keys, (std::vector<std::string>{"slack:trigger:33.44.aa"}));
  EXPECT_EQ(pressed.envelope.at, Instant{std::chrono::milliseconds{1767258000250}});
}

TEST(SlackRead, AButtonOnAFleetingMessageNamesNoMessage) {
  const auto pressed = expect<chat::Pressed>("press_ephemeral.json");
  EXPECT_EQ(pressed.say, "");  // ours, without a value: the bare command
  EXPECT_EQ(pressed.message, std::nullopt);
  EXPECT_EQ(pressed.envelope.place.workspace, "TWORK");
  EXPECT_EQ(pressed.envelope.place.user, "WANNA");
}

TEST(SlackRead, WhatCannotBeReadSaysWhere) {
  const struct {
    std::string url, body, names;
  } cases[] = {
      {"/slack/events", "", "JSON"},
      {"/slack/events", "[1]", "object"},
      {"/slack/events", "{}", "type"},
      {"/slack/events", R"({"type":7})", "type"},
      {"/slack/events", R"({"type":"url_verification"})", "challenge"},
      {"/slack/events", R"({"type":"event_callback"})", "event.type"},
      {"/slack/events", R"({"type":"event_callback","event":{"type":"app_mention"}})", "event.user"},
      {"/slack/events", R"({"type":"event_callback","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"1.2"}})", "event_id"},
      {"/slack/events", "\"\xff\"", "JSON"},
      {"/slack/commands", "text=%zz", "form"},
      {"/slack/commands", "text=%ff", "form"},
      {"/slack/commands", "text=next", "team_id"},
      {"/slack/commands", "team_id=T1&user_id=U1&channel_id=C1", "trigger_id"},
      {"/slack/interactions", "a=b", "payload"},
      {"/slack/interactions", "payload=x", "payload"},
      {"/slack/interactions", "payload=%7B%7D", "payload.type"},
      {"/slack/interactions", "payload=" + chat::form_escape(R"({"type":"block_actions","actions":[]})"), "payload.actions.0"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.url + " " + c.body);
    const auto inbound = slack()->read(samples::request(c.url, c.body), kWall);
    ASSERT_FALSE(inbound.has_value());
    EXPECT_EQ(inbound.error().cause, Cause::unreadable);
    EXPECT_NE(inbound.error().what.find(c.names), std::string::npos) << inbound.error().what;
  }
}

TEST(SlackRead, LooksPastTheQueryOfTheAddress) {
  EXPECT_TRUE(slack()->read(samples::request("/slack/commands?x=1", payload("slash.txt")), kWall).has_value());
  EXPECT_EQ(slack()->read(samples::request("/slack/other", payload("slash.txt")), kWall).error().cause, Cause::not_found);
}

TEST(SlackRead, OnlyASlashCommandIsAnsweredInItsResponse) {
  const auto slash = slack()->respond(expect<chat::Said>("slash.txt"), {chat::say("Done & <dusted>"), {}});
  EXPECT_NE(slash.body.find(R"("response_type":"ephemeral")"), std::string::npos);
  EXPECT_NE(slash.body.find(R"("text":"Done &amp; &lt;dusted&gt;")"), std::string::npos);
  EXPECT_EQ(slack()->respond(expect<chat::Said>("slash.txt"), {}).body, "");
  EXPECT_EQ(slack()->respond(expect<chat::Said>("app_mention.json"), {chat::say("Done"), {}}).body, "");
  EXPECT_EQ(slack()->respond(expect<chat::Pressed>("press.json"), {chat::say("Done"), {}}).body, "");
}

}  // namespace read_test
}  // namespace backwalk::slack
