#include "planner/trend.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

/// A reading every `step` days.
std::vector<Reading> every(int step, const std::vector<double>& values) {
  std::vector<Reading> readings;
  for (const double value : values) {
    readings.push_back({.at = at("2026-03-02 09:00") + std::chrono::days{step * static_cast<int>(readings.size())}, .value = value});
  }
  return readings;
}

TEST(Trend, WantsFiveReadings) {
  EXPECT_FALSE(trend({}));
  EXPECT_FALSE(trend(every(7, {1, 2, 3, 4})));
  EXPECT_TRUE(trend(every(7, {1, 2, 3, 4, 5})));
}

TEST(Trend, IsTheMedianOfTheSlopes) {
  // Slopes: 2 4 1 10/4 | 6 1/2 8/3 | -5 1 | 7, in order -5 .5 1 1 2 2.5 2.67 4 6 7; the interval of five readings is all of them.
  const auto found = trend(every(7, {0, 2, 8, 3, 10}));
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->per_week, 2.25);
  EXPECT_DOUBLE_EQ(found->low, -5);
  EXPECT_DOUBLE_EQ(found->high, 7);
  EXPECT_EQ(found->readings, 5U);
  EXPECT_FALSE(found->is_rising());
}

TEST(Trend, IsToldAWeekWhateverTheDistance) {
  const auto daily = trend(every(1, {0, 1, 2, 3, 4, 5, 6}));
  ASSERT_TRUE(daily);
  EXPECT_DOUBLE_EQ(daily->per_week, 7);
  EXPECT_DOUBLE_EQ(daily->low, 7);
  EXPECT_TRUE(daily->is_rising());
  EXPECT_TRUE(trend(every(1, {6, 5, 4, 3, 2, 1, 0}))->is_falling());
}

TEST(Trend, IsNotMovedByOneWildReading) {
  const auto wild = trend(every(7, {0, 1, 2, 3, 1000, 5, 6, 7, 8}));
  ASSERT_TRUE(wild);
  EXPECT_DOUBLE_EQ(wild->per_week, 1);
  EXPECT_TRUE(wild->is_rising());
}

TEST(Trend, TellsWhenTheNewerHalfMovesOtherwise) {
  EXPECT_TRUE(trend(every(7, {0, 1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5, 4, 3, 2, 1}))->has_changed);
  EXPECT_FALSE(trend(every(7, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}))->has_changed);
  EXPECT_FALSE(trend(every(7, {0, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1, 0}))->has_changed) << "15 readings are too few";
}

TEST(Trend, LooksAtTheNewestTwoHundredAndSixty) {
  std::vector<double> values(40, 1000.0);
  for (int i = 0; i < 260; ++i) values.push_back(i);
  const auto found = trend(every(7, values));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->readings, 260U);
  EXPECT_DOUBLE_EQ(found->low, 1);
  EXPECT_DOUBLE_EQ(found->high, 1);
}

}  // namespace
}  // namespace backwalk::planner::testing
