#include "adapters/console/console.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace backwalk::console {
namespace {

using chat::Piece;
using chat::UserMention;
using nlohmann::json;

const Instant kAt{std::chrono::milliseconds{1767258000000}};  // 2026-01-01T09:00:00Z

chat::Said said(const std::string& text, const std::optional<std::string>& channel = "launch",
                const std::optional<std::string>& zone = {}) {
  const auto inbound = make_console()->read(utterance("anna", channel, zone, text, kAt, "7"), Instant{});
  EXPECT_TRUE(inbound.has_value());
  return std::get<chat::Said>(*inbound);
}

json sent(const chat::Outgoing& outgoing) {
  const auto request = make_console()->send({.outgoing = outgoing, .edits = {}});
  EXPECT_EQ(request.url, "console:");
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.body.find('\n'), std::string::npos);
  return json::parse(request.body);
}

chat::Outgoing note() {
  chat::Outgoing made;
  made.key = "k1";
  made.place = {.platform = "console", .workspace = "local", .channel = "launch", .user = {}, .thread = {}};
  made.message = {.headline = {chat::plain_run("Two\nlines")}, .blocks = {chat::Buttons{{{"Done", "done A3", {}}}}}};
  return made;
}

TEST(Console, APictureIsItsWordsItsFileAndItsAddress) {
  auto made = note();
  made.message.blocks.insert(made.message.blocks.begin(), chat::Picture{"Goal Friday \nA1 Draw", "var/pictures/p1.png", "/p/p1.5.aa.png"});
  const auto line = sent(made);
  EXPECT_EQ(line["text"], "Two lines\nGoal Friday\nA1 Draw\n[Done]");
  EXPECT_EQ(line["picture"]["file"], "var/pictures/p1.png");
  EXPECT_EQ(line["picture"]["address"], "/p/p1.5.aa.png");
  EXPECT_EQ(line["picture"]["alt"], "Goal Friday \nA1 Draw");
  EXPECT_FALSE(sent(note()).contains("picture"));
}

TEST(Console, AllOfTheWordsOfAPictureAreTold) {
  auto made = note();
  made.message.blocks.insert(made.message.blocks.begin(),
                             chat::Picture{.alt = "Goal\nand 2 more lines", .words = "Goal\nA1 Draw\nA2 Colour"});
  const auto line = sent(made);
  EXPECT_EQ(line["text"], "Two lines\nGoal\nA1 Draw\nA2 Colour\n[Done]");
  EXPECT_EQ(line["picture"]["alt"], "Goal\nand 2 more lines");
  EXPECT_EQ(line["parts"]["blocks"][0]["alt"], "Goal\nA1 Draw\nA2 Colour") << "the playground has room for them, too";
}

TEST(Console, AnUtteranceIsSaidWhereAndByWhomItWas) {
  const auto in_channel = said("next", "launch", "Europe/Berlin");
  EXPECT_EQ(in_channel.envelope.place, (chat::Place{"console", "local", "launch", {}, {}}));
  EXPECT_EQ(in_channel.envelope.speaker, (chat::Door{"console", "local", "anna"}));
  EXPECT_EQ(in_channel.envelope.speaker_name, "anna");
  EXPECT_EQ(in_channel.envelope.keys, (std::vector<std::string>{"console:7"}));
  EXPECT_EQ(in_channel.envelope.at, kAt);
  EXPECT_TRUE(in_channel.envelope.answers_inline);
  EXPECT_EQ(in_channel.envelope.speaker_zone, "Europe/Berlin");
  EXPECT_EQ(in_channel.pieces, (std::vector<Piece>{"next"}));

  const auto direct = said("", std::nullopt);
  EXPECT_EQ(direct.envelope.place.user, "anna");
  EXPECT_EQ(direct.envelope.place.channel, "");
  EXPECT_EQ(direct.envelope.speaker_zone, std::nullopt);
  EXPECT_TRUE(direct.pieces.empty());
}

