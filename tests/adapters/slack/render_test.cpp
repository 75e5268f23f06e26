// What is sent, as golden files. BACKWALK_UPDATE_GOLDEN=1 writes them anew; tests/schemas checks the same files against Slack's types.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/chat/utf8.hpp"
#include "adapters/slack/parts.hpp"
#include "tests/adapters/slack/samples.hpp"
#include "tests/setting.hpp"

namespace backwalk::slack {
namespace render_test {

using chat::Json;
using chat::Message;
using chat::Outgoing;

void expect_golden(const std::string& name, const std::string& text) {
  const auto path = samples::kData / "golden" / ("slack_" + name + ".json");
  const bool update = renews_golden();
  if (update) std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(samples::file(path), text) << "run with BACKWALK_UPDATE_GOLDEN=1 and review the difference";
}

void expect_golden_call(const std::string& name, const chat::HttpRequest& request) {
  const std::string method = request.url.substr(request.url.rfind('/') + 1);
  expect_golden(name, Json{{"method", method}, {"body", Json::parse(request.body)}}.dump(1) + "\n");
}

Outgoing outgoing(Message message) {
  Outgoing made;
  made.key = "p1/start/A3/2026-01-05";
  made.place = {.platform = "slack", .workspace = "TWORK", .channel = "CPLAN", .user = {}, .thread = {}};
  made.message = std::move(message);
  return made;
}

chat::HttpRequest send(Outgoing what, std::optional<chat::SentIds> edits = {}) {
  return samples::slack()->send({.outgoing = std::move(what), .edits = std::move(edits)});
}

Message plan_card() {
  return {.headline = {chat::plain_run("Open in Kiel: walked back from "), chat::strong("11 Dec 2026")},
          .blocks = {chat::Text{{chat::plain_run("Start "), chat::code("A3"), chat::plain_run(" on Mon 5 Jan, "),
                                 chat::Mention{"UBEN", "Ben"}, chat::quiet(" (two days of slack)")}},
                     chat::Facts{{{"Goal", "11 Dec 2026"}, {"Slack", "2 days"}}}, chat::Rule{},
                     chat::Rows{{{"A1", "Sign the lease", "5 Jan"}, {"A2", "看板を作る", "12 Jan"}, {"A10", "Café 🚀", "2 Feb"}}},
                     chat::Progress{.step = 2, .of = 4, .label = "Milestones"}, chat::Text{{chat::quiet("Everything can be undone.")}},
                     chat::Buttons{
                         {{"Done A3", "done A3", chat::Weight::primary}, {"Drop", "drop A3", chat::Weight::danger}, {"Status", "", {}}}}}};
}

Message hostile() {
  const std::string text = "<!channel> <@UEVIL> *bold* `code` ```pre``` & <b> @everyone https://x.example\x1b[31m\nnew line";
  return {.headline = {chat::plain_run(text)},
          .blocks = {chat::Text{{chat::strong(text), chat::Mention{"not an id <!here>", "<!here>"}}}, chat::Facts{{{text, text}}},
                     chat::Rows{{{text, "x"}, {"y", text}}}, chat::Progress{1, 2, text}, chat::Text{{chat::quiet(text)}},
                     chat::Buttons{{{text, text, {}}}}}};
}

Message huge() {
  std::string rockets;
  for (int i = 0; i < 5000; ++i) rockets += "🚀";
  Message message{.headline = {chat::plain_run(rockets)}, .blocks = {}};
  chat::Rows rows;
  for (int i = 0; i < 200; ++i) rows.rows.push_back({"A" + std::to_string(i), std::string(40, 'w')});
  chat::Buttons buttons;
  for (int i = 0; i < 60; ++i)
    buttons.buttons.push_back({"Button " + std::to_string(i) + std::string(90, 'b'), "done A" + std::to_string(i), {}});
  buttons.buttons.push_back({"Too long to say", std::string(2001, 's'), {}});
  message.blocks = {rows, buttons, chat::Text{{chat::plain_run(std::string(9000, 'x'))}}};
  for (int i = 0; i < 60; ++i) message.blocks.insert(message.blocks.end(), {chat::Rule{}, chat::Text{{chat::plain_run("line")}}});
  message.blocks.push_back(chat::Buttons{{{"The way on", "next", {}}}});
  return message;
}

TEST(SlackRender, APostIsItsGoldenFile) {
  expect_golden_call("call_post", [] {
    auto what = outgoing(plan_card());
    what.place.thread = "1767250000.000900";
    return send(what);
  }());
}

TEST(SlackRender, AChangeIsItsGoldenFile) {
  auto what = outgoing(plan_card());
  what.delivery = chat::Delivery::edit;
  expect_golden_call("call_update", send(what, chat::SentIds{.message = "1767250000.000900", .channel = "CREAL"}));
}

TEST(SlackRender, AWhisperIsItsGoldenFile) {
  auto what = outgoing(chat::say("Only you see this."));
  what.delivery = chat::Delivery::ephemeral;
  what.only_for = chat::Door{"slack", "TWORK", "UANNA"};
  expect_golden_call("call_ephemeral", send(what));
}

TEST(SlackRender, ADirectMessageIsItsGoldenFile) {
  auto what = outgoing(plan_card());
  what.place.channel.clear();
  what.place.user = "UANNA";
  expect_golden_call("call_direct", send(what));
}

TEST(SlackRender, HostileTextIsItsGoldenFile) { expect_golden_call("hostile", send(outgoing(hostile()))); }
TEST(SlackRender, AHugeMessageIsItsGoldenFile) { expect_golden_call("huge", send(outgoing(huge()))); }
TEST(SlackRender, AnEmptyMessageIsItsGoldenFile) { expect_golden_call("empty", send(outgoing({}))); }

TEST(SlackRender, TheAnswerToACommandIsItsGoldenFile) {
  chat::Said said;
  said.envelope.answers_inline = true;
  const auto response = samples::slack()->respond(said, {plan_card(), {}});
  expect_golden("respond", Json{{"method", "response"}, {"body", Json::parse(response.body)}}.dump(1) + "\n");
}

TEST(SlackRender, TheManifestIsItsGoldenFile) {
  expect_golden("manifest", manifest("https://bot.example", "next · status · done A3 · slip A4 2d · help"));
}

TEST(SlackRender, NothingThatAUserWroteIsMarkup) {
  const Json body = render(hostile());
  const std::string text = body["text"];
  EXPECT_EQ(text.find('<'), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  for (const auto& block : body["blocks"]) {
    EXPECT_EQ(block.dump().find("mrkdwn"), std::string::npos);
    EXPECT_EQ(block.dump().find("\"type\":\"user\""), std::string::npos);  // an id that is none is text
    EXPECT_EQ(block.dump().find("\"link\""), std::string::npos);
  }
}

TEST(SlackRender, EveryWordOfAHeadlineIsThereOnce) {
  const Json blocks = render(plan_card())["blocks"];
  EXPECT_EQ(blocks[0]["type"], "rich_text");
  EXPECT_EQ(blocks[0]["elements"][0]["elements"][0]["text"], "Open in Kiel: walked back from ");
  EXPECT_EQ(blocks[0]["elements"][0]["elements"][0]["style"]["bold"], true);
  EXPECT_FALSE(render(chat::say("A sentence."))["blocks"][0]["elements"][0]["elements"][0].contains("style"));
}

TEST(SlackRender, TheWayOnSurvivesACut) {
  const Json blocks = render(huge())["blocks"];
  EXPECT_EQ(blocks.size(), 50U);
  EXPECT_EQ(blocks.back()["elements"][0]["value"], "next");
}

TEST(SlackRender, BrokenBytesNeverThrow) {
  const Message broken{.headline = {chat::plain_run("a\xff\xc3")},
                       .blocks = {chat::Buttons{{{"\xf0\x9f", "\xfe", {}}, {"ok", "\xfe", {}}}}}};
  EXPECT_TRUE(Json::accept(send(outgoing(broken)).body));
}

TEST(SlackRender, EscapesExactlyThreeCharactersAndCutsWhole) {
  EXPECT_EQ(escape("a & b < c > \"d\" 'e'", 100), "a &amp; b &lt; c &gt; \"d\" 'e'");
  EXPECT_EQ(escape("abc", 3), "abc");
  EXPECT_EQ(escape("abcd", 3), "ab…");
  EXPECT_EQ(escape("a&b", 5), "a…");  // no half entity
  EXPECT_EQ(escape("🚀🚀", 3), "🚀…");
}

}  // namespace render_test
}  // namespace backwalk::slack
