// What is said around the steps: the end, how often, where, and two people at once.
#include <gmock/gmock.h>

#include "tests/talk/given_walk_said.hpp"

namespace backwalk {
namespace {

using fakes::has;
using fakes::Team;
using fakes::WalkSaid;
using planner::Topic;
using testing::ElementsAre;

TEST_F(WalkSaid, LetsASecondAnswerInAMomentChooseItsQuestion) {
  say("20 customers finished the beta");
  team.say("enough", "bo");
  team.story.wait(std::chrono::seconds{2});
  auto seen = team.say("enough", "cy");
  EXPECT_FALSE(plan().closed.contains({Topic::certain, {}})) << seen;
  EXPECT_TRUE(has(seen, "has just answered")) << seen;
  seen = team.say("support is trained", "cy");
  EXPECT_EQ(plan().milestones.size(), 1U) << seen;
  EXPECT_TRUE(has(seen, "For which question is")) << seen;
  team.story.wait(std::chrono::seconds{20});
  team.say("support is trained", "cy");
  EXPECT_EQ(plan().milestones.size(), 2U);
}

TEST(WalkMeasured, ReadsANumberHoweverItIsSaid) {
  for (const char* text : {"orders a week: 3 → 40", "3 -> 40 orders a week", "orders a week 3->40", "from 3 to 40 orders a week",
                           "orders a week 3, want 40", "orders a week from 3 to 40"}) {
    SCOPED_TRACE(text);
    Team team;
    for (const char* each : {"orders come in by themselves", "skip"}) team.say(each);
    const auto seen = team.say(text);
    ASSERT_EQ(team.plan().kpis.size(), 1U) << seen;
    EXPECT_EQ(team.plan().kpis.front().name, "orders a week");
    EXPECT_EQ(team.plan().kpis.front().baseline, 3);
    EXPECT_EQ(team.plan().kpis.front().target, 40);
  }
  for (const char* text :
       {"I check it", "checked by me", "checked by bo", "@bo", "@bo checks it", "checked by @bo and orders a week 3 to 40"}) {
    SCOPED_TRACE(text);
    Team team;
    team.say("status", "bo");
    team.story.wait(std::chrono::seconds{61});
    for (const char* each : {"orders come in by themselves", "skip"}) team.say(each);
    const auto seen = team.say(text);
    EXPECT_TRUE(team.plan().checker.has_value()) << seen;
    EXPECT_EQ(team.plan().kpis.size(), has(text, "and") ? 1U : 0U) << seen;
  }
  Team team;
  for (const char* each : {"orders come in by themselves", "skip"}) team.say(each);
  EXPECT_TRUE(has(team.say("yes/no"), "who checks?"));
  EXPECT_TRUE(team.plan().kpis.empty());
}

TEST_F(WalkSaid, ReadsHowOftenHoweverItIsSaid) {
  for (const char* text : {"20 customers finished the beta", "enough", "yes", "enough", "enough"}) say(text);
  const std::vector<std::pair<const char*, int>> ways{
      {"2w", 14},    {"each week", 7},      {"once a week", 7}, {"every quarter", 90},  {"every other week", 14},
      {"weekly", 7}, {"every 2 weeks", 14}, {"2 weeks", 14},    {"once per month", 30}, {"daily", 1}};
  for (const auto& [text, days] : ways) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_EQ(plan().review_every_days, days) << seen;
    EXPECT_FALSE(has(seen, "every 1 days")) << seen;
    say("undo");
  }
}

TEST_F(WalkSaid, TakesNoWordOfAButtonForATextOfTheEnd) {
  Team other("start Shop has orders by 30 nov");
  for (const char* text : {"yes", "enough", "nothing", "n/a"}) {
    SCOPED_TRACE(text);
    other.say(std::string("answer ") + text);
    EXPECT_FALSE(other.plan().goal.announcement.has_value());
  }
}

TEST_F(WalkSaid, TakesTheThreeOptionalAnswersByTheirNames) {
  for (const char* text : {"prfaq benefit no more waiting", "prfaq evidence ten shops asked", "prfaq experience one click"}) say(text);
  EXPECT_EQ(plan().goal.benefit, "no more waiting");
  EXPECT_EQ(plan().goal.evidence, "ten shops asked");
  EXPECT_EQ(plan().goal.experience, "one click");
}

TEST_F(WalkSaid, GoesOnWhereItWasShown) {
  auto seen = fakes::told(team.story.dm("bo", "walk in ORDE"));
  ASSERT_TRUE(has(seen, "what must be true just before it?")) << seen;
  team.story.wait(std::chrono::seconds{61});
  seen = fakes::told(team.story.dm("bo", "staff is trained"));
  EXPECT_THAT(milestones(), ElementsAre("staff is trained")) << seen;
  EXPECT_TRUE(has(seen, "What else must be true before the goal?")) << seen;
  team.story.wait(std::chrono::seconds{61});
  fakes::told(team.story.dm("bo", "offer is signed"));
  EXPECT_THAT(milestones(), ElementsAre("staff is trained", "offer is signed"));
  say("terms are signed");
  EXPECT_EQ(milestones().size(), 3U);
}

TEST(WalkWithoutADate, SaysThatItLacksOneBeforeItAsksForACommit) {
  Team team("start Shop takes orders");
  std::string seen;
  for (const char* text :
       {"skip", "orders come in", "skip", "checked by me", "skip", "staff is trained", "enough", "yes", "enough", "enough"})
    seen = team.say(text);
  EXPECT_TRUE(has(seen, "no date yet")) << seen;
  EXPECT_FALSE(has(seen, "[Commit]") || has(seen, "[I check it: commit]")) << seen;
}

}  // namespace
}  // namespace backwalk
