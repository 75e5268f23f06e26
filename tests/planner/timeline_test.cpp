#include <gtest/gtest.h>

#include "planner/backward.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

Told three_in_a_row() {
  return told({AddMilestone{.title = "Invitations are out", .due = on("2026-03-20")},
               AddAction{.title = "Write the mail", .estimate = days_of_work(3), .owner = ada, .before = {M(1)}},
               AddAction{.title = "Collect addresses", .estimate = days_of_work(2), .before = {A(1)}},
               AddAction{.title = "Watch the replies", .after = {M(1)}}});
}

TEST(Timeline, NeedsAGoalDate) {
  auto start = beta();
  start.due.reset();
  EXPECT_FALSE(timeline(Told{}(start).plan, today()));
}

TEST(Timeline, WalksBackFromTheGoalAndFromTheDatesOfMilestones) {
  const auto line = timeline(three_in_a_row().plan, today());
  ASSERT_TRUE(line);
  EXPECT_EQ(show(line->refs), "M1 A1 A2 A3 goal");
  EXPECT_EQ(show(line->due), "2026-03-27 17:00");
  EXPECT_EQ(show(line->data_date), "2026-03-02 09:00");
  EXPECT_EQ(show(line->find(A(3))->latest_start), "2026-03-27 09:00") << "no estimate counts as one day";
  EXPECT_EQ(show(line->find(M(1))->latest_finish), "2026-03-20 17:00");
  EXPECT_EQ(show(line->find(A(1))->latest_start), "2026-03-18 09:00");
  EXPECT_EQ(show(line->find(A(2))->latest_start), "2026-03-16 09:00");
  EXPECT_EQ(line->find(A(4)), nullptr);
  EXPECT_EQ(show(line->driving_chain()), "A2 A1 M1 goal");
  EXPECT_TRUE(line->schedule.is_feasible);
}

TEST(Timeline, TellsTheChainThatDecidesTheGoalWhateverIsDueOnTheWay) {
  // What has a date of its own must start first, but the goal does not wait for it.
  const auto told_plan =
      told({AddMilestone{.title = "soon", .due = on("2026-03-05")}, AddAction{.title = "small", .before = {M(1)}},
            AddAction{.title = "long", .estimate = days_of_work(9)}, AddAction{.title = "last", .before = {goal_ref}, .after = {A(2)}}});
  const auto line = *timeline(told_plan.plan, today());
  EXPECT_EQ(show(line.longest_chain()), "A2 A3 goal");
  EXPECT_EQ(show(timeline(three_in_a_row().plan, today())->longest_chain()), "A2 A1 M1 A3 goal");
}

TEST(Timeline, TellsNoLongestChainWhereNothingIsLeft) {
  auto plan = told({AddAction{.title = "all"}});
  plan(Finish{A(1), at("2026-03-02 17:00")});
  EXPECT_TRUE(timeline(plan.plan, day("2026-03-04"))->longest_chain().empty());
}

TEST(Timeline, PutsTheGoalAfterEverythingThatHasNoSuccessor) {
  const auto told_plan = told({AddAction{.title = "a"}, AddAction{.title = "b", .before = {goal_ref}}, AddMilestone{.title = "m"}});
  const auto line = *timeline(told_plan.plan, today());
  for (const auto ref : {A(1), A(2), M(1)}) EXPECT_EQ(show(line.find(ref)->latest_finish), "2026-03-27 17:00") << text(ref);
}

TEST(Timeline, EndsADateWithoutATimeAtTheLastWorkingInstantOr24Hours) {
  auto start = beta();
  start.due = on("2026-03-28");  // a Saturday
  EXPECT_EQ(show(timeline(Told{}(start).plan, today())->due), "2026-03-29 00:00");
  start.due->time = Minutes{13 * 60};
  EXPECT_EQ(show(timeline(Told{}(start).plan, today())->due), "2026-03-28 13:00");
}

TEST(Timeline, StartsAtTheFirstOpeningOnOrAfterToday) {
  EXPECT_EQ(show(timeline(Told{}(beta()).plan, day("2026-03-07"))->data_date), "2026-03-09 09:00");
}

