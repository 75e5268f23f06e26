// Forms as modals, as golden files where tests/schemas checks them against Slack's types, and what a sent one is answered with.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/slack/parts.hpp"
#include "tests/adapters/slack/samples.hpp"
#include "tests/setting.hpp"

namespace backwalk::slack {
namespace render_view_test {

using chat::Json;
using chat::Message;

void expect_golden(const std::string& name, const std::string& method, const std::string& body) {
  const std::string text = Json{{"method", method}, {"body", Json::parse(body)}}.dump(1) + "\n";
  const auto path = samples::kData / "golden" / ("view_" + name + ".json");
  const bool update = renews_golden();
  if (update) std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(samples::file(path), text) << "run with BACKWALK_UPDATE_GOLDEN=1 and review the difference";
}

chat::Form every_kind() {
  chat::Form form{.say = "block A4", .submit = "Block it", .fields = {}};
  const auto add = [&](std::string name, std::string say, bool is_required, decltype(chat::Field::input) input) {
    form.fields.push_back({.name = name, .label = "Label of " + name, .hint = "Hint", .say = std::move(say), .is_required = is_required});
    form.fields.back().input = std::move(input);
  };
  add("what", "", true, chat::TextInput{"the tax rules", true});
  add("value", "from", true, chat::NumberInput{"3.5%"});
  add("date", "by", true, chat::DateInput{"2026-01-09"});
  add("owner", "owner", false, chat::PersonInput{"UBEN"});
  add("kind", "which", true, chat::SelectInput{{{"It stops", "stops"}, {"It slows down", "slows"}}, "slows"});
  add("quiet", "quiet", true, chat::CheckInput{true});
  return form;
}

/// The same with nothing in it at first and no hints.
chat::Form empty_form() {
  chat::Form form = every_kind();
  form.fields[0].input = chat::TextInput{};
  form.fields[1].input = chat::NumberInput{};
  form.fields[2].input = chat::DateInput{"next friday"};
  form.fields[3].input = chat::PersonInput{"<!channel>"};
  form.fields[4].input = chat::SelectInput{{{"It stops", "stops"}}, ""};
  form.fields[5].input = chat::CheckInput{};
  for (auto& field : form.fields) field.hint.clear();
  return form;
}

chat::Form huge_form() {
  chat::Form form{.say = "block A4", .submit = std::string(30, 's'), .fields = {}};
  chat::SelectInput select;
  for (int i = 0; i < 150; ++i) select.options.push_back({std::string(80, 'o') + std::to_string(i), "A" + std::to_string(i)});
  select.options[1].say = std::string(80, 'v');
  form.fields.push_back({.name = "which", .label = std::string(3000, 'l'), .hint = std::string(3000, 'h'), .input = select});
  form.fields.push_back({.name = "what", .label = "", .hint = "", .input = chat::TextInput{std::string(5000, 'i')}});
  return form;
}

chat::Outgoing opening(chat::Form form, std::string headline = "Block A4: switch on the tax rules") {
  chat::Outgoing made;
  made.key = "form:slack:trigger:11.22.aa";
  made.place = {.platform = "slack", .workspace = "TWORK", .channel = "CPLAN", .user = {}, .thread = "1767250000.000900"};
  made.message = {.headline = {chat::plain_run(std::move(headline))}, .blocks = {std::move(form)}};
  made.delivery = chat::Delivery::form;
  made.trigger = "11.22.aa";
  return made;
}

chat::HttpRequest open(const chat::Outgoing& outgoing) { return samples::slack()->send({.outgoing = outgoing, .edits = {}}); }
Json view_of(const chat::Outgoing& outgoing) { return Json::parse(open(outgoing).body)["view"]; }

chat::Submitted sent_form() {
  chat::Submitted submitted;
  submitted.say = "block A4";
  submitted.fields = {"what", "date"};
  return submitted;
}
chat::HttpResponse respond(const Immediate& immediate, const chat::Submitted& submitted = sent_form()) {
  return samples::slack()->respond(submitted, immediate);
}
Json answer(const Immediate& immediate, const chat::Submitted& submitted = sent_form()) {
  const auto response = respond(immediate, submitted);
  EXPECT_EQ(response.status, 200);
  return Json::parse(response.body);
}

TEST(SlackForm, OpensWithEveryKindOfField) {
  const auto request = open(opening(every_kind()));
  EXPECT_TRUE(request.url.ends_with("/views.open"));
  expect_golden("open", "views.open", request.body);
}

TEST(SlackForm, OpensWithNothingInIt) { expect_golden("open_empty", "views.open", open(opening(empty_form(), "")).body); }
TEST(SlackForm, KeepsToTheLimitsOfAModal) { expect_golden("open_huge", "views.open", open(opening(huge_form())).body); }

TEST(SlackForm, ABoxMayAlwaysBeLeftUnchecked) {
  const Json blocks = view_of(opening(every_kind()))["blocks"];
  EXPECT_EQ(blocks[5]["block_id"], "quiet");
  EXPECT_EQ(blocks[5]["optional"], true);
}

TEST(SlackForm, AValueThatWouldBeCutIsNoOption) {
  const Json options = view_of(opening(huge_form()))["blocks"][0]["element"]["options"];
  ASSERT_EQ(options.size(), 100U);
  EXPECT_EQ(options[1]["value"], "A2");
}

TEST(SlackForm, WhatItSaysComesBackAsItWas) {
  Json payload = Json::parse(samples::payload("view_submission.json"));
  payload["view"]["private_metadata"] = view_of(opening(every_kind()))["private_metadata"];
  const auto inbound = samples::slack()->read(samples::interaction(payload.dump()), {});
  ASSERT_TRUE(inbound && std::holds_alternative<chat::Submitted>(*inbound));
  const auto& back = std::get<chat::Submitted>(*inbound);
  EXPECT_EQ(back.say, "block A4");
  EXPECT_EQ(back.envelope.place, opening({}).place);
  EXPECT_EQ(back.values.size(), 6U);
  EXPECT_TRUE(back.values[0].is_text);
  EXPECT_FALSE(back.values[1].is_text) << "a number is read by the grammar";
}

TEST(SlackForm, WithoutAFormNothingOpensAndNothingBreaks) {
  chat::Outgoing bare = opening({});
  bare.message = chat::say("No form here");
  EXPECT_EQ(view_of(bare)["blocks"], Json::array());
}

TEST(SlackForm, ARefusalStandsAtItsField) {
  const Message why{.headline = {chat::plain_run("I understood Thu 1 Oct, which has passed.")},
                    .blocks = {chat::Text{{chat::quiet("For example: by 30 oct")}}}};
  expect_golden("errors", "response", respond({why, "date"}).body);
  EXPECT_EQ(answer({why, "no such field"})["errors"], (Json{{"what", "I understood Thu 1 Oct, which has passed."}}));
  EXPECT_EQ(answer({Message{}, "date"})["errors"]["date"], "That cannot be taken.");
  const std::string longest = answer({chat::say(std::string(900, 'x')), "date"})["errors"]["date"];
  EXPECT_EQ(longest.size(), 302U) << "three hundred with the ellipsis";
}

TEST(SlackForm, ARefusalOfAFormWithoutFieldsIsShownInsteadOfIt) {
  EXPECT_EQ(answer({chat::say("Not possible."), "date"}, {})["response_action"], "update");
}

TEST(SlackForm, WhatWasDoneIsShownAndCanBeClosed) {
  const Message done{.headline = {chat::plain_run("A4 is blocked by "), chat::strong("the tax rules")},
                     .blocks = {chat::Facts{{{"Goal", "11 Dec"}}}, chat::Buttons{{{"Undo", "undo 7", {}}}}}};
  expect_golden("update", "response", respond({done, {}}).body);
  const Json view = answer({done, {}})["view"];
  EXPECT_FALSE(view.contains("submit"));
  EXPECT_EQ(view["close"]["text"], "Close");
  EXPECT_NE(view["blocks"].dump().find("the tax rules"), std::string::npos);
  EXPECT_EQ(view.dump().find("\"button\""), std::string::npos) << "a button would have no message to stand on";
}

TEST(SlackForm, WithNothingToShowItEnds) { expect_golden("clear", "response", respond({}).body); }

TEST(SlackForm, InAMessageItCanBeTypedOrOpened) {
  const Json blocks = render(opening(every_kind()).message)["blocks"];
  EXPECT_EQ(blocks[1]["type"], "context");
  EXPECT_TRUE(blocks[1]["elements"][0]["text"].get<std::string>().starts_with("Say: block A4 LABEL OF WHAT from LABEL OF VALUE"));
  EXPECT_EQ(blocks[2]["elements"][0]["text"]["text"], "Fill in");
  EXPECT_EQ(blocks[2]["elements"][0]["value"], "block A4");
}

TEST(SlackForm, AnOpenedOneIsSentAndALateOneIsGone) {
  const auto receipt = [](const std::string& body) { return samples::slack()->receipt({.status = 200, .headers = {}, .body = body}); };
  const auto opened = receipt(R"({"ok":true,"view":{"id":"V1"}})");
  ASSERT_TRUE(std::holds_alternative<chat::Sent>(opened));
  EXPECT_EQ(std::get<chat::Sent>(opened).ids.message, "V1");
  for (const auto* name : {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}) {
    EXPECT_TRUE(std::holds_alternative<chat::Gone>(receipt(Json{{"ok", false}, {"error", name}}.dump()))) << name;
  }
  EXPECT_TRUE(std::holds_alternative<chat::Denied>(receipt(R"({"ok":false,"error":"invalid_arguments"})")));
}

}  // namespace render_view_test
}  // namespace backwalk::slack
