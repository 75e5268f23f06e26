// The living card of a committed plan, and what is said where a picture was asked for and there is none.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/talk/billing.hpp"
#include "tests/talk/team.hpp"

namespace backwalk {
namespace card_test {

using fakes::has;
using fakes::Team;
using fakes::times;

TEST(LivingCard, HasTwelveLinesAtMost) {
  Team team;
  for (int i = 0; i < 9; ++i) team.say("milestone state " + std::to_string(i) + " is true");
  for (int i = 0; i < 4; ++i) team.say("kpi add number " + std::to_string(i) + " from 1 to 9");
  for (int i = 0; i < 4; ++i) team.say("before M" + std::to_string(i + 1) + " step " + std::to_string(i) + " 2d owner @ben");
  for (int i = 0; i < 3; ++i) team.say("risk something " + std::to_string(i));
  team.story.slash("anna", "eng", "commit every 2w");
  const auto seen = team.story.slash("anna", "eng", "started A1");
  const auto card = std::find_if(seen.begin(), seen.end(), [](const auto& each) { return each.where == "#eng"; });
  ASSERT_NE(card, seen.end()) << fakes::told(seen);
  EXPECT_LE(times(card->text(), "\n") + 1, 12U) << card->text();
  EXPECT_GE(times(card->text(), "\n") + 1, 8U) << "what is not shown would be short, too: " << card->text();
}

TEST(LivingCard, TellsTheAimAndWhatShouldBeReadNext) {
  Team team;
  team.say("customers order at night, too");
  team.story.slash("anna", "eng", "kpi add orders from 0 to 100");
  for (int i = 0; i < 5; ++i) team.say("milestone state " + std::to_string(i) + " is true by " + std::to_string(10 + i) + " nov");
  team.story.slash("anna", "eng", "before M1 a step 2d");
  const auto seen = team.story.slash("anna", "eng", "commit every 2w");
  const auto card = std::find_if(seen.begin(), seen.end(), [](const auto& each) { return each.where == "#eng"; });
  ASSERT_NE(card, seen.end()) << fakes::told(seen);
  EXPECT_TRUE(has(card->text(), "“customers order at night, too”")) << card->text();
  EXPECT_EQ(times(card->text(), "K1 should read"), 1U) << card->text();
  EXPECT_LE(times(card->text(), "\n") + 1, 12U) << card->text();
}

TEST(LivingCard, TellsTheVisionInTheDraftAndInTheBriefToo) {
  Team team;
  const auto with_announcement = team.say("customers order at night, too");
  EXPECT_TRUE(has(with_announcement, "Noted as the announcement"));
  const auto drawn = fakes::told(team.story.slash("anna", "eng", "answer people who work all day"));
  EXPECT_TRUE(has(drawn, "Noted who it is for")) << drawn;
  const auto draft = fakes::told(team.story.slash("anna", "eng", "kpi add orders from 0 to 100"));
  const auto told = team.seen() + drawn + draft + fakes::told(team.story.slash("anna", "eng", "goal The shop takes orders"));
  EXPECT_TRUE(has(told, "ORDE · The shop takes orders\n“customers order at night, too”\nGoal: Mon 30 Nov.")) << told;
  const auto brief = fakes::told(team.story.slash("anna", "eng", "brief"));
  EXPECT_TRUE(has(brief, "customers order at night, too")) << brief;
  EXPECT_TRUE(has(brief, "people who work all day")) << "the why: " << brief;
}

TEST(Commit, WithoutACadenceTakesTheUsualOneSaysSoAndAsks) {
  Team team;
  team.say("customers order at night, too");
  team.say("checked by me");
  const auto told = fakes::told(team.story.slash("anna", "eng", "commit"));
  EXPECT_TRUE(has(told, "It is walked again every 2 weeks.\nNobody said how often, so this is the usual.")) << told;
  EXPECT_TRUE(has(told, "[Every week] [Every 4 weeks]")) << told;
  EXPECT_EQ(team.plan().review_every_days, 14);
  team.press("commit every 1w in ORDE");
  EXPECT_EQ(team.plan().review_every_days, 7);
  EXPECT_EQ(team.plan().version, 1);
}

TEST(Pictures, AreReplacedByWordsThatFitWhereNoneCanBeDrawn) {
  fakes::Story story;
  fakes::tell_committed_billing(story);
  const auto fever = fakes::told(story.slash("dev", "billing", "fever"));
  EXPECT_TRUE(has(fever, "There is no fever chart of CUST")) << fever;
  const auto timeline = fakes::told(story.slash("dev", "billing", "timeline"));
  EXPECT_TRUE(has(timeline, "Longest chain")) << timeline;
}

}  // namespace card_test
}  // namespace backwalk
