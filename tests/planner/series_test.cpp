#include "planner/series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace backwalk::planner::testing {
namespace {

TEST(Smoothing, ADampedTrendHoldsFewerStepsTheFurtherItGoes) {
  EXPECT_EQ(trend_steps(0.5, 3), (std::vector<double>{0, 0.5, 0.75, 0.875}));
  EXPECT_EQ(trend_steps(1, 3), (std::vector<double>{0, 1, 2, 3}));
}

TEST(Smoothing, TakesTheFirstOfEquallyGoodParameters) {
  // Only the last value is an error, 8, whatever alpha is.
  const std::vector<double> values{0, 0, 0, 0, 0, 0, 0, 8};
  const auto level = smooth_level(values);
  EXPECT_EQ(level.alpha, 0.05);
  EXPECT_EQ(level.level.back(), 0.4);
  EXPECT_EQ(level.trend.back(), 0);
}

TEST(Smoothing, FollowsAStraightLineWithoutAnError) {
  const std::vector<double> values{3, 5, 7, 9, 11, 13};
  const auto trend = smooth_trend(values);
  EXPECT_EQ(trend.level, values);
  EXPECT_EQ(trend.trend, std::vector<double>(6, 2.0));
  EXPECT_EQ(smooth_level(values).alpha, 1) << "a level alone runs after it";
}

TEST(Series, ItsLengthChoosesTheMethod) {
  EXPECT_EQ(method_for(7), std::nullopt);
  EXPECT_EQ(method_for(8), Method::level);
  EXPECT_EQ(method_for(25), Method::level);
  EXPECT_EQ(method_for(26), Method::mean_of_three);
  EXPECT_EQ(method_for(51), Method::mean_of_three);
  EXPECT_EQ(method_for(52), Method::damped);
  EXPECT_EQ(fit(std::vector<double>(26, 1.0), Method::mean_of_three).parts.size(), 3U);
}

TEST(Series, PoolsTheErrorsOfShorterDistances) {
  // Origins from the third value on: at one step the errors 0 0 0 0 8, at two 0 0 0 8; widened by 1.1 * sqrt(8 / 6).
  const auto series = fit({0, 0, 0, 0, 0, 0, 0, 8}, Method::level);
  const double error = 8 * 1.1 * std::sqrt(8.0 / 6.0);
  const auto next = ahead(series, 1);
  EXPECT_DOUBLE_EQ(next.expected, 0.4);
  ASSERT_EQ(next.errors.size(), 5U);
  EXPECT_EQ(next.errors[3], 0);
  EXPECT_DOUBLE_EQ(next.errors[4], error);
  const auto later = ahead(series, 2);
  ASSERT_EQ(later.errors.size(), 9U);
  EXPECT_EQ(later.errors[6], 0);
  EXPECT_DOUBLE_EQ(later.errors[7], error);
  EXPECT_DOUBLE_EQ(later.errors[8], error * std::sqrt(2.0));
}

TEST(Series, CountsOnlyErrorsOfItsDistanceWhenThereAreEnough) {
  const std::vector<double> values(60, 5.0);
  const auto series = fit(values, Method::damped);
  EXPECT_EQ(ahead(series, 38).errors.size(), 20U);
  EXPECT_GT(ahead(series, 39).errors.size(), 1000U);
}

TEST(Outlook, TakesSharesAndChancesFromItsErrors) {
  const Outlook outlook{.expected = 10, .errors = {1, 2, 3, 4}};  // the rank of a share p is 5p
  EXPECT_DOUBLE_EQ(outlook.margin(0.2), 1);
  EXPECT_DOUBLE_EQ(outlook.margin(0.5), 2.5);
  EXPECT_DOUBLE_EQ(outlook.margin(0.8), 4);
  EXPECT_DOUBLE_EQ(outlook.margin(0.95), 4) << "no further than was seen";
  struct Case {
    double target;
    double at_least;
  };
  for (const auto& [target, at_least] : {Case{10, 0.5}, {12, 0.3}, {12.5, 0.25}, {14, 0.1}, {1e9, 0.1}, {8, 0.7}, {-1e9, 0.9}}) {
    SCOPED_TRACE(target);
    EXPECT_DOUBLE_EQ(outlook.chance_at_least(target), at_least);
    EXPECT_DOUBLE_EQ(outlook.chance_at_most(target), 1 - at_least);
  }
}

TEST(Outlook, OfAHistoryWithoutErrorsIsAsSureAsItsLengthAllows) {
  const auto outlook = ahead(fit(std::vector<double>(8, 5.0), Method::level), 1);
  EXPECT_EQ(outlook.margin(0.8), 0);
  EXPECT_DOUBLE_EQ(outlook.chance_at_least(5), 1 - 1 / 12.0);  // five errors of size 0
  EXPECT_DOUBLE_EQ(outlook.chance_at_most(5), 1 - 1 / 12.0);
  EXPECT_DOUBLE_EQ(outlook.chance_at_least(6), 1 / 12.0);
}

/// Steps between -9 and 9 from a start on, the same for a seed for ever.
std::vector<double> wander(unsigned seed, std::size_t count) {
  std::mt19937 dice{seed};
  std::vector<double> values{100};
  while (values.size() < count) values.push_back(values.back() + static_cast<double>(dice()) / 4294967296.0 * 18 - 9);
  return values;
}

TEST(Series, MovesAndGrowsWithItsValues) {
  for (const std::size_t count : {8U, 16U, 26U, 60U}) {
    SCOPED_TRACE(count);
    const auto values = wander(static_cast<unsigned>(count), count);
    auto scaled = values;
    for (auto& value : scaled) value = 4 * value - 64;  // exact in binary
    const auto method = *method_for(count);
    const auto plain = ahead(fit(values, method), 3), other = ahead(fit(scaled, method), 3);
    EXPECT_NEAR(other.expected, 4 * plain.expected - 64, 1e-9);
    EXPECT_NEAR(other.margin(0.8), 4 * plain.margin(0.8), 1e-9);
    EXPECT_NEAR(other.chance_at_least(4 * 110 - 64), plain.chance_at_least(110), 1e-9);
  }
}

TEST(Outlook, ChancesFallAsTheTargetRisesAndMarginsGrowWithTheShare) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    const auto outlook = ahead(fit(wander(seed, 10 + seed), *method_for(10 + seed)), 1 + seed % 7);
    double chance = 1, margin = 0;
    for (double target = -200; target < 400; target += 1.5) {
      const double now = outlook.chance_at_least(target);
      EXPECT_LE(now, chance);
      EXPECT_GT(now, 0);
      EXPECT_LT(now, 1);
      EXPECT_NEAR(now + outlook.chance_at_most(target), 1, 1e-12);
      chance = now;
    }
    for (double share = 0.05; share < 1; share += 0.05) {
      EXPECT_GE(outlook.margin(share), margin);
      margin = outlook.margin(share);
      const double top = 0.5 + share / 2;  // what lies below the upper end
      if (margin > outlook.errors.front() && margin < outlook.errors.back()) {
        EXPECT_NEAR(outlook.chance_at_least(outlook.expected + margin), 1 - top, 1e-6);
      }
    }
  }
}

}  // namespace
}  // namespace backwalk::planner::testing
