#include "planner/health.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

const LocalTime now = at("2026-03-02 09:00");

std::string show(const Health& health) {
  static const char* const statuses[] = {"on track", "at risk", "off track"};
  static const char* const whats[] = {"late", "missed", "no room", "blocked", "behind"};
  std::string result = statuses[static_cast<int>(health.status)];
  for (const auto& [what, about] : health.reasons) result += std::string{", "} + whats[what] + " " + (about ? text(*about) : "-");
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

}  // namespace
}  // namespace backwalk::planner::testing
