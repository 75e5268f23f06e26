#include <gtest/gtest.h>

#include "planner/next.hpp"
#include "planner/options.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace advice_test {

std::string show(const std::vector<Advice>& all) {
  static const char* const whys[] = {"late",   "below level", "safe start today", "in progress",   "critical",
                                     "drives", "others wait", "KPI behind",       "nothing before"};
  std::string result;
  for (const auto& advice : all) {
    result += (result.empty() ? "A" : "; A") + std::to_string(advice.action.number) + ":";
    for (const auto cue : advice.cues) result += std::string{" "} + whys[static_cast<int>(cue)] + ",";
    result.pop_back();
  }
  return result;
}

/// A1 (5 days) before A5; A2 (8 days); A3 and A4, a day each. Bob owns A3 and A4.
Told some_plan() {
  return told({AddAction{.title = "a", .estimate = days_of_work(5), .owner = ada},
               AddAction{.title = "b", .estimate = days_of_work(8), .owner = ada}, AddAction{.title = "c", .owner = bob},
               AddAction{.title = "d", .owner = bob}, AddAction{.title = "e", .after = {A(1)}}});
}

std::string advised(const Plan& plan, const Forecast* forecast, std::optional<PersonId> owner = {}) {
  return show(advice(plan, *timeline(plan, today()), forecast, owner));
}

TEST(Advice, GoesByLatestStartsWithoutAForecast) {
  const auto plan = some_plan().plan;
  EXPECT_EQ(advised(plan, nullptr), "A2: critical; A1: others wait; A3: nothing before");
  EXPECT_EQ(advised(plan, nullptr, bob), "A3: nothing before; A4: nothing before");
  EXPECT_EQ(advised(plan, nullptr, PersonId{9}), "");
}

TEST(Advice, GoesBySafeStartThenCriticalityThenGain) {
  const auto plan = some_plan().plan;
  Forecast forecast;
  forecast.goal.chance = 0.9;
  forecast.items = {{.ref = A(1), .safe_start = at("2026-03-12 09:00"), .criticality = 0.2},
                    {.ref = A(2), .safe_start = at("2026-03-12 14:00"), .criticality = 0.7},
                    {.ref = A(3), .safe_start = at("2026-03-02 09:00"), .criticality = 0},
                    {.ref = A(4), .safe_start = at("2026-03-12 16:00"), .criticality = 0.2},
                    {.ref = A(5)}};
  forecast.drivers = {{A(4), 0.95}};
  EXPECT_EQ(advised(plan, &forecast), "A3: safe start today; A2: critical; A4: drives");
  forecast.drivers.clear();
  EXPECT_EQ(advised(plan, &forecast), "A3: safe start today; A2: critical; A1: others wait");
}

TEST(Advice, TakesTheLatestStartOfWhatAForecastDoesNotKnowYet) {
  const auto plan = some_plan().plan;
  Forecast forecast;
  forecast.goal.chance = 0.9;
  forecast.items = {{.ref = A(3), .safe_start = at("2026-03-12 09:00"), .criticality = 0.1}};
  const auto all = advice(plan, *timeline(plan, today()), &forecast, {});
  ASSERT_EQ(all.size(), 3U);
  for (const auto& one : all) {
    SCOPED_TRACE(one.action.number);
    EXPECT_EQ(one.is_foretold, one.action.number == 3);
    EXPECT_EQ(std::count(one.cues.begin(), one.cues.end(), Cue::below_level), 0) << "nothing is known against it";
    EXPECT_EQ(one.due, one.is_foretold ? date_of(at("2026-03-12 09:00")) : date_of(one.action.latest_start));
  }
  forecast.sampling.depth = Depth::chance;
  EXPECT_EQ(advised(plan, &forecast), advised(plan, nullptr)) << "a chance alone tells no order";
}

TEST(Advice, SaysThatThereIsNoSafeStartAndWhatIsBegun) {
  auto plan = some_plan();
  plan(StartAction{3, at("2026-03-02 09:00")});
  Forecast forecast;
  forecast.items = {{.ref = A(1), .criticality = 0.9},
                    {.ref = A(2), .criticality = 0.1},
                    {.ref = A(3)},
                    {.ref = A(4), .safe_start = at("2026-03-20 09:00")}};
  EXPECT_EQ(advised(plan.plan, &forecast), "A1: below level, critical, others wait; A2: below level; A3: in progress");
}

