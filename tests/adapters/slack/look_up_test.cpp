// Was it sent? What the history is asked, and how its answers and the event are read.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/adapters/slack/samples.hpp"

namespace backwalk::slack {
namespace look_up_test {

using nlohmann::json;
const Instant since{std::chrono::seconds(1'790'000'000)};

std::unique_ptr<Platform> curious() {
  Config config;
  config.bot_token = samples::kToken;
  config.look_up = true;
  return make_slack(config);
}

chat::Resolved note() {
  chat::Resolved made;
  made.outgoing.key = "secret story/1";
  made.outgoing.place = {.platform = "slack", .workspace = "TWORK", .channel = "CPLAN", .user = {}, .thread = {}};
  made.outgoing.message = chat::say("Hello");
  return made;
}

chat::HttpResponse answer(const json& body, int status = 200) { return {.status = status, .headers = {}, .body = body.dump()}; }

/// A message of the history that was sent under this key.
json message_of(const std::string& key, const std::string& ts) {
  chat::Resolved sent = note();
  sent.outgoing.key = key;
  return {{"type", "message"}, {"ts", ts}, {"metadata", json::parse(curious()->send(sent).body)["metadata"]}};
}

TEST(SlackLookUp, AsksTheHistoryFromAWhileBeforeWithMetadata) {
  const auto request = curious()->ask_sent(note(), since);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url, "https://slack.com/api/conversations.history");
  EXPECT_EQ(chat::header(request->headers, "content-type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(request->body, "channel=CPLAN&oldest=1789999880&inclusive=true&include_all_metadata=true&limit=200");
}

TEST(SlackLookUp, AsksTheThreadWhereItWasSentIntoOne) {
  auto what = note();
  what.outgoing.place.thread = "1790000000.000100";
  const auto request = curious()->ask_sent(what, since);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url, "https://slack.com/api/conversations.replies");
  EXPECT_NE(request->body.find("ts=1790000000.000100"), std::string::npos);
}

TEST(SlackLookUp, AsksForTheChannelOfADirectMessageFirst) {
  auto what = note();
  what.outgoing.place.channel.clear();
  what.outgoing.place.user = "UANNA";
  const auto request = curious()->ask_sent(what, since);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url, "https://slack.com/api/conversations.open");
  EXPECT_EQ(request->body, "users=UANNA");
  const auto opened = curious()->read_sent(answer({{"ok", true}, {"channel", {{"id", "D1"}}}}), "k");
  ASSERT_TRUE(opened && *opened);
  EXPECT_EQ((*opened)->message, "");
  EXPECT_EQ((*opened)->channel, "D1");
}

TEST(SlackLookUp, AsksNothingWhereItMayNotOrCannotBeFound) {
  EXPECT_FALSE(samples::slack()->ask_sent(note(), since)) << "the setting is off";
  for (const chat::Delivery delivery : {chat::Delivery::edit, chat::Delivery::form, chat::Delivery::ephemeral}) {
    auto what = note();
    what.outgoing.delivery = delivery;
    EXPECT_FALSE(curious()->ask_sent(what, since));
  }
}

TEST(SlackLookUp, FindsTheMessageByItsKey) {
  const json messages =
      json::array({{{"type", "message"}, {"ts", "3.0"}}, message_of("other", "2.0"), message_of("secret story/1", "1.0")});
  const auto found = curious()->read_sent(answer({{"ok", true}, {"messages", messages}, {"has_more", false}}), "secret story/1");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->message, "1.0");
  const auto missing = curious()->read_sent(answer({{"ok", true}, {"messages", messages}, {"has_more", false}}), "third");
  ASSERT_TRUE(missing);
  EXPECT_FALSE(*missing);
}

TEST(SlackLookUp, TellsWhetherAskingAgainIsOfUse) {
  const auto cause = [](const chat::HttpResponse& response) { return curious()->read_sent(response, "k").error().cause; };
  EXPECT_EQ(cause(answer({{"ok", true}, {"messages", json::array()}, {"has_more", true}})), Cause::not_found);
  EXPECT_EQ(cause(answer({{"ok", false}, {"error", "missing_scope"}})), Cause::not_allowed);
  EXPECT_EQ(cause(answer({{"ok", false}, {"error", "not_in_channel"}})), Cause::not_found);
  EXPECT_EQ(cause(answer({{"ok", false}, {"error", "ratelimited"}})), Cause::busy);
  EXPECT_EQ(cause(answer({}, 429)), Cause::busy);
  EXPECT_EQ(cause(answer({}, 503)), Cause::unknown);
}

json posted(const json& metadata) {
  return {{"type", "event_callback"},
          {"team_id", "TWORK"},
          {"event_id", "Ev1"},
          {"event",
           {{"type", "message_metadata_posted"},
            {"app_id", "A1"},
            {"channel_id", "CPLAN"},
            {"metadata", metadata},
            {"message_ts", "1790000000.000100"}}}};
}

chat::Inbound read(const json& event) {
  chat::HttpRequest request;
  request.method = "POST";
  request.url = "/slack/events";
  request.headers = {{"Content-Type", "application/json"}};
  request.body = event.dump();
  return curious()->read(request, since).value();
}

TEST(SlackLookUp, ReadsTheEventThatTellsOfOurMessage) {
  const json metadata = message_of("secret story/1", "1.0")["metadata"];
  const chat::Inbound inbound = read(posted(metadata));
  const auto* confirmed = std::get_if<chat::Confirmed>(&inbound);
  ASSERT_NE(confirmed, nullptr);
  EXPECT_EQ(confirmed->platform, "slack");
  EXPECT_EQ(confirmed->mark, curious()->mark_of("secret story/1"));
  EXPECT_EQ(confirmed->ids.message, "1790000000.000100");
  EXPECT_EQ(confirmed->ids.channel, "CPLAN");
  EXPECT_TRUE(std::holds_alternative<chat::Ignored>(read(posted({{"event_type", "task"}, {"event_payload", json::object()}}))));
}

}  // namespace look_up_test
}  // namespace backwalk::slack
