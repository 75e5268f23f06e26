// Who could help: by what the team's plans ask of everybody; the person is asked and answers, and nothing of the plan changes.
#include "tests/talk/deciding.hpp"
#include "tests/talk/team.hpp"

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
  const auto before = look("ann", "who A1");
  // What market does in private keeps market busy in nobody's sight, not in that of who is invited either: all read what is told here.
  for (const auto* text : {"start run ten km by 30 dec", "invite @ann", "action train for 20d owner me", "action rest for 2d owner me"})
    (void)story.dm("market", text);
  std::string planned;
  for (const auto& each : story.dm("market", "status")) planned += each.text();
  ASSERT_THAT(planned, HasSubstr("0 of 2 actions done"));
  EXPECT_EQ(look("ann", "who A1"), before);
  EXPECT_THAT(look("market", "who A1"), Not(HasSubstr("of RUN")));
}

TEST_F(Who, IsAskedByTheNameThatThePlatformKnows) {
  story.is_called("u7", "Ben Miller");
  say("u7", "action book a room for 1d owner me");
  EXPECT_THAT(look("ann", "who A1"), HasSubstr("Ben Miller: free"));
  EXPECT_THAT(press("ann", "Ask Ben Miller"), HasSubstr("Ben Miller is asked about A1 choose vendor"));
}

TEST_F(Who, DoesNotAskWhoNeedNotBeAsked) {
  EXPECT_THAT(look("ann", "who A1 @ann"), HasSubstr("You need not be asked about A1 choose vendor."));
  EXPECT_THAT(look("ann", "who A1 @dev"), HasSubstr("dev has A1 choose vendor already, so nobody was asked."));
  say("legal", "away until 30 sep");
  EXPECT_THAT(look("ann", "who A1 @legal"), HasSubstr("legal is away until"));
}

TEST_F(Who, TakesASentenceForOne) {
  EXPECT_THAT(look("ann", "who can help me with A1?"), HasSubstr("Who could help with A1"));
  EXPECT_THAT(look("ann", "who has no time for A1"), Not(HasSubstr("I cannot help")));
}

TEST_F(Who, IsAskedOnceADayHoweverOftenItIsPressed) {
  look("ann", "who A1");
  const auto asks = fakes::times(press("ann", "Ask legal"), "can you help with A1");
  EXPECT_EQ(asks, 1U);
  EXPECT_EQ(fakes::times(press("ann", "Ask legal"), "can you help with A1"), 0U);
  for (const std::size_t count : {1U, 0U}) {
    std::string seen;
    for (const auto& each : story.dm("legal", "who A1 yes in BILL")) seen += each.text();
    EXPECT_EQ(fakes::times(seen, "legal: I can help"), count);
  }
}

}  // namespace
}  // namespace backwalk
