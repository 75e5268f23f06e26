// Forms that come back.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/adapters/slack/samples.hpp"

namespace backwalk::slack {
namespace read_views_test {

using chat::Filled;
using chat::Piece;
using nlohmann::json;

const Instant kWall = samples::at_seconds(1767259999);

json sample() { return json::parse(samples::payload("view_submission.json")); }
Result<chat::Inbound> read(const json& payload) { return samples::slack()->read(samples::interaction(payload.dump()), kWall); }

chat::Submitted submitted(const json& payload) {
  const auto inbound = read(payload);
  if (!inbound || !std::holds_alternative<chat::Submitted>(*inbound)) {
    ADD_FAILURE() << (inbound ? "another kind" : inbound.error().what);
    return {};
  }
  return std::get<chat::Submitted>(*inbound);
}

/// The sample with this in its private metadata instead.
json with_metadata(const json& metadata) {
  json changed = sample();
  changed["view"]["private_metadata"] = metadata.is_string() ? metadata : json(metadata.dump());
  return changed;
}
json metadata() { return json::parse(sample()["view"]["private_metadata"].get<std::string>()); }

TEST(SlackViews, AFormIsSubmittedWithItsValuesByKindInItsOrder) {
  const auto form = submitted(sample());
  EXPECT_EQ(form.say, "block A4");
  const std::vector<Filled> values{{"what", "", true, {Piece{"the \"tax\" <rules> & @ben"}}},
                                   {"value", "from", false, {Piece{"3.5%"}}},
                                   {"date", "by", false, {Piece{"2026-01-09"}}},
                                   {"owner", "owner", false, {Piece{chat::UserMention{"UBEN", ""}}}},
                                   {"kind", "which", false, {Piece{"stops"}}},
                                   {"quiet", "quiet", false, {}}};
  EXPECT_EQ(form.values, values);
  EXPECT_EQ(form.fields, (std::vector<std::string>{"what", "value", "date", "owner", "kind", "quiet", "note"}));
}

TEST(SlackViews, AFormIsSentFromWhereItWasAskedFor) {
  const auto envelope = submitted(sample()).envelope;
  EXPECT_EQ(envelope.place, (chat::Place{"slack", "TWORK", "CPLAN", {}, "1767250000.000900"}));
  EXPECT_EQ(envelope.speaker, (chat::Door{"slack", "TWORK", "UANNA"}));
  EXPECT_EQ(envelope.speaker_name, "anna");
  EXPECT_EQ(envelope.keys, (std::vector<std::string>{"slack:view:VFORM:1767258000.abc"}));
  EXPECT_EQ(envelope.at, kWall);
  EXPECT_FALSE(envelope.answers_inline);
  EXPECT_FALSE(envelope.trigger);

  json direct = metadata();
  direct["place"] = {{"channel", ""}, {"user", "UANNA"}};
  EXPECT_EQ(submitted(with_metadata(direct)).envelope.place, (chat::Place{"slack", "TWORK", "", "UANNA", {}}));
}

TEST(SlackViews, WhatWasLeftEmptyIsNotThere) {
  const struct {
    const char* name;
    json element;
  } cases[] = {{"what", {{"type", "plain_text_input"}, {"value", " \n "}}},
               {"what", {{"type", "plain_text_input"}}},
               {"date", {{"type", "datepicker"}, {"selected_date", nullptr}}},
               {"owner", {{"type", "users_select"}, {"selected_user", nullptr}}},
               {"owner", {{"type", "users_select"}, {"selected_user", "<!channel>"}}},
               {"kind", {{"type", "static_select"}, {"selected_option", nullptr}}},
               {"quiet", {{"type", "checkboxes"}, {"selected_options", json::array()}}},
               {"what", {{"type", "an element of tomorrow"}, {"value", "x"}}}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.element.dump());
    json payload = sample();
    payload["view"]["state"]["values"][one.name]["value"] = one.element;
    const auto form = submitted(payload);
    EXPECT_EQ(form.values.size(), 5U);
    for (const auto& value : form.values) EXPECT_NE(value.name, one.name);
  }
}

TEST(SlackViews, MetadataOfAnotherShapeIsNotBelieved) {
  const auto spoiled = [](const auto& spoil) {
    json changed = metadata();
    spoil(changed);
    return changed;
  };
  const json cases[] = {
      "",
      "This is for you!",
      "[]",
      json::object(),
      spoiled([](json& all) { all.erase("say"); }),
      spoiled([](json& all) { all["say"] = 7; }),
      spoiled([](json& all) { all.erase("place"); }),
      spoiled([](json& all) {
        all["place"] = {{"channel", "c1/../x"}};
      }),
      spoiled([](json& all) {
        all["place"] = {{"channel", ""}};
      }),
      spoiled([](json& all) { all["place"]["thread"] = "not a time"; }),
      spoiled([](json& all) {
        all["place"] = {{"channel", ""}, {"user", "UBEN"}};
      }),
      spoiled([](json& all) { all.erase("fields"); }),
      spoiled([](json& all) { all["fields"] = json::array(); }),
      spoiled([](json& all) {
        all["fields"][0] = {"what", ""};
      }),
      spoiled([](json& all) {
        all["fields"][0] = {"Not a name", "", true};
      }),
      spoiled([](json& all) {
        all["fields"][0] = {"what", "", "true"};
      }),
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.dump());
    const auto inbound = read(with_metadata(one));
    ASSERT_FALSE(inbound.has_value());
    EXPECT_EQ(inbound.error().cause, Cause::unreadable);
  }
}

TEST(SlackViews, FormsOfOthersAndClosedOnesAreIgnored) {
  json other = sample();
  other["view"]["callback_id"] = "view-id";
  json closed = sample();
  closed["type"] = "view_closed";
  for (const auto& one : {other, closed}) {
    const auto inbound = read(one);
    ASSERT_TRUE(inbound.has_value());
    EXPECT_TRUE(std::holds_alternative<chat::Ignored>(*inbound));
  }
}

TEST(SlackViews, ACommandAndAButtonBringATrigger) {
  const auto read_sample = [](const std::string& name) {
    return *samples::slack()->read(samples::request_of(name, samples::payload(name)), kWall);
  };
  EXPECT_EQ(std::get<chat::Said>(read_sample("slash.txt")).envelope.trigger, "11.22.aa");
  EXPECT_TRUE(std::get<chat::Pressed>(read_sample("press.json")).envelope.trigger.has_value());
  EXPECT_FALSE(std::get<chat::Said>(read_sample("app_mention.json")).envelope.trigger.has_value());
}

}  // namespace read_views_test
}  // namespace backwalk::slack
