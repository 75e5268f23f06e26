// A milestone with what only leads to it becomes a plan of its own.
#include "planner/split_off.hpp"

#include <gtest/gtest.h>

#include "planner/backward.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace split_off_test {

/// A1 and M1 lead to M2 alone, A2 to M2 and to A3, A3 to the goal.
Told shop() {
  auto story = told({AddMilestone{.title = "Paper is signed"}, AddMilestone{.title = "Payments work", .owner = bob},
                     AddAction{"sign", days_of_work(2), ada, {M(1)}, {}}, AddAction{"choose", days_of_work(1), bob, {M(2)}, {}},
                     AddAction{"announce", days_of_work(1), ada, {}, {A(2)}}});
  story(LinkAfter{M(2), {M(1)}});
  return story;
}

StartPlan other() { return {.key = "PAYM", .owner = bob}; }

TEST(SplitOff, TakesWhatLeadsToTheMilestoneAlone) {
  const auto plan = shop().plan;
  EXPECT_EQ(show(leads_only_to(plan, M(2))), "M1 A1") << "A2 leads to A3, too";
  EXPECT_EQ(show(leads_only_to(plan, M(1))), "A1");
  EXPECT_EQ(show(leads_only_to(plan, {})), "") << "what leads to the goal is the plan itself";
}

TEST(SplitOff, LeavesTheMilestoneWithItsDateAndMovesTheRest) {
  auto story = shop();
  story(StartAction{1, at("2026-03-02 09:00")})(ChangeMilestone{.number = 1, .due = T_minus(10), .done_when = "both have it"});
  const auto split = split_off(story.plan, 2, other(), today(), {}).value();
  EXPECT_EQ(split.actions, 1);
  EXPECT_EQ(split.milestones, 1);
  const auto here = replay(split.here, story.plan);
  EXPECT_EQ(find_action(here, 1), nullptr);
  EXPECT_EQ(find_milestone(here, 1), nullptr);
  ASSERT_TRUE(find_milestone(here, 2)->due.has_value());
  const auto there = replay(split.there);
  EXPECT_EQ(there.goal.title, "Payments work");
  EXPECT_EQ(there.goal.due, find_milestone(here, 2)->due);
  ASSERT_EQ(there.actions.size(), 1U);
  EXPECT_EQ(there.actions.front().title, "sign");
  EXPECT_EQ(there.actions.front().started, at("2026-03-02 09:00"));
  ASSERT_EQ(there.milestones.size(), 1U);
  EXPECT_EQ(there.milestones.front().done_when, "both have it");
  EXPECT_EQ(there.milestones.front().due, on("2026-03-17")) << "a date of its own, whatever becomes of the first goal";
  EXPECT_EQ(there.links, (std::vector<Link>{{A(1), M(1), {}}}));
  const auto back = inverse(story.plan, split.here);
  EXPECT_TRUE(looks_same(replay(back, here), story.plan));
}

TEST(SplitOff, LeavesThePlanAsPossibleAsItWas) {
  auto story = shop();
  const auto split = split_off(story.plan, 2, other(), today(), {}).value();
  const auto there = timeline(replay(split.there), today(), {});
  ASSERT_TRUE(there.has_value());
  EXPECT_TRUE(there->schedule.is_feasible);
}

TEST(SplitOff, RefusesWhereNothingWouldGoOrNoDateIsThere) {
  auto story = shop();
  EXPECT_EQ(split_off(story.plan, 9, other(), today(), {}).error().why, Why::no_such_item);
  story(AddMilestone{.title = "Alone"});
  EXPECT_EQ(split_off(story.plan, 3, other(), today(), {}).error().why, Why::nothing_to_change);
  auto undated = story.plan;
  undated.goal.due.reset();
  EXPECT_EQ(split_off(undated, 2, other(), today(), {}).error().why, Why::no_goal_date);
}

}  // namespace split_off_test
}  // namespace backwalk::planner::testing
