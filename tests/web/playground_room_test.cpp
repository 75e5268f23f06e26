// What has been said is told once, in order, to whoever asks; who has seen all of it waits.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <functional>
#include <future>
#include <nlohmann/json.hpp>

#include "bot/cli/clocks.hpp"
#include "bot/web/playground_room.hpp"

namespace backwalk::web {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

class RoomTest : public ::testing::Test {
 protected:
  std::future<std::string> ask(const Seen& seen, std::chrono::milliseconds patience = 0ms) {
    return boost::asio::co_spawn(context_, room_.since(seen, patience), boost::asio::use_future);
  }
  json told(const Seen& seen) {
    auto news = ask(seen);
    context_.restart();
    context_.run();
    return json::parse(news.get());
  }
  Utterance said(const std::string& text) const { return {.as = "anna", .channel = "launch", .text = text}; }
  Seen all_of(const json& news) const { return {news["run"], news["last"]}; }

  boost::asio::io_context context_{1};
  cli::FrozenClock clock_{Instant{1000ms}};
  Room room_{clock_};
};

TEST_F(RoomTest, TellsANewcomerEverythingAndLaterOnlyWhatIsNew) {
  room_.said(said("status"));
  const auto ids = room_.deliver(R"({"key":"k1","text":"<b>\u0007"})");
  EXPECT_EQ(json::parse(ids.body)["message"], "k1");
  const json first = told({});
  ASSERT_EQ(first["events"].size(), 2U);
  EXPECT_EQ(first["now"], 1000);
  EXPECT_EQ(first["events"][0]["said"]["text"], "status");
  EXPECT_EQ(first["events"][0]["said"]["to"], json({{"channel", "launch"}}));
  EXPECT_EQ(first["events"][1]["message"]["text"], "<b>\a");
  room_.said(said("next"));
  const json second = told(all_of(first));
  ASSERT_EQ(second["events"].size(), 1U);
  EXPECT_EQ(second["events"][0]["said"]["text"], "next");
  EXPECT_EQ(told({"another run", 3})["events"].size(), 3U) << "the program was started again";
}

TEST_F(RoomTest, KeepsTheLastFiveHundred) {
  for (int i = 1; i <= 503; ++i) room_.said(said(std::to_string(i)));
  const json news = told({});
  ASSERT_EQ(news["events"].size(), 500U);
  EXPECT_EQ(news["events"][0]["said"]["text"], "4");
  EXPECT_EQ(news["last"], 503);
  EXPECT_TRUE(told({news["run"], 503})["events"].empty());
  EXPECT_TRUE(told({news["run"], 99999})["events"].empty());
}

TEST_F(RoomTest, WhoHasSeenAllOfItWaitsUntilSomethingHappens) {
  const std::function<void()> happenings[] = {[&] { room_.said(said("status")); }, [&] { room_.wake(); }, [&] { room_.close(); }};
  for (const auto& happens : happenings) {
    const json before = told({});
    auto news = ask(all_of(before), 1h);
    context_.restart();
    context_.poll();
    EXPECT_EQ(news.wait_for(0s), std::future_status::timeout);
    happens();
    context_.run();
    ASSERT_EQ(news.wait_for(0s), std::future_status::ready);
    EXPECT_EQ(json::parse(news.get())["run"], before["run"]);
  }
  const json closed = told({});
  EXPECT_EQ(told(all_of(closed))["last"], closed["last"]) << "after the end nobody waits";
}

class RoomStreamTest : public RoomTest {
 protected:
  /// The next event of it: {id, data}; an empty id at the end.
  std::pair<std::string, json> hear(const Streamed& stream) {
    auto next = boost::asio::co_spawn(context_, stream.feed->next(), boost::asio::use_future);
    context_.restart();
    context_.run();
    const auto text = next.get();
    if (!text) return {};
    const auto data = text->find("\ndata: ");
    EXPECT_TRUE(text->starts_with("id: ") && text->ends_with("\n\n") && data != std::string::npos) << *text;
    EXPECT_EQ(std::count(text->begin(), text->end(), '\n'), 3) << "one event, its data in one line: " << *text;
    return {text->substr(4, data - 4), json::parse(text->substr(data + 7))};
  }
};

TEST_F(RoomStreamTest, TellsWhatWasSaidAndThenWhatIsSaid) {
  room_.said(said("two\nlines"));
  const auto stream = room_.listen({});
  EXPECT_EQ(stream.head.status, 200);
  EXPECT_EQ(chat::header(stream.head.headers, "Content-Type"), "text/event-stream");
  const auto [first, news] = hear(stream);
  EXPECT_EQ(news["events"][0]["said"]["text"], "two\nlines");
  room_.said(said("next"));
  room_.said(said("why"));
  const auto [second, more] = hear(stream);
  EXPECT_EQ(more["events"].size(), 2U) << "what was said meanwhile comes in one piece";
  const auto again = room_.listen(seen_by({.url = "/try/events?run=&after=0", .headers = {{"Last-Event-ID", first}}}));
  EXPECT_EQ(hear(again).second["events"].size(), 2U) << "a browser that comes back hears what it has missed";
  room_.close();
  EXPECT_EQ(hear(stream).first, "");
}

TEST_F(RoomStreamTest, IsForSoManyPages) {
  std::vector<Streamed> streams;
  for (std::size_t i = 0; i < Room::most_listeners; ++i) streams.push_back(room_.listen({}));
  EXPECT_EQ(room_.listen({}).head.status, 503);
  EXPECT_EQ(room_.listen({}).feed, nullptr);
  streams.pop_back();
  EXPECT_EQ(room_.listen({}).head.status, 200);
}

TEST_F(RoomTest, AnAnswerIsForOnePersonAndFormsAreNotKept) {
  room_.answered(said("status"), R"({"text":"on track"})");
  room_.answered(said("start"), R"({"text":"Start","form":{"say":"start"}})");
  room_.answered(said(""), R"({"text":"that is past","wrong_field":"by"})");
  room_.answered(said("done A1"), "");
  Utterance quiet = said("milestone");
  quiet.is_quiet = true;
  room_.said(quiet);
  room_.answered(quiet, R"({"text":"M1"})");
  const json news = told({});
  ASSERT_EQ(news["events"].size(), 1U);
  EXPECT_EQ(news["events"][0]["message"]["only_for"], "anna");
}

TEST(RoomQuery, WhatWasSeenIsReadFromTheQuery) {
  EXPECT_EQ(seen_in("/try/events?run=17&after=42").last, 42U);
  EXPECT_EQ(seen_in("/try/events?run=17&after=42").run, "17");
  for (const char* odd :
       {"/try/events", "/try/events?after=-1", "/try/events?after=4x", "/try/events?after=99999999999999999999", "/try/events?%"})
    EXPECT_EQ(seen_in(odd).last, 0U) << odd;
}

TEST(RoomQuery, WhatABrowserHasHeardComesBeforeTheQuery) {
  const auto by = [](const std::string& id) { return seen_by({.url = "/try/events?run=17&after=42", .headers = {{"last-event-id", id}}}); };
  EXPECT_EQ(by("18-50").run, "18");
  EXPECT_EQ(by("18-50").last, 50U);
  EXPECT_EQ(by("18-x").last, 0U);
  EXPECT_EQ(by("").last, 42U);
  EXPECT_EQ(seen_by({.url = "/try/events?run=17&after=42"}).last, 42U);
}

}  // namespace
}  // namespace backwalk::web
