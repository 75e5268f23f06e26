// Several plans in one channel: what is said is of the one that can be meant. And a start is taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/story.hpp"

namespace backwalk {
namespace plan_meant_test {

using fakes::told;
using ::testing::HasSubstr;

/// BILL has an action, ORDE none; both are drafts of #eng.
struct PlanMeant : ::testing::Test {
  PlanMeant() {
    say("start Billing works by 30 oct");
    say("action choose vendor for 2d owner me");
    say("start Shop takes orders by 30 nov");
  }
  std::string say(const std::string& text, const std::string& who = "ann") { return told(story.slash(who, "eng", text)); }
  bool is_closed(const std::string& key) { return story.plan(key)->plan.closed_at.has_value(); }

  fakes::Story story;
};

TEST_F(PlanMeant, ThatWhichIsAloneInHavingTheItem) {
  EXPECT_THAT(say("started A1"), HasSubstr("A1 choose vendor is started"));
  EXPECT_THAT(say("done A2"), HasSubstr("Which plan?"));
  EXPECT_THAT(say("status"), HasSubstr("Which plan?"));
  say("action sign the lease in ORDE");
  EXPECT_THAT(say("done A1"), HasSubstr("Which plan?"));
}

TEST_F(PlanMeant, StartOfAnItemIsItsWorkAndNoPlan) {
  const auto count = [&] { return told(story.slash("ann", "eng", "list")); };
  const auto before = count();
  EXPECT_THAT(say("start A1"), HasSubstr("A1 choose vendor is started"));
  EXPECT_THAT(say("start A7"), HasSubstr("Which plan?"));
  EXPECT_THAT(say("start A7 in BILL"), HasSubstr("There is no A7 in BILL"));
  EXPECT_THAT(say("start A1 by friday in BILL"), HasSubstr("not “by friday”"));
  EXPECT_THAT(say("start A1 now in BILL"), HasSubstr("not “now”"));
  EXPECT_EQ(count(), before);
  EXPECT_THAT(say("start A380 of ours flies by 30 oct"), HasSubstr("Started "));
  EXPECT_THAT(say("start \"A380\""), HasSubstr("Started "));
}

TEST_F(PlanMeant, AClosedOneIsMeantByItsKeyAndByWhatOnlyItCanDo) {
  say("close ORDE now");
  ASSERT_TRUE(is_closed("ORDE"));
  EXPECT_THAT(say("status"), HasSubstr("BILL"));
  EXPECT_THAT(say("status ORDE"), HasSubstr("closed"));
  EXPECT_THAT(say("undo"), HasSubstr("Which plan?"));  // the closing was the last thing said
  EXPECT_THAT(say("reopen"), HasSubstr("ORDE is open again"));
  EXPECT_THAT(say("status"), HasSubstr("Which plan?"));
  say("close ORDE now again");
  story.at("2026-09-10T10:00:00+02:00");
  say("started A1");
  EXPECT_THAT(say("undo"), HasSubstr("Taken back: “started A1”"));
}

TEST_F(PlanMeant, AStartIsTakenBackWhileNothingElseIsInThePlan) {
  EXPECT_THAT(say("start Third by 30 nov"), HasSubstr("[Undo]"));
  EXPECT_THAT(say("preview undo in THIR"), HasSubstr("Taken back: the start of THIR"));
  EXPECT_FALSE(is_closed("THIR"));
  EXPECT_THAT(say("undo 1 in THIR"), HasSubstr("Taken back: the start of THIR, “Third”. It is closed."));
  EXPECT_TRUE(is_closed("THIR"));
  EXPECT_THAT(say("reopen in THIR"), HasSubstr("THIR is open again"));

  EXPECT_THAT(say("undo 1 in BILL"), HasSubstr("More was said in BILL"));
  EXPECT_FALSE(is_closed("BILL"));
  say("undo in BILL");
  EXPECT_THAT(say("undo in BILL"), HasSubstr("Taken back: the start of BILL"));
  EXPECT_TRUE(is_closed("BILL"));
  EXPECT_THAT(say("undo in ORDE", "bob"), HasSubstr("nothing of yours"));
  EXPECT_THAT(say("undo 0 in ORDE"), HasSubstr("nothing of yours"));
  EXPECT_THAT(say("undo 99999999999999999999 in ORDE"), HasSubstr("nothing of yours"));
  EXPECT_FALSE(is_closed("ORDE"));
}

TEST_F(PlanMeant, HelpNamesAVerbWithItsPart) { EXPECT_THAT(say("help kpi add"), HasSubstr("a number that tells whether the goal is met")); }

}  // namespace plan_meant_test
}  // namespace backwalk
