// Slips past their room, ways back, moved goals, versions, what to mend, routes.
#include "planner/evolve.hpp"
#include "tests/talk/deciding.hpp"

namespace backwalk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Deciding, ASlipWithinItsRoomIsRecordedAtOnce) { EXPECT_THAT(say("dev", "slip A1 1d"), HasSubstr("The goal date holds")); }

TEST_F(Deciding, ASlipPastItsRoomIsToldFirstAndRecordedWithOneTap) {
  const auto before = edits();
  const auto told = look("dev", "slip A2 9d because keys came late");
  EXPECT_THAT(told, HasSubstr("[#eng only dev] A2 integrate engine would end "));
  EXPECT_THAT(told, HasSubstr("of work after it must."));
  EXPECT_THAT(told, HasSubstr("the chance of Fri 30 Oct falls from "));
  EXPECT_THAT(told, HasSubstr("This moves dates of ann, legal and you."));
  EXPECT_THAT(told, HasSubstr("[Record it] [Record and think with ann] [Cancel]"));
  EXPECT_EQ(edits(), before);
  EXPECT_THAT(press("dev", "Cancel"), HasSubstr("nothing was changed"));
  EXPECT_EQ(edits(), before);
  const auto recorded = press("dev", "Record it");
  EXPECT_THAT(recorded, HasSubstr("A2 integrate engine now takes 17 days"));
  EXPECT_THAT(recorded, HasSubstr("[#eng thread] dev: "));
  EXPECT_EQ(story.plan("BILL")->log.back().said, "slip A2 9d because \"keys came late\"");
}

TEST_F(Deciding, AnActionThatIsMovedPastItsRoomIsASlip) {
  const auto told = look("dev", "move A2 to 16 oct because keys came late");
  EXPECT_THAT(told, HasSubstr("A2 integrate engine would end Fri 16 Oct"));
  press("dev", "Record and think with ann");
  EXPECT_EQ(story.plan("BILL")->log.back().said, "slip A2 to 2026-10-16 because \"keys came late\"");
}

TEST_F(Deciding, AReasonThatIsTooLongForAButtonStaysOutOfIt) {
  look("dev", "slip A2 9d because " + std::string(3000, 'x'));
  for (const auto& button : buttons) EXPECT_LE(button.say.size(), 2000U) << button.label;
  press("dev", "Record it");
  EXPECT_EQ(story.plan("BILL")->log.back().said, "slip A2 9d");
}

TEST_F(Deciding, RecordAndThinkListsTheWaysBackForEverybody) {
  look("dev", "slip A2 9d");
  const auto told = press("dev", "Record and think with ann");
  EXPECT_THAT(told, HasSubstr("ann · BILL: this does not fit before Fri 30 Oct. What each way gives:"));
  EXPECT_THAT(told, HasSubstr("as it stands"));
  EXPECT_THAT(told, HasSubstr("move the goal to "));
  EXPECT_THAT(told, HasSubstr("[Try another]"));
  EXPECT_EQ(story.plan("BILL")->log.back().said, "slip A2 9d");
  story.wait(std::chrono::minutes(5));
  EXPECT_THAT(say("legal", "whatif 1 and 2"), HasSubstr("chance of Fri 30 Oct"));
  EXPECT_THAT(say("legal", "whatif 7"), HasSubstr("The list for BILL has no 7; it has 1, 2"));
  EXPECT_THAT(say("ann", "apply 1 because it is the long step"), HasSubstr("BILL v2 applied."));
  EXPECT_THAT(say("ann", "apply 2"), HasSubstr("That list of ways was made for v1 of BILL, and then came “apply "));
}

TEST_F(Deciding, ReplanIsPrivateUntilItIsShared) {
  say("dev", "slip A2 9d anyway");
  story.wait(std::chrono::minutes(5));
  EXPECT_THAT(say("dev", "replan"), HasSubstr("[#eng only dev] BILL: this does not fit"));
  EXPECT_THAT(say("ann", "whatif 1"), HasSubstr("No ways back are listed for you in BILL"));
  EXPECT_THAT(say("dev", "replan share"), HasSubstr("[#eng] BILL: this does not fit"));
  EXPECT_THAT(say("ann", "whatif 1"), HasSubstr("If "));
}

TEST_F(Deciding, ReplanOfAPlanThatIsWellNeedsNoWay) {
  say("ann", "move goal to 30 nov anyway");
  EXPECT_THAT(say("ann", "replan"), HasSubstr("no way back is needed"));
}