TEST(Console, NamesAtTheStartOfAWordAreMentions) {
  const auto mention = [](const std::string& name) { return Piece{UserMention{name, name}}; };
  const struct {
    std::string text;
    std::vector<Piece> pieces;
  } cases[] = {
      {"owner A3 @ben", {"owner A3 ", mention("ben")}},
      {"@ben @eva_b-2", {mention("ben"), " ", mention("eva_b-2")}},
      {"ask @ben.k.", {"ask ", mention("ben.k"), "."}},
      {"(@ben), \"@eva\"", {"(", mention("ben"), "), \"", mention("eva"), "\""}},
      {"@jörg @李雷 @Zoë!", {mention("jörg"), " ", mention("李雷"), " ", mention("Zoë"), "!"}},
      {"mail a@example.org", {"mail a@example.org"}},
      {"ü@b @@ben @ben@eva", {"ü@b @@ben ", mention("ben"), "@eva"}},
      {"@ @. @…x", {"@ @. @…x"}},
      {"“@ben”", {"“", mention("ben"), "”"}},
      {"@channel @Here, @EVERYONE @all", {"channel Here, EVERYONE all"}},
      {"<!channel> <!here|here> <!everyone> <!subteam^S1|@crew>", {"channel here everyone crew"}},
      {"<!", {"<!"}},
      {"a < b > c", {"a < b > c"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(said(c.text).pieces, c.pieces);
  }
}

TEST(Console, WhatIsMissingIsNamed) {
  const json whole = json::parse(utterance("anna", "launch", "UTC", "next", kAt, "7").body);
  for (const auto* name : {"user", "id", "text", "at"}) {
    json changed = whole;
    changed.erase(name);
    const auto inbound = make_console()->read({.method = "POST", .url = "/console/say", .headers = {}, .body = changed.dump()}, kAt);
    ASSERT_FALSE(inbound.has_value()) << name;
    EXPECT_EQ(inbound.error().cause, Cause::unreadable);
    EXPECT_NE(inbound.error().what.find(name), std::string::npos) << inbound.error().what;
  }
  for (const auto* body : {"", "[]", "nonsense", "{\"user\":7}"}) {
    EXPECT_FALSE(make_console()->read({.method = "POST", .url = "/console/say", .headers = {}, .body = body}, kAt).has_value());
  }
}

TEST(Console, EverybodyIsAccepted) {
  EXPECT_TRUE(std::holds_alternative<Accepted>(make_console()->verify({}, kAt)));
  EXPECT_EQ(make_console()->paths(), (std::vector<std::string>{"/console/say"}));
  EXPECT_EQ(make_console()->ask_profile({}), std::nullopt);
}

TEST(Console, TheAnswerIsOneMessageInJson) {
  const auto response = make_console()->respond(said("status"), {note().message, {}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(json::parse(response.body),
            json::parse(R"({"at":"2026-01-01T09:00:00Z","to":{"channel":"launch"},"visible":"ephemeral","kind":"post",
      "key":"console:7","text":"Two lines\n[Done]","buttons":[{"label":"Done","say":"done A3"}],"parts":{"headline":[{"text":"Two lines",
      "style":"plain"}],"blocks":[{"kind":"buttons","buttons":[{"label":"Done","say":"done A3","weight":"normal"}]}]}})"));
  const json direct = json::parse(make_console()->respond(said("status", {}), {note().message, {}}).body);
  EXPECT_EQ(direct["visible"], "dm");
  EXPECT_EQ(direct["to"], (json{{"user", "anna"}}));
  EXPECT_EQ(make_console()->respond(said("status"), {}).body, "");
}

TEST(Console, APostIsOneLineThatTheTerminalCompletes) {
  EXPECT_EQ(sent(note()),
            json::parse(R"({"at":null,"to":{"channel":"launch"},"visible":"channel","kind":"post","key":"k1","text":"Two lines\n[Done]",
      "buttons":[{"label":"Done","say":"done A3"}],"parts":{"headline":[{"text":"Two lines","style":"plain"}],
      "blocks":[{"kind":"buttons","buttons":[{"label":"Done","say":"done A3","weight":"normal"}]}]}})"));
}

TEST(Console, APageIsGivenThePartsOfAMessage) {
  const chat::Line line{chat::strong("Now "), chat::Mention{"ben", "Ben"}, chat::quiet(" \a<b>"), chat::code("done A1")};
  const json spans = json::parse(R"([{"text":"Now ","style":"strong"},{"mention":"ben","text":"Ben"},{"text":" <b>","style":"quiet"},
      {"text":"done A1","style":"code"}])");
  const struct {
    chat::Block block;
    std::string expected;
  } cases[] = {
      {chat::Facts{{{"Goal", "Fri"}}}, R"({"kind":"facts","facts":[["Goal","Fri"]]})"},
      {chat::Rows{{{"A1", "beta"}, {"A2", ""}}}, R"({"kind":"rows","rows":[["A1","beta"],["A2",""]]})"},
      {chat::Progress{2, 4, "Milestones"}, R"({"kind":"progress","step":2,"of":4,"label":"Milestones"})"},
      {chat::Rule{}, R"({"kind":"rule"})"},
      {chat::Buttons{{{"Drop", "drop A1", chat::Weight::danger}, {"Go", "next", chat::Weight::primary}}},
       R"({"kind":"buttons","buttons":[{"label":"Drop","say":"drop A1","weight":"danger"},{"label":"Go","say":"next","weight":"primary"}]})"},
  };
  for (const auto& one : cases) {
    auto message = note();
    message.message = {.headline = line, .blocks = {chat::Text{line}, one.block}};
    const json parts = sent(message)["parts"];
    EXPECT_EQ(parts["headline"], spans);
    EXPECT_EQ(parts["blocks"][0], (json{{"kind", "text"}, {"line", spans}}));
    EXPECT_EQ(parts["blocks"][1], json::parse(one.expected));
  }
}

TEST(Console, TellsTheZonesThatItWasGiven) {
  const auto console = make_console({{"ben", "America/New_York"}});
  const chat::Door ben{"console", "local", "ben"};
  const chat::Door eva{"console", "local", "eva"};
  EXPECT_TRUE(console->ask_profile(ben).has_value());
  EXPECT_EQ(console->read_profile(ben, {})->zone, "America/New_York");
  EXPECT_FALSE(console->ask_profile(eva).has_value());
  EXPECT_EQ(console->read_profile(eva, {})->zone, std::nullopt);
}

TEST(Console, APageIsToldTheThreadWhoSeesItAndWhatOpens) {
  auto reply = note();
  reply.place.thread = "p1/root";
  EXPECT_EQ(sent(reply)["thread"], "p1/root");
  auto early = note();
  early.in_thread_of = "p1/root";
  EXPECT_EQ(sent(early)["thread"], "p1/root");
  auto opened = note();
  opened.delivery = chat::Delivery::form;
  opened.only_for = chat::Door{"console", "local", "anna"};
  opened.trigger = "t1";
  opened.message.blocks = {chat::Form{.say = "start", .submit = "Go", .fields = {}}};
  const json line = sent(opened);
  EXPECT_EQ(line["opens"], "t1");
  EXPECT_EQ(line["only_for"], "anna");
  EXPECT_EQ(line["parts"]["blocks"][0]["form"]["submit"], "Go");
}

TEST(Console, EveryDeliveryHasItsWords) {
  auto direct = note();
  direct.place.user = "anna";
  EXPECT_EQ(sent(direct)["visible"], "dm");
  EXPECT_EQ(sent(direct)["to"], (json{{"user", "anna"}}));

  auto whisper = note();
  whisper.delivery = chat::Delivery::ephemeral;
  EXPECT_EQ(sent(whisper)["visible"], "ephemeral");

  auto edit = note();
  edit.delivery = chat::Delivery::edit;
  edit.edits = "k0";
  EXPECT_EQ(sent(edit)["kind"], "edit");
  EXPECT_EQ(sent(edit)["edits"], "k0");

  auto reply = note();
  reply.in_thread_of = "k0";
  EXPECT_EQ(sent(reply)["kind"], "thread");
  auto threaded = note();
  threaded.place.thread = "k0";
  EXPECT_EQ(sent(threaded)["kind"], "thread");
}

TEST(Console, TheTerminalsAnswerHasTheIds) {
  const auto receipt = make_console()->receipt({.status = 200, .headers = {}, .body = R"({"message":"k1","channel":"launch"})"});
  ASSERT_TRUE(std::holds_alternative<chat::Sent>(receipt));
  EXPECT_EQ(std::get<chat::Sent>(receipt).ids.message, "k1");
  EXPECT_EQ(std::get<chat::Sent>(receipt).ids.channel, "launch");
  for (const auto* body : {"", "{}", R"({"message":7})"}) {
    EXPECT_TRUE(std::holds_alternative<chat::Unknown>(make_console()->receipt({.status = 200, .headers = {}, .body = body})));
  }
  EXPECT_TRUE(std::holds_alternative<chat::Unknown>(make_console()->receipt({.status = 500, .headers = {}, .body = {}})));
}

}  // namespace
}  // namespace backwalk::console
