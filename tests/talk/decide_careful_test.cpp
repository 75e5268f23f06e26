// What asks before it is done, what is refused because it says two things, and what is not offered to who may not do it.
#include "tests/talk/deciding.hpp"

namespace backwalk {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Careful : public Deciding {};

/// "the chance of Fri 30 Oct is 81 %" and "… falls from 77 % to 81 %": the last percentage of a text.
std::string last_percent(const std::string& text) {
  const auto end = text.rfind(" %");
  const auto begin = text.find_last_not_of("0123456789", end - 1) + 1;
  return text.substr(begin, end - begin);
}

TEST_F(Careful, ASlipAndItsWhatIfForeseeTheSame) {
  say("dev", "started A1");
  story.wait(std::chrono::hours(48));
  const auto supposed = say("dev", "whatif A1 14d left");
  const auto told = say("dev", "slip A1 14d left");
  ASSERT_THAT(told, HasSubstr("the chance of Fri 30 Oct falls from"));
  const auto of = supposed.find("the chance of");
  ASSERT_NE(of, std::string::npos) << supposed;
  const auto chance = supposed.substr(of, supposed.find(" instead of", of) - of);
  EXPECT_EQ(last_percent(told.substr(0, told.find("This moves"))), last_percent(chance)) << supposed << told;
}

TEST_F(Careful, WhatIsLeftIsEchoedAsItWasSaid) {
  say("dev", "started A1");
  story.wait(std::chrono::hours(48));
  EXPECT_THAT(say("dev", "slip A1 9d left anyway"), HasSubstr("A1 choose vendor has 9d left (from Tue 15 Sep 09:05 to Wed 30 Sep 09:05"));
  EXPECT_EQ(story.plan("BILL")->plan.actions[0].estimate->likely, planner::Minutes{7 * 480}) << "what it was meant to take stays";
  EXPECT_THAT(say("dev", "slip A1 9d left again"), HasSubstr("like that already"));
}

TEST_F(Careful, RestoreTellsWhatGoesAndAsks) {
  say("ann", "move goal to 4 nov anyway");
  say("ann", "action call the bank for 2d");
  say("ann", "drop A5");
  const auto was = edits();
  const auto asked = look("ann", "restore v1");
  EXPECT_THAT(asked, HasSubstr("Make BILL again what it was as v1? Nothing is done yet."));
  EXPECT_THAT(asked, HasSubstr("What came since goes: A6 call the bank."));
  EXPECT_THAT(asked, HasSubstr("What was dropped comes back: A5 launch page."));
  EXPECT_EQ(edits(), was);
  EXPECT_THAT(press("ann", "Restore v1"), HasSubstr("BILL is again as v1 was. This is v3."));
  EXPECT_THAT(say("ann", "undo"), HasSubstr("Taken back"));
  EXPECT_EQ(story.plan("BILL")->plan.actions.back().number, 6);
}

TEST_F(Careful, DeleteAsksAndDropDoesNot) {
  const auto was = edits();
  EXPECT_THAT(look("ann", "delete A5"), HasSubstr("Take A5 launch page out of BILL? Nothing is done yet."));
  EXPECT_EQ(edits(), was);
  EXPECT_THAT(press("ann", "Drop A5"), HasSubstr("A5 launch page is dropped"));
}

TEST_F(Careful, AskingForgetsNothingOfWhatWasSaid) {
  const auto says = [&](const std::string& label) {
    for (const auto& button : buttons) {
      if (button.label == label) return button.say;
    }
    return std::string{};
  };
  say("ann", "move goal to 4 nov anyway");
  look("ann", "delete A5 quiet because no budget");
  const auto drop = says("Drop A5");
  EXPECT_THAT(drop, HasSubstr("no budget"));
  EXPECT_THAT(drop, HasSubstr("quiet"));
  EXPECT_THAT(press("ann", "Drop A5"), Not(HasSubstr("[#eng thread]")));
  look("ann", "restore v1 quiet because it was better");
  EXPECT_THAT(says("Restore v1"), HasSubstr("it was better"));
  EXPECT_THAT(press("ann", "Restore v1"), Not(HasSubstr("ann: BILL is again"))) << "quiet: the card alone shows it";
  EXPECT_THAT(story.plan("BILL")->log.back().said, HasSubstr("it was better"));
}

TEST_F(Careful, APreviewedRestoreIsNotAskedAboutAgain) {
  say("ann", "move goal to 4 nov anyway");
  say("ann", "drop A5");
  look("ann", "preview restore v1");
  EXPECT_THAT(press("ann", "Do it"), HasSubstr("BILL is again as v1 was."));
}

TEST_F(Careful, TwoPartsOfAWhatIfMayNotSayTwoThingsOfOneItem) {
  for (const auto* text : {"whatif A3 6d and A3 8d", "whatif A3 6d and without A3", "whatif goal 9 nov and goal 16 nov",
                           "whatif A3 4d and A3 done", "whatif A3 to 20 oct and A3 6d", "whatif A3 from 1 oct and A3 from 5 oct"}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(say("ann", text), HasSubstr("and only one can be.\nFor example: compare "));
  }
  for (const auto* text : {"whatif A3 6d and A4 3d", "whatif A3 6d and A3 from 5 oct", "whatif A3 6d and A3 1d less",
                           "whatif goal 9 nov and M1 28 oct", "whatif without A4 and without A5"}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(say("ann", text), HasSubstr("Nothing is changed."));
  }
}

TEST_F(Careful, AMoveOfTheGoalIsNotOfferedToWhoMayNotMoveIt) {
  const auto told = look("dev", "whatif goal 9 nov");
  EXPECT_THAT(told, HasSubstr("The goal of a committed plan is moved by its owner, ann."));
  for (const auto& button : buttons) EXPECT_NE(button.label, "Apply");
  look("ann", "whatif goal 9 nov");
  EXPECT_EQ(buttons.front().label, "Apply");
}

TEST_F(Careful, APlanIsNamedBehindTheVerb) {
  say("ann", "start Office moved by 18 dec");
  EXPECT_THAT(say("ann", "status"), HasSubstr("Which plan?"));
  EXPECT_THAT(say("ann", "status OFFI"), HasSubstr("OFFI"));
  EXPECT_THAT(say("ann", "chance BILL"), HasSubstr("BILL: the chance of Fri 30 Oct"));
  EXPECT_THAT(say("ann", "history A1 BILL"), AllOf(HasSubstr("BILL · history"), HasSubstr("choose vendor"), Not(HasSubstr("launch page"))));
  EXPECT_THAT(say("ann", "why BILL A3"), HasSubstr("A3 run the beta"));
  EXPECT_THAT(say("ann", "next BILL"), HasSubstr("BILL"));
  EXPECT_THAT(say("ann", "status NOPE"), HasSubstr("I know no plan NOPE that you can see. Here there is BILL, OFFI."));
}

TEST_F(Careful, WordsInCapitalsMayNameAnItem) {
  say("ann", "action VAT registration for 3d");
  EXPECT_THAT(say("ann", "why VAT"), HasSubstr("A6 VAT registration"));
  EXPECT_THAT(say("ann", "history VAT"), HasSubstr("action VAT registration"));
}

TEST_F(Careful, APlaceInCapitalsStaysInTheTitleAndIsSaid) {
  EXPECT_THAT(say("ann", "action open the shop in UK for 3d"), HasSubstr("No plan here is called UK, so “in UK” is a part of the words."));
  EXPECT_EQ(story.plan("BILL")->plan.actions.back().title, "open the shop in UK");
  EXPECT_THAT(say("ann", "action hire two people for 3d in BILL"), Not(HasSubstr("No plan here")));
}

TEST_F(Careful, ADayThatIsNoneIsRefused) {
  for (const std::string vague : {"asap", "soon", "next", "tbd"}) {
    SCOPED_TRACE(vague);
    const auto was = edits();
    EXPECT_THAT(say("ann", "milestone first customer pays by " + vague + " owner @dev"),
                HasSubstr("I read “" + vague + "” as a date: that is no day that can be counted back from."));
    EXPECT_EQ(edits(), was);
  }
  say("ann", "milestone stand by later releases is tested");
  EXPECT_EQ(story.plan("BILL")->plan.milestones.back().title, "stand by later releases is tested");
}

TEST_F(Careful, WhatLeadsNowhereIsNamedOnce) {
  say("ann", "action buy flowers for 1d");
  say("ann", "unlink goal after A6");
  const auto told = say("ann", "check");
  const auto first = told.find("A6 buy flowers");
  ASSERT_NE(first, std::string::npos) << told;
  EXPECT_EQ(told.find("A6 buy flowers", first + 1), std::string::npos) << told;
}

TEST_F(Careful, ThePlansOwnerSeesThatAReminderOfCriticalWorkIsPutOff) {
  EXPECT_THAT(
      say("dev", "snooze A1 until thu"),
      HasSubstr("[#eng thread] dev: the reminder of A1 choose vendor is put off until Thu 17 Sep; it is on the chain that decides"));
  EXPECT_THAT(say("market", "snooze A5 until thu"), Not(HasSubstr("#eng thread")));
  EXPECT_THAT(say("ann", "snooze A2 until thu"), Not(HasSubstr("#eng thread"))) << "she is the owner";
}

TEST_F(Careful, WhatIsUnderWayAndLateSaysSo) {
  say("dev", "started A1");
  EXPECT_THAT(say("dev", "next"), HasSubstr("A1 choose vendor (dev): under way, to be done by"));
  story.wait(std::chrono::hours(24 * 21));
  EXPECT_THAT(say("dev", "next"), HasSubstr("A1 choose vendor (dev): under way and late, it was to be done by Wed 30 Sep"));
}

}  // namespace
}  // namespace backwalk
