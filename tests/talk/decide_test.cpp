// Chances, reasons and what-ifs, told as people say them.
#include "planner/evolve.hpp"
#include "tests/talk/deciding.hpp"

namespace backwalk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Deciding, ChanceTellsDatesAndSafeStarts) {
  const auto told = look("ann", "chance");
  EXPECT_THAT(told, HasSubstr("[#eng only ann] BILL: the chance of Fri 30 Oct is "));
  EXPECT_THAT(told, HasSubstr("with 80 %"));
  EXPECT_THAT(told, HasSubstr("Safe start (85 %)"));
  const auto why = press("ann", "Why?");
  EXPECT_THAT(why, HasSubstr("Counted: 5 unfinished actions, each drawn from its range 5000 times, and 0 weighed risks."));
  EXPECT_THAT(why, HasSubstr("A3 run the beta"));
  EXPECT_THAT(why, HasSubstr("What drives it, if "));
}

TEST_F(Deciding, ChanceNeedsADate) {
  say("bob", "start Something else");
  EXPECT_THAT(say("bob", "chance in SOME"), HasSubstr("the goal has no date"));
  EXPECT_THAT(say("bob", "why goal in SOME"), HasSubstr("goal by 30 oct"));
  EXPECT_THAT(say("bob", "replan in SOME"), HasSubstr("no goal date"));
}

TEST_F(Deciding, WhyTellsWhatBindsAnItemAndWhatWaitsForIt) {
  const auto told = say("dev", "why A2");
  EXPECT_THAT(told, HasSubstr("A2 integrate engine: A2 → A3 → M1 → A4 → goal."));
  EXPECT_THAT(told, HasSubstr("because A3 run the beta must begin by Tue 13 Oct"));
  EXPECT_THAT(told, HasSubstr("it waits for A1 choose vendor"));
  EXPECT_THAT(told, HasSubstr("For it wait M1 Beta finished, A3 run the beta and A4 fix findings, and the goal."));
  EXPECT_THAT(told, HasSubstr("of room"));
  EXPECT_THAT(say("dev", "why launch page"), HasSubstr("Only the goal waits for it."));
  EXPECT_THAT(say("dev", "why A99"), HasSubstr("There is no A99 in BILL."));
  EXPECT_THAT(say("dev", "why K1"), HasSubstr("no dates to explain"));
  EXPECT_THAT(say("dev", "why"), HasSubstr("For example: why A6"));
}

struct Supposed {
  std::string text, expected;
};

TEST_F(Deciding, WhatIfReadsChangesAsPeopleSayThem) {
  const auto before = edits();
  const std::vector<Supposed> cases{
      {"whatif A3 6d", "If A3 6d: the goal is reached Mon 19 Oct instead of Fri 23 Oct; the chance of Fri 30 Oct is "},
      {"what if A3 6d and A2 4d", "If A3 6d and A2 4d: the goal is reached Tue 13 Oct instead of Fri 23 Oct"},
      {"whatif the beta 6d", "A3 run the beta ends "},
      {"whatif A3 3d more", "the goal is reached Wed 28 Oct instead of Fri 23 Oct"},
      {"whatif A3 2d less", "the goal is reached Wed 21 Oct instead of Fri 23 Oct"},
      {"whatif goal 9 nov", "the goal is still reached Fri 23 Oct; the chance of Mon 9 Nov is "},
      {"whatif M1 9 oct", "This does not fit: M1 Beta finished would be reached "},
      {"whatif without A4", "the goal is reached Mon 19 Oct"},
      {"whatif without A4 and A5", "If without A4 and A5: "},
      {"whatif second person on A3", "If second person on A3: the goal is reached "},
      {"whatif A3 overlapping A2", "the goal is reached Mon 19 Oct instead of Fri 23 Oct"},
      {"whatif A1 from 21 sep", "the goal is reached Thu 29 Oct instead of Fri 23 Oct"},
      {"whatif A5 after A4", "the goal is reached Fri 30 Oct"},
      {"whatif A1 done", "the goal is reached "},
      {"whatif action train support for 3d after A4", "the goal is reached Wed 28 Oct instead of Fri 23 Oct"},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    EXPECT_THAT(say("dev", text), HasSubstr(expected));
    EXPECT_FALSE(story.was_refused());
  }
  EXPECT_EQ(edits(), before) << "a what-if changes nothing";
}

TEST_F(Deciding, WhatIfRefusesWhatItCannotReadAndSaysWhat) {
  const std::vector<Supposed> cases{
      {"whatif pigs fly", "I did not understand “pigs fly” as a change"},
      {"whatif A3 soon", "I did not understand “A3 soon” as a change"},
      {"whatif A3 0d", "In “A3 0d”: "},
      {"whatif A3 3cd", "In “A3 3cd”: "},
      {"whatif A99 6d", "In “A99 6d”: There is no A99 in BILL."},
      {"whatif A3 6d and A99 2d", "In “A99 2d”: There is no A99 in BILL."},
      {"whatif goal 31 feb", "In “goal 31 feb”: "},
      {"whatif goal 1 sep 2026", "has passed"},
      {"whatif K1 6d", "only the goal, milestones and actions have dates"},
      {"whatif A3 2d less and A3 20d less", "In “A3 20d less”: it takes "},
      {"whatif A1 overlapping A4", "A1 choose vendor does not wait for A4 fix findings"},
      {"whatif second person on M1", "is not an action"},
      {"whatif commit", "only what changes work or dates can be supposed"},
      {"whatif kpi K1 49", "only what changes work or dates can be supposed"},
      {"whatif close plan now", "I did not understand “close plan now”"},
      {"whatif A3 10d", "it is like that already"},
      {"whatif 1", "No ways back are listed for you in BILL"},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    EXPECT_THAT(say("dev", text), HasSubstr(expected));
    EXPECT_TRUE(story.was_refused());
  }
}

