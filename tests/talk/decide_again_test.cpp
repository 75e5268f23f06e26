// What is decided is decided once: asked first in the same way however it is said, told back to whoever was told, not done twice by a
// second press, and of the date that was meant.
#include "planner/evolve.hpp"
#include "tests/talk/deciding.hpp"

namespace backwalk {
namespace decide_again_test {

using ::testing::HasSubstr;
using ::testing::Not;

struct Again : Deciding {
  std::string said_last() { return story.plan("BILL")->log.back().said; }
  planner::Moment due() { return *story.plan("BILL")->plan.goal.due; }
};

TEST_F(Again, ACommittedGoalIsAskedAboutHoweverItsMoveIsSaid) {
  const auto before = edits();
  for (const auto* text : {"move goal to 9 nov", "goal by 9 nov", "goal Billing live in the EU by 9 nov"}) {
    SCOPED_TRACE(text);
    const auto told = look("ann", text);
    EXPECT_THAT(told, HasSubstr("[#eng only ann] BILL: the goal would move from Fri 30 Oct to Mon 9 Nov; that makes v2."));
    EXPECT_THAT(told, HasSubstr("Latest dates change for dev, legal and market."));
    EXPECT_THAT(told, HasSubstr("[Move the goal] [Cancel]"));
    EXPECT_EQ(edits(), before);
    EXPECT_THAT(say("dev", text), HasSubstr("Only the plan's owner, ann, can say"));
  }
  EXPECT_THAT(press("ann", "Move the goal"), HasSubstr("[#eng] ann: BILL: the goal is “Billing live in the EU”, Mon 9 Nov"));
  EXPECT_EQ(said_last(), "goal Billing live in the EU by 2026-11-09");
}

TEST_F(Again, AnAppliedMoveOfTheGoalThatNobodyHasLookedAtIsAskedAboutToo) {
  const auto before = edits();
  EXPECT_THAT(look("ann", "apply goal 9 nov because of the contract"), HasSubstr("the goal would move from Fri 30 Oct to Mon 9 Nov"));
  EXPECT_EQ(edits(), before);
  EXPECT_THAT(press("ann", "Move the goal"), HasSubstr("BILL v2 applied."));
  EXPECT_EQ(said_last(), "apply goal 2026-11-09 because \"of the contract\"");
  look("ann", "whatif goal 16 nov");
  EXPECT_THAT(press("ann", "Apply"), HasSubstr("BILL v3 applied."));
}

TEST_F(Again, AnItemIsMovedByItsWordsToo) {
  EXPECT_THAT(say("ann", "move beta finished to 16 oct"), HasSubstr("M1 Beta finished is changed, by Fri 16 Oct"));
  EXPECT_THAT(say("ann", "move the moon to 16 oct"), HasSubstr("Nothing in BILL is called “the moon”."));
  EXPECT_THAT(look("ann", "move beta to 16 oct"), HasSubstr("Which one: M1 Beta finished and A3 run the beta?"));
  EXPECT_THAT(press("ann", "M1"), HasSubstr("like that already"));
}

TEST_F(Again, WhatIsNextForSomebodyElseCanBeAsked) {
  EXPECT_THAT(say("ann", "next @dev"), HasSubstr("BILL · next for dev\nA1 choose vendor (dev): "));
  EXPECT_THAT(say("ann", "next @legal"), HasSubstr("nothing waits for legal; next for the team"));
  EXPECT_THAT(say("dev", "next me"), HasSubstr("next for you"));
}

TEST_F(Again, ListsCanBeShared) {
  for (const auto* text : {"list share", "kpi share", "risk share", "standup share"}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(say("ann", text), HasSubstr("[#eng] "));
  }
  story.dm("ann", "start Run ten kilometres by 30 nov");
  EXPECT_THAT(say("ann", "list share"), HasSubstr("is private"));
}

TEST_F(Again, AGoalThatDoesNotMoveIsNotAskedAbout) {
  EXPECT_THAT(say("ann", "goal Billing live in the EU by 30 oct"), HasSubstr("the goal is “Billing live in the EU”"));
  EXPECT_EQ(said_last(), "goal Billing live in the EU by 2026-10-30");
}

TEST_F(Again, AnUndoneGoalMoveIsToldToTheChannelAsTheMoveWas) {
  EXPECT_THAT(say("ann", "move goal to 9 nov anyway"), HasSubstr("[#eng] ann: "));
  const auto told = say("ann", "undo");
  EXPECT_THAT(told, HasSubstr("[#eng] ann: Taken back: “move goal to 2026-11-09”."));
  EXPECT_THAT(told, HasSubstr("The goal is again Fri 30 Oct, 33 working days after today. This is v3."));
}

TEST_F(Again, WhoWasToldOfAChangeIsToldThatItIsTakenBack) {
  say("dev", "slip A2 9d anyway");
  EXPECT_THAT(say("dev", "undo"), HasSubstr("[#eng thread] dev: Taken back: “slip A2 9d”.\nDates move for legal."));
  say("ann", "apply A3 6d");
  EXPECT_THAT(say("ann", "undo"), HasSubstr("Dates move for legal, dev."));
  say("dev", "slip A1 1d");
  EXPECT_THAT(say("dev", "undo"), Not(HasSubstr("Dates move"))) << "nobody was told of it";
}

TEST_F(Again, QuietHoldsForAnUndoToo) {
  for (const auto* text : {"slip A2 9d anyway", "move goal to 9 nov anyway"}) {
    say("ann", text);
    EXPECT_THAT(say("ann", "undo quiet"), Not(::testing::ContainsRegex("\\[#eng( thread)?\\] (ann|Dates)")));
    EXPECT_FALSE(story.was_refused());
  }
}

TEST_F(Again, ASecondPressIsAnsweredWithWhatWasDone) {
  say("dev", "slip A2 9d anyway");
  look("ann", "replan");
  EXPECT_THAT(press("ann", "Apply 1"), HasSubstr("applied"));
  const auto once = edits();
  story.wait(std::chrono::seconds(5));
  EXPECT_THAT(press("ann", "Apply 1"), HasSubstr("Already done 5 s ago."));
  EXPECT_EQ(edits(), once);
  story.wait(std::chrono::minutes(2));
  EXPECT_THAT(press("ann", "Apply 1"), HasSubstr("and then came “apply "));
  EXPECT_EQ(edits(), once);
}

TEST_F(Again, ASecondApplyOfAWhatIfOrOfAChangeIsAnsweredWithWhatWasDone) {
  look("dev", "whatif A3 6d");
  press("dev", "Apply");
  EXPECT_THAT(press("dev", "Apply"), HasSubstr("Already done 0 s ago."));
  EXPECT_THAT(say("dev", "apply A2 1d less"), HasSubstr("applied"));
  EXPECT_THAT(say("dev", "apply A2 1d less"), HasSubstr("Already done"));
  EXPECT_THAT(say("dev", "apply A2 1d less again"), HasSubstr("applied"));
}

TEST_F(Again, WhatIsNoLongerPossibleBecauseItWasJustDoneIsNotRefused) {
  for (const auto* text : {"drop A5", "merge A1 A2", "move goal to 9 nov anyway"}) {
    SCOPED_TRACE(text);
    say("ann", text);
    const auto once = edits();
    story.wait(std::chrono::seconds(9));
    EXPECT_THAT(say("ann", text), HasSubstr("Already done 9 s ago."));
    EXPECT_EQ(edits(), once);
  }
}

TEST_F(Again, AWhatIfKeepsTheDayThatWasMeant) {
  EXPECT_THAT(look("dev", "whatif A1 to fri"), HasSubstr("If A1 to Fri 18 Sep: "));
  for (const auto& button : buttons) EXPECT_THAT(button.say, Not(HasSubstr("fri")));
  EXPECT_THAT(say("dev", "whatif goal in 8 weeks and A1 from tomorrow 13:00"),
              HasSubstr("If goal Tue 10 Nov and A1 from Wed 16 Sep 13:00: "));
  EXPECT_THAT(say("dev", "whatif M1 T-1w"), HasSubstr("If M1 T-1w: ")) << "it moves with the goal";
  say("dev", "whatif A1 to fri");
  say("dev", "apply");
  EXPECT_EQ(said_last(), "apply A1 to 2026-09-18");
}

TEST_F(Again, ADayOfTwoReadingsInAWhatIfIsAskedOnce) {
  const auto told = look("dev", "whatif A3 6d and goal 03/11");
  EXPECT_THAT(told, HasSubstr("“03/11” can be read in two ways. Which day is meant?"));
  ASSERT_EQ(buttons.size(), 2U);
  EXPECT_EQ(buttons.front().label, "Tue 3 Nov");
  EXPECT_THAT(press("dev", "Tue 3 Nov"), HasSubstr("If A3 6d and goal Tue 3 Nov: "));
}

TEST_F(Again, AnOptionCanBeSharedAndNamedAsAReference) {
  EXPECT_THAT(say("dev", "option A3 6d share"), HasSubstr("[#eng] Kept as O1 of the list for BILL: A3 6d."));
  EXPECT_THAT(say("legal", "whatif O1"), HasSubstr("If A3 6d: "));
  const auto told = look("legal", "option M1 \"without A4\" share");
  EXPECT_THAT(told, HasSubstr("Kept as O2 of the list for BILL: without A4."));
  EXPECT_THAT(press("legal", "Compare"), HasSubstr("BILL: routes to M1 Beta finished"));
  EXPECT_THAT(say("dev", "compare O1 or O1+O2 for M1"), HasSubstr("A3 6d and without A4"));
  EXPECT_THAT(say("dev", "whatif O7"), HasSubstr("The list for BILL has no 7"));
  EXPECT_THAT(say("dev", "option M9 A3 6d"), HasSubstr("There is no M9 in BILL."));
  EXPECT_THAT(say("ann", "apply O1 and O2"), HasSubstr("BILL v2 applied."));
}

TEST_F(Again, StatusAndBriefTellTheChanceBesideWhatIsReported) {
  say("ann", "report on track");
  for (const auto* text : {"", "status", "brief"}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(say("ann", text), ::testing::ContainsRegex("reported on track · computed .*chance.* [0-9]+ %"));
  }
  say("bob", "start Something else by 30 oct");
  EXPECT_THAT(say("bob", "status in SOME"), Not(HasSubstr("chance")));
}

TEST_F(Again, CheckTellsThatRealityMovedAndThePlanDidNot) {
  story.at("2026-09-24T17:00:00+02:00");
  say("dev", "done A1");
  story.at("2026-10-13T09:00:00+02:00");
  EXPECT_THAT(look("ann", "check"), HasSubstr("nothing has been replanned since Tue 29 Sep, and the chance went from "));
  EXPECT_THAT(press("ann", "Ways back"), HasSubstr("What each way gives"));
  say("ann", "apply A3 6d");
  EXPECT_THAT(say("ann", "check"), Not(HasSubstr("nothing has been replanned")));
}

}  // namespace decide_again_test
}  // namespace backwalk
