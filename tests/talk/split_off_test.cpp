// "split off M2" and the button of `check` that says it: a plan that is too much becomes two.
#include <gtest/gtest.h>

#include "tests/talk/team.hpp"

namespace backwalk {
namespace split_off_test {

using fakes::has;
using fakes::Team;

/// Nine milestones; two steps lead to M2.
struct TooMuch : Team {
  TooMuch() {
    for (int i = 0; i < 9; ++i) slash("milestone state " + std::to_string(i) + " is true");
    slash("before M2 choose a vendor 3d owner @ben");
    slash("before M2 sign with them 2d owner @ben");
  }
  std::string slash(const std::string& text) { return fakes::told(story.slash("anna", "eng", text)); }
};

TEST(SplitOff, IsOfferedByCheckWithAButtonThatDoesIt) {
  TooMuch team;
  const auto checked = team.slash("check");
  EXPECT_TRUE(has(checked, "Split M2 state 1 is true off into a second plan, with what only leads to it?")) << checked;
  EXPECT_TRUE(has(checked, "[Split off M2]")) << checked;
  const auto told = team.press("split off M2 in ORDE");
  EXPECT_TRUE(has(told, "M2 state 1 is true is a plan of its own now: STAT, with 2 actions.")) << told;
  EXPECT_TRUE(has(told, "STAT · state 1 is true")) << "its card: " << told;
  EXPECT_TRUE(has(told, "In one line, what does the announcement say?")) << "its walk begins: " << told;
  EXPECT_TRUE(team.plan().actions.empty());
  EXPECT_EQ(team.plan().milestones.size(), 9U);
  const auto other = team.story.plan("STAT");
  ASSERT_NE(other, nullptr);
  EXPECT_EQ(other->plan.actions.size(), 2U);
  EXPECT_EQ(other->plan.goal.due->date, planner::find_milestone(team.plan(), 2)->due->date);
  EXPECT_TRUE(has(team.slash("status in STAT"), "0 of 2 actions done"));
}

TEST(SplitOff, SaysBeforehandWhatGoesWhere) {
  TooMuch team;
  const auto told = team.slash("preview split off M2");
  EXPECT_TRUE(has(told, "Preview, nothing is done yet.")) << told;
  EXPECT_TRUE(has(told, "It takes along A1 choose a vendor and A2 sign with them.")) << told;
  EXPECT_TRUE(has(told, "Here it stays as a milestone, by")) << told;
  EXPECT_TRUE(has(told, "[Do it]")) << told;
  EXPECT_EQ(team.story.plan("STAT"), nullptr);
  EXPECT_EQ(team.plan().actions.size(), 2U);
}

TEST(SplitOff, IsTakenBackByOneUndoFromEitherSide) {
  for (const std::string from : {"undo in ORDE", "undo in STAT"}) {
    TooMuch team;
    EXPECT_TRUE(has(team.slash("split M2 off in ORDE"), "undo takes both back"));
    team.story.wait(std::chrono::seconds{61});
    const auto told = team.slash(from);
    EXPECT_TRUE(has(told, "STAT, which it had begun, is closed with it.")) << told;
    EXPECT_EQ(team.plan().actions.size(), 2U) << from;
    EXPECT_FALSE(planner::find_milestone(team.plan(), 2)->due.has_value());
    EXPECT_TRUE(team.story.plan("STAT")->plan.closed_at.has_value());
    EXPECT_TRUE(has(team.slash("walk in STAT"), "Nothing is being asked in STAT now")) << "its question is gone with it";
  }
}

TEST(SplitOff, IsTakenBackFromElsewhereToo) {
  TooMuch team;
  team.slash("split M2 off in ORDE");
  team.story.wait(std::chrono::seconds{61});
  const auto told = fakes::told(team.story.dm("anna", "undo in ORDE"));
  EXPECT_TRUE(has(told, "STAT, which it had begun, is closed with it.")) << told;
  EXPECT_TRUE(team.story.plan("STAT")->plan.closed_at.has_value());
  EXPECT_EQ(team.plan().actions.size(), 2U);
}

TEST(SplitOff, LeavesTheOtherPlanWhereSomethingWasDoneInIt) {
  TooMuch team;
  team.slash("split off M2");
  team.story.wait(std::chrono::seconds{61});
  team.slash("started A1 in STAT");
  const auto told = team.slash("undo in ORDE");
  EXPECT_TRUE(has(told, "STAT, which it had begun, has been changed since, so it stays. To close it: close in STAT")) << told;
  EXPECT_EQ(team.plan().actions.size(), 2U);
  EXPECT_FALSE(team.story.plan("STAT")->plan.closed_at.has_value());
}

TEST(SplitOff, OfACommittedPlanIsAVersion) {
  TooMuch team;
  team.slash("checked by me");
  team.slash("commit every 2w");
  team.slash("split off M2");
  EXPECT_EQ(team.plan().version, 2);
}

TEST(SplitOff, NeedsAMilestoneWithSomethingToItself) {
  TooMuch team;
  EXPECT_TRUE(has(team.slash("split off M3"), "Nothing leads to M3 state 2 is true alone"));
  EXPECT_TRUE(has(team.slash("split off A1"), "one milestone of the plan"));
  EXPECT_TRUE(has(team.slash("split off M2 M3"), "one milestone of the plan"));
  EXPECT_TRUE(team.story.was_refused());
}

TEST(SplitOff, IsSaidWhereThePlanLives) {
  TooMuch team;
  const auto told = fakes::told(team.story.dm("ben", "split off M2 in ORDE"));
  EXPECT_TRUE(has(told, "say it there, in its channel.")) << told;
  EXPECT_EQ(team.story.plan("STAT"), nullptr);
}

TEST(SplitOff, OfAPrivatePlanStaysPrivate) {
  fakes::Story story;
  story.dm("runner", "start run through zanzibar by sun 15 nov");
  story.dm("runner", "milestone legs are strong in ZANZ");
  story.dm("runner", "before M1 climb stairs 5d in ZANZ");
  const auto told = fakes::told(story.dm("runner", "split off M1 in ZANZ"));
  EXPECT_TRUE(has(told, "M1 legs are strong is a plan of its own now: STRO")) << told;
  EXPECT_FALSE(has(fakes::told(story.dm("coach", "list")), "strong"));
  EXPECT_FALSE(has(fakes::told(story.dm("coach", "status in STRO")), "strong"));
}

}  // namespace split_off_test
}  // namespace backwalk
