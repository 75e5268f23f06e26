// The forecast where people work at different times, and that its ways to count agree: with tables and without, in parts, with any vectors.
#include <gtest/gtest.h>

#include <algorithm>

#include "planner/lanes.hpp"
#include "tests/planner/given_doubt.hpp"

namespace backwalk::planner {
namespace doubt_calendars_test {

using planner::at;
using testing::at;
using namespace given_doubt;

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

}  // namespace doubt_calendars_test
}  // namespace backwalk::planner
