// Answers that are none, and answers that only look like commands.
#include <gtest/gtest.h>

#include "tests/talk/billing.hpp"
#include "tests/talk/team.hpp"

namespace backwalk {
namespace lazy_test {

using fakes::has;

TEST(LazyAnswers, AreNoContent) {
  fakes::Team team;
  team.say("I don't know");
  team.say("not sure");
  EXPECT_FALSE(team.plan().goal.announcement || team.plan().goal.audience);
  team.say("skip");
  team.say("none");
  EXPECT_FALSE(team.plan().goal.not_done_unless);
  const auto told = team.say("none");
  EXPECT_TRUE(team.plan().milestones.empty()) << told;
}

TEST(Answers, ThatLookLikeAVerbWithWordsAreAnswers) {
  fakes::Team team;
  for (const auto* text : {"skip", "skip", "skip", "skip"}) team.say(text);
  team.say("lease signed");
  ASSERT_EQ(team.plan().milestones.size(), 1U) << team.seen();
  EXPECT_EQ(team.plan().milestones.front().title, "lease signed");
  EXPECT_TRUE(has(team.say("milstone staff trained by 20 nov"), "[Run]")) << "a date makes it a command";
}

TEST(Arrival, WithoutAMeasureOffersToCheckTheGoal) {
  fakes::Team team;
  for (const auto* text : {"skip", "skip", "skip", "skip", "staff trained", "enough", "teach them 3d owner me", "nothing", "skip"})
    team.say(text);
  const auto told = team.say("skip");
  EXPECT_TRUE(has(told, "Nothing tells yet that the goal is met")) << team.seen();
  team.press("commit every 2w checked by me in ORDE");
  EXPECT_TRUE(team.plan().is_committed) << team.seen();
}

TEST(WhichPlan, IsAskedSoThatTheButtonNamesItWhereNothingTakesItForText) {
  fakes::Team team;
  team.story.slash("anna", "eng", "start Billing goes live by 30 nov");
  const auto told = fakes::told(team.story.slash("anna", "eng", "template save mine"));
  EXPECT_TRUE(has(told, "Which plan?")) << told;
  EXPECT_TRUE(has(told, "For example: ORDE template save mine")) << told;
}

TEST(FeverChart, BeginsWithTheDayOfTheCommit) {
  fakes::Story story;
  fakes::tell_committed_billing(story);
  story.slash("product", "billing", "slip A4 1d anyway");
  const auto record = story.plan("CUST");
  const auto message = story.slash("product", "billing", "fever");
  EXPECT_FALSE(fakes::told(message).empty());
  ASSERT_TRUE(story.drawn());
  const auto& past = story.drawn()->past;
  ASSERT_FALSE(past.empty());
  EXPECT_TRUE(past.front().plan->is_committed);
  EXPECT_LT(past.front().plan->seq, record->plan.seq) << "as it was before the slip";
}

}  // namespace lazy_test
}  // namespace backwalk
