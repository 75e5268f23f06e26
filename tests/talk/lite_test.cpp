// The short walk: a date, a number, three milestones, a look every week; by its name from the start, or in the middle of the whole one.
#include <gtest/gtest.h>

#include "bot/talk/next_question.hpp"
#include "tests/talk/team.hpp"

namespace backwalk {
namespace lite_test {

using fakes::has;
using fakes::Team;

TEST(Lite, AsksForANumberThreeMilestonesAndHowOftenToLook) {
  Team team("lite Shop takes orders by 30 nov");
  EXPECT_TRUE(has(team.seen(), "Which number will tell that it worked")) << team.seen();
  EXPECT_TRUE(has(team.say("orders 0 to 100"), "must be true just before it? Say states, not tasks; three are plenty."));
  team.say("the page is up");
  team.say("payments work");
  EXPECT_TRUE(has(team.say("support is trained"), "How often shall the plan be walked again?"));
  const auto told = team.say("every week");
  EXPECT_TRUE(has(told, "committed, v1")) << told;
  EXPECT_EQ(team.plan().review_every_days, 7);
  ASSERT_TRUE(team.plan().rhythm.checkin) << "the number is asked for every week";
  EXPECT_EQ(team.plan().rhythm.checkin->weekdays, (std::vector<int>{0}));
  EXPECT_TRUE(team.plan().actions.empty());
}

TEST(Lite, AsksForTheDateWhereNoneWasSaid) {
  Team team("lite Shop takes orders");
  EXPECT_TRUE(has(team.seen(), "By when must “Shop takes orders” be true?")) << team.seen();
}

TEST(Lite, CanBeSwitchedOnAndOffInTheWalk) {
  Team team;
  const auto told = team.say("lite");
  EXPECT_TRUE(has(told, "is walked the short way: a date, a number, three milestones, a look every week.")) << told;
  EXPECT_TRUE(has(told, "Which number will tell that it worked")) << "the question moves on: " << told;
  EXPECT_TRUE(has(team.say("undo"), "what does the announcement say?"));
  team.say("lite again");
  EXPECT_TRUE(has(team.say("lite off"), "what does the announcement say?"));
  EXPECT_TRUE(has(team.say("lite off again"), "Nothing would change"));
}

TEST(Lite, IsAnAnswerWhereOneIsWantedAndNoDateTellsThatAPlanIsMeant) {
  Team team;
  EXPECT_TRUE(has(team.say("lite shops take orders by themselves"), "Noted as the announcement"));
  EXPECT_EQ(team.plan().goal.announcement, "lite shops take orders by themselves");
}

TEST(Lite, IsNothingForACommittedPlan) {
  Team team;
  team.story.slash("anna", "eng", "checked by me");
  team.story.slash("anna", "eng", "commit");
  const auto told = fakes::told(team.story.slash("anna", "eng", "lite"));
  EXPECT_TRUE(team.story.was_refused()) << told;
}

TEST(Lite, OfAPlanOfOnesOwnAsksWhenToWrite) {
  fakes::Story story;
  const auto asked = fakes::told(story.dm("runner", "lite run my first 10k race by sun 15 nov"));
  EXPECT_TRUE(has(asked, "Which number shows that you are getting there")) << asked;
  story.dm("runner", "longest run 3 km to 10 km by 8 nov");
  story.dm("runner", "8 km comfortably");
  EXPECT_TRUE(has(fakes::told(story.dm("runner", "enough")), "When may I write?"));
}

}  // namespace lite_test
}  // namespace backwalk
