// Reminders that are put off until a time of day, as somebody types it or a button says it.
#include <gtest/gtest.h>

#include "tests/talk/billing.hpp"

namespace backwalk {
namespace put_off_test {

using namespace std::chrono;

planner::Date september(unsigned day) { return planner::Date{year{2026} / September / std::chrono::day{day}}; }

/// Tue 8 Sep, 09:00 in Berlin; nia lives in New York, where it is three in the morning.
class PutOff : public testing::Test {
 protected:
  PutOff() {
    story.lives_in("nia", "America/New_York");
    story.slash("ann", "eng", "start Launch the shop by 30 oct");
    story.slash("ann", "eng", "before goal write it for 5d owner @ann");
  }
  std::string say(const std::string& who, const std::string& text) {
    return fakes::told_to(story.slash(who, "eng", text), "#eng only " + who);
  }
  std::map<planner::NudgeOf, planner::Moment> snoozed() { return story.plan("LAUN")->plan.rhythm.snoozed; }

  fakes::Story story;
};

TEST_F(PutOff, IsEchoedWithTheDayTheTimeAndTheZone) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"snooze A1 until thu 14:00", "A1 write it before Thu 10 Sep 14:00"},
      {"snooze A1 until 4pm", "A1 write it before Tue 8 Sep 16:00"},
      {"snooze A1 1h", "A1 write it before Tue 8 Sep 10:00"},
      {"snooze A1 in 90 min", "A1 write it before Tue 8 Sep 10:30"},
      {"snooze A1 later today", "A1 write it before Tue 8 Sep 12:00"},
      {"snooze A1 tomorrow 5pm", "A1 write it before Wed 9 Sep 17:00"},
      {"snooze A1 until thu 14:00 UTC", "A1 write it before Thu 10 Sep 16:00"},
      {"snooze A1 tomorrow", "A1 write it before Wed 9 Sep 09:00"},
      {"snooze A1", "A1 write it before Wed 9 Sep 09:00"},
      {"snooze A1 until sat", "A1 write it before Mon 14 Sep 09:00"},
      {"snooze standup until mon", "the standup of LAUN before Mon 14 Sep 09:00"},
      {"snooze checkin 2h", "the check-ins of LAUN before Tue 8 Sep 11:00"},
      {"snooze until tue 14:00", "LAUN before Tue 15 Sep 14:00"},
      {"later today", "LAUN before Tue 8 Sep 12:00"},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(say("ann", text), "Nothing about " + expected + " Europe/Berlin.\n[Undo]");
    say("ann", "undo");
    EXPECT_TRUE(snoozed().empty());
  }
}

TEST_F(PutOff, IsReadAndKeptOnTheClockOfWhoSaysIt) {
  EXPECT_EQ(say("nia", "snooze A1 until 14:00"), "Nothing about A1 write it before Tue 8 Sep 14:00 America/New_York.\n[Undo]");
  ASSERT_EQ(snoozed().size(), 1U);
  EXPECT_EQ(snoozed().begin()->second, (planner::Moment{september(8), hours{14}, {}}));
  story.at("2026-09-09T04:00:00+02:00");  // still the 8th there
  EXPECT_EQ(say("nia", "snooze A1 30min"), "Nothing about A1 write it before Tue 8 Sep 22:30 America/New_York.\n[Undo]");
}

TEST_F(PutOff, GoesBackToWhatItWasWhenUndone) {
  say("ann", "snooze A1 until thu 14:00");
  say("ann", "snooze A1 until fri");
  say("ann", "undo");
  ASSERT_EQ(snoozed().size(), 1U);
  EXPECT_EQ(snoozed().begin()->second, (planner::Moment{september(10), hours{14}, {}}));
}

TEST_F(PutOff, RefusesATimeThatHasPassed) {
  EXPECT_EQ(say("ann", "snooze A1 until today 8:00"),
            "I understood Tue 8 Sep 08:00, which has passed.\nFor example: snooze A6 until thu 14:00");
  story.at("2026-09-08T22:30:00+02:00");
  EXPECT_EQ(say("ann", "snooze A1 later today"),
            "I read “today” as a date: less than three hours of today are left.\nFor example: snooze A6 until thu 14:00");
  EXPECT_TRUE(snoozed().empty());
}

TEST_F(PutOff, ReportsAndBriefsAreSaidOnTheSpeakersClock) {
  EXPECT_NE(say("nia", "standup tue at 9:30 report at 11:00").find("report here at 17:00 Europe/Berlin"), std::string::npos);
  EXPECT_NE(say("ann", "standup wed at 9:30 for @ann @nia report at 11:00").find("Asked: ann (Europe/Berlin) and nia (America/New_York)."),
            std::string::npos);
  EXPECT_EQ(
      say("nia", "standup thu at 9:30 report at 20:00"),
      "20:00 where you are is Fri 11 Sep 02:00 in Europe/Berlin, where the report is posted: that is another day than the standup's.\n"
      "For example: standup mon wed fri at 9:30 report at 11:00");
  EXPECT_NE(say("nia", "brief every fri at 10:00").find("Brief every Fri at 16:00 Europe/Berlin"), std::string::npos);
  EXPECT_NE(say("nia", "brief every thu at 20:00").find("Brief every Fri at 02:00 Europe/Berlin"), std::string::npos);
  EXPECT_NE(say("nia", "brief every fri at 20:00").find("On those days nobody works in LAUN"), std::string::npos) << "Saturday there";
}

}  // namespace put_off_test
}  // namespace backwalk
