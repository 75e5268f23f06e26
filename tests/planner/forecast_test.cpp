#include "planner/forecast.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "planner/remember.hpp"
#include "planner/spread.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace forecast_test {

Estimate days_between(int best, int likely, int worst) {
  return {.likely = Minutes{480 * likely}, .best = Minutes{480 * best}, .worst = Minutes{480 * worst}};
}

constexpr Sampling quick{.seed = 3, .samples = 4000};

/// Two actions in a row before a milestone, a third beside them; 19 working days.
Told given() {
  return told({AddMilestone{.title = "Invitations are out", .due = on("2026-03-20")},
               AddAction{.title = "Write the mail", .estimate = days_between(4, 6, 12), .before = {M(1)}},
               AddAction{.title = "Collect addresses", .estimate = days_between(3, 5, 9), .before = {A(1)}},
               AddAction{.title = "Draw", .estimate = days_of_work(2)}});
}

TEST(PlanForecast, NeedsAGoalDate) {
  auto start = beta();
  start.due.reset();
  EXPECT_FALSE(forecast(Told{}(start).plan, today()));
}

TEST(PlanForecast, TellsChanceDatesAndSafeStartsOfItsItems) {
  const auto found = forecast(given().plan, today(), quick);
  ASSERT_TRUE(found);
  EXPECT_GT(*found->goal.chance, 0.95);
  EXPECT_LT(found->goal.low, *found->goal.chance);
  EXPECT_GT(found->goal.high, *found->goal.chance);
  EXPECT_LE(found->goal.p50, found->goal.p80);
  EXPECT_LE(found->goal.p80, found->goal.p90);
  ASSERT_TRUE(found->find(M(1))->odds);
  EXPECT_LT(*found->find(M(1))->odds->chance, *found->goal.chance) << "its own date is a week before the goal's";
  EXPECT_FALSE(found->find(M(1))->safe_start);
  ASSERT_TRUE(found->find(A(2))->safe_start);
  EXPECT_LT(*found->find(A(2))->safe_start, *found->find(A(1))->safe_start);
  EXPECT_LT(*found->find(A(1))->safe_start, *found->find(A(3))->safe_start);
  EXPECT_GT(found->find(A(1))->criticality, 0.9);
  EXPECT_EQ(found->find(A(1))->criticality, found->find(A(2))->criticality);
  EXPECT_EQ(found->find(A(9)), nullptr);
}

TEST(PlanForecast, AsksNoMoreThanItsDepth) {
  auto sampling = quick;
  sampling.depth = Depth::chance;
  const auto shallow = forecast(given().plan, today(), sampling), deep = forecast(given().plan, today(), quick);
  EXPECT_EQ(shallow->goal, deep->goal);
  EXPECT_FALSE(shallow->find(A(1))->safe_start);
  EXPECT_TRUE(shallow->drivers.empty());
}

TEST(PlanForecast, HasTheSameLuckInAWhatIf) {
  auto story = given();
  const auto before = forecast(story.plan, today(), quick);
  story(AddAction{.title = "Buy cake", .estimate = days_of_work(1), .before = {A(3)}});
  const auto after = forecast(story.plan, today(), quick);
  EXPECT_EQ(before->find(M(1))->odds, after->find(M(1))->odds) << "nothing before it has changed";
  EXPECT_LE(before->goal.p50, after->goal.p50);
  EXPECT_LE(*after->find(A(3))->safe_start, *before->find(A(3))->safe_start + Minutes{480});
}

TEST(PlanForecast, TakesActualsOfWhatIsFinishedAndWhatIsLeftOfTheStarted) {
  auto story = given();
  story(StartAction{2, at("2026-03-02 09:00")})(Finish{A(2), at("2026-03-04 17:00")})(StartAction{1, at("2026-03-05 09:00")});
  const auto found = forecast(story.plan, day("2026-03-12"), quick);
  EXPECT_EQ(found->find(A(2))->criticality, 0);
  EXPECT_FALSE(found->find(A(1))->safe_start) << "it has started";
  EXPECT_GE(found->find(M(1))->odds->p50, at("2026-03-12 09:00"));
  EXPECT_LE(found->find(M(1))->odds->p90, at("2026-03-20 17:00")) << "at most twelve days from the 5th";
}