TEST(Advice, PutsFirstWhatAKpiThatIsBehindIsReadAfter) {
  auto plan = told({AddMilestone{.title = "m"}, AddMilestone{.title = "n", .due = on("2026-03-20")}, companies(),
                    AddAction{.title = "a", .before = {M(1)}}, AddAction{.title = "b", .before = {M(2)}}});
  Forecast forecast;
  forecast.goal.chance = 0.9;
  for (const auto ref : {A(1), A(2)}) forecast.items.push_back({.ref = ref, .safe_start = at("2026-03-12 09:00"), .criticality = 0.2});
  const auto on_9th = [&] { return show(advice(plan.plan, *timeline(plan.plan, day("2026-03-09")), &forecast, {})); };
  EXPECT_EQ(on_9th(), "A2: others wait; A1: others wait");
  plan(ReadKpi{1, ReadTo{41}, {}, at("2026-03-09 09:00")});
  EXPECT_EQ(on_9th(), "A2: others wait, KPI behind; A1: others wait") << "K1 is next read at M2";
  plan(Finish{M(2), at("2026-03-09 09:00")});
  EXPECT_EQ(on_9th(), "A1: others wait, KPI behind; A2: nothing before") << "and then at M1";
}

TEST(Advice, SaysThatItIsLate) {
  auto plan = some_plan();
  plan(ChangeGoal{{}, on("2026-03-05")});
  EXPECT_EQ(advised(plan.plan, nullptr).substr(0, 18), "A2: late, critical");
}

TEST(Options, PutTheGreatestChanceFirstThenTheEarliestDate) {
  const auto build = told({AddMilestone{.title = "m"}, AddAction{.title = "build", .estimate = days_of_work(9), .before = {M(1)}}}).plan;
  const auto buy = told({AddMilestone{.title = "m"}, AddAction{.title = "buy", .estimate = days_of_work(4), .before = {M(1)}}}).plan;
  const auto neither = told({}).plan;
  const Route by_date[] = {{"build", &build, nullptr}, {"neither", &neither, nullptr}, {"buy", &buy, nullptr}};
  const auto dated = options(by_date, M(1), today());
  ASSERT_EQ(dated.size(), 3U);
  EXPECT_EQ(dated[0].name + dated[1].name + dated[2].name, "buybuildneither");
  EXPECT_EQ(testing::show(*dated[0].earliest_finish), "2026-03-05 17:00");
  EXPECT_EQ(dated[0].work, Minutes{4 * 480});
  EXPECT_FALSE(dated[2].earliest_finish);

  Forecast likely, unlikely;
  likely.goal.chance = 0.8;
  unlikely.goal.chance = 0.9;
  unlikely.items = {{.ref = M(1), .odds = Odds{.chance = 0.6, .p80 = at("2026-03-04 17:00")}}};
  const Route by_chance[] = {{"buy", &buy, &unlikely}, {"build", &build, &likely}};
  const auto chosen = options(by_chance, M(1), today());
  EXPECT_EQ(chosen[0].name, "build") << "its milestone has no date of its own: the goal's chance counts";
  EXPECT_EQ(chosen[1].chance, 0.6);
  EXPECT_EQ(chosen[1].goal_chance, 0.9);
  EXPECT_EQ(chosen[1].p80, at("2026-03-04 17:00"));
}

TEST(Options, CountTheWorkThatIsLeftAndWhoIsAway) {
  auto build = told({AddMilestone{.title = "m"}, AddAction{.title = "build", .estimate = days_of_work(9), .owner = bob, .before = {M(1)}},
                     AddAction{.title = "test", .estimate = days_of_work(2), .after = {A(1)}}});
  build(StartAction{1, at("2026-03-02 09:00")});
  const Absences away{{bob, {{day("2026-03-04"), day("2026-03-06")}}}};
  const Route routes[] = {{"build", &build.plan, nullptr}};
  const auto option = options(routes, M(1), day("2026-03-09"), away).front();
  EXPECT_EQ(option.work, Minutes{(9 - 3 + 2) * 480}) << "three days are done: two before he was away and one since";
  EXPECT_EQ(testing::show(*option.earliest_finish), "2026-03-16 17:00");
  auto somewhen = build.plan;
  somewhen.goal.due.reset();
  const Route undated[] = {{"build", &somewhen, nullptr}};
  EXPECT_EQ(options(undated, M(1), day("2026-03-09"), away).front().work, option.work);
}

}  // namespace advice_test
}  // namespace backwalk::planner::testing
