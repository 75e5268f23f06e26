// What people see: cards for every block, forms there and back, answers to invokes. What a card looks like as a whole is held against the
// schema in tests/schemas and in golden files here.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/adapters/teams/samples.hpp"
#include "tests/setting.hpp"

namespace backwalk::teams {
namespace card_test {

using namespace samples;

const std::string kReference =
    Json{{"v", 1}, {"service", "https://smba.trafficmanager.net/emea"}, {"bot", kBot}, {"tenant", kTenant}, {"conversation", "a:1"}}.dump();

Json sent(const chat::Message& message, bool is_direct = true) {
  chat::Outgoing outgoing;
  outgoing.place = {"teams", kTenant, is_direct ? "a:1" : kChannel, is_direct ? std::optional<std::string>("29:anna") : std::nullopt, {}};
  outgoing.message = message;
  return Json::parse(teams()->send({outgoing, {}, kReference}).body);
}
Json card_of(const chat::Message& message, bool is_direct = true) { return sent(message, is_direct)["attachments"][0]["content"]; }

chat::Message everything() {
  return {
      .headline = {chat::plain_run("BILL · Billing *live* <at>all</at>")},
      .blocks = {chat::Text{{chat::plain_run("Goal: "), chat::strong("Billing live"), chat::code(" [x](http://evil) ")}},
                 chat::Text{{chat::plain_run("Ask "), chat::Mention{"29:ben", "Ben_M"}, chat::plain_run(" about *stars*")}},
                 chat::Text{{chat::quiet("two weeks left")}}, chat::Facts{{{"Owner", "Anna"}, {"Due", "30 Oct"}}},
                 chat::Rows{{{"M1", "Terms signed", "16 Oct"}, {"M2", "Tax engine", ""}}}, chat::Progress{2, 4, "Milestones"}, chat::Rule{},
                 chat::Buttons{{{"Retrace", "retrace", chat::Weight::primary}, {"Drop", "drop A1", chat::Weight::danger}, {"", "next"}}}}};
}

chat::Message form() {
  chat::Form form{.say = "BILL kpi K1", .submit = "Save", .fields = {}};
  form.fields.push_back({.name = "value", .label = "Today's value", .hint = "It was 45", .say = "", .input = chat::NumberInput{"45"}});
  form.fields.push_back(
      {.name = "note", .label = "What changed?", .hint = "", .say = "because", .is_required = false, .input = chat::TextInput{"", true}});
  form.fields.push_back(
      {.name = "day", .label = "Day", .hint = "", .say = "on", .is_required = false, .input = chat::DateInput{"2026-10-12"}});
  form.fields.push_back(
      {.name = "owner", .label = "Owner", .hint = "", .say = "owner", .is_required = false, .input = chat::PersonInput{}});
  form.fields.push_back({.name = "about",
                         .label = "About",
                         .hint = "",
                         .say = "",
                         .is_required = false,
                         .input = chat::SelectInput{{{"A1 Choose", "A1"}, {"A2 Switch", "A2"}}, "A2"}});
  form.fields.push_back({.name = "sure", .label = "Sure", .hint = "", .say = "really", .input = chat::CheckInput{}});
  return {.headline = {chat::plain_run("K1 waitlist")}, .blocks = {form}};
}

/// Compared with tests/data/golden/teams_*; BACKWALK_UPDATE_GOLDEN makes them anew.
void expect_golden(const std::string& name, const Json& json) {
  const auto path = std::filesystem::path(BACKWALK_SOURCE_DIR) / "tests" / "data" / "golden" / ("teams_" + name + ".json");
  const std::string text = json.dump(1) + "\n";
  const bool update = renews_golden();
  if (update) std::ofstream(path, std::ios::binary) << text;
  std::ifstream stream(path, std::ios::binary);
  EXPECT_EQ((std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()}), text);
}

TEST(TeamsCard, APictureIsAnImageWhereTeamsCanFetchIt) {
  const auto message = [](const std::string& address) {
    return chat::Message{.headline = {chat::plain_run("Timeline")},
                         .blocks = {chat::Picture{"Goal Friday", "var/pictures/p1.png", address}}};
  };
  const auto image = card_of(message("https://plans.example/p/p1.5.aa.png"))["body"].back();
  EXPECT_EQ(image["type"], "Image");
  EXPECT_EQ(image["url"], "https://plans.example/p/p1.5.aa.png");
  EXPECT_EQ(image["altText"], "Goal Friday");
  const auto words = card_of(message("/p/p1.5.aa.png")).dump();
  EXPECT_NE(words.find("Goal Friday"), std::string::npos);
  EXPECT_EQ(words.find("Image"), std::string::npos);
  EXPECT_EQ(words.find("p1."), std::string::npos);
}

TEST(TeamsCards, LookAsTheyAlwaysDid) {
  expect_golden("everything", sent(everything()));
  expect_golden("form", sent(form()));
  expect_golden("form_in_channel", sent(form(), false));
}

TEST(TeamsCards, SayASentenceWithoutACard) {
  const Json body = sent(chat::say("Nothing is due."));
  EXPECT_EQ(body["text"], "Nothing is due.");
  EXPECT_FALSE(body.contains("attachments"));
}

TEST(TeamsCards, TellTheNotificationAndTheOldClientInWords) {
  const Json body = sent(everything());
  EXPECT_EQ(body["summary"], "BILL · Billing *live* <at>all</at>");
  EXPECT_NE(body["attachments"][0]["content"]["fallbackText"].get<std::string>().find("Owner: Anna"), std::string::npos);
}

TEST(TeamsCards, TakeNothingThatWasWrittenForMarkup) {
  const Json card = card_of(everything());
  for (const Json& element : card["body"]) {
    if (element["type"] != "TextBlock") continue;
    EXPECT_EQ(element["text"], "Ask <at>Ben_M</at> about \\*stars\\*");
  }
  ASSERT_EQ(card["msteams"]["entities"].size(), 1U) << "who is only written about is not called";
  EXPECT_EQ(card["msteams"]["entities"][0]["mentioned"]["id"], "29:ben");
}

TEST(TeamsCards, GiveEveryButtonItsCommandAndAnOlderClientsWay) {
  const Json actions = card_of(everything())["body"].back()["actions"];
  ASSERT_EQ(actions.size(), 3U);
  EXPECT_EQ(actions[0]["type"], "Action.Execute");
  EXPECT_EQ(actions[0]["data"]["say"], "retrace");
  EXPECT_EQ(actions[0]["style"], "positive");
  EXPECT_EQ(actions[1]["style"], "destructive");
  EXPECT_EQ(actions[0]["fallback"]["type"], "Action.Submit");
  EXPECT_EQ(actions[0]["fallback"]["data"], actions[0]["data"]);
  EXPECT_EQ(actions[2]["title"], "next");
}

TEST(TeamsCards, StayWithinTheBudgetAndSayWhatIsLeftOut) {
  chat::Rows rows;
  for (int i = 0; i < 400; ++i) rows.rows.push_back({"A" + std::to_string(i), std::string(120, 'x') + "ü\"", "16 Oct"});
  const chat::Message long_one{.headline = {chat::plain_run("Much")}, .blocks = {rows, chat::Buttons{{{"More", "next all"}}}}};
  const Json card = card_of(long_one);
  EXPECT_LE(card.dump().size(), 28U * 1024U);
  const std::size_t left = card["body"][1]["rows"].size();
  EXPECT_GT(left, 20U);
  EXPECT_NE(card.dump().find(std::to_string(400 - left) + " lines are left out"), std::string::npos);
  EXPECT_NE(card.dump().find("next all"), std::string::npos) << "the way on stays";
}

Json filled_in(Json data, const Json& values) {
  for (const auto& [name, value] : values.items()) data["field_" + name] = value;
  return data;
}
Json invoke(const std::string& name, const Json& data) {
  Json json = personal(activity("invoke", "f:9"));
  json["name"] = name;
  json["value"] = name == "adaptiveCard/action" ? Json{{"action", {{"type", "Action.Execute"}, {"data", data}}}} : Json{{"data", data}};
  return json;
}
Json form_data() { return card_of(form())["body"].back()["actions"][0]["data"]; }
const Json kValues{{"value", "47"}, {"note", "two more called"}, {"day", "2026-10-12"}, {"owner", "ben"}, {"about", "A1"}, {"sure", "yes"}};

std::string plain_of(const chat::Submitted& submitted) {
  std::string text = submitted.say;
  for (const auto& value : submitted.values)
    text += "; " + value.name + "=" + value.say + ":" + words(value.value) + (value.is_text ? "\"" : "");
  return text;
}

TEST(TeamsForms, ComeBackWithWhatWasFilledIn) {
  const auto submitted = read_as<chat::Submitted>(invoke("adaptiveCard/action", filled_in(form_data(), kValues)));
  EXPECT_EQ(plain_of(submitted),
            "BILL kpi K1; value=:47; note=because:two more called\"; day=on:2026-10-12; owner=owner:@ben; about=:A1; sure=really:");
  EXPECT_EQ(submitted.fields, (std::vector<std::string>{"value", "note", "day", "owner", "about", "sure"}));
  const auto empty = read_as<chat::Submitted>(invoke("adaptiveCard/action", filled_in(form_data(), {{"value", " "}, {"sure", "no"}})));
  EXPECT_EQ(plain_of(empty), "BILL kpi K1");
}

TEST(TeamsForms, AreReadAsACommandWhereAnOldClientSendsAMessage) {
  Json json = personal(activity("message"));
  json["value"] = filled_in(form_data(), {{"value", "47"}, {"note", "say \"two\" more"}});
  EXPECT_EQ(words(read_as<chat::Said>(json).pieces), "BILL kpi K1  47 because \"say 'two' more\"");
  json["value"] = {{"say", "status"}};
  EXPECT_EQ(read_as<chat::Pressed>(json).say, "status");
  json["value"] = {{"something", "else"}};
  EXPECT_EQ(read_as<chat::Ignored>(json).why, "a card that is not ours");
}

TEST(TeamsForms, AreShownAgainWithTheErrorAtItsField) {
  const auto inbound = teams()->read(request(invoke("adaptiveCard/action", filled_in(form_data(), kValues))), kNow).value();
  const auto response = teams()->respond(inbound, {chat::say("\"47\" is no number."), "note"});
  const Json body = Json::parse(response.body);
  EXPECT_EQ(body["type"], "application/vnd.microsoft.card.adaptive");
  const Json& elements = body["value"]["body"];
  const auto at = std::find_if(elements.begin(), elements.end(), [](const Json& one) { return one.value("id", "") == "field_note"; });
  ASSERT_NE(at, elements.end());
  EXPECT_EQ((*at)["value"], "two more called");
  EXPECT_EQ((*std::next(at))["color"], "Attention");
  EXPECT_EQ((*std::next(at))["text"], "\"47\" is no number.");
}

TEST(TeamsForms, AreReplacedOnceTheyAreSent) {
  const auto inbound = teams()->read(request(invoke("adaptiveCard/action", filled_in(form_data(), kValues))), kNow).value();
  const Json quiet = Json::parse(teams()->respond(inbound, {}).body);
  EXPECT_EQ(quiet["statusCode"], 200);
  EXPECT_NE(quiet["value"].dump().find("two more called"), std::string::npos);
  EXPECT_EQ(quiet["value"].dump().find("Action.Execute"), std::string::npos) << "nobody sends it twice";
  const Json told = Json::parse(teams()->respond(inbound, {everything(), {}}).body);
  EXPECT_NE(told["value"].dump().find("Terms signed"), std::string::npos);
}

TEST(TeamsForms, OpenAndEndAsADialog) {
  const auto fetch = teams()->read(request(invoke("task/fetch", {{"say", "kpi K1"}})), kNow).value();
  const Json opened = Json::parse(teams()->respond(fetch, {form(), {}}).body);
  EXPECT_EQ(opened["task"]["type"], "continue");
  EXPECT_EQ(opened["task"]["value"]["title"], "K1 waitlist");
  const Json action = opened["task"]["value"]["card"]["content"]["body"].back()["actions"][0];
  EXPECT_EQ(action["type"], "Action.Submit");
  const auto sent_back = teams()->read(request(invoke("task/submit", filled_in(action["data"], kValues))), kNow).value();
  EXPECT_EQ(std::get<chat::Submitted>(sent_back).say, "BILL kpi K1");
  const Json wrong = Json::parse(teams()->respond(sent_back, {chat::say("no number"), "value"}).body);
  EXPECT_EQ(wrong["task"]["type"], "continue");
  const Json told = Json::parse(teams()->respond(sent_back, {chat::say("K1 is 47."), {}}).body);
  EXPECT_EQ(told["task"], (Json{{"type", "message"}, {"value", "K1 is 47."}}));
  EXPECT_EQ(teams()->respond(sent_back, {}).body, "");
  const Json refused = Json::parse(teams()->respond(fetch, {chat::say("There is no K1."), {}}).body);
  EXPECT_EQ(refused["task"]["value"], "There is no K1.");
}

TEST(TeamsForms, AreFilledInWhereTheyStandByWhoeverCannotOpenADialog) {
  chat::Outgoing outgoing;
  outgoing.place = {"teams", kTenant, kChannel, {}, {}};
  outgoing.message = form();
  const Json reference{
      {"v", 1}, {"service", "https://smba.trafficmanager.net/emea"}, {"bot", kBot}, {"tenant", kTenant}, {"threads", true}};
  const Json sent = Json::parse(teams()->send({outgoing, {}, reference.dump()}).body);
  const Json actions = sent["attachments"][0]["content"]["body"].back()["actions"];
  ASSERT_EQ(actions.size(), 2U);
  EXPECT_EQ(actions[0]["data"]["msteams"]["type"], "task/fetch") << "the dialog first";
  EXPECT_EQ(actions[1]["type"], "Action.ShowCard");
  const Json inner = actions[1]["card"]["body"];
  EXPECT_EQ(inner[0]["id"], "field_value");
  const auto submitted = read_as<chat::Submitted>(invoke("adaptiveCard/action", filled_in(inner.back()["actions"][0]["data"], kValues)));
  EXPECT_EQ(submitted.say, "BILL kpi K1");
  EXPECT_EQ(submitted.values.size(), 6U);
}

TEST(TeamsForms, ABrokenFormIsNone) {
  for (const Json& fields :
       {Json(7), Json::array(), Json::array({1}), Json::array({Json{{"name", "UPPER"}}}), Json(std::vector<Json>(30, {{"name", "a"}}))}) {
    SCOPED_TRACE(fields.dump());
    const auto inbound =
        teams()->read(request(invoke("adaptiveCard/action", {{"say", "x"}, {"form", {{"fields", fields}}}})), kNow).value();
    EXPECT_FALSE(std::holds_alternative<chat::Submitted>(inbound));
  }
}

TEST(TeamsAnswers, AMessageGetsNothingAndAPressedButtonAWord) {
  const auto heard = teams()->read(request(said("<at>Backwalk</at> status")), kNow).value();
  EXPECT_EQ(teams()->respond(heard, {chat::say("never seen"), {}}).body, "");
  const auto pressed = teams()->read(request(invoke("adaptiveCard/action", {{"say", "status"}})), kNow).value();
  const Json body = Json::parse(teams()->respond(pressed, {}).body);
  EXPECT_EQ(body["type"], "application/vnd.microsoft.activity.message");
  EXPECT_EQ(body["statusCode"], 200);
}

}  // namespace card_test
}  // namespace backwalk::teams
