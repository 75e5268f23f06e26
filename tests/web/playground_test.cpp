// Who may come to the playground, what they may say, and where the clock goes.
#include <gtest/gtest.h>

#include "adapters/console/console.hpp"
#include "bot/base/zones.hpp"
#include "bot/web/playground_move.hpp"
#include "bot/web/playground_page.hpp"
#include "bot/web/playground_people.hpp"
#include "bot/web/playground_said.hpp"
#include "bot/web/routes.hpp"

namespace backwalk::web {
namespace {

int status_of(const std::string& method, const std::string& path, bool is_demo) {
  const Route found = route(method, path, {"/slack/events"}, is_demo);
  const auto* refused = std::get_if<chat::HttpResponse>(&found);
  return refused == nullptr ? 200 : refused->status;
}

TEST(Playground, IsThereInDemoModeOnly) {
  const struct {
    std::string method;
    std::string path;
    int in_demo;
  } cases[] = {
      {"GET", "/try", 200},          {"HEAD", "/try", 200},       {"POST", "/try", 405},      {"GET", "/try/page.css", 200},
      {"GET", "/try/page.mjs", 200}, {"GET", "/try/events", 200}, {"POST", "/try/say", 200},  {"GET", "/try/say", 405},
      {"POST", "/try/move", 200},    {"POST", "/try/clock", 200}, {"GET", "/try/clock", 405}, {"GET", "/try/../page.css", 404},
      {"GET", "/try/", 404},         {"GET", "/tryit", 404},      {"GET", "/try/none", 404},  {"GET", "/try/page.html/", 404},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.method + " " + one.path);
    EXPECT_EQ(status_of(one.method, one.path, true), one.in_demo);
    EXPECT_EQ(status_of(one.method, one.path, false), 404);
  }
  EXPECT_EQ(status_of("POST", "/console/say", true), 404) << "who speaks there is only claimed";
}

TEST(Playground, RefusesForeignNamesAndForeignPages) {
  const struct {
    std::string host;
    std::optional<std::string> origin;
    bool is_refused;
  } cases[] = {
      {"127.0.0.1:8080", {}, false},
      {"localhost", {}, false},
      {"LOCALHOST:8080", "http://localhost:8080", false},
      {"[::1]:8080", "http://[::1]:8080", false},
      {"127.0.0.1:8080", "https://127.0.0.1:8080", false},
      {"plans.example.org", {}, true},
      {"127.0.0.1.example.org", {}, true},
      {"127.example.org:8080", {}, true},
      {"localhost.example.org", {}, true},
      {"", {}, true},
      {"[::1", {}, true},
      {"127.0.0.1:8080", "http://example.org", true},
      {"127.0.0.1:8080", "http://127.0.0.1:3000", true},
      {"127.0.0.1:8080", "http://127.0.0.1:8080.example.org", true},
      {"127.0.0.1:8080", "null", true},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.host + " from " + one.origin.value_or("no page"));
    chat::HttpRequest request{"POST", "/try/say", {{"Host", one.host}}, ""};
    if (one.origin) request.headers.emplace_back("Origin", *one.origin);
    const auto refused = refuse_stranger(request);
    EXPECT_EQ(refused.has_value(), one.is_refused);
    if (refused) {
      EXPECT_EQ(refused->status, 403);
    }
  }
}

