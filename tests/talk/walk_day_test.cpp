// The walk's question for the goal's day, and whose question a sentence answers where two plans ask in one channel.
#include <gtest/gtest.h>

#include "planner/plan.hpp"
#include "tests/talk/team.hpp"

namespace backwalk {
namespace {

using fakes::has;
using fakes::told;

TEST(WalkDay, IsReadAloneAndNothingBecomesTheTitle) {
  for (const char* text : {"yes", "by soonish", "christmas", "maybe 30 oct", "build an API", "@bo"}) {
    SCOPED_TRACE(text);
    fakes::Story story;
    story.slash("anna", "eng", "start Ship the shop");
    story.mention("anna", "eng", text, "p1/root");
    const auto plan = story.plan("SHIP")->plan;
    EXPECT_EQ(plan.goal.title, "Ship the shop");
    EXPECT_FALSE(plan.goal.due.has_value());
  }
  for (const char* text : {"by 30 oct", "30 oct", "on 30 oct please"}) {
    SCOPED_TRACE(text);
    fakes::Story story;
    story.slash("anna", "eng", "start Ship the shop");
    const auto seen = told(story.mention("anna", "eng", text, "p1/root"));
    const auto plan = story.plan("SHIP")->plan;
    EXPECT_EQ(plan.goal.title, "Ship the shop");
    ASSERT_TRUE(plan.goal.due.has_value()) << seen;
    EXPECT_TRUE(has(seen, "what does the announcement say")) << seen;
  }
}

TEST(TwoPlansThatAsk, AreNotGuessedBetween) {
  fakes::Story story;
  story.slash("anna", "eng", "start Shop live by 30 oct");
  story.slash("bo", "eng", "start Office moved by 20 nov");
  const auto asked = told(story.mention("anna", "eng", "Anyone buys by card"));
  EXPECT_TRUE(has(asked, "SHOP")) << asked;
  EXPECT_TRUE(has(asked, "OFFI")) << asked;
  EXPECT_FALSE(story.plan("SHOP")->plan.goal.announcement.has_value());
  EXPECT_FALSE(story.plan("OFFI")->plan.goal.announcement.has_value());
  story.mention("anna", "eng", "Anyone buys by card", "p1/root");
  EXPECT_EQ(story.plan("SHOP")->plan.goal.announcement, "Anyone buys by card");
}

}  // namespace
}  // namespace backwalk