TEST(PlanForecast, OfAPlanThatIsDoneIsCertain) {
  auto story = told({AddAction{.title = "Draw"}});
  story(Finish{A(1), at("2026-03-27 17:00")}, day("2026-03-27"));
  EXPECT_EQ(*forecast(story.plan, day("2026-03-30"), quick)->goal.chance, 1);
  EXPECT_EQ(forecast(story.plan, day("2026-03-30"), quick)->goal.p90, at("2026-03-27 17:00"));
  story.plan = evolve(story.plan, ActionFinished{1, at("2026-03-30 10:00")});
  EXPECT_EQ(*forecast(story.plan, day("2026-03-30"), quick)->goal.chance, 0);
}

TEST(PlanForecast, SaysOfWhatNobodyHasTickedWhatTheScheduleSays) {
  auto story = told({AddMilestone{.title = "Invitations are out", .due = on("2026-03-20")},
                     AddAction{.title = "Write the mail", .estimate = days_of_work(2), .before = {M(1)}},
                     AddAction{.title = "Draw", .estimate = days_of_work(2), .after = {M(1)}}});
  story(Finish{A(1), at("2026-03-19 17:00")}, day("2026-03-19"));
  auto now = day("2026-03-23");
  EXPECT_EQ(forecast(story.plan, now, quick)->find(M(1))->odds->p50, at("2026-03-19 17:00"));
  EXPECT_EQ(timeline(story.plan, now)->find(M(1))->earliest_finish, at("2026-03-19 17:00"));
  EXPECT_TRUE(timeline(story.plan, now)->schedule.is_feasible) << "it was reached the day before its date";
  EXPECT_EQ(timeline(story.plan, now)->find(A(2))->earliest_start, at("2026-03-23 09:00")) << "today, whenever it was reached";

  story(Finish{A(2), at("2026-03-27 16:00")}, day("2026-03-27"));
  now = day("2026-04-20");
  const auto dates = timeline(story.plan, now);
  EXPECT_EQ(forecast(story.plan, now, quick)->goal.p50, dates->find(Ref{})->earliest_finish);
  EXPECT_TRUE(dates->schedule.is_feasible) << "a plan that was done in time does not become late";
  story(AddRisk{.words = "the law"});
  story.plan = evolve(story.plan, RiskWeighed{1, 1, days_between(1, 1, 1)});
  EXPECT_EQ(forecast(story.plan, now, quick)->goal.p50, at("2026-04-20 17:00")) << "a risk that is certain is still to come";
}

TEST(PlanForecast, OfAnOpenPlanAfterItsDateIsNothing) {
  EXPECT_EQ(*forecast(told({AddAction{.title = "Draw"}}).plan, day("2026-03-28"), quick)->goal.chance, 0);
}

TEST(PlanForecast, WeighsRisksThatAreOpen) {
  auto story = given();
  const auto without = *forecast(story.plan, today(), quick)->goal.chance;
  story(AddRisk{.words = "the flu", .about = A(1)});
  EXPECT_EQ(*forecast(story.plan, today(), quick)->goal.chance, without) << "nobody has weighed it";
  story.plan = evolve(story.plan, RiskWeighed{1, 0.5, days_between(8, 10, 14)});
  const auto found = forecast(story.plan, today(), quick);
  EXPECT_NEAR(*found->goal.chance, without / 2, 0.1);
  ASSERT_FALSE(found->drivers.empty());
  EXPECT_EQ(found->drivers.front(), (Influence{R(1), without}));
  story(CloseRisk{R(1)});
  EXPECT_EQ(*forecast(story.plan, today(), quick)->goal.chance, without);
}

TEST(PlanForecast, LetsARiskAboutNothingDelayTheGoal) {
  auto story = given();
  story(AddRisk{.words = "the law"});
  story.plan = evolve(story.plan, RiskWeighed{1, 1, days_between(100, 100, 100)});
  EXPECT_EQ(*forecast(story.plan, today(), quick)->goal.chance, 0);
}

TEST(PlanForecast, WidensWithASharedDriver) {
  auto story = given();
  const auto before = forecast(story.plan, today(), quick);
  story.plan = evolve(story.plan, SharedDriversSet{{{"supplier", {1, 2}, 0.5}}});
  const auto after = forecast(story.plan, today(), quick);
  EXPECT_GT(after->goal.p90, before->goal.p90);
  EXPECT_LT(*after->goal.chance, *before->goal.chance);
}

