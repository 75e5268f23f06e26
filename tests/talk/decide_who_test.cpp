// Who could help: by what the team's plans ask of everybody; the person is asked and answers, and nothing of the plan changes.
#include "tests/talk/deciding.hpp"

namespace backwalk {
namespace {

using testing::HasSubstr;
using testing::Not;

class Who : public Deciding {
 protected:
  void SetUp() override {
    Deciding::SetUp();
    // A second plan keeps legal busy for four working days, Tuesday to Friday.
    for (const auto* text : {"start Office moved by 25 sep", "action sign the lease for 4d owner @legal in OFFI"}) {
      for (const auto& seen : story.slash("ann", "office", text)) (void)seen;
    }
  }
};

TEST_F(Who, IsToldByAllPlansOfTheTeam) {
  const auto told = look("ann", "who A1");
  EXPECT_THAT(told, HasSubstr("Who could help with A1 choose vendor, 7d:"));
  EXPECT_THAT(told, HasSubstr("market: free from"));
  EXPECT_THAT(told, HasSubstr("legal: free from Mon 21 Sep (until then A1 of OFFI)"));
  EXPECT_THAT(told, Not(HasSubstr("dev: "))) << "the owner has it already";
  EXPECT_THAT(told, HasSubstr("nothing is changed and nobody is asked yet"));
}

TEST_F(Who, IsAskedAndAnswersAndThePlanStaysAsItIs) {
  const auto was = edits();
  look("ann", "who A1");
  EXPECT_THAT(press("ann", "Ask legal"), HasSubstr("legal is asked about A1 choose vendor"));
  std::string seen;
  for (const auto& each : story.dm("legal", "who A1 yes in BILL")) seen += "[" + each.where + "] " + each.text() + "\n";
  EXPECT_THAT(seen, HasSubstr("legal: I can help with A1 choose vendor."));
  EXPECT_EQ(edits(), was);
}

TEST_F(Who, IsAskedOfAWayThatWasListed) {
  say("dev", "slip A2 20d anyway");
  const auto listed = say("ann", "replan");
  ASSERT_THAT(listed, HasSubstr("a second person on A2 integrate engine"));
  const auto way = listed.find("a second person on A2");
  const auto line = listed.rfind('\n', way);
  const auto number = listed.substr(line + 1, 1);
  EXPECT_THAT(say("ann", "who would it be in " + number + "?"), HasSubstr("Who could help with A2 integrate engine"));
}

TEST_F(Who, SaysWhatItLacks) {
  EXPECT_THAT(say("ann", "who A9"), HasSubstr("There is no A9 in BILL."));
  EXPECT_THAT(say("ann", "who M1"), HasSubstr("M1 Beta finished is not an action"));
  EXPECT_THAT(say("ann", "who knows the way"), HasSubstr("Nothing in BILL is called “knows the way”."));
  EXPECT_THAT(say("ann", "who would it be in 2?"), HasSubstr("No ways back are listed for you in BILL"));
}

TEST_F(Who, SaysNothingOfPrivatePlans) {
  for (const auto* text : {"start run ten km by 20 sep", "action train every day for 3d owner me"}) (void)story.dm("market", text);
  EXPECT_THAT(say("ann", "who A1"), Not(HasSubstr("train")));
  EXPECT_THAT(say("market", "who A1"), Not(HasSubstr("until then A1 of RUN")));
}

}  // namespace
}  // namespace backwalk
