#include "planner/projection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace projection_test {

struct Told {
  int day;
  double value;
};

/// Read on these days after Monday 2 March 2026.
std::vector<Reading> read(const std::vector<Told>& told) {
  std::vector<Reading> readings;
  for (const auto& [day, value] : told) readings.push_back({.at = at("2026-03-02 09:00") + std::chrono::days{day}, .value = value});
  return readings;
}

std::vector<Told> weekly(std::vector<double> values) {
  std::vector<Told> told;
  for (const double value : values) told.push_back({7 * static_cast<int>(told.size()), value});
  return told;
}

Kpi kpi_of(double baseline, double target, const std::vector<Told>& told, int due) {
  return {.baseline = baseline, .target = target, .due = Moment{today() + std::chrono::days{due}, {}}, .readings = read(told)};
}

TEST(Grid, StepsByTheUsualDistanceBackFromTheNewestReading) {
  struct Case {
    const char* name;
    std::vector<Told> told;
    int step;
    std::vector<double> values;
  };
  const Case cases[] = {{"weekly", {{0, 1}, {7, 2}, {14, 4}}, 7, {1, 2, 4}},
                        {"a day late once", {{0, 0}, {7, 7}, {15, 23}, {21, 29}}, 7, {0, 7, 21, 29}},
                        {"a week left out", {{0, 1}, {7, 2}, {21, 4}, {28, 6}}, 7, {1, 2, 3, 4, 6}},
                        {"the lower of two middles", {{0, 0}, {2, 2}, {7, 7}}, 2, {1, 3, 5, 7}},
                        {"two readings", {{0, 1}, {30, 2}}, 30, {1, 2}}};
  for (const auto& [name, told, step, values] : cases) {
    SCOPED_TRACE(name);
    const auto grid = grid_of(read(told));
    EXPECT_EQ(grid.step.count(), step);
    EXPECT_EQ(grid.values, values);
  }
}

TEST(Grid, IsBoundedHoweverLongTheHistory) {
  const auto grid = grid_of(read({{0, 0}, {10000, 1}, {10001, 2}, {10002, 3}}));
  EXPECT_EQ(grid.values.size(), 260U);
  EXPECT_EQ(grid.values.back(), 3);
}

TEST(Projection, IsThatOfTheSeries) {
  const auto found = projection({}, kpi_of(0, 1, weekly({0, 0, 0, 0, 0, 0, 0, 8}), 56));
  ASSERT_TRUE(found);
  const double margin = ahead(fit({0, 0, 0, 0, 0, 0, 0, 8}, Method::level), 1).margin(0.8);
  EXPECT_EQ(found->method, Method::level);
  EXPECT_EQ(found->step.count(), 7);
  EXPECT_EQ(found->steps, 1U);
  EXPECT_EQ(found->readings, 8U);
  EXPECT_DOUBLE_EQ(found->expected, 0.4);
  EXPECT_DOUBLE_EQ(found->low, 0.4 - margin);
  EXPECT_DOUBLE_EQ(found->high, 0.4 + margin);
}

TEST(Projection, CountsStepsUpToTheDueDateOrPastIt) {
  const auto told = weekly({1, 2, 1, 2, 1, 2, 1, 2});  // the newest on day 49
  for (const auto& [due, steps] : {std::pair{50, 1U}, {56, 1U}, {57, 2U}, {49 + 70, 10U}}) {
    SCOPED_TRACE(due);
    EXPECT_EQ(projection({}, kpi_of(0, 1, told, due))->steps, steps);
  }
}

TEST(Projection, IsNotMadeOfTooLittle) {
  const auto told = weekly({1, 2, 1, 2, 1, 2, 1, 2});
  EXPECT_TRUE(projection({}, kpi_of(0, 1, told, 60)));
  EXPECT_FALSE(projection({}, kpi_of(0, 1, {told.begin(), told.end() - 1}, 60))) << "seven readings";
  EXPECT_FALSE(projection({}, kpi_of(0, 1, told, 49))) << "due on the date of the newest reading";
  EXPECT_TRUE(projection({}, kpi_of(0, 1, told, 49 + 7000)));
  EXPECT_FALSE(projection({}, kpi_of(0, 1, told, 49 + 7001))) << "more than a thousand weeks ahead";
  auto open = kpi_of(0, 1, told, 60);
  open.due.reset();
  EXPECT_FALSE(projection({}, open)) << "due never";
  Plan plan;
  plan.goal.due = on("2026-05-10");
  EXPECT_EQ(projection(plan, open)->due, day("2026-05-10")) << "due with the goal";
  EXPECT_FALSE(projection({}, kpi_of(0, 1, {{0, 1}, {1, 1}, {2, 1}, {3, 1}, {33, 1}, {63, 1}, {93, 1}, {123, 1}}, 200)))
      << "five points on a grid of thirty days";
}

TEST(Projection, CountsReadingsAndNotWhatTheGridInvents) {
  std::vector<Told> told = weekly({1, 2, 1, 2, 1, 2, 1, 2});
  told.push_back({400, 3});
  const auto found = projection({}, kpi_of(0, 1, told, 410));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->readings, 9U);
  EXPECT_EQ(found->method, Method::level);
}

TEST(Projection, IsTheChanceOfTheTargetOrBetter) {
  std::vector<double> values;
  for (int i = 0; i < 12; ++i) values.push_back(i % 3);
  const auto more = projection({}, kpi_of(0, 5, weekly(values), 100)), less = projection({}, kpi_of(10, 5, weekly(values), 100));
  ASSERT_TRUE(more && less);
  EXPECT_LT(more->chance, 0.2);
  EXPECT_DOUBLE_EQ(less->chance, 1 - more->chance) << "lower is better";
}

TEST(Projection, HoldsTogetherWhateverIsRead) {
  std::mt19937 dice{20261122};
  const auto roll = [&](unsigned n) { return static_cast<int>(dice() % n); };
  int made = 0;
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE(round);
    std::vector<Told> told;
    const double size = round % 3 == 0 ? 1e15 : 10;
    int day = 0;
    for (int count = 1 + roll(70); count > 0; --count, day += 1 + roll(round % 2 == 0 ? 3 : 40)) {
      told.push_back({day, round % 7 == 0 ? size : size * (roll(2001) - 1000) / 1000});
    }
    const auto kpi = kpi_of(size * roll(10) / 10, round % 5 == 0 ? -size : size * 1.5, told, day + roll(300));
    const auto found = projection({}, kpi), again = projection({}, kpi);
    ASSERT_EQ(found.has_value(), again.has_value());
    if (!found) continue;
    ++made;
    EXPECT_EQ(found->chance, again->chance);
    EXPECT_TRUE(std::isfinite(found->low) && std::isfinite(found->high));
    EXPECT_LE(found->low, found->expected);
    EXPECT_LE(found->expected, found->high);
    EXPECT_GT(found->chance, 0);
    EXPECT_LT(found->chance, 1);
    EXPECT_GE(found->steps, 1U);
  }
  EXPECT_GT(made, 100);
}

}  // namespace projection_test
}  // namespace backwalk::planner::testing
