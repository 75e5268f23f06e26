// A what-if that becomes the plan: one version, which can be taken back.
#include <gtest/gtest.h>

#include "planner/ways_back.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

/// Committed: A1 (4 days), then A2 (8 days).
Told committed_plan() {
  return told({AddAction{.title = "a", .estimate = days_of_work(4)}, AddAction{.title = "b", .estimate = days_of_work(8), .after = {A(1)}},
               companies(), Commit{}});
}

const Edit shorter = ActionEstimated{2, days_of_work(5)};

TEST(Apply, MakesAVersionThatHoldsThePlanAsItWas) {
  auto story = committed_plan();
  const auto before = story.plan;
  story(Apply{{shorter, Dropped{A(1)}}, "it is warm"});
  EXPECT_EQ(story.plan.version, before.version + 1);
  EXPECT_TRUE(looks_same(*story.plan.versions.at(before.version), before));
  EXPECT_EQ(find_action(story.plan, 2)->estimate, days_of_work(5));
  EXPECT_EQ(decide(before, Apply{{shorter}, "it is warm"}, today()).value(), (std::vector<Edit>{Replanned{"it is warm"}, shorter}));
}

TEST(Apply, LetsAGoalThatMovesMakeTheVersion) {
  auto story = committed_plan();
  const auto before = story.plan;
  const Edit moved = GoalMoved{on("2026-04-10")};
  EXPECT_EQ(decide(before, Apply{{shorter, moved}, {}}, today()).value(), (std::vector<Edit>{moved, shorter}));
  story(Apply{{shorter, moved}, {}});
  EXPECT_EQ(story.plan.version, before.version + 1);
  EXPECT_TRUE(looks_same(*story.plan.versions.at(before.version), before));
}

TEST(Apply, IsTakenBackAsAVersionOfItsOwn) {
  // A goal that moves makes a version by itself, and taking it back must make no second one.
  for (const auto& edits : {std::vector<Edit>{shorter}, std::vector<Edit>{shorter, GoalMoved{on("2026-04-10")}}}) {
    auto story = committed_plan();
    const auto before = story.plan;
    const auto first = story.log.size();
    story(Apply{edits, {}});
    const auto applied = story.plan;
    const auto back = undo(story.log, first, story.log.size() - first);
    ASSERT_TRUE(back.has_value());
    const auto undone = replay(*back, applied);
    EXPECT_TRUE(looks_same(undone, before));
    EXPECT_EQ(undone.version, applied.version + 1);
    EXPECT_TRUE(looks_same(*undone.versions.at(applied.version), applied)) << "no version holds a plan that never was";
  }
}

TEST(Apply, OfADraftMakesNoVersion) {
  auto story = told({AddAction{.title = "a", .estimate = days_of_work(4)}});
  story(Apply{{ActionEstimated{1, days_of_work(3)}}, {}});
  EXPECT_EQ(story.plan.version, 0);
  EXPECT_EQ(find_action(story.plan, 1)->estimate, days_of_work(3));
}

TEST(Apply, RefusesWhatChangesNothing) {
  const auto story = committed_plan();
  const auto same = decide(story.plan, Apply{{ActionEstimated{2, days_of_work(8)}}, {}}, today());
  ASSERT_FALSE(same.has_value());
  EXPECT_EQ(same.error().why, Why::nothing_to_change);
}

TEST(SecondPerson, HalvesTheWorkAndTakesHalfADay) {
  const auto story = committed_plan();
  EXPECT_EQ(second_person(story.plan, 2, today()), (std::vector<Edit>{ActionEstimated{2, Estimate{.likely = Minutes{4 * 480 + 240}}}}));
  EXPECT_TRUE(second_person(story.plan, 9, today()).empty());
}

}  // namespace
}  // namespace backwalk::planner::testing