TEST_F(Deciding, ApplyMakesTheLastWhatIfAVersionThatCanBeTakenBack) {
  say("ann", "whatif A3 6d and A5 4d");
  const auto told = look("ann", "apply because the cohort is warm");
  EXPECT_THAT(told, HasSubstr("BILL v2 applied."));
  EXPECT_THAT(told, HasSubstr("A3 run the beta takes 6d"));
  EXPECT_THAT(told, HasSubstr("Because: the cohort is warm."));
  EXPECT_THAT(told, HasSubstr("Told: "));
  EXPECT_THAT(told, HasSubstr("[#eng thread] ann: BILL v2 applied."));
  EXPECT_THAT(told, HasSubstr("Dates move for legal, dev, market."));
  EXPECT_EQ(story.plan("BILL")->plan.version, 2);
  EXPECT_EQ(story.plan("BILL")->log.back().said, "apply A3 6d and A5 4d because \"the cohort is warm\"");

  const auto changed = press("ann", "diff v1 v2");
  EXPECT_THAT(changed, HasSubstr("from v1 to v2"));
  EXPECT_THAT(changed, HasSubstr("A3 run the beta takes 6d"));

  const auto undone = press("ann", "Undo");
  EXPECT_THAT(undone, HasSubstr("Taken back"));
  const auto record = story.plan("BILL");
  EXPECT_EQ(record->plan.version, 3);
  EXPECT_TRUE(planner::looks_same(record->plan, *record->plan.versions.at(1)));
  EXPECT_EQ(planner::find_action(*record->plan.versions.at(2), 3)->estimate->likely, planner::Minutes{6 * 480});
}

TEST_F(Deciding, ApplyTakesAChangeThatIsSaidWithIt) {
  EXPECT_THAT(say("ann", "apply A3 6d"), HasSubstr("BILL v2 applied."));
  EXPECT_THAT(say("ann", "apply A3 6d"), HasSubstr("Already done 0 s ago."));
  story.wait(std::chrono::minutes(2));
  EXPECT_THAT(say("ann", "apply A3 6d"), HasSubstr("like that already"));
  EXPECT_THAT(say("ann", "apply pigs fly"), Not(HasSubstr("applied")));
}

TEST_F(Deciding, AWhatIfIsItsSpeakersAloneUntilItIsShared) {
  say("dev", "whatif A3 6d");
  EXPECT_THAT(say("ann", "apply"), HasSubstr("You have looked at no what-if of BILL"));
  EXPECT_TRUE(story.was_refused());
  EXPECT_THAT(say("dev", "whatif A3 6d share"), HasSubstr("[#eng] If A3 6d: "));
  EXPECT_THAT(say("ann", "apply"), HasSubstr("BILL v2 applied."));
}

TEST_F(Deciding, AWhatIfOfAPlanThatHasChangedSinceIsNotApplied) {
  say("dev", "whatif A3 6d");
  story.wait(std::chrono::minutes(5));
  say("ann", "kpi K1 45");
  story.wait(std::chrono::minutes(5));
  say("ann", "action launch party for 1d");
  const auto before = edits();
  const auto told = look("dev", "apply");
  EXPECT_THAT(told, HasSubstr("That what-if was made for v1 of BILL, and then came “action launch party for 1d”; nothing was changed."));
  EXPECT_TRUE(story.was_refused());
  EXPECT_EQ(edits(), before);
  EXPECT_THAT(press("dev", "Look again"), HasSubstr("If A3 6d: "));
  EXPECT_THAT(say("dev", "apply"), HasSubstr("applied"));
}

TEST_F(Deciding, WhatIsReadInBetweenDoesNotSpoilAWhatIf) {
  say("dev", "whatif A3 6d");
  story.wait(std::chrono::minutes(5));
  say("ann", "kpi K1 45");
  EXPECT_THAT(say("dev", "apply"), HasSubstr("BILL v2 applied."));
}

TEST_F(Deciding, AWhatIfExpiresAfterADay) {
  say("dev", "whatif A3 6d");
  story.wait(std::chrono::hours(23));
  EXPECT_THAT(say("dev", "whatif A3 6d"), HasSubstr("Only you see this"));
  story.wait(std::chrono::hours(24));
  const auto before = edits();
  EXPECT_THAT(say("dev", "apply"), HasSubstr("has expired after 24 hours; nothing was changed."));
  EXPECT_EQ(edits(), before);
}

}  // namespace
}  // namespace backwalk
