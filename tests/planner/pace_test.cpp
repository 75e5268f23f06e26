#include "planner/pace.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace pace_test {

struct Told {
  const char* date;
  double value;
};

Kpi kpi_of(double baseline, double target, const char* since, const std::vector<Told>& readings) {
  Kpi kpi{.number = 1, .name = "k", .baseline = baseline, .target = target, .since = at(std::string{since} + " 09:00")};
  for (const auto& [date, value] : readings) kpi.readings.push_back({.at = at(std::string{date} + " 09:00"), .value = value});
  return kpi;
}

Plan due_on(const char* date) {
  Plan plan;
  if (date) plan.goal.due = on(date);
  return plan;
}

std::string show(const std::optional<double>& number) {
  if (!number) return "none";
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", *number);
  return buffer;
}
std::string show(const std::optional<Date>& date) { return date ? testing::show(*date) : "none"; }

TEST(Pace, IsThatOfTheWaitlistInTheProductsConversation) {
  const auto now = pace(due_on("2026-10-30"), kpi_of(40, 100, "2026-09-08", {{"2026-09-14", 45}, {"2026-09-21", 49}}), day("2026-09-21"));
  EXPECT_EQ(now.last, 49);
  EXPECT_EQ(testing::show(now.on), "2026-09-21");
  EXPECT_EQ(show(now.required_per_week), "9.2");
  EXPECT_EQ(show(now.recent_per_week), "4.8");
  EXPECT_EQ(show(now.expected), "76.0");
  EXPECT_EQ(show(now.reaches), "2026-12-03");
  EXPECT_EQ(show(now.line), "55.0");
  EXPECT_FALSE(now.is_reached);
}