/// Ten actions that were one day and took two.
Told recorded(int actions) {
  Told story = told({});
  for (int i = 1; i <= actions; ++i) {
    story(AddAction{.title = "Step", .estimate = days_of_work(1)})(StartAction{i, at("2026-03-02 09:00")});
    story(Finish{A(i), at(i % 2 == 0 ? "2026-03-03 17:00" : "2026-03-03 13:00")});
  }
  return story;
}

TEST(Record, StandsForTheDefaultAfterTenFinishedActions) {
  EXPECT_FALSE(record_of(recorded(9).plan));
  const auto record = record_of(recorded(10).plan);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->actions, 10);
  EXPECT_NEAR(record->mean, (std::log(2) + std::log(1.5)) / 2, 1e-12);
  EXPECT_NEAR(shared_sigma(*record), record->deviation / std::sqrt(10), 1e-15);
  const auto few = recorded(9)(AddAction{.title = "More", .estimate = days_of_work(4)}).plan;
  const auto many = recorded(10)(AddAction{.title = "More", .estimate = days_of_work(4)}).plan;
  EXPECT_GT(forecast(many, day("2026-03-04"), quick)->goal.p50, forecast(few, day("2026-03-04"), quick)->goal.p50 + Minutes{1440});
}

TEST(Record, HasALuckThatNoDriverShares) {
  auto story = told({AddAction{.title = "More", .estimate = days_of_work(1)}});
  for (int i = 2; i <= 11; ++i) {  // an eighth or eight times of what was promised
    story(AddAction{.title = "Step", .estimate = days_of_work(1)})(StartAction{i, at("2026-02-16 09:00")});
    story(Finish{A(i), at(i % 2 == 0 ? "2026-02-16 10:00" : "2026-02-25 17:00")});
  }
  const auto work_at_90 = [&](const char* driver) {
    story.plan = evolve(story.plan, SharedDriversSet{{{driver, {1}, 1}}});
    const auto p90 = forecast(story.plan, today(), {.seed = 3, .samples = 40'000})->goal.p90;
    return static_cast<double>(WorkingTime{story.plan.calendar}.work_before(p90) -
                               WorkingTime{story.plan.calendar}.work_before(at("2026-03-02 09:00")));
  };
  EXPECT_NEAR(work_at_90("record") / work_at_90("supplier"), 1, 0.08);
}

TEST(Record, JudgesByWhatWasPromisedAtTheStart) {
  auto story = told({AddAction{.title = "Step", .estimate = days_of_work(1)}, StartAction{1, at("2026-03-02 09:00")},
                     ChangeAction{.number = 1, .estimate = days_of_work(5)}});
  EXPECT_EQ(find_action(story.plan, 1)->promised, Minutes{480});
}

TEST(Spread, ShowsARangeForOneNumber) { EXPECT_EQ(shown_range(Minutes{1000}), (Estimate{Minutes{1000}, Minutes{360}, Minutes{2060}})); }

TEST(Remembered, AnswersTheSameAndForgetsTheOldest) {
  Remembered memory{2};
  const auto story = given();
  const auto direct = forecast(story.plan, today(), quick);
  EXPECT_EQ(memory.forecast(PlanId{1}, story.plan, today(), quick), direct);
  EXPECT_EQ(memory.forecast(PlanId{1}, story.plan, today(), quick), direct);
  EXPECT_EQ(memory.size(), 1U);
  const auto other = told({AddAction{.title = "Somebody else's", .estimate = days_of_work(2)}});
  EXPECT_NE(memory.forecast(PlanId{2}, other.plan, today(), quick), direct) << "a private plan may have the same key";
  memory.forecast(PlanId{1}, story.plan, day("2026-03-03"), quick);
  memory.forecast(PlanId{1}, story.plan, day("2026-03-04"), quick);
  EXPECT_EQ(memory.size(), 2U);
}

/// The goal's P50 with a plan's only chain held in one way or another.
std::string middle(const Told& plan, const Absences& absences = {}) {
  return show(forecast(plan.plan, today(), quick, absences)->goal.p50);
}

TEST(PlanForecast, WaitsForADateBeforeWhichAnActionMayNotBegin) {
  auto plan = given();
  const auto before = forecast(plan.plan, today(), quick);
  plan(ConstrainAction{2, Constraint{Constraint::Kind::not_before, on("2026-03-16")}});
  const auto after = forecast(plan.plan, today(), quick);
  // Five working days of the best case for A2 and eight of A1's cannot end before Tuesday 24 March.
  EXPECT_GT(after->goal.p50, before->goal.p50);
  EXPECT_GE(after->goal.p50, at("2026-03-24 09:00"));
  EXPECT_LT(*after->goal.chance, *before->goal.chance);
  EXPECT_FALSE(after->find(M(1))->odds->chance.value() > 0) << "three days and four are left at best after the 16th, the date is the 20th";
}

TEST(PlanForecast, ReachesBehindAnAbsenceOfTwoYears) {
  const auto plan = told({AddAction{.title = "Write the mail", .estimate = days_between(1, 2, 3), .owner = ada}});
  EXPECT_GE(middle(plan, {{ada, {{today(), day("2028-02-28")}}}}), "2028-02-28");
}

TEST(PlanForecast, CountsWhatWasToldToBeLeftInsteadOfTheEstimate) {
  auto plan = told({AddAction{.title = "Write the mail", .estimate = days_of_work(12)}});
  plan(StartAction{1, at("2026-02-16 09:00")});  // ten working days ago
  const auto guessed = forecast(plan.plan, today(), quick);
  plan(Slip{1, SlipLeft{Minutes{480}}, at("2026-03-02 09:00")});
  const auto told_so = forecast(plan.plan, today(), quick);
  EXPECT_EQ(middle(plan), "2026-03-02 17:00") << "the middle of a single number is the number";
  EXPECT_LT(told_so->goal.p90, guessed->goal.p90);
  plan(Slip{1, SlipLeft{Minutes{4800}}, at("2026-03-02 09:00")});
  EXPECT_GT(forecast(plan.plan, today(), quick)->goal.p50, guessed->goal.p50);
}

TEST(PlanForecast, KeepsTheRangeInProportionToWhatWasToldToBeLeft) {
  auto plan = told({AddAction{.title = "Write the mail", .estimate = days_between(5, 10, 20)}});
  plan(StartAction{1, at("2026-02-23 09:00")});
  plan(Slip{1, SlipLeft{4 * Minutes{480}}, at("2026-03-02 09:00")});  // so between two days and eight
  const auto found = forecast(plan.plan, today(), quick);
  ASSERT_TRUE(found);
  const auto as_new = told({AddAction{.title = "Write the mail", .estimate = days_between(2, 4, 8)}});
  const auto same = forecast(as_new.plan, today(), quick);
  EXPECT_EQ(found->goal.p50, same->goal.p50);
  EXPECT_EQ(found->goal.p90, same->goal.p90);
  EXPECT_EQ(found->goal.chance, same->goal.chance);
}

TEST(PlanForecast, LetsACertainActionThatTakesLongerThanItEverCouldTakeATenthAnew) {
  auto plan = told({AddAction{.title = "Write the mail", .estimate = days_between(1, 1, 1)}});
  plan(StartAction{1, at("2026-02-23 09:00")});  // five days ago, of one
  EXPECT_EQ(middle(plan), "2026-03-02 09:48");
}

TEST(Spread, JudgesTheRecordByTheOwnersOwnHours) {
  Calendar mornings;
  for (int day = 0; day < 5; ++day) mornings.week[static_cast<std::size_t>(day)] = {{Minutes{540}, Minutes{780}}};
  Told plan;
  plan(beta());
  plan(SetCalendar{bob, mornings});
  for (int number = 1; number <= 10; ++number) {
    plan(AddAction{.title = "a", .estimate = days_of_work(1), .owner = bob})(StartAction{number, at("2026-02-26 09:00")});
    plan(Finish{A(number), at("2026-02-27 13:00")});  // two mornings: exactly a day of work
  }
  EXPECT_NEAR(record_of(plan.plan)->mean, 0, 1e-9);
}

TEST(PlanForecast, StandsStillWhileAnOwnerIsAway) {
  const auto plan = told({AddAction{.title = "Write the mail", .estimate = days_of_work(3), .owner = bob}});
  EXPECT_EQ(middle(plan), "2026-03-04 17:00");
  EXPECT_EQ(middle(plan, {{bob, {{day("2026-03-03"), day("2026-03-10")}}}}), "2026-03-11 17:00");
}

}  // namespace forecast_test
}  // namespace backwalk::planner::testing
