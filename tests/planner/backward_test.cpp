#include "planner/backward.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace backward_test {

// March 2026: the 2nd, 9th, 16th and 23rd are Mondays. Node numbers are indices; the goal comes last.
struct Line {
  Network network{};

  explicit Line(const Calendar& calendar = standard_calendar()) {
    network.calendars.emplace_back(calendar);
    network.due = at("2026-03-27 17:00");
    network.data_date = at("2026-03-02 09:00");
  }
  /// A chain of these durations in minutes, ending in the goal.
  Line& chain(std::initializer_list<int> minutes) {
    for (const auto m : minutes) network.nodes.push_back({.duration = Minutes{m}});
    network.goal = static_cast<int>(network.nodes.size());
    network.nodes.emplace_back();
    for (int i = 0; i < network.goal; ++i) network.arrows.push_back({.from = i, .to = i + 1});
    return *this;
  }
  Node& node(std::size_t i) { return network.nodes[i]; }
  Schedule walk() const { return schedule(network); }
};

std::string latest(const Slot& slot) { return show(slot.latest_start) + " to " + show(slot.latest_finish); }
std::string earliest(const Slot& slot) { return show(slot.earliest_start) + " to " + show(slot.earliest_finish); }

TEST(Backward, WalksAChainBackFromTheDueDate) {
  const auto s = Line{}.chain({960, 1440}).walk();
  EXPECT_EQ(latest(s.slots[0]), "2026-03-23 09:00 to 2026-03-24 17:00");
  EXPECT_EQ(show(s.slots[0].latest_finish_raw), "2026-03-25 09:00");
  EXPECT_EQ(latest(s.slots[1]), "2026-03-25 09:00 to 2026-03-27 17:00");
  EXPECT_EQ(latest(s.slots[2]), "2026-03-27 17:00 to 2026-03-27 17:00");
  EXPECT_EQ(earliest(s.slots[0]), "2026-03-02 09:00 to 2026-03-03 17:00");
  EXPECT_EQ(earliest(s.slots[1]), "2026-03-04 09:00 to 2026-03-06 17:00");
  EXPECT_EQ(s.slots[0].total_float, 15 * 480);
  EXPECT_EQ(s.slots[0].free_float, 0);
  EXPECT_EQ(s.slots[2].free_float, 15 * 480);
  EXPECT_TRUE(s.is_feasible);
  EXPECT_EQ(s.slots[0].binding, 1);
  EXPECT_EQ(s.slots[1].binding, 2);
  EXPECT_EQ(s.slots[2].binding, std::nullopt);
}

TEST(Backward, MovesStartEarlierWhenAHolidayIsAdded) {
  auto calendar = standard_calendar();
  calendar.holidays.insert(day("2026-03-26"));
  EXPECT_EQ(latest(Line{calendar}.chain({960}).walk().slots[0]), "2026-03-25 09:00 to 2026-03-27 17:00");
}

TEST(Backward, SplitsDaysExactly) {
  const auto s = Line{}.chain({240, 720}).walk();
  EXPECT_EQ(latest(s.slots[1]), "2026-03-26 13:00 to 2026-03-27 17:00");
  EXPECT_EQ(latest(s.slots[0]), "2026-03-26 09:00 to 2026-03-26 13:00");
}

TEST(Backward, CountsWorkingLagsInWorkAndElapsedOnesOnTheClock) {
  auto line = Line{}.chain({480, 480});
  line.network.arrows[0].lag = {Lag::Kind::working, Minutes{960}};
  EXPECT_EQ(latest(line.walk().slots[0]), "2026-03-24 09:00 to 2026-03-24 17:00");
  EXPECT_EQ(earliest(line.walk().slots[1]), "2026-03-05 09:00 to 2026-03-05 17:00");
  line.network.arrows[0].lag = {Lag::Kind::elapsed, Minutes{5 * 1440}};
  EXPECT_EQ(show(line.walk().slots[0].latest_finish_raw), "2026-03-22 09:00");
  EXPECT_EQ(latest(line.walk().slots[0]), "2026-03-20 09:00 to 2026-03-20 17:00");
  EXPECT_EQ(earliest(line.walk().slots[1]), "2026-03-09 09:00 to 2026-03-09 17:00");
  EXPECT_EQ(line.walk().slots[0].binding, 1);
}