TEST(Pace, FollowsTheReadings) {
  struct Case {
    const char* name;
    Kpi kpi;
    const char* due;
    const char* today;
    const char* required;
    const char* recent;
    const char* expected;
    const char* reaches;
    const char* line;
  };
  const std::vector<Told> weekly{{"2026-03-09", 10}, {"2026-03-16", 40}, {"2026-03-23", 45}, {"2026-03-30", 50}};
  const Case cases[] = {
      {"nothing read", kpi_of(0, 40, "2026-03-02", {}), "2026-03-30", "2026-03-02", "10.0", "none", "none", "none", "0.0"},
      {"nothing read for two weeks", kpi_of(0, 40, "2026-03-02", {}), "2026-03-30", "2026-03-16", "10.0", "none", "none", "none", "0.0"},
      {"nothing read for longer", kpi_of(0, 40, "2026-03-02", {}), "2026-04-06", "2026-03-23", "20.0", "none", "none", "none", "0.0"},
      {"read on its first day", kpi_of(0, 40, "2026-03-02", {{"2026-03-02", 5}}), "2026-03-30", "2026-03-03", "8.8", "none", "none", "none",
       "0.0"},
      {"one reading", kpi_of(0, 40, "2026-03-02", {{"2026-03-09", 5}}), "2026-03-30", "2026-03-09", "11.7", "5.0", "20.0", "2026-04-27",
       "10.0"},
      {"four readings: from the first of them", kpi_of(0, 100, "2026-03-02", weekly), "2026-04-27", "2026-03-30", "12.5", "13.3", "103.3",
       "2026-04-25", "50.0"},
      {"falling, lower is better", kpi_of(100, 40, "2026-03-02", {{"2026-03-16", 80}}), "2026-03-30", "2026-03-16", "-20.0", "-10.0",
       "60.0", "2026-04-13", "70.0"},
      {"moving away", kpi_of(100, 40, "2026-03-02", {{"2026-03-16", 120}}), "2026-03-30", "2026-03-16", "-40.0", "10.0", "140.0", "none",
       "70.0"},
      {"standing still", kpi_of(0, 40, "2026-03-02", {{"2026-03-09", 0}}), "2026-03-30", "2026-03-09", "13.3", "0.0", "0.0", "none",
       "10.0"},
      {"not in fifty years", kpi_of(0, 1e6, "2026-03-02", {{"2026-03-09", 1}}), "2026-03-09", "2026-03-09", "none", "1.0", "none", "none",
       "1000000.0"},
      {"no due date", kpi_of(0, 40, "2026-03-02", {{"2026-03-09", 5}}), nullptr, "2026-03-09", "none", "5.0", "none", "2026-04-27", "none"},
      {"the due date has passed", kpi_of(0, 40, "2026-03-02", {{"2026-03-09", 5}}), "2026-03-16", "2026-03-17", "none", "5.0", "10.0",
       "2026-04-27", "20.0"},
      {"read after the due date", kpi_of(0, 40, "2026-03-02", {{"2026-03-16", 10}}), "2026-03-09", "2026-03-17", "none", "5.0", "none",
       "2026-04-27", "40.0"},
      {"due at once", kpi_of(0, 40, "2026-03-02", {{"2026-03-09", 5}}), "2026-03-02", "2026-03-09", "none", "5.0", "none", "2026-04-27",
       "40.0"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto now = pace(due_on(c.due), c.kpi, day(c.today));
    EXPECT_EQ(show(now.required_per_week), c.required);
    EXPECT_EQ(show(now.recent_per_week), c.recent);
    EXPECT_EQ(show(now.expected), c.expected);
    EXPECT_EQ(show(now.reaches), c.reaches);
    EXPECT_EQ(show(now.line), c.line);
    EXPECT_FALSE(now.is_reached);
  }
}

TEST(Pace, AsksNothingMoreWhenTheTargetIsReached) {
  for (const auto& [baseline, target, value] : {std::tuple{0.0, 40.0, 40.0}, {0.0, 40.0, 41.0}, {40.0, 10.0, 10.0}, {40.0, 10.0, 9.5}}) {
    SCOPED_TRACE(value);
    const auto now = pace(due_on("2026-03-30"), kpi_of(baseline, target, "2026-03-02", {{"2026-03-09", value}}), day("2026-04-20"));
    EXPECT_TRUE(now.is_reached);
    EXPECT_EQ(now.required_per_week, 0);
    EXPECT_EQ(show(now.reaches), "2026-03-09");
  }
}

TEST(Pace, GoesByTheKpisOwnDueDate) {
  auto kpi = kpi_of(0, 40, "2026-03-02", {});
  kpi.due = on("2026-03-16");
  EXPECT_EQ(show(pace(due_on("2026-03-30"), kpi, day("2026-03-02")).required_per_week), "20.0");
}

TEST(Pace, WalksTheTargetBackToTheMilestones) {
  // The conversation of the product: 40 on 8 September, 100 by 30 October, and 92 is due when the beta ends on 23 October.
  auto plan = due_on("2026-10-30");
  plan.milestones = {{.number = 1, .title = "signed", .due = on("2026-09-08")},
                     {.number = 2, .title = "beta ends", .due = on("2026-10-23")},
                     {.number = 3, .title = "engine", .due = on("2026-10-04")},
                     {.number = 4, .title = "live"},
                     {.number = 5, .title = "after", .due = on("2026-11-06")}};
  const auto kpi = kpi_of(40, 100, "2026-09-08", {});
  const auto points = checkpoints(plan, kpi, timeline(plan, day("2026-09-08")));
  ASSERT_EQ(points.size(), 3U) << "M1 is no later than the baseline, M5 later than the target";
  EXPECT_EQ(points[0].milestone, 3);
  EXPECT_DOUBLE_EQ(points[0].value, 70);
  EXPECT_EQ(points[1].milestone, 2);
  EXPECT_NEAR(points[1].value, 92, 0.1);
  EXPECT_EQ(points[2].milestone, 4) << "with no date of its own it is due with the goal";
  EXPECT_EQ(testing::show(points[2].date), "2026-10-30");
  EXPECT_DOUBLE_EQ(points[2].value, 100);
  EXPECT_EQ(checkpoints(plan, kpi, {}).size(), 2U) << "without a timeline only those with a date";
  EXPECT_TRUE(checkpoints({}, kpi, {}).empty());
}

}  // namespace pace_test
}  // namespace backwalk::planner::testing
