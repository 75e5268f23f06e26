// Forms of the console: asked for, filled in, and refused at a field.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/console/console.hpp"

namespace backwalk::console {
namespace console_forms_test {

using chat::Piece;
using chat::UserMention;
using nlohmann::json;

const Instant kAt{std::chrono::milliseconds{1767258000000}};  // 2026-01-01T09:00:00Z

chat::Form block_form() {
  chat::Form form{.say = "block A4", .submit = "Block", .fields = {}};
  const auto add = [&](std::string name, std::string say, bool is_required, decltype(chat::Field::input) input) {
    form.fields.push_back({.name = name, .label = "Label of " + name, .hint = "Hint", .say = std::move(say), .is_required = is_required});
    form.fields.back().input = std::move(input);
  };
  add("what", "", true, chat::TextInput{"as it was", true});
  add("value", "from", true, chat::NumberInput{"3.5%"});
  add("date", "by", true, chat::DateInput{"2026-01-09"});
  add("owner", "owner", false, chat::PersonInput{"ben"});
  add("kind", "which", true, chat::SelectInput{{{"It stops", "stops"}}, "stops"});
  add("quiet", "quiet", false, chat::CheckInput{true});
  return form;
}

Result<chat::Inbound> read_form(const Entries& entries) {
  return make_console()->read(submission("anna", "launch", "UTC", block_form(), entries, kAt, "7"), kAt);
}

TEST(ConsoleForms, AFormIsSubmittedWithItsValues) {
  const auto inbound = read_form({{"quiet", ""}, {"what", "ask @ben #now"}, {"owner", "@ben"}, {"date", "next friday"}, {"other", "x"}});
  ASSERT_TRUE(inbound && std::holds_alternative<chat::Submitted>(*inbound));
  const auto& form = std::get<chat::Submitted>(*inbound);
  EXPECT_EQ(form.say, "block A4");
  const std::vector<chat::Filled> values{{"what", "", true, {Piece{"ask @ben #now"}}},
                                         {"date", "by", false, {Piece{"next friday"}}},
                                         {"owner", "owner", false, {Piece{UserMention{"ben", "ben"}}}},
                                         {"quiet", "quiet", false, {}}};
  EXPECT_EQ(form.values, values);
  EXPECT_EQ(form.fields, (std::vector<std::string>{"what", "value", "date", "owner", "kind", "quiet"}));
  EXPECT_EQ(form.envelope.place.channel, "launch");
  EXPECT_EQ(form.envelope.keys, (std::vector<std::string>{"console:7"}));
  EXPECT_TRUE(form.envelope.answers_inline);
}

TEST(ConsoleForms, AFormOfAnotherShapeIsUnreadable) {
  const json whole = json::parse(submission("anna", "launch", "UTC", block_form(), {{"what", "x"}}, kAt, "7").body);
  const auto read = [](const json& body) {
    return make_console()->read({.method = "POST", .url = "/console/say", .headers = {}, .body = body.dump()}, kAt);
  };
  ASSERT_TRUE(read(whole).has_value());
  for (const auto* name : {"say", "values", "fields"}) {
    for (const json& other : {json(nullptr), json(7), json(json::array({7}))}) {
      json changed = whole;
      changed["form"][name] = other;
      EXPECT_FALSE(read(changed).has_value()) << changed["form"].dump();
    }
  }
  json changed = whole;
  changed["form"] = "x";
  EXPECT_FALSE(read(changed).has_value());
}

TEST(ConsoleForms, AnAnswerCarriesItsFormToWhoeverAsksItsFields) {
  const chat::Message message{.headline = {chat::plain_run("Block A4")}, .blocks = {block_form()}};
  const auto response =
      make_console()->respond(*make_console()->read(utterance("anna", "launch", {}, "block A4", kAt, "7"), kAt), {message, {}});
  EXPECT_EQ(asked_in(response.body).form, block_form());
  EXPECT_EQ(asked_in(response.body).wrong_field, std::nullopt);
  EXPECT_EQ(json::parse(response.body)["text"], chat::plain(message));
}

TEST(ConsoleForms, ARefusalNamesItsField) {
  const auto response = make_console()->respond(*read_form({{"date", "31 feb"}}), {chat::say("There is no such day."), "date"});
  EXPECT_EQ(asked_in(response.body).wrong_field, "date");
  EXPECT_EQ(asked_in(response.body).form, std::nullopt);
}

TEST(ConsoleForms, NothingIsAskedWhereNothingStands) {
  for (const auto* body : {"", "[]", "{}", R"({"form":7})", R"({"form":{"say":"x","fields":[{"name":"a","kind":"odd"}]}})"}) {
    EXPECT_EQ(asked_in(body).form, std::nullopt) << body;
    EXPECT_EQ(asked_in(body).wrong_field, std::nullopt) << body;
  }
}

}  // namespace console_forms_test
}  // namespace backwalk::console