TEST(Playground, ThePageAllowsItselfItsOwnPartsOnly) {
  const auto page = playground_page("/try");
  EXPECT_EQ(page.status, 200);
  const auto policy = chat::header(page.headers, "Content-Security-Policy").value_or("");
  EXPECT_NE(policy.find("default-src 'none'; script-src 'self'; style-src 'self'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(page.body.find("style="), std::string::npos);
  EXPECT_EQ(page.body.find("<script>"), std::string::npos);
  EXPECT_EQ(chat::header(playground_page("/try/show.mjs").headers, "Content-Type"), "text/javascript; charset=utf-8");
  for (const char* part : {"/try/page.mjs", "/try/show.mjs", "/try/form.mjs", "/try/messages.mjs", "/try/people.mjs", "/try/service.mjs"}) {
    SCOPED_TRACE(part);
    ASSERT_TRUE(is_of_playground(part));
    EXPECT_EQ(playground_page(part).body.find("innerHTML"), std::string::npos) << "what is said is text";
  }
}

TEST(Playground, ThePageShowsThePeopleWhoseZonesAreKnown) {
  const std::string page = playground_page("/try/people.mjs").body;
  for (const auto& [name, zone] : playground_people) {
    EXPECT_TRUE(zones::exists(std::string(zone)));
    const std::size_t at = page.find("id: '" + std::string(name) + "'");
    ASSERT_NE(at, std::string::npos) << name;
    EXPECT_EQ(page.substr(page.find("zone: '", at) + 7, zone.size() + 1), std::string(zone) + "'");
  }
}

TEST(Playground, WhatIsSaidIsReadByTheConsole) {
  const auto said =
      read_utterance(R"({"as":"mei","channel":"launch","thread":"p1/card","zone":"Asia/Tokyo","trigger":"t1","text":"done A1 @ben"})");
  ASSERT_TRUE(said.has_value());
  const auto inbound = console::make_console()->read(console_request(*said, Instant{}, "7"), Instant{});
  ASSERT_TRUE(inbound.has_value());
  const auto& read = std::get<chat::Said>(*inbound);
  EXPECT_EQ(read.envelope.place, (chat::Place{"console", "local", "launch", {}, "p1/card"}));
  EXPECT_EQ(read.envelope.speaker.user, "mei");
  EXPECT_EQ(read.envelope.speaker_zone, "Asia/Tokyo");
  EXPECT_EQ(read.envelope.trigger, "t1");
  EXPECT_FALSE(read.envelope.answers_inline);
  EXPECT_EQ(read.pieces.size(), 2U);
}

TEST(Playground, AButtonIsPressedAndAFormIsSent) {
  const auto pressed = read_utterance(R"({"as":"ben","text":"done A1","pressed":"Done"})");
  ASSERT_TRUE(pressed.has_value());
  const auto button = console::make_console()->read(console_request(*pressed, Instant{}, "8"), Instant{});
  ASSERT_TRUE(button.has_value());
  EXPECT_EQ(std::get<chat::Pressed>(*button).say, "done A1");
  EXPECT_EQ(chat::envelope_of(*button)->place.user, "ben");

  const auto form = read_utterance(
      R"({"as":"ben","form":{"say":"start","fields":["title"],"values":[{"name":"title","say":"","is_text":true,"text":"Billing"}]}})");
  ASSERT_TRUE(form.has_value());
  const auto sent = console::make_console()->read(console_request(*form, Instant{}, "9"), Instant{});
  ASSERT_TRUE(sent.has_value());
  EXPECT_EQ(std::get<chat::Submitted>(*sent).values.size(), 1U);
}

TEST(Playground, WhatCannotBeReadIsToldWithASentence) {
  const struct {
    std::string body;
    std::string told;
  } cases[] = {
      {"", "expected"},
      {"[]", "expected"},
      {R"({"text":"status"})", "as is missing"},
      {R"({"as":"two words","text":"status"})", "as is missing or no name"},
      {R"({"as":"a\u0000b","text":"status"})", "no name"},
      {R"({"as":7,"text":"status"})", "as is missing"},
      {R"({"as":"anna","channel":"a b","text":"status"})", "channel is no name"},
      {R"({"as":"anna","zone":"Mars/Base","text":"status"})", "no such zone"},
      {R"({"as":"anna","text":7})", "text is missing"},
      {R"({"as":"anna","form":"start"})", "text is missing"},
      {"{\"as\":\"anna\",\"text\":\"\xff\"}", "expected"},
      {R"({"as":"anna","text":")" + std::string(300'000, 'x') + R"("})", "too long"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.body);
    const auto utterance = read_utterance(one.body);
    ASSERT_FALSE(utterance.has_value());
    EXPECT_NE(utterance.error().what.find(one.told), std::string::npos) << utterance.error().what;
  }
}

TEST(Playground, WhatIsNestedWithoutEndIsLeftOut) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const auto utterance = read_utterance(R"({"as":"anna","form":{"say":"start","fields":[],"values":)" + deep + "}}");
  ASSERT_TRUE(utterance.has_value());
  EXPECT_LT(utterance->form->size(), 100U);
  EXPECT_FALSE(console::make_console()->read(console_request(*utterance, Instant{}, "1"), Instant{}).has_value());
}

TEST(Playground, TheClockGoesToTheNextDayOrMonday) {
  const struct {
    std::string now;
    std::string step;
    std::string zone;
    std::string expected;
  } cases[] = {
      {"2026-10-12T09:00:00+02:00", "day", "Europe/Berlin", "2026-10-13T09:00:00+02:00"},
      {"2026-10-24T09:00:00+02:00", "day", "Europe/Berlin", "2026-10-25T09:00:00+01:00"},  // summer time ends
      {"2026-10-14T11:30:00+02:00", "monday", "Europe/Berlin", "2026-10-19T09:00:00+02:00"},
      {"2026-10-12T08:59:00+02:00", "monday", "Europe/Berlin", "2026-10-12T09:00:00+02:00"},
      {"2026-10-12T09:00:00+02:00", "monday", "Europe/Berlin", "2026-10-19T09:00:00+02:00"},
      {"2026-10-18T23:00:00Z", "monday", "Asia/Tokyo", "2026-10-19T09:00:00+09:00"},  // it is Monday 08:00 there
      {"2026-10-25T12:00:00-04:00", "monday", "America/New_York", "2026-10-26T09:00:00-04:00"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.now + " " + one.step);
    const auto move = read_move(R"({"step":")" + one.step + R"(","zone":")" + one.zone + R"("})");
    ASSERT_TRUE(move.has_value());
    const auto target = target_of(*move, *zones::parse_rfc3339(one.now));
    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(zones::rfc3339(*target, one.zone), one.expected);
  }
  EXPECT_FALSE(target_of({Move::Step::message, "UTC"}, Instant{}).has_value());
  for (const char* wrong : {"", "[]", R"({"step":"year","zone":"UTC"})", R"({"step":"day"})", R"({"step":"day","zone":"Mars/Base"})"}) {
    EXPECT_FALSE(read_move(wrong).has_value()) << wrong;
  }
}

}  // namespace
}  // namespace backwalk::web
