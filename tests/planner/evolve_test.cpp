#include "planner/evolve.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

TEST(Plan, NamesItsItems) {
  const auto plan =
      told({AddMilestone{.title = "m", .owner = bob}, AddAction{.title = "a", .estimate = days_of_work(2)}, AddAction{.title = "b"}}).plan;
  EXPECT_EQ(text(goal_ref) + text(M(1)) + text(A(12)), "goalM1A12");
  EXPECT_EQ(title_of(plan, goal_ref), "Open the beta");
  EXPECT_EQ(title_of(plan, M(1)), "m");
  EXPECT_EQ(title_of(plan, A(2)), "b");
  EXPECT_EQ(title_of(plan, A(3)), "");
  EXPECT_EQ(owner_of(plan, goal_ref), ada);
  EXPECT_EQ(owner_of(plan, M(1)), bob);
  EXPECT_EQ(owner_of(plan, A(1)), std::nullopt);
  EXPECT_EQ(owner_of(plan, A(9)), std::nullopt);
  EXPECT_EQ(duration_of(plan, *find_action(plan, 1)), Minutes{960});
  EXPECT_EQ(duration_of(plan, *find_action(plan, 2)), Minutes{480});
  EXPECT_TRUE(exists(plan, goal_ref) && exists(plan, M(1)) && !exists(plan, M(2)) && !exists(plan, {Kind::goal, 1}));
}

TEST(Evolve, CountsEveryEditAndLeavesThePlanAsItIsWhenOneDoesNotFit) {
  const auto plan = told({AddMilestone{.title = "m"}, AddAction{.title = "a", .before = {M(1)}}}).plan;
  const Edit misfits[] = {PlanStarted{.key = "X", .title = "x"},
                          MilestoneAdded{.number = 1, .title = "x"},
                          MilestoneMoved{7, {}},
                          MilestoneReached{7, {}},
                          ActionAdded{.number = 1, .title = "x"},
                          ActionEstimated{7, {}},
                          ActionStarted{7, {}},
                          ActionFinished{7, {}},
                          Retitled{A(7), "x"},
                          Retitled{goal_ref, "x"},
                          OwnerSet{A(7), ada},
                          OwnerSet{goal_ref, {}},
                          linked(A(1), A(7)),
                          linked(A(1), A(1)),
                          linked(A(1), goal_ref),
                          unlinked(A(7), A(1)),
                          Dropped{A(7)},
                          Dropped{goal_ref},
                          Reinstated{A(7)},
                          Reinstated{A(1)},
                          GoalDescribed{Topic::steps, "x"},
                          TopicClosed{{Topic::due, {}}, {}},
                          Restored{3}};
  for (const auto& edit : misfits) {
    SCOPED_TRACE(edit.index());
    const auto after = evolve(plan, edit);
    EXPECT_TRUE(looks_same(after, plan));
    EXPECT_EQ(after.seq, plan.seq + 1);
    EXPECT_EQ(after.version, plan.version);
  }
}

TEST(Evolve, NeverUsesANumberAgain) {
  auto plan = told({AddAction{.title = "a"}, Drop{A(1)}, AddAction{.title = "b"}});
  EXPECT_EQ(title_of(plan.plan, A(2)), "b");
  plan.plan = replay(*plan.undo_last(), plan.plan);
  EXPECT_EQ(plan(AddAction{.title = "c"}).plan.actions.back().number, 3);
}

TEST(Evolve, KeepsOneLinkBetweenTwoItems) {
  auto plan = told({AddAction{.title = "a"}, AddAction{.title = "b", .after = {A(1)}}}).plan;
  const Lag lag{Lag::Kind::working, Minutes{60}};
  plan = evolve(plan, Linked{{A(1), A(2), lag}});
  ASSERT_EQ(plan.links.size(), 1U);
  EXPECT_EQ(plan.links[0].lag, lag);
}

TEST(Versions, BeginWithTheCommitAndGoUpWhenTheGoalMoves) {
  auto story = told({AddAction{.title = "a"}, ChangeGoal{{}, on("2026-04-01")}});
  EXPECT_EQ(story.plan.version, 0) << "a draft has no versions";
  story(Commit{7, ada});
  EXPECT_EQ(story.plan.version, 1);
  ASSERT_TRUE(story.plan.versions.contains(0));
  EXPECT_FALSE(story.plan.versions.at(0)->is_committed);
  story(AddAction{.title = "b"});
  EXPECT_EQ(story.plan.version, 1);
  story(ChangeGoal{{}, on("2026-04-08")});
  EXPECT_EQ(story.plan.version, 2);
  EXPECT_EQ(story.plan.versions.at(1)->goal.due, on("2026-04-01"));
  EXPECT_EQ(story.plan.versions.at(1)->actions.size(), 2U) << "as it last was";
  EXPECT_TRUE(story.plan.versions.at(1)->versions.empty());
}

TEST(Versions, AreDraftsAgainWhenTheCommitIsTakenBack) {
  auto story = told({Commit{7, ada}});
  const auto draft = replay(*story.undo_last(), story.plan);
  EXPECT_FALSE(draft.is_committed);
  EXPECT_EQ(draft.version, 0);
  EXPECT_TRUE(draft.versions.empty());
  EXPECT_EQ(draft.review_every_days, std::nullopt);
}

TEST(Restore, BringsBackAVersionUnderANewNumber) {
  auto story = told({AddMilestone{.title = "m"}, AddAction{.title = "a", .before = {M(1)}}, AddAction{.title = "b"}, Commit{{}, ada}});
  const auto first = story.plan;
  story(Drop{A(1)})(AddAction{.title = "late"})(ChangeGoal{"Other", on("2026-04-01")})(DescribeGoal{Topic::audience, "all"});
  const auto second = story.plan;
  story(Restore{1});
  EXPECT_EQ(story.plan.version, 3);
  EXPECT_EQ(story.plan.seq, second.seq + 1);
  EXPECT_EQ(story.plan.goal.due, on("2026-03-27"));
  EXPECT_EQ(title_of(story.plan, goal_ref), "Other") << "v1 as it last was, and the title was changed before the date";
  EXPECT_FALSE(exists(story.plan, A(1))) << "it had been dropped in v1";
  EXPECT_TRUE(looks_same(*story.plan.versions.at(2), second));
  story(Restore{0});
  EXPECT_EQ(story.plan.version, 4);
  EXPECT_FALSE(story.plan.is_committed) << "v0 was a draft";
  EXPECT_TRUE(exists(story.plan, A(1)) && !exists(story.plan, A(3)));
  EXPECT_EQ(story.plan.links, first.links);
  ASSERT_EQ(story.plan.dropped_actions.size(), 1U);
  EXPECT_EQ(story.plan.dropped_actions[0].title, "late");
  EXPECT_EQ(story(AddAction{.title = "new"}).plan.actions.back().number, 4);
  story(Commit{{}, ada});
  EXPECT_EQ(story.plan.version, 5) << "never a number twice";
}

TEST(Restore, IsTakenBackWhole) {
  auto story = told({AddAction{.title = "a"}, Commit{{}, ada}, AddAction{.title = "b"}, ChangeGoal{{}, on("2026-04-01")}});
  const auto before = story.plan;
  story(Restore{0});
  ASSERT_TRUE(story.undo_last());
  EXPECT_EQ(*story.undo_last(), std::vector<Edit>{Restored{2}});
  const auto after = replay(*story.undo_last(), story.plan);
  EXPECT_TRUE(looks_same(after, before));
  EXPECT_EQ(after.version, 4);
}

}  // namespace
}  // namespace backwalk::planner::testing
