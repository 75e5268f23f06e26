// The forecast against what can be computed: sums by convolution, maxima by products, and what follows from the definitions.
#include "planner/doubt.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "planner/index.hpp"
#include "planner/lanes.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner {
namespace doubt_test {

using planner::at;
using testing::at;

constexpr Range quick{Minutes{60}, Minutes{120}, Minutes{480}}, slow{Minutes{200}, Minutes{600}, Minutes{700}};

/// A network on a 24-hour calendar from midnight, so that minutes of work are minutes.
struct Given {
  Network network{};
  Doubt doubt{};

  Given() {
    Calendar calendar;
    for (auto& day : calendar.week) day = {{Minutes{0}, Minutes{1440}}};
    network.calendars.emplace_back(calendar);
    network.data_date = at("2026-03-02 00:00");
  }
  int node(Range range, std::vector<int> after = {}) {
    const auto index = static_cast<int>(network.nodes.size());
    network.nodes.push_back({.duration = range.likely});
    doubt.ids.push_back(static_cast<std::uint64_t>(index) + 1);
    doubt.ranges.emplace_back(range.worst > Minutes{0} ? std::optional{range} : std::nullopt);
    for (const auto before : after) network.arrows.push_back({before, index, {}});
    return index;
  }
  void goal(std::vector<int> after, int due) {
    network.goal = node({}, std::move(after));
    network.due = network.data_date + Minutes{due};
  }
  NetworkForecast run(Depth depth = Depth::drivers, int samples = 200'000, Vectors vectors = Vectors::fastest) const {
    return *forecast(network, doubt, {.seed = 11, .samples = samples, .depth = depth}, vectors);
  }
};

/// P(X <= x) of the triangular distribution.
double below(const Range& range, double x) {
  const auto a = static_cast<double>(range.best.count()), m = static_cast<double>(range.likely.count()),
             b = static_cast<double>(range.worst.count());
  if (x <= a) return 0;
  if (x >= b) return 1;
  return x < m ? (x - a) * (x - a) / ((b - a) * (m - a)) : 1 - (b - x) * (b - x) / ((b - a) * (b - m));
}

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

/// On weeks from 15:00 to 22:00.
WorkingTime evenings() {
  Calendar calendar;
  for (std::size_t day = 0; day < 5; ++day) calendar.week[day] = {{Minutes{900}, Minutes{1320}}};
  return WorkingTime{calendar};
}

/// As on standard weeks, but for a week away.
WorkingTime away() {
  auto calendar = standard_calendar();
  for (const auto* day : {"2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"}) calendar.holidays.insert(testing::day(day));
  return WorkingTime{calendar};
}

/// Two chains beside each other, the longer one through another calendar, an absence and an elapsed lag.
Given two_chains() {
  Given given;
  given.network.calendars = {WorkingTime{standard_calendar()}, evenings(), away()};
  given.network.data_date = at("2026-03-02 09:00");
  const auto a = given.node(slow), b = given.node(slow, {a}), c = given.node(quick, {b}), d = given.node(slow, {c});
  given.network.arrows.back().lag = {Lag::Kind::elapsed, Minutes{1000}};
  given.network.nodes[at(b)].calendar = 1;
  given.network.nodes[at(c)].calendar = 2;
  const auto milestone = given.node({}, {d}), e = given.node(slow), f = given.node(quick, {e});
  given.network.nodes[at(f)].calendar = 1;
  given.goal({milestone, f}, 0);
  given.network.due = at("2026-03-11 13:00");
  return given;
}

TEST(Criticality, OfTheOnlyChainIsOneWhoeverWorksWhen) {
  const auto found = two_chains().run(Depth::safe_starts, 20'000);
  for (const int i : {0, 1, 2, 3, 4, 7}) EXPECT_EQ(found.nodes[at(i)].criticality, 1) << i;
  for (const int i : {5, 6}) EXPECT_EQ(found.nodes[at(i)].criticality, 0) << i;
}

TEST(Criticality, CountsAllWhoseFinishOpensIntoTheSameStart) {
  Given given;
  given.network.calendars = {WorkingTime{standard_calendar()}, evenings()};
  given.network.data_date = at("2026-03-02 09:00");
  const auto a = given.node(quick), b = given.node(quick), c = given.node(slow, {a, b});
  given.network.nodes[at(c)].calendar = 1;  // begins at 15:00, and both are done before 17:00 of that day
  given.goal({c}, 100'000);
  const auto found = given.run(Depth::safe_starts, 20'000);
  const auto before_three = below(quick, 360.5);
  const auto alone_later = (1 - before_three) * before_three;  // one is done after 15:00, the other before
  EXPECT_NEAR(found.nodes[at(a)].criticality, 1 - alone_later - (1 - before_three) * (1 - before_three) / 2, 0.02);
  EXPECT_EQ(found.nodes[at(c)].criticality, 1);
}

/// What the chance is if each node takes its best, tried one by one.
std::vector<double> tried(const Given& given, int samples) {
  std::vector<double> chances;
  for (std::size_t i = 0; i < given.doubt.ranges.size(); ++i) {
    auto with = given;
    if (auto& range = with.doubt.ranges[i]) range = Range{range->best, range->best, range->best};
    chances.push_back(*with.run(Depth::chance, samples).goal.chance);
  }
  return chances;
}

TEST(Drivers, OfSeveralCalendarsAreThoseThatMoveTheChanceMost) {
  for (const auto* due : {"2026-03-10 12:00", "2026-03-11 10:00", "2026-03-11 13:00", "2026-03-12 10:00"}) {
    SCOPED_TRACE(due);
    auto given = two_chains();
    given.network.due = at(due);
    const auto found = given.run(Depth::drivers, 4000);
    auto chances = tried(given, 4000);
    for (const auto& driver : found.drivers) EXPECT_EQ(driver.chance, chances[at(driver.index)]) << driver.index;
    std::sort(chances.rbegin(), chances.rend());
    for (std::size_t k = 0; k < 3; ++k) {
      if (chances[k] > *found.goal.chance) {
        ASSERT_GT(found.drivers.size(), k);
        EXPECT_EQ(found.drivers[k].chance, chances[k]);
      } else {
        EXPECT_LE(found.drivers.size(), k);
      }
    }
  }
}

TEST(Drivers, AreFoundWhereNobodyWorksWhenTheOthersDo) {
  Given given;
  Calendar mornings;
  for (std::size_t day = 0; day < 5; ++day) mornings.week[day] = {{Minutes{540}, Minutes{720}}};
  given.network.calendars = {WorkingTime{mornings}, evenings()};
  given.network.data_date = at("2026-03-02 09:00");
  const auto a = given.node(slow), b = given.node({Minutes{60}, Minutes{60}, Minutes{60}}, {a});
  given.network.nodes[at(a)].calendar = 1;  // whenever in the evening it ends, there is room until the morning
  given.goal({b}, 0);
  given.network.due = at("2026-03-03 10:00");
  const auto found = given.run(Depth::drivers, 20'000);
  EXPECT_NEAR(*found.goal.chance, below(slow, 420.5), 0.015);
  ASSERT_EQ(found.drivers.size(), 1U);
  EXPECT_EQ(found.drivers[0].index, a);
  EXPECT_EQ(found.drivers[0].chance, 1);
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

/// Several calendars, lags, risks and factors, on standard weeks.
Given mixed(bool is_one_calendar) {
  Given given;
  given.network.calendars = {WorkingTime{standard_calendar()}, WorkingTime{standard_calendar()}};
  given.network.data_date = at("2026-03-02 09:00");
  const auto a = given.node(slow), b = given.node({}, {a}), c = given.node(quick, {a}), d = given.node(slow, {b, c});
  given.network.nodes[static_cast<std::size_t>(b)].duration = Minutes{500};
  given.network.arrows.back().lag = {Lag::Kind::working, Minutes{90}};
  given.network.nodes[static_cast<std::size_t>(c)].calendar = is_one_calendar ? 0 : 1;
  given.doubt.risks.push_back({.id = 9, .node = b, .probability = 0.4, .delay = quick});
  given.doubt.factors.push_back({.id = 5, .nodes = {a, d}, .sigma = 0.3});
  given.goal({d}, 0);
  given.network.due = at("2026-03-06 17:00");
  return given;
}

void expect_same(const NetworkForecast& a, const NetworkForecast& b) {
  EXPECT_EQ(a.goal, b.goal);
  ASSERT_EQ(a.nodes.size(), b.nodes.size());
  for (std::size_t i = 0; i < a.nodes.size(); ++i) {
    EXPECT_EQ(a.nodes[i].safe_start, b.nodes[i].safe_start) << i;
    EXPECT_EQ(a.nodes[i].criticality, b.nodes[i].criticality) << i;
  }
  ASSERT_EQ(a.drivers.size(), b.drivers.size());
  for (std::size_t i = 0; i < a.drivers.size(); ++i) {
    EXPECT_EQ(a.drivers[i].index, b.drivers[i].index) << i;
    EXPECT_EQ(a.drivers[i].chance, b.drivers[i].chance) << i;
  }
}

TEST(Forecast, IsTheSameWhereLittleOfItIsHeldAtOnce) {
  auto given = two_chains();
  for (int k = 0; k < 9; ++k) given.node({}, {k % 7});
  const Sampling sampling{.seed = 11, .samples = 1000};  // eight blocks
  const auto whole = *forecast(given.network, given.doubt, sampling);
  constexpr std::size_t block = lanes;
  for (const auto held : {std::size_t{1}, 8 * block, 20 * block}) {
    const auto parts = *forecast(given.network, given.doubt, sampling, Vectors::fastest, held);
    SCOPED_TRACE(held);
    expect_same(whole, parts);
    for (std::size_t i = 0; i < whole.nodes.size(); ++i) EXPECT_EQ(whole.nodes[i].odds, parts.nodes[i].odds) << i;
  }
  EXPECT_TRUE(whole.nodes.back().odds);
}

TEST(Forecast, CountsWorkAndPlainMinutesToTheSameEnd) {
  expect_same(mixed(true).run(Depth::drivers, 3000), mixed(false).run(Depth::drivers, 3000));
}

TEST(Forecast, HasTheSameBitsWithoutWideVectors) {
  for (const bool is_one_calendar : {true, false}) {
    expect_same(mixed(is_one_calendar).run(Depth::drivers, 3001, Vectors::plain), mixed(is_one_calendar).run(Depth::drivers, 3001));
  }
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
    EXPECT_EQ(*given.run(Depth::drivers, 200).goal.chance, 0);
  }
}

TEST(Forecast, OfAStartedNodeTakesWhatIsLeftOfIt) {
  Given given;
  given.goal({given.node(slow)}, 300);
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
