// The forecast against what can be computed: sums by convolution, maxima by products, and what follows from the definitions.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/planner/given_doubt.hpp"

namespace backwalk::planner {
namespace doubt_test {

using planner::at;
using testing::at;
using namespace given_doubt;

using Shares = std::vector<double>;  // of whole minutes

Shares minutes_of(const Range& range) {
  Shares result;
  for (int k = 0; k <= range.worst.count(); ++k) result.push_back(below(range, k + 0.5) - below(range, k - 0.5));
  return result;
}

Shares sum_of(const Shares& a, const Shares& b) {
  Shares result(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
  }
  return result;
}

double up_to(const Shares& shares, int minutes) {
  double sum = 0;
  for (int k = 0; k <= minutes && k < static_cast<int>(shares.size()); ++k) sum += shares[static_cast<std::size_t>(k)];
  return sum;
}

/// Inside the 99.9 % binomial band.
void expect_chance(const NetworkForecast& forecast, double expected, int samples = 200'000) {
  EXPECT_NEAR(*forecast.goal.chance, expected, 3.2905 * std::sqrt(expected * (1 - expected) / samples));
}

TEST(Chance, OfASeriesIsTheConvolution) {
  const auto sum = sum_of(sum_of(minutes_of(quick), minutes_of(slow)), minutes_of(quick));
  for (const int due : {700, 900, 1000, 1200, 1400}) {
    Given given;
    const auto a = given.node(quick), b = given.node(slow, {a});
    given.goal({given.node(quick, {b})}, due);
    SCOPED_TRACE(due);
    expect_chance(given.run(Depth::chance), up_to(sum, due));
  }
}

TEST(Chance, OfWhatRunsSideBySideIsTheProduct) {
  for (const int due : {350, 420, 600, 650}) {
    Given given;
    given.goal({given.node(quick), given.node(slow), given.node(slow)}, due);
    SCOPED_TRACE(due);
    expect_chance(given.run(Depth::chance), below(quick, due + 0.5) * std::pow(below(slow, due + 0.5), 2));
  }
}

TEST(Chance, WithARiskIsTheMixture) {
  const auto late = sum_of(minutes_of(slow), minutes_of(quick));
  for (const int due : {500, 650, 800}) {
    Given given;
    given.goal({given.node(slow)}, due);
    given.doubt.risks.push_back({.id = 77, .node = 0, .probability = 0.3, .delay = quick});
    SCOPED_TRACE(due);
    expect_chance(given.run(Depth::chance), 0.7 * below(slow, due + 0.5) + 0.3 * up_to(late, due));
  }
}

TEST(Chance, WithADriverIsThatOfTheLognormal) {
  constexpr Range two{Minutes{2000}, Minutes{2000}, Minutes{2000}}, three{Minutes{3000}, Minutes{3000}, Minutes{3000}};
  for (const int due : {3500, 5000, 6500}) {
    Given given;
    const auto a = given.node(two), b = given.node(three, {a});
    given.goal({b}, due);
    given.doubt.factors.push_back({.id = 5, .nodes = {a, b}, .sigma = 0.4});
    SCOPED_TRACE(due);
    expect_chance(given.run(Depth::chance), std::erfc(-std::log((due + 0.5) / 5000.0) / 0.4 / std::sqrt(2.0)) / 2);
  }
}

TEST(Chance, OfOneNumberIsTheDefaultSpread) {
  for (const auto& [share, factor] : {Quantile{0.25, 0.68}, {0.75, 1.27}, {0.9, 2.06}}) {
    Given given;
    const auto a = given.node({});
    given.network.nodes[0].duration = Minutes{10'000};
    given.goal({a}, static_cast<int>(10'000 * factor));
    expect_chance(given.run(Depth::chance), share);
  }
}

TEST(SafeStart, LeavesTheLevelAndNoMinuteMore) {
  Given given;
  const auto a = given.node(slow), b = given.node(quick, {a});
  given.goal({b}, 1500);
  const auto found = given.run(Depth::safe_starts);
  const auto sum = sum_of(minutes_of(slow), minutes_of(quick));
  int latest = 0;
  while (up_to(sum, 1500 - latest - 1) >= 0.85) ++latest;
  EXPECT_NEAR(static_cast<double>((*found.nodes[0].safe_start - given.network.data_date).count()), latest, 4);
  EXPECT_FALSE(found.nodes[2].safe_start);  // the goal is no work
  EXPECT_EQ(found.nodes[0].criticality, 1);
  EXPECT_EQ(found.nodes[1].criticality, 1);
}

TEST(SafeStart, IsNoneWhereTheChanceIsBelowTheLevelEvenToday) {
  Given given;
  given.goal({given.node(slow)}, 600);
  EXPECT_LT(*given.run().goal.chance, 0.85);
  EXPECT_FALSE(given.run().nodes[0].safe_start);
}

TEST(Criticality, IsSharedByWhatRunsSideBySide) {
  Given given;
  given.goal({given.node(quick), given.node(quick), given.node({Minutes{1}, Minutes{2}, Minutes{3}})}, 600);
  const auto found = given.run(Depth::safe_starts);
  EXPECT_NEAR(found.nodes[0].criticality, 0.5, 0.01);
  EXPECT_NEAR(found.nodes[0].criticality + found.nodes[1].criticality, 1, 0.01);
  EXPECT_EQ(found.nodes[2].criticality, 0);
}

TEST(Drivers, AreWhatMovesTheChanceMost) {
  Given given;
  const auto a = given.node(slow), b = given.node({Minutes{300}, Minutes{310}, Minutes{330}}, {a}), c = given.node(quick, {a});
  given.goal({b, c}, 900);
  given.doubt.risks.push_back({.id = 9, .node = b, .probability = 0.4, .delay = quick});
  const auto found = given.run();
  ASSERT_EQ(found.drivers.size(), 3U);
  EXPECT_EQ(found.drivers[0].index, a);
  EXPECT_TRUE(found.drivers[1].is_risk || found.drivers[2].is_risk);
  EXPECT_GE(found.drivers[0].chance, found.drivers[1].chance);
  EXPECT_GT(found.drivers[2].chance, *found.goal.chance);
}

TEST(Forecast, OfAGoalWhoseWorkIsDoneStillWaitsForItsRisk) {
  Given given;
  given.goal({given.node(slow)}, 500);
  given.network.nodes[0].finished = given.network.data_date - Minutes{100};
  EXPECT_EQ(*given.run().goal.chance, 1);
  EXPECT_EQ(given.run().goal.p50, *given.network.nodes[0].finished);
  given.doubt.risks.push_back({.id = 9, .node = 1, .probability = 1, .delay = slow});
  expect_chance(given.run(Depth::chance), below(slow, 500.5));
}

TEST(Forecast, IsNoneForADateBeyondTheEndOfTime) {
  Given given;
  given.goal({given.node(quick)}, 100);
  given.network.due += std::chrono::days(400'000);
  EXPECT_FALSE(forecast(given.network, given.doubt, {}));
}

TEST(Forecast, StopsAtTheEndOfTimeWithoutOverflow) {
  for (const auto kind : {Lag::Kind::working, Lag::Kind::elapsed}) {
    Given given;
    auto last = given.node(quick);
    for (int i = 0; i < 600; ++i) {
      last = given.node({}, {last});
      given.network.arrows.back().lag = {kind, Minutes{10'000 * 1440}};
    }
    given.goal({last}, 100'000);
    const auto goal = given.run(Depth::drivers, 200).goal;
    EXPECT_EQ(*goal.chance, 0);
    EXPECT_TRUE(goal.is_cut_off);
  }
}

TEST(Forecast, OfAStartedNodeTakesWhatIsLeftOfIt) {
  Given given;
  given.goal({given.node(slow)}, 300);
  EXPECT_FALSE(given.run().goal.is_cut_off);
  given.network.nodes[0].started = given.network.data_date - Minutes{400};
  // P(d <= 700 | d > 400) with d the whole work: 400 worked, 300 to go.
  const auto ruled_out = below(slow, 400);
  expect_chance(given.run(Depth::chance), (below(slow, 700) - ruled_out) / (1 - ruled_out));
  given.network.due = given.network.data_date + Minutes{150};
  expect_chance(given.run(Depth::chance), (below(slow, 550.5) - ruled_out) / (1 - ruled_out));
  given.network.nodes[0].started = given.network.data_date - Minutes{5000};  // has outlived its range: a tenth of it is left
  EXPECT_GE(given.run().goal.p50, given.network.data_date + Minutes{20});
  EXPECT_LE(given.run().goal.p90, given.network.data_date + Minutes{70});
}

}  // namespace doubt_test
}  // namespace backwalk::planner