TEST_F(Deciding, MovingACommittedGoalSaysFirstWhatThatLeadsTo) {
  const auto before = edits();
  EXPECT_THAT(say("dev", "move goal to 9 nov"), HasSubstr("Only the plan's owner, ann, can say “move” here."));
  const auto told = look("ann", "move goal to 9 nov because the contract came late");
  EXPECT_THAT(told, HasSubstr("BILL: the goal would move from Fri 30 Oct to Mon 9 Nov; that makes v2."));
  EXPECT_THAT(told, HasSubstr("The chance of Mon 9 Nov is "));
  EXPECT_THAT(told, HasSubstr("Latest dates change for dev, legal and market."));
  EXPECT_EQ(edits(), before);
  const auto moved = press("ann", "Move the goal");
  EXPECT_THAT(moved, HasSubstr("[#eng] ann: BILL: the goal is “Billing live for EU shops”, Mon 9 Nov"));
  EXPECT_THAT(moved, HasSubstr("This is v2."));
  EXPECT_EQ(story.plan("BILL")->plan.version, 2);
  EXPECT_EQ(story.plan("BILL")->log.back().said, "move goal to 2026-11-09 because \"the contract came late\"");
  say("ann", "undo");
  EXPECT_EQ(story.plan("BILL")->plan.version, 3);
  EXPECT_THAT(say("ann", "move goal to 31 feb"), HasSubstr("as a date"));
  EXPECT_THAT(say("ann", "move goal"), HasSubstr("For example: move goal to 9 nov"));
  EXPECT_THAT(say("ann", "move M9 to 9 oct"), HasSubstr("There is no M9 in BILL."));
}

TEST_F(Deciding, DiffTellsWhatChangedBetweenVersionsAndSinceADate) {
  say("ann", "apply A3 6d");
  story.wait(std::chrono::hours(24));
  say("ann", "action launch party for 1d owner @market");
  const auto versions = say("dev", "diff");
  EXPECT_THAT(versions, HasSubstr("BILL · from v1 to v2"));
  EXPECT_THAT(versions, HasSubstr("A3 run the beta takes 6d"));
  const auto since = say("dev", "diff since 16 sep");
  EXPECT_THAT(since, HasSubstr("A6 launch party is added"));
  EXPECT_THAT(since, Not(HasSubstr("takes 6d")));
  EXPECT_THAT(say("dev", "diff v1 v7"), HasSubstr("There is no v7 of BILL. It has v1, v2."));
  EXPECT_THAT(say("dev", "diff since 1 sep"), HasSubstr("BILL was begun after Tue 1 Sep"));
  EXPECT_THAT(say("dev", "diff since whenever"), HasSubstr("as a date"));
}

TEST_F(Deciding, CheckListsWhatToMendWithAButtonForEach) {
  say("ann", "start Build the portal by 30 oct");
  const auto told = look("ann", "check in PORT");
  EXPECT_THAT(told, HasSubstr("The goal reads as a task (“Build”)"));
  EXPECT_THAT(told, HasSubstr("No number"));
  EXPECT_FALSE(buttons.empty());
  EXPECT_THAT(say("ann", "check in BILL"), HasSubstr("BILL: "));
}

TEST_F(Deciding, OptionsAreKeptComparedAndApplied) {
  EXPECT_THAT(say("dev", "compare"), HasSubstr("“compare” needs "));
  EXPECT_THAT(say("dev", "option A3 6d"), HasSubstr("Kept as O1 of your list for BILL: A3 6d."));
  EXPECT_THAT(say("dev", "option without A4"), HasSubstr("Kept as O2 of your list for BILL: without A4."));
  const auto told = say("dev", "compare for M1");
  EXPECT_THAT(told, HasSubstr("BILL: routes to M1 Beta finished, the best first."));
  EXPECT_THAT(told, HasSubstr("as it is"));
  EXPECT_THAT(told, HasSubstr("O1  A3 6d"));
  EXPECT_THAT(say("legal", "compare A3 6d or second person on A2"), HasSubstr("second person on A2"));
  EXPECT_THAT(say("dev", "apply 1+2"), HasSubstr("BILL v2 applied."));
}

TEST_F(Deciding, TwoWaysThatChangeTheSameCannotGoTogether) {
  say("dev", "option A3 6d");
  say("dev", "option A3 7d");
  EXPECT_THAT(say("dev", "whatif 1 and 2"), HasSubstr("change the same thing, so they cannot go together"));
}

TEST_F(Deciding, InADirectMessageThePlanIsPrivateAndSoIsAll) {
  std::string all;
  for (const auto* text : {"start Run ten kilometres by 30 nov", "action five kilometres for 10d",
                           "action eight kilometres for 10d after A1", "whatif A1 12d"}) {
    all.clear();
    for (const auto& seen : story.dm("eve", text)) all += "[" + seen.where + "] " + seen.text() + "\n";
  }
  EXPECT_THAT(all, HasSubstr("[to eve] If A1 12d: the goal is reached "));
  EXPECT_THAT(all, Not(HasSubstr("[Share]")));
}

}  // namespace
}  // namespace backwalk
