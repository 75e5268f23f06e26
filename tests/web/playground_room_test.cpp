// What has been said is told once, in order, to whoever asks; who has seen all of it waits.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace backwalk::web