TEST(Backward, TakesAWorkingLagOfNothingToTheNextOpening) {
  auto line = Line{}.chain({480, 0});
  line.network.due = at("2026-03-28 12:00");  // a Saturday
  line.network.arrows[0].lag = {Lag::Kind::working, Minutes{0}};
  EXPECT_EQ(show(line.walk().slots[0].latest_finish_raw), "2026-03-30 09:00");
}

TEST(Backward, LetsAMilestoneSitInClosedTimeAndBoundWhatComesBefore) {
  auto line = Line{}.chain({480, 0, 480});
  line.node(1).finish_by = at("2026-03-14 12:00");  // a Saturday
  const auto s = line.walk();
  EXPECT_EQ(latest(s.slots[1]), "2026-03-14 12:00 to 2026-03-14 12:00");
  EXPECT_EQ(s.slots[1].binding, std::nullopt);
  EXPECT_EQ(latest(s.slots[0]), "2026-03-13 09:00 to 2026-03-13 17:00");
  EXPECT_TRUE(s.slots[0].is_driving);
  EXPECT_FALSE(s.slots[2].is_driving);
  line.node(1).finish_by = at("2026-04-30 12:00");
  EXPECT_EQ(show(line.walk().slots[1].latest_finish), "2026-03-27 09:00") << "a date after its successor's start has no effect";
}

TEST(Backward, TellsByHowMuchAProjectIsTooShort) {
  auto line = Line{}.chain({480, 480, 480});
  line.network.due = at("2026-03-03 17:00");
  const auto s = line.walk();
  EXPECT_FALSE(s.is_feasible);
  EXPECT_EQ(s.late_minutes, 480);
  EXPECT_EQ(latest(s.slots[0]), "2026-02-27 09:00 to 2026-02-27 17:00");
  EXPECT_EQ(s.slots[0].total_float, -480);
  for (const auto& slot : s.slots) EXPECT_TRUE(slot.is_critical && slot.is_driving);
}

TEST(Backward, MarksTheLongerOfTwoBranches) {
  auto line = Line{}.chain({480, 960});
  line.network.arrows = {{.from = 0, .to = 2}, {.from = 1, .to = 2}};
  const auto s = line.walk();
  EXPECT_FALSE(s.slots[0].is_critical || s.slots[0].is_driving);
  EXPECT_TRUE(s.slots[1].is_critical && s.slots[1].is_driving);
  EXPECT_TRUE(s.slots[2].is_critical && s.slots[2].is_driving);
}

TEST(Backward, CountsEachNodeInItsOwnCalendar) {
  auto line = Line{}.chain({480, 480});
  Calendar weekend;
  weekend.week[5] = weekend.week[6] = {{Minutes{600}, Minutes{840}}};
  line.network.calendars.emplace_back(weekend);
  line.node(0).calendar = 1;
  const auto s = line.walk();
  EXPECT_EQ(latest(s.slots[0]), "2026-03-21 10:00 to 2026-03-22 14:00");
  EXPECT_EQ(s.slots[0].total_float, 2 * 480);
}

TEST(Backward, LeavesNoWorkInWhatIsFinished) {
  auto line = Line{}.chain({960, 480});
  line.network.data_date = at("2026-03-05 09:00");
  line.node(0).started = at("2026-03-02 10:00");
  line.node(0).finished = at("2026-03-04 11:00");
  const auto s = line.walk();
  EXPECT_EQ(earliest(s.slots[0]), "2026-03-02 10:00 to 2026-03-04 11:00");
  EXPECT_EQ(earliest(s.slots[1]), "2026-03-05 09:00 to 2026-03-05 17:00");
  EXPECT_FALSE(s.slots[0].is_critical || s.slots[0].is_driving);
  EXPECT_TRUE(s.slots[0].is_finished && s.slots[1].is_critical && s.slots[1].is_driving);
  line.node(0).started.reset();
  EXPECT_EQ(earliest(line.walk().slots[0]), "2026-03-04 11:00 to 2026-03-04 11:00");
}

