#include "planner/assessment.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace assessment_test {

Command action(int days_long, std::vector<Ref> before = {}) {
  return AddAction{.title = "a", .estimate = days_of_work(days_long), .before = std::move(before)};
}

std::vector<Assessed> of(const Plan& plan, const std::string& date = "2026-03-02") {
  return assess(plan, timeline(plan, day(date)), baseline(plan), day(date));
}

/// "A1 A2 of 3, not met"
std::string show(const std::vector<Assessed>& all, SchedulePoint point) {
  for (const auto& one : all) {
    if (one.point != point) continue;
    return testing::show(one.failing) + (one.failing.empty() ? "" : " ") + "of " + std::to_string(one.of) +
           (one.is_met() ? ", met" : ", not met");
  }
  return "not judged";
}

TEST(Assessment, CallsThePointsAsDcmaDoes) {
  EXPECT_EQ(term(SchedulePoint::logic), "Missing logic");
  EXPECT_EQ(term(SchedulePoint::missed_tasks), "Missed tasks");
  std::string terms;
  for (const auto& one : of(told({}).plan)) terms += std::string{term(one.point)} + ". ";
  EXPECT_EQ(terms, "Missing logic. Leads. Lags. High float. Negative float. High duration. Invalid dates. ");
}

TEST(Assessment, OfAnEmptyPlanMeetsEverything) {
  for (const auto& one : of({})) EXPECT_TRUE(one.is_met()) << term(one.point);
}

TEST(Assessment, JudgesWithoutADateWhatNeedsNone) {
  const auto all = assess(told({action(1)}).plan, {}, {}, today());
  EXPECT_EQ(show(all, SchedulePoint::high_float), "not judged");
  EXPECT_EQ(show(all, SchedulePoint::negative_float), "not judged");
  EXPECT_EQ(show(all, SchedulePoint::missed_tasks), "not judged");
  EXPECT_EQ(show(all, SchedulePoint::logic), "of 1, met");
}

TEST(Assessment, MissesLogicWhereAnItemHasNoLink) {
  auto story = told({action(1)});
  EXPECT_EQ(show(of(story.plan), SchedulePoint::logic), "of 1, met") << "alone, there is nothing to link it to";
  story(action(1, {A(1)}))(action(1));
  EXPECT_EQ(show(of(story.plan), SchedulePoint::logic), "A3 of 3, not met");
  story(Finish{A(3), at("2026-03-02 09:00")});
  EXPECT_EQ(show(of(story.plan), SchedulePoint::logic), "of 2, met") << "what is finished needs none";
}

TEST(Assessment, CountsAShareOfFivePercentAsMet) {
  auto story = told({action(1)});
  for (int i = 1; i < 19; ++i) story(action(1, {A(i)}));
  auto twenty = story;
  EXPECT_EQ(show(of(twenty(action(1)).plan), SchedulePoint::logic), "A20 of 20, met");
  story(Finish{A(1), at("2026-03-02 09:00")});
  EXPECT_EQ(show(of(story(action(1)).plan), SchedulePoint::logic), "A20 of 19, not met");
}

TEST(Assessment, FindsLeadsAndLags) {
  auto plan = told({action(1), action(1, {A(1)}), action(1, {A(2)})}).plan;
  const auto with = [&](Lag lag) {
    plan = evolve(plan, Linked{{A(2), A(1), lag}});
    return of(plan);
  };
  EXPECT_EQ(show(of(plan), SchedulePoint::leads), "of 2, met");
  auto all = with({Lag::Kind::working, Minutes{-60}});
  EXPECT_EQ(show(all, SchedulePoint::leads), "A1 of 2, not met");
  EXPECT_EQ(show(all, SchedulePoint::lags), "of 2, met");
  all = with({Lag::Kind::elapsed, Minutes{60}});
  EXPECT_EQ(show(all, SchedulePoint::leads), "of 2, met");
  EXPECT_EQ(show(all, SchedulePoint::lags), "A1 of 2, not met");
}

TEST(Assessment, LimitsFloatAndDurationToFortyFourWorkingDays) {
  auto start = beta();
  start.due = on("2026-05-01");  // the 45th working day from 2 March on
  auto story = Told{}(start)(action(1));
  EXPECT_EQ(show(of(story.plan), SchedulePoint::high_float), "of 1, met") << "44 days of float";
  story.plan = evolve(story.plan, GoalMoved{on("2026-05-04")});
  EXPECT_EQ(show(of(story.plan), SchedulePoint::high_float), "A1 of 1, not met");
  EXPECT_EQ(show(of(told({action(44)}).plan), SchedulePoint::high_duration), "of 1, met");
  EXPECT_EQ(show(of(told({action(45)}).plan), SchedulePoint::high_duration), "A1 of 1, not met");
}

TEST(Assessment, AllowsNoNegativeFloat) {
  EXPECT_EQ(show(of(told({action(20)}).plan), SchedulePoint::negative_float), "of 1, met");
  EXPECT_EQ(show(of(told({action(21)}).plan), SchedulePoint::negative_float), "A1 of 1, not met");
}

TEST(Assessment, FindsDatesThatCannotBe) {
  const auto plan = told({action(1), action(1), action(1), AddMilestone{.title = "m"}}).plan;
  const auto with = [&](const Edit& first, const Edit& second) {
    return show(of(evolve(evolve(plan, first), second)), SchedulePoint::invalid_dates);
  };
  EXPECT_EQ(with(ActionStarted{1, at("2026-03-02 09:00")}, ActionFinished{1, at("2026-03-02 18:00")}), "of 4, met");
  EXPECT_EQ(with(ActionStarted{1, at("2026-03-03 09:00")}, ActionFinished{2, at("2026-03-04 09:00")}), "A1 A2 of 4, not met");
  EXPECT_EQ(with(ActionStarted{3, at("2026-03-02 09:00")}, ActionFinished{3, at("2026-03-01 09:00")}), "A3 of 4, not met");
  EXPECT_EQ(with(MilestoneReached{1, at("2026-04-01 09:00")}, ActionStarted{1, {}}), "M1 of 4, not met");
}

TEST(Assessment, CountsMissedTasksAgainstThePlanAsCommitted) {
  // Three chained days before Friday 27 March: the baseline wants A1 by Wednesday 25, A2 by Thursday, A3 by Friday.
  auto story = told({companies(), action(1), action(1), action(1), LinkAfter{A(2), {A(1)}}, LinkAfter{A(3), {A(2)}}});
  EXPECT_EQ(show(of(story.plan, "2026-03-26"), SchedulePoint::missed_tasks), "not judged") << "a draft has no baseline";
  story(Commit{7})(ChangeGoal{.due = on("2026-04-10")});
  EXPECT_EQ(show(of(story.plan, "2026-03-25"), SchedulePoint::missed_tasks), "of 0, met") << "the day is not over";
  EXPECT_EQ(show(of(story.plan, "2026-03-26"), SchedulePoint::missed_tasks), "A1 of 1, not met") << "whatever the goal's date is now";
  story(Finish{A(1), at("2026-03-25 17:00")})(Finish{A(2), at("2026-03-27 09:00")});
  EXPECT_EQ(show(of(story.plan, "2026-03-27"), SchedulePoint::missed_tasks), "A2 of 2, not met") << "finished, but a day late";
}

}  // namespace assessment_test
}  // namespace backwalk::planner::testing
