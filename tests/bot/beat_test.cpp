#include "bot/beat.hpp"
#include "bot/beat_look.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "bot/cli/run.hpp"
#include "bot/net/task_group.hpp"
#include "bot/store/await.hpp"
#include "bot/webhook.hpp"
#include "planner/evolve.hpp"
#include "tests/bot/given_road.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace backwalk {
namespace beat_test {

using testing::at;
using testing::BrokenStore;
using testing::FakeClock;
using testing::FakeHttp;
using testing::FakePlatform;
using namespace planner;

constexpr PlanId kPlan{1};
constexpr PersonId kAnna{1};
constexpr PersonId kBen{2};

/// One action of a day, due Fri 30 Oct 2026 17:00 in UTC: its latest start is 09:00 that day, its reminder Wed 28 Oct 09:00.
turn::State state_with(std::optional<PersonId> owner, std::vector<chat::Door> doors) {
  turn::Record record;
  record.id = kPlan;
  record.platform = "slack";
  record.workspace = "T1";
  const Moment due{.date = Date{std::chrono::year{2026} / 10 / 30}, .time = std::nullopt};
  const std::vector<Edit> edits{
      PlanStarted{.key = "BILL", .title = "Billing live", .due = due, .owner = kAnna, .zone = "UTC"},
      ActionAdded{.number = 1, .title = "switch on", .estimate = Estimate{.likely = Minutes{480}}, .owner = owner}};
  record.plan = replay(edits);
  const chat::Place home{.platform = "slack", .workspace = "T1", .channel = "C1", .user = {}, .thread = "12.34"};
  record.log.push_back({.first_seq = 1, .edits = edits, .said = "start", .by = kAnna, .at = at(12, 7), .place = home, .version = 0});
  turn::State state;
  state.plans.push_back(std::make_shared<const turn::Record>(std::move(record)));
  state.people[kBen] = {.id = kBen, .name = "Ben", .zone = "UTC", .doors = std::move(doors)};
  state.looked_at = at(12, 7);
  return state;
}

TEST(Look, SendsTheReminderToItsOwnerThroughTheDoorOfThePlan) {
  const chat::Door elsewhere{.platform = "teams", .workspace = "X", .user = "29:ben"};
  const chat::Door here{.platform = "slack", .workspace = "T1", .user = "U2"};
  const auto answer = look(state_with(kBen, {elsewhere, here}), kPlan, at(28, 9), {});
  ASSERT_EQ(answer.later.size(), 1U);
  const auto& sent = answer.later.front();
  EXPECT_EQ(sent.place, (chat::Place{.platform = "slack", .workspace = "T1", .channel = {}, .user = "U2", .thread = {}}));
  EXPECT_EQ(sent.key, "p1/start/u2/A1");
  ASSERT_EQ(answer.fired.size(), 1U);
  EXPECT_EQ(answer.fired.front().key, sent.key);
  EXPECT_NE(chat::plain(sent.message).find("switch on"), std::string::npos);
}

TEST(Look, TakesAnyDoorOfTheOwnerWhereTheyHaveNoneAtThePlan) {
  const auto answer = look(state_with(kBen, {{.platform = "teams", .workspace = "X", .user = "29:ben"}}), kPlan, at(28, 9), {});
  ASSERT_EQ(answer.later.size(), 1U);
  EXPECT_EQ(answer.later.front().place.platform, "teams");
}

TEST(Look, SendsToTheChannelOfThePlanWithoutAnOwnerOrADoor) {
  const chat::Place channel{.platform = "slack", .workspace = "T1", .channel = "C1", .user = {}, .thread = {}};
  for (const auto& state : {state_with(std::nullopt, {}), state_with(kBen, {})}) {
    const auto answer = look(state, kPlan, at(28, 9), {});
    ASSERT_EQ(answer.later.size(), 1U);
    EXPECT_EQ(answer.later.front().place, channel);
  }
}

TEST(Look, SendsNothingBeforeTheMorningAndSaysWhenToLookAgain) {
  const auto answer = look(state_with(kBen, {}), kPlan, at(27, 9), {});
  EXPECT_TRUE(answer.later.empty());
  ASSERT_EQ(answer.looks.size(), 1U);
  EXPECT_EQ(answer.looks.front().again, at(28, 9));
  EXPECT_EQ(answer.looks.front().looked_at, at(27, 9));
}

TEST(Look, SendsNothingTwice) {
  auto state = state_with(kBen, {});
  state.fired = {"p1/start/u2/A1"};
  EXPECT_TRUE(look(state, kPlan, at(28, 9), {}).later.empty());
}

TEST(Look, StopsLookingAtAPlanThatIsNotThere) {
  const auto answer = look({}, kPlan, at(28, 9), {});
  ASSERT_EQ(answer.looks.size(), 1U);
  EXPECT_FALSE(answer.looks.front().again);
}

/// A store with one plan in it, said through the road that people use.
class BeatTest : public ::testing::Test {
 protected:
  void SetUp() override {
    platform_.tells_profiles = false;
    say("start Billing live by 30 oct");
    say("before goal switch on for 1d owner me");
  }
  void say(const std::string& text) {
    Webhook webhook(*store_, http_, clock_, {}, {&platform_}, [this] { beat_.edited(); });
    chat::HttpRequest request{.method = "POST", .url = "/fake/say", .headers = {}, .body = std::to_string(++said_) + "|anna|" + text};
    cli::run([&]() -> Awaitable<int> {
      const auto response = co_await webhook.handle(request);
      co_return response.status;
    });
  }
  std::optional<Instant> look_once(Instant until) {
    std::optional<Instant> looked;
    cli::run([&]() -> Awaitable<int> {
      looked = (co_await beat_.look_once(until)).value();
      co_return 0;
    });
    return looked;
  }