TEST(Backward, FinishesWhatIsStartedNotBeforeToday) {
  auto line = Line{}.chain({960, 480});
  line.network.data_date = at("2026-03-03 09:00");
  line.node(0).started = at("2026-03-02 13:00");
  EXPECT_EQ(earliest(line.walk().slots[0]), "2026-03-02 13:00 to 2026-03-04 13:00");
  EXPECT_EQ(latest(line.walk().slots[0]), "2026-03-25 09:00 to 2026-03-26 17:00");
  line.network.data_date = at("2026-03-09 09:00");
  EXPECT_EQ(show(line.walk().slots[0].earliest_finish), "2026-03-09 09:00");
}

TEST(Backward, IsOnTimeWithWorkUnderWayThatShouldHaveStartedLongAgo) {
  auto line = Line{}.chain({2400});
  line.network.due = at("2026-03-06 17:00");
  line.network.data_date = at("2026-03-04 09:00");
  line.node(0).started = at("2026-03-02 09:00");
  EXPECT_TRUE(line.walk().is_feasible);
  EXPECT_EQ(line.walk().slots[0].total_float, 0);
  line.node(0).started = at("2026-03-03 09:00");
  EXPECT_FALSE(line.walk().is_feasible);
  EXPECT_EQ(line.walk().late_minutes, 480);
}

TEST(Backward, IsLateWhenALagAfterFinishedWorkPassesTheDue) {
  auto line = Line{}.chain({480});
  line.network.data_date = at("2026-03-26 09:00");
  line.network.arrows[0].lag = {Lag::Kind::working, Minutes{960}};
  line.node(0).finished = at("2026-03-26 13:00");
  EXPECT_FALSE(line.walk().is_feasible);
  EXPECT_EQ(line.walk().late_minutes, 240);
}

TEST(Backward, LetsWhatFollowsWaitForWhatWasSkipped) {
  auto line = Line{}.chain({960, 480, 480});  // 1 was finished before 0
  line.network.data_date = at("2026-03-04 09:00");
  line.node(1).finished = at("2026-03-03 17:00");
  const auto s = line.walk();
  EXPECT_EQ(latest(s.slots[0]), "2026-03-25 09:00 to 2026-03-26 17:00");
  EXPECT_EQ(earliest(s.slots[2]), "2026-03-06 09:00 to 2026-03-06 17:00");
}

TEST(Cycle, IsFoundInOrderWithItsFirstItemAgainAtTheEnd) {
  EXPECT_EQ(find_cycle(4, {{.from = 0, .to = 1}, {.from = 1, .to = 2}, {.from = 2, .to = 1}, {.from = 2, .to = 3}}),
            (std::vector<int>{1, 2, 1}));
  EXPECT_EQ(find_cycle(1, {{.from = 0, .to = 0}}), (std::vector<int>{0, 0}));
  EXPECT_TRUE(find_cycle(4, {{.from = 0, .to = 1}, {.from = 0, .to = 2}, {.from = 1, .to = 3}, {.from = 2, .to = 3}}).empty());
  EXPECT_TRUE(find_cycle(0, {}).empty());
}

TEST(Cycle, IsLookedForWithoutRecursion) {
  std::vector<Arrow> arrows;
  for (int i = 0; i < 200'000; ++i) arrows.push_back({.from = i, .to = i + 1});
  EXPECT_TRUE(find_cycle(200'001, arrows).empty());
  arrows.push_back({.from = 200'000, .to = 0});
  EXPECT_EQ(find_cycle(200'001, arrows).size(), 200'002U);
}

}  // namespace backward_test
}  // namespace backwalk::planner::testing
