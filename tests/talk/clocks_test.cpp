// Words are read on the speaker's clock and become the plan's; what is said of days becomes an absence.
#include <gtest/gtest.h>

#include "tests/fakes/story.hpp"

namespace backwalk {
namespace clocks_test {

using namespace std::chrono;

planner::Date october(unsigned day) { return planner::Date{year{2026} / October / std::chrono::day{day}}; }
planner::Date september(unsigned day) { return planner::Date{year{2026} / September / std::chrono::day{day}}; }

/// A plan of Berlin, and somebody in New York.
class Clocks : public testing::Test {
 protected:
  Clocks() {
    story_.lives_in("nia", "America/New_York");
    story_.slash("ann", "eng", "start Launch the shop by 30 oct");
  }
  planner::Moment due_of_last_milestone() { return *story_.plan("LAUN")->plan.milestones.back().due; }

  fakes::Story story_;
};

TEST_F(Clocks, ATimeSaidElsewhereBecomesThePlansTime) {
  story_.slash("nia", "eng", "milestone Signed by 9 oct 17:00");
  EXPECT_EQ(due_of_last_milestone(), (planner::Moment{october(9), hours{23}, {}}));
  story_.slash("nia", "eng", "milestone Told by 9 oct 20:00");
  EXPECT_EQ(due_of_last_milestone(), (planner::Moment{october(10), hours{2}, {}}));
  story_.slash("nia", "eng", "milestone Open by 9 oct 17:00 Europe/Berlin");
  EXPECT_EQ(due_of_last_milestone(), (planner::Moment{october(9), hours{17}, {}}));
  story_.slash("ann", "eng", "milestone Paid by 9 oct 17:00 UTC");
  EXPECT_EQ(due_of_last_milestone(), (planner::Moment{october(9), hours{19}, {}}));
}

TEST_F(Clocks, ADateWithoutATimeIsThatDateEverywhere) {
  story_.slash("nia", "eng", "milestone Signed by 9 oct");
  EXPECT_EQ(due_of_last_milestone(), (planner::Moment{october(9), {}, {}}));
}

TEST_F(Clocks, ATimeCountedFromTheGoalKeepsItsDistanceToIt) {
  story_.slash("nia", "eng", "milestone Signed by T-1w 20:00");
  EXPECT_EQ(due_of_last_milestone(), (planner::Moment{october(24), hours{2}, 6}));
}

TEST_F(Clocks, SinceWhenIsSaidOnTheSpeakersClock) {
  story_.at("2026-09-09T10:00:00+02:00");
  story_.slash("ann", "eng", "milestone Signed");
  story_.at("2026-09-09T12:00:00+02:00");
  story_.slash("ann", "eng", "milestone Paid");
  const auto text = story_.slash("nia", "eng", "diff since today 5:00").front().text();  // 11:00 in Berlin
  EXPECT_NE(text.find("Paid is added"), std::string::npos) << text;
  EXPECT_EQ(text.find("Signed is added"), std::string::npos) << text;
}

TEST_F(Clocks, DaysOfAnAbsenceAreThoseSaid) {
  struct Case {
    std::string said;
    turn::Absence absence;
  };
  const std::vector<Case> cases{{"away until mon", {september(8), september(14)}},
                                {"away 21-25 sep", {september(21), september(26)}},
                                {"away fri", {september(11), september(12)}},
                                {"away today", {september(8), september(9)}},
                                {"away next week", {september(14), september(21)}},
                                {"away until next week", {september(8), september(14)}},
                                {"away from 9 sep until 11 sep", {september(9), september(11)}}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.said);
    story_.slash("ann", "eng", one.said);
    ASSERT_TRUE(story_.answer().absent && story_.answer().absent->away);
    EXPECT_EQ(*story_.answer().absent->away, one.absence);
  }
}

TEST_F(Clocks, TheAnswerNamesTheDaysOfAnAbsence) {
  const auto seen = story_.slash("ann", "eng", "away 21-25 sep");
  EXPECT_EQ(seen.front().text(), "You are away Mon 21 Sep to Fri 25 Sep: no questions to you then, and nobody is told why.\n[Back]");
}

}  // namespace clocks_test
}  // namespace backwalk
