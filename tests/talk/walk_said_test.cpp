// Milestones and steps as people say them: what is in the plan then is held against what was meant, not only against whether a plan is
// sound.
#include <gmock/gmock.h>

#include "tests/talk/given_walk_said.hpp"

namespace backwalk {
namespace {

using fakes::has;
using fakes::WalkSaid;
using planner::Kind;
using planner::Ref;
using planner::Topic;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(WalkSaid, ReadsAStepHoweverItIsSaid) {
  to_before_a1();
  for (const char* text : {"fix findings 2d @bo", "fix findings 2 days by bo", "fix findings (2 days, bo)", "- fix findings - 2 days - @bo",
                           "fix findings for two days owner bo", "fix findings @bo 2d", "fix findings, 2d, @bo",
                           "fix findings about 2 days owner @bo", "fix findings: 2 days, bo", "2 days: fix findings, bo",
                           "after that, fix findings 2d bo", "fix findings takes two days @bo", "fix findings 2d owner @bo"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_EQ(last(), "fix findings · 2.0 · bo") << seen;
    say("undo");
  }
  say("fix findings about two weeks");
  EXPECT_EQ(last(), "fix findings · 10.0 · nobody");
  say("undo");
  for (const char* text : {"two weeks of tests @bo", "about 2 weeks of tests, bo", "10 days for tests owner @bo", "2 weeks: tests @bo",
                           "2 weeks: tests, bo", "tests, 2 weeks, bo"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_EQ(last(), "tests · 10.0 · bo") << seen;
    say("undo");
  }
  say("2 days packing boxes");
  EXPECT_EQ(last(), "packing boxes · 2.0 · nobody");
  say("undo");
  say("call @bo about the keys 3h");
  EXPECT_EQ(plan().actions.back().title.find("call"), 0U);
  EXPECT_EQ(plan().actions.back().estimate->likely.count(), 180);
}

TEST_F(WalkSaid, KeepsATitleThatOnlyLooksLikeMore) {
  to_before_a1();
  for (const char* text : {"write to the 3 largest shops", "agree on a price in two weeks of talks", "ask what stands in the way",
                           "translate the page (all languages)", "stand by me", "read the two weeks of logs and answer",
                           "30 day trial opens", "for the shop a new sign"}) {
    SCOPED_TRACE(text);
    say(text);
    EXPECT_EQ(last(), std::string(text) + " · 0.0 · nobody");
    say("undo");
  }
}

TEST_F(WalkSaid, TakesNobodyForAStepOrAState) {
  EXPECT_TRUE(has(say("everyone"), "names nothing"));
  EXPECT_THAT(milestones(), IsEmpty());
  to_before_a1();
  for (const char* text : {"someone", "Somebody", "we", "a lot", "the rest"}) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(has(say(text), "names nothing"));
    EXPECT_THAT(actions(), ElementsAre("switch it on"));
  }
}

TEST_F(WalkSaid, TakesSeveralStepsOneByOne) {
  to_before_a1();
  say("fix findings 4d and launch page 5d @bo");
  EXPECT_THAT(actions(), ElementsAre("switch it on", "fix findings", "launch page"));
  EXPECT_EQ(last(), "launch page · 5.0 · bo");
  say("undo");
  say("- fix findings 4d @bo - print flyers 2d");
  EXPECT_THAT(actions(), ElementsAre("switch it on", "fix findings", "print flyers"));
  for (const auto& action : plan().actions) {
    const planner::Link link{{Kind::action, 1}, {Kind::action, action.number}};
    const auto has_link = std::any_of(plan().links.begin(), plan().links.end(),
                                      [&](const auto& each) { return each.after == link.before && each.before == link.after; });
    EXPECT_EQ(has_link, action.number != 1) << action.title;
  }
}

TEST_F(WalkSaid, PutsInWhatWasParkedWithItsLengthAndOwner) {
  say("build a webhook 3d owner @bo");
  EXPECT_THAT(milestones(), IsEmpty());
  EXPECT_EQ(plan().parked.size(), 1U);
  to_steps();
  for (const char* text : {"switch it on 1d owner @cy", "enough", "enough"}) say(text);
  const auto seen = say("before the customers have finished");
  EXPECT_EQ(last(), "build a webhook · 3.0 · bo") << seen;
  EXPECT_TRUE(plan().parked.empty());
}

TEST_F(WalkSaid, TellsATaskFromAState) {
  for (const char* text : {"train staff", "run the beta", "get approval", "we need to build an API", "order shoes 1d", "a webpage 3d",
                           "must hire two people", "let's ask the bank", "recruit testers"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_THAT(milestones(), IsEmpty()) << seen;
    EXPECT_TRUE(plan().parked.contains(text)) << seen;
    say("undo");
  }
  for (const char* text :
       {"staff is trained", "state of the art is known", "offer is signed", "design approved", "the site has run for 2 weeks",
        "order page ready", "state number 1 is reached by many", "customers must be able to pay", "test users are happy"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_THAT(milestones(), ElementsAre(text)) << seen;
    say("undo");
  }
  say("Internet works in all rooms.");
  EXPECT_THAT(milestones(), ElementsAre("Internet works in all rooms."));
  say("undo");
  say("staff is trained by T-1w");
  EXPECT_THAT(milestones(), ElementsAre("staff is trained"));
}

TEST_F(WalkSaid, TakesSeveralStatesOneByOneAndNoneTwice) {
  say("- terms are signed - staff is trained - shoes are there");
  EXPECT_THAT(milestones(), ElementsAre("terms are signed", "staff is trained", "shoes are there"));
  say("undo");
  say("Terms are signed. Staff is trained.");
  EXPECT_THAT(milestones(), ElementsAre("Terms are signed", "Staff is trained."));
  const auto seen = say("terms are signed");
  EXPECT_EQ(plan().milestones.size(), 2U);
  EXPECT_TRUE(has(seen, "is there already")) << seen;
}

TEST_F(WalkSaid, AsksWhetherASentenceIsACommand) {
  const auto before = plan().goal.title;
  for (const char* text : {"Start selling with one click", "Goal reached: 40 orders a week", "risk is gone for good",
                           "goal is clear to all", "start of sales is possible", "finish the beta tests"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_TRUE(has(seen, "the answer to my question, or the command") || has(seen, "I parked")) << seen;
    EXPECT_EQ(plan().goal.title, before);
    EXPECT_TRUE(plan().risks.empty());
    EXPECT_EQ(team.story.plan("SELL"), nullptr);
    EXPECT_EQ(team.story.plan("SALE"), nullptr);
  }
  const auto slip = say("mielstone VAT numbers by 9 oct");
  EXPECT_TRUE(has(slip, "the command “milestone VAT numbers by 9 oct”")) << slip;
}

TEST_F(WalkSaid, TakesOnlyAYesForCertain) {
  say("20 customers finished the beta");
  say("enough");
  for (const char* text : {"maybe", "enough", "almost", "i guess so", "no", "yes, but the docs are missing", "no, the docs are missing"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_FALSE(plan().closed.contains({Topic::certain, {}})) << seen;
    EXPECT_EQ(plan().milestones.size(), 1U) << seen;
  }
  EXPECT_TRUE(has(say("no, the docs are missing"), "the docs are there"));
  say("the docs are there");
  EXPECT_THAT(milestones(), ElementsAre("20 customers finished the beta", "the docs are there"));
  EXPECT_TRUE(plan().closed.contains({Topic::certain, {}}));
}

TEST_F(WalkSaid, TakesAYesInManyWords) {
  say("20 customers finished the beta");
  say("enough");
  say("yes, I am sure of it");
  EXPECT_EQ(plan().milestones.size(), 1U);
  EXPECT_TRUE(plan().closed.contains({Topic::certain, {}}));
}

TEST_F(WalkSaid, TellsWhereNobodyHasTheName) {
  to_before_a1();
  for (const char* text :
       {"pack boxes 2 days zoe", "pack boxes 2 days by zoe", "pack boxes - 2 to 4 days - zoe", "pack boxes 2d owner zoe"}) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(has(say(text), "nobody called @zoe"));
    EXPECT_EQ(plan().actions.size(), 1U);
  }
  say("test for 2 days max");
  EXPECT_EQ(plan().actions.size(), 2U);
}

TEST_F(WalkSaid, AddsNoStepThatIsNone) {
  to_before_a1();
  for (const char* text : {"M7", "A9", "thanks", "stop", "quit", "what do you mean?", "every 2 weeks", "in 2 weeks", "2d", "yes", "maybe",
                           "?", "how long?", "ok thanks"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_EQ(plan().actions.size(), 1U) << seen;
    EXPECT_TRUE(plan().closed.empty() || !plan().closed.contains({Topic::steps, Ref{Kind::action, 1}})) << seen;
  }
  for (const char* text : {"nothing else", "nope", "n/a", "-", "that is all", "that's it", "we can start now", "idk", "none", "no"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_EQ(plan().actions.size(), 1U) << seen;
    EXPECT_FALSE(plan().closed.empty()) << seen;
    say("undo");
  }
  for (const char* text : {"M1 is true", "20 customers finished the beta", "M1 must be true", "if M1 is true"}) {
    SCOPED_TRACE(text);
    const auto seen = say(text);
    EXPECT_EQ(plan().actions.size(), 1U) << seen;
    EXPECT_EQ(plan().links.size(), 1U) << seen;
    say("undo");
  }
}

}  // namespace
}  // namespace backwalk
