// Sentences that begin with another word than ours, and things called by their names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/talk/billing.hpp"

namespace backwalk {
namespace known_as_test {

using fakes::told;
using ::testing::HasSubstr;
using ::testing::Not;

struct KnownAs : ::testing::Test {
  KnownAs() {
    fakes::tell_committed_billing(story);
    for (const auto* who : {"product", "dev"}) story.slash(who, "billing", "status");
  }
  std::string say(const std::string& text) { return told(story.slash("product", "billing", text)); }
  fakes::Story story;
};

TEST_F(KnownAs, TellsTheCommandThatIsMeant) {
  EXPECT_THAT(say("rename A4 to open the shop"), HasSubstr("Did you mean “action A4 open the shop”?"));
  EXPECT_THAT(say("rename the goal to Billing is live"), HasSubstr("Did you mean “goal Billing is live”?"));
  EXPECT_THAT(say("change A4 to 3d"), HasSubstr("Did you mean “action A4 for 3d”?"));
  EXPECT_THAT(say("change M3 to 20 oct"), HasSubstr("Did you mean “move M3 to 20 oct”?"));
  EXPECT_THAT(say("add action print flyers 2d"), HasSubstr("Did you mean “action print flyers 2d”?"));
  EXPECT_THAT(say("create a kpi sales from 2 to 9"), HasSubstr("Did you mean “kpi add sales from 2 to 9”?"));
  EXPECT_THAT(say("give A4 to @dev"), HasSubstr("Did you mean “owner A4 @dev”?"));
  EXPECT_THAT(told(story.press("product", "billing", "Run it")), HasSubstr("A4"));
}

/// A guess that would not be understood is none.
TEST_F(KnownAs, GuessesNoCommandThatWouldBeRefused) {
  for (const auto* text : {"export", "change A4 whenever", "rename everything", "add sugar to taste"}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(say(text), Not(HasSubstr("Did you mean")));
  }
  EXPECT_THAT(say("statsu"), HasSubstr("Did you mean “status”?"));
}

TEST_F(KnownAs, AnOwnerIsNamedPlainly) {
  EXPECT_THAT(say("owner A4 dev"), Not(HasSubstr("nobody called")));
  EXPECT_THAT(say("owner A4 zed"), HasSubstr("I know nobody called @zed here."));
}

TEST_F(KnownAs, ANumberIsCalledByItsName) {
  ASSERT_FALSE(story.plan("CUST")->plan.kpis.empty());
  const auto name = story.plan("CUST")->plan.kpis.front().name;
  EXPECT_THAT(say("kpi " + name + " 49"), HasSubstr("K1 " + name + ": 49"));
  EXPECT_EQ(story.plan("CUST")->log.back().said, "kpi K1 49");
  EXPECT_THAT(say("kpi K1 5%"), HasSubstr("is counted in plain numbers, and “5%” is not."));
  EXPECT_THAT(say("kpi nothing of this 49"), HasSubstr("needs two numbers"));
}

}  // namespace known_as_test
}  // namespace backwalk