TEST(Timeline, TakesActualDates) {
  auto plan = three_in_a_row();
  plan(StartAction{2, at("2026-03-02 09:00")})(Finish{A(2), at("2026-03-03 12:00")})(StartAction{1, at("2026-03-03 13:00")});
  const auto line = *timeline(plan.plan, day("2026-03-04"));
  EXPECT_EQ(show(line.find(A(2))->earliest_finish), "2026-03-03 12:00");
  EXPECT_EQ(show(line.find(A(1))->earliest_finish), "2026-03-06 13:00");
  EXPECT_EQ(show(line.find(M(1))->earliest_finish), "2026-03-06 13:00");
  EXPECT_EQ(show(line.driving_chain()), "A1 M1 goal");
  plan(Finish{A(1), at("2026-03-09 17:00")})(Finish{M(1), at("2026-03-09 17:00")});
  const auto later = *timeline(plan.plan, day("2026-03-10"));
  EXPECT_EQ(show(later.find(M(1))->earliest_finish), "2026-03-09 17:00");
  EXPECT_EQ(show(later.driving_chain()), "A3 goal");
}

TEST(Timeline, OrdersMilestonesAtOneInstantByWhatWaitsForWhat) {
  auto plan = told({AddMilestone{.title = "last"}, AddMilestone{.title = "first"}, LinkAfter{M(1), {M(2)}}});
  EXPECT_EQ(show(timeline(plan.plan, today())->driving_chain()), "M2 M1 goal");
}

TEST(Lateness, IsNoneWhileThePlanFits) {
  const auto plan = three_in_a_row().plan;
  EXPECT_FALSE(lateness(plan, *timeline(plan, today())));
}

TEST(Lateness, NamesTheChainThatPassesTheGoal) {
  const auto plan = told({AddAction{.title = "short"}, AddAction{.title = "ten days", .estimate = days_of_work(10)},
                          AddAction{.title = "eleven days", .estimate = days_of_work(11), .after = {A(2)}}, AddMilestone{.title = "m"},
                          LinkAfter{M(1), {A(3)}}})
                        .plan;
  const auto late = lateness(plan, *timeline(plan, today()));
  ASSERT_TRUE(late);
  EXPECT_EQ(late->minutes, 480);
  EXPECT_EQ(show(late->earliest_goal), "2026-03-30 17:00");
  EXPECT_EQ(show(late->chain), "A2 A3 M1 goal");
}

TEST(Lateness, NamesTheMilestoneWhoseOwnDateIsMissed) {
  const auto plan = told({AddMilestone{.title = "soon", .due = on("2026-03-03")},
                          AddAction{.title = "four days", .estimate = days_of_work(4), .before = {M(1)}}})
                        .plan;
  const auto late = lateness(plan, *timeline(plan, today()));
  ASSERT_TRUE(late);
  EXPECT_EQ(late->minutes, 2 * 480);
  EXPECT_EQ(show(late->earliest_goal), "2026-03-05 17:00");
  EXPECT_EQ(show(late->chain), "A1 M1");
}

TEST(Lateness, IsAtLeastAMinute) {
  auto start = beta();
  start.due = on("2026-03-28");
  const auto plan = Told{}(start).plan;
  const auto late = lateness(plan, *timeline(plan, day("2026-03-29")));
  ASSERT_TRUE(late);
  EXPECT_EQ(late->minutes, 1);
  EXPECT_EQ(show(late->chain), "goal");
}

TEST(Lateness, OfAMilestoneByClosedTimeOnlyIsTheMilestones) {
  const auto plan = told({AddMilestone{.title = "soon", .due = Moment{day("2026-03-06"), Minutes{19 * 60}}}, AddMilestone{.title = "m"},
                          LinkAfter{M(1), {M(2)}, {Lag::Kind::elapsed, Minutes{4 * 1440 + 12 * 60}}}})
                        .plan;
  const auto line = *timeline(plan, today());  // it can be reached on Friday at nine in the evening
  EXPECT_FALSE(line.schedule.is_feasible);
  const auto late = lateness(plan, line);
  ASSERT_TRUE(late);
  EXPECT_EQ(late->minutes, 1);
  EXPECT_EQ(show(late->chain), "M2 M1");
}

TEST(Lateness, FollowsWhatABegunItemSkipped) {
  auto story = told({AddAction{.title = "a", .estimate = days_of_work(15)}, AddAction{.title = "b", .after = {A(1)}},
                     AddAction{.title = "c", .estimate = days_of_work(10), .after = {A(2)}}});
  story(StartAction{2, at("2026-03-02 09:00")});
  EXPECT_EQ(show(lateness(story.plan, *timeline(story.plan, today()))->chain), "A1 A2 A3 goal");
  story(Finish{A(2), at("2026-03-02 17:00")});
  EXPECT_EQ(show(lateness(story.plan, *timeline(story.plan, day("2026-03-03")))->chain), "A1 A2 A3 goal");
}

}  // namespace
}  // namespace backwalk::planner::testing
