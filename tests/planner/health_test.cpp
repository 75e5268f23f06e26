#include "planner/health.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace health_test {

const LocalTime now = at("2026-03-02 09:00");

std::string show(const Health& health) {
  static const char* const statuses[] = {"on track", "at risk", "off track"};
  static const char* const whats[] = {"late", "unlikely", "missed", "no room", "doubtful", "blocked", "unlikely", "behind"};
  std::string result = statuses[static_cast<int>(health.status)];
  for (const auto& [what, about, figure] : health.reasons) result += std::string{", "} + whats[what] + " " + (about ? text(*about) : "-");
  return result;
}

std::string health_of(const Told& story, const std::string& date = "2026-03-02") {
  return show(health(story.plan, timeline(story.plan, day(date)), day(date)));
}

Command work(int days) { return AddAction{.title = "work", .estimate = days_of_work(days)}; }
Command read(int number, double value, const std::string& when) { return ReadKpi{number, ReadTo{value}, {}, at(when)}; }

TEST(Health, IsOnTrackWhileThePlanFits) {
  EXPECT_EQ(health_of(told({})), "on track");
  EXPECT_EQ(health_of(told({work(20), companies(), AddRisk{.words = "rain", .at = now}})), "on track")
      << "a risk about nothing blocks nothing";
}

TEST(Health, GoesByTheSchedule) {
  EXPECT_EQ(health_of(told({work(21)})), "at risk, no room goal");
  EXPECT_EQ(health_of(told({work(22)})), "off track, late goal");
  const auto soon = AddMilestone{.title = "soon", .due = on("2026-03-03")};
  EXPECT_EQ(health_of(told({soon, AddAction{.title = "a", .estimate = days_of_work(4), .before = {M(1)}}})), "off track, late M1");
}

TEST(Health, KnowsNoLatenessWithoutAGoalDate) {
  auto start = beta();
  start.due.reset();
  EXPECT_EQ(health_of(Told{}(start)(work(100))), "on track");
}

TEST(Health, IsAtRiskWhileSomethingBlocks) {
  auto story = told({work(1), work(1), AddRisk{.words = "no keys", .about = A(2), .at = now}});
  EXPECT_EQ(health_of(story), "at risk, blocked R1");
  auto dropped = story;
  EXPECT_EQ(health_of(dropped(Drop{A(2)})), "on track");
  EXPECT_EQ(health_of(story(CloseRisk{R(1), now})), "on track");
}

TEST(Health, ComparesThePaceOfAKpiWithTheRequiredOne) {
  // From 40 on 2 March to 100 on 27 March. Enough is 0.8 of what is required from the last value on.
  struct Case {
    double value;
    const char* health;
  };
  for (const auto& [value, wanted] : {Case{55, "on track"}, {54, "at risk, behind K1"}, {39, "at risk, behind K1"}, {100, "on track"}}) {
    SCOPED_TRACE(value);
    EXPECT_EQ(health_of(told({companies(), read(1, value, "2026-03-09 09:00")}), "2026-03-09"), wanted);
  }
  auto fewer = companies();
  fewer.target = -20;
  for (const auto& [value, wanted] : {Case{25, "on track"}, {26, "at risk, behind K1"}, {41, "at risk, behind K1"}, {-21, "on track"}}) {
    SCOPED_TRACE(value);
    EXPECT_EQ(health_of(told({fewer, read(1, value, "2026-03-09 09:00")}), "2026-03-09"), wanted);
  }
}

TEST(Health, IsOffTrackWhenTheDateOfAKpiHasPassedBelowItsTarget) {
  auto soon = companies();
  soon.due = on("2026-03-06");
  const auto story = told({soon});
  EXPECT_EQ(health_of(story, "2026-03-06"), "on track") << "not before the day is over";
  EXPECT_EQ(health_of(story, "2026-03-07"), "off track, missed K1");
  EXPECT_EQ(health_of(told({soon, read(1, 100, "2026-03-06 09:00")}), "2026-03-07"), "on track");
}

TEST(Health, NamesTheWeightiestReasonFirst) {
  auto soon = companies();
  soon.due = on("2026-03-06");
  const auto story = told({work(21), AddRisk{.words = "no keys", .about = A(1), .at = now}, companies(), soon, companies(),
                           read(1, 41, "2026-03-09 09:00"), read(3, 41, "2026-03-09 09:00")});
  EXPECT_EQ(health_of(story, "2026-03-09"), "off track, late goal, missed K2, blocked R1, behind K1, behind K3");
}

TEST(Health, GoesByTheChanceOfTheGoalDateWhereItIsKnown) {
  const auto story = told({work(20)});
  const auto with = [&](double chance) { return show(health(story.plan, timeline(story.plan, today()), today(), chance)); };
  EXPECT_EQ(with(0.7), "on track");
  EXPECT_EQ(with(0.69), "at risk, doubtful goal");
  EXPECT_EQ(with(0.4), "at risk, doubtful goal");
  EXPECT_EQ(with(0.39), "off track, unlikely goal");
  const auto late = told({work(22)});
  EXPECT_EQ(show(health(late.plan, timeline(late.plan, today()), today(), 0.01)), "off track, late goal, unlikely goal");
}

TEST(Health, BelievesTheForecastOfAKpiMoreThanItsRecentPace) {
  const auto slow = told({companies(), read(1, 41, "2026-03-09 09:00")});
  const auto fast = told({companies(), read(1, 60, "2026-03-09 09:00")});
  const auto reached = told({companies(), read(1, 100, "2026-03-09 09:00")});
  const auto with = [&](const Told& story, double chance) {
    const auto date = day("2026-03-09");
    return show(health(story.plan, timeline(story.plan, date), date, {}, {{1, chance}}));
  };
  EXPECT_EQ(with(slow, 0.7), "on track");
  EXPECT_EQ(with(slow, 0.5), "at risk, behind K1");
  EXPECT_EQ(with(slow, 0.3), "at risk, unlikely K1");
  EXPECT_EQ(with(fast, 0.5), "on track");
  EXPECT_EQ(with(fast, 0.3), "at risk, unlikely K1");
  EXPECT_EQ(with(reached, 0.3), "on track");
}

TEST(Health, TellsTheFigureOfEachReason) {
  const auto figures = [](const Health& health) {
    std::vector<double> result;
    for (const auto& reason : health.reasons) result.push_back(reason.figure);
    return result;
  };
  const auto story = told({work(22), companies(), read(1, 41, "2026-03-03 09:00")});  // 1 in a day, that is 7 a week; needs 59 in 24 days
  const auto date = day("2026-03-03");
  const auto found = figures(health(story.plan, timeline(story.plan, date), date, 0.25));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0], 3 * 480) << "a day has gone";
  EXPECT_EQ(found[1], 0.25);
  EXPECT_NEAR(found[2], 7 / (59 / (24 / 7.0)), 1e-12);
}

TEST(Health, AsksForecastsOnlyOfKpisWithTwentySixReadings) {
  auto plan = told({companies()}).plan;
  auto& readings = plan.kpis.front().readings;
  for (int i = 0; i < 25; ++i) readings.push_back({.at = at("2025-03-02 09:00") + std::chrono::days{7 * i}, .value = 40.0 + i});
  EXPECT_TRUE(target_chances(plan).empty());
  readings.push_back({.at = at("2026-02-02 09:00"), .value = 66});
  const auto chances = target_chances(plan);
  ASSERT_EQ(chances.size(), 1U);
  EXPECT_GT(chances.at(1), 0);
  EXPECT_LT(chances.at(1), 1);
}

}  // namespace health_test
}  // namespace backwalk::planner::testing