  std::optional<Instant> next_look() {
    std::optional<Instant> next;
    cli::run([&]() -> Awaitable<int> {
      const auto look = (co_await store::next_look(*store_)).value();
      if (look) next = look->at;
      co_return 0;
    });
    return next;
  }

  FakeClock clock_{at(12, 7)};
  FakeHttp http_{};
  FakePlatform platform_{};
  std::unique_ptr<store::Store> store_ = store::open("memory:", store::Holding::exclusive).value();
  int said_ = 0;
  int sent_ = 0;
  Beat beat_{*store_, clock_, [this] { ++sent_; }};
};

TEST_F(BeatTest, LooksAfterAnEditAndThenWhenTheReminderIsDue) {
  EXPECT_EQ(look_once(at(13, 0)), at(12, 7));
  EXPECT_EQ(look_once(at(13, 0)), std::nullopt);
  EXPECT_EQ(sent_, 0);
  EXPECT_EQ(look_once(at(30, 0)), at(28, 9));
  EXPECT_EQ(sent_, 1);
  while (look_once(at(31, 0))) {
  }
  EXPECT_EQ(sent_, 1) << "once";
}

TEST_F(BeatTest, LooksAgainWhenThePlanHasChanged) {
  while (look_once(at(13, 0))) {
  }
  say("before A1 sign the contract for 1d");
  EXPECT_EQ(look_once(at(13, 0)), at(12, 7));
}

TEST_F(BeatTest, CoversWhatFellDueBeforeTheFirstLook) {
  boost::asio::io_context context{1};
  net::TaskGroup tasks(context.get_executor());
  clock_.set(at(28, 9));  // nobody has looked since the plan was made
  Beat beat(*store_, clock_, [&] {
    ++sent_;
    tasks.cancel();
  });
  tasks.spawn("beat", [&] { return beat.run(); });
  context.run_for(std::chrono::seconds(10));
  EXPECT_EQ(sent_, 1) << "this morning's, not tomorrow's";
}

TEST_F(BeatTest, RunsUntilCancelledAndHearsThatTheClockWasSet) {
  boost::asio::io_context context{1};
  net::TaskGroup tasks(context.get_executor());
  clock_.set(at(12, 8));
  Beat beat(*store_, clock_, [&] {
    ++sent_;
    tasks.cancel();
  });
  tasks.spawn("beat", [&] { return beat.run(); });
  boost::asio::post(context, [&] {
    clock_.set(at(28, 9));
    beat.nudge();
  });
  context.run();
  EXPECT_EQ(sent_, 1);
  EXPECT_EQ(tasks.size(), 0U);
}

TEST_F(BeatTest, WhatIsEditedDuringALookIsLookedAtOnceALittleLater) {
  boost::asio::io_context context{1};
  net::TaskGroup tasks(context.get_executor());
  clock_.set(at(28, 9));
  const Instant edited_at = at(28, 9) + std::chrono::seconds(1);  // time goes on while it looks
  Beat beat(*store_, clock_, [&] {
    if (++sent_ > 1) return;
    clock_.set(edited_at);
    say("before A1 sign the contract for 1d");
    beat.edited();
  });
  tasks.spawn("beat", [&] { return beat.run(); });
  while (sent_ == 0 && context.run_one() > 0) {
  }
  context.poll();
  EXPECT_EQ(next_look(), edited_at) << "more edits may come";
  while (next_look() == edited_at && context.run_one() > 0) {
  }
  EXPECT_GT(next_look(), edited_at);
  tasks.cancel();
  context.run();
}

TEST(Beat, OutlivesAStoreThatFails) {
  BrokenStore broken;
  FakeClock clock(at(12, 7));
  Beat beat(broken, clock, {});
  boost::asio::io_context context{1};
  net::TaskGroup tasks(context.get_executor());
  tasks.spawn("beat", [&] { return beat.run(); });
  while (broken.calls == 0 && context.run_one() > 0) {
  }
  EXPECT_EQ(tasks.size(), 1U) << "it waits and tries again";
  tasks.cancel();
  context.run();
  EXPECT_EQ(tasks.size(), 0U);
}

}  // namespace beat_test
}  // namespace backwalk
