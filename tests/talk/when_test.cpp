// How `backwalk when` answers: as values, and as the JSON line of ARCHITECTURE §7.
#include "bot/cli/when.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "bot/talk/dates.hpp"
#include "tests/talk/utterances.hpp"

namespace backwalk::talk {
namespace when_test {

std::string shown_local(const std::optional<planner::LocalTime>& at) {
  if (!at) return "-";
  const Date date = std::chrono::floor<std::chrono::days>(*at);
  const auto minutes = (*at - planner::LocalTime{date}).count();
  const std::string hour = std::to_string(100 + minutes / 60).substr(1);
  return shown(Moment{date, {}}) + " " + hour + ":" + std::to_string(100 + minutes % 60).substr(1);
}

std::string shown_when(const When& when) {
  return when.kind + " " + shown_local(when.start) + " " + shown_local(when.end) + " " + (when.grain.empty() ? "-" : when.grain) + " " +
         (when.minutes ? std::to_string(*when.minutes) : "-");
}

struct Case {
  std::string text, expected, words;
};

TEST(When, TellsKindEndsGrainAndLength) {
  const std::vector<Case> cases{
      {"30 oct", "date 2026-10-30 00:00 2026-10-31 00:00 day 1440", "Fri 30 Oct"},
      {"by 30 oct", "date 2026-10-30 00:00 2026-10-31 00:00 day 1440", "Fri 30 Oct"},
      {"tomorrow", "date 2026-09-09 00:00 2026-09-10 00:00 day 1440", "Wed 9 Sep"},
      {"eow", "date 2026-09-11 00:00 2026-09-12 00:00 day 1440", "Fri 11 Sep"},
      {"in 3 weeks", "date 2026-09-29 00:00 2026-09-30 00:00 day 1440", "Tue 29 Sep"},
      {"T-2w", "date 2026-10-16 00:00 2026-10-17 00:00 day 1440", "Fri 16 Oct"},
      {"mid june", "date 2027-06-15 00:00 2027-06-16 00:00 day 1440", "Tue 15 Jun 2027"},
      {"first monday of q2", "date 2027-04-05 00:00 2027-04-06 00:00 day 1440", "Mon 5 Apr 2027"},
      {"tomorrow 5pm", "time 2026-09-09 17:00 2026-09-09 17:01 minute 1", "Wed 9 Sep 17:00"},
      {"8:00", "time 2026-09-09 08:00 2026-09-09 08:01 minute 1", "Wed 9 Sep 08:00"},
      {"19h30", "time 2026-09-08 19:30 2026-09-08 19:31 minute 1", "Tue 8 Sep 19:30"},
      {"half past three", "time 2026-09-08 15:30 2026-09-08 15:31 minute 1", "Tue 8 Sep 15:30"},
      {"in 4h", "time 2026-09-08 13:00 2026-09-08 13:01 minute 1", "Tue 8 Sep 13:00"},
      {"next week", "range 2026-09-14 00:00 2026-09-21 00:00 week 10080", "Mon 14 Sep to Sun 20 Sep"},
      {"this week", "range 2026-09-07 00:00 2026-09-14 00:00 week 10080", ""},
      {"last week", "range 2026-08-31 00:00 2026-09-07 00:00 week 10080", ""},
      {"this month", "range 2026-09-01 00:00 2026-10-01 00:00 month 43200", ""},
      {"next month", "range 2026-10-01 00:00 2026-11-01 00:00 month 44640", ""},
      {"june", "range 2027-06-01 00:00 2027-07-01 00:00 month 43200", ""},
      {"june 2027", "range 2027-06-01 00:00 2027-07-01 00:00 month 43200", ""},
      {"september", "range 2026-09-01 00:00 2026-10-01 00:00 month 43200", ""},
      {"q3", "range 2026-07-01 00:00 2026-10-01 00:00 quarter 132480", ""},
      {"Q1 2027", "range 2027-01-01 00:00 2027-04-01 00:00 quarter 129600", ""},
      {"next quarter", "range 2026-10-01 00:00 2027-01-01 00:00 quarter 132480", ""},
      {"h2", "range 2026-07-01 00:00 2027-01-01 00:00 half 264960", ""},
      {"next october", "ambiguous - - day -", "Sat 31 Oct or Sun 31 Oct 2027"},
      {"25-21 sep", "none - - - -", "the end is before the beginning"},
      {"1.500d", "none - - - -", "1.500 can be read in two ways: write 1.5 or 1500"},
      {"2026", "range 2026-01-01 00:00 2027-01-01 00:00 year 525600", ""},
      {"this year", "range 2026-01-01 00:00 2027-01-01 00:00 year 525600", ""},
      {"21-25 sep", "range 2026-09-21 00:00 2026-09-26 00:00 day 7200", "Mon 21 Sep to Fri 25 Sep"},
      {"21–25 sep", "range 2026-09-21 00:00 2026-09-26 00:00 day 7200", ""},
      {"sep 21-25", "range 2026-09-21 00:00 2026-09-26 00:00 day 7200", ""},
      {"21 to 25 sep", "range 2026-09-21 00:00 2026-09-26 00:00 day 7200", ""},
      {"from 21 sep to 2 oct", "range 2026-09-21 00:00 2026-10-03 00:00 day 17280", ""},
      {"21 sep - 2 oct", "range 2026-09-21 00:00 2026-10-03 00:00 day 17280", ""},
      {"between 21 sep and 2 oct", "range 2026-09-21 00:00 2026-10-03 00:00 day 17280", ""},
      {"28 dec - 3 jan", "range 2026-12-28 00:00 2027-01-04 00:00 day 10080", ""},
      {"21-25 sep 2027", "range 2027-09-21 00:00 2027-09-26 00:00 day 7200", ""},
      {"21 sep to 2 oct 2027", "range 2027-09-21 00:00 2027-10-03 00:00 day 17280", ""},
      {"2026-10-01 to 2026-10-05", "range 2026-10-01 00:00 2026-10-06 00:00 day 7200", ""},
      {"mon to wed", "range 2026-09-14 00:00 2026-09-17 00:00 day 4320", ""},
      {"mon-wed", "range 2026-09-14 00:00 2026-09-17 00:00 day 4320", ""},
      {"tomorrow 9:00 to tomorrow 17:00", "range 2026-09-09 09:00 2026-09-09 17:00 minute 480", ""},
      {"tomorrow 9:00 to 17:00", "range 2026-09-09 09:00 2026-09-09 17:00 minute 480", ""},
      {"10:00-17:00", "range 2026-09-08 10:00 2026-09-08 17:00 minute 420", ""},
      {"tomorrow to fri", "range 2026-09-09 00:00 2026-09-12 00:00 day 4320", ""},
      {"3d", "duration - - day 1440", "3 days of work"},
      {"half a day", "duration - - day 240", ""},
      {"17h", "duration - - minute 1020", ""},
      {"2w", "duration - - week 4800", ""},
      {"3cd", "duration - - day 4320", "3 calendar days on the calendar"},
      {"2cw", "duration - - week 20160", ""},
      {"2 months", "duration - - month -", ""},
      {"3-8d", "duration - - day 2640", "3 days to 8 days of work"},
      {"2/3/6d", "duration - - day 1440", "2 days, likely 3 days, at worst 6 days of work"},
      {"03/04", "ambiguous - - day -", "Sat 3 Apr 2027 or Thu 4 Mar 2027"},
      {"31 feb", "none - - - -", "February has no day 31"},
      {"0d", "none - - - -", ""},
      {"-3d", "none - - - -", ""},
      {"soon", "none - - - -", ""},
      {"", "none - - - -", ""},
      {"30 oct in Kiel", "none - - - -", ""},
      {"25 sep to 21 sep 2026", "none - - - -", ""},
      {"early june", "none - - - -", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const When when = read_when(c.text, tuesday());
    EXPECT_EQ(shown_when(when), c.expected);
    EXPECT_FALSE(when.text.empty());
    if (!c.words.empty()) {
      EXPECT_EQ(when.text, c.words);
    }
  }
}

struct Printed {
  int code = 0;
  std::string out, err;
};

Printed run(const std::string& text, const std::string& zone = "Europe/Berlin", const std::string& now = "2026-09-08T09:00:00+02:00") {
  std::ostringstream out;
  std::ostringstream err;
  const int code = cli::when(text, now, zone, out, err);
  return {code, out.str(), err.str()};
}

TEST(WhenCommand, PrintsOneLineOfJsonInLocalTimeWithOffset) {
  EXPECT_EQ(
      run("30 oct").out,
      "{\"kind\":\"date\",\"start\":\"2026-10-30T00:00:00+01:00\",\"end\":\"2026-10-31T00:00:00+01:00\",\"grain\":\"day\",\"minutes\":1440,"
      "\"text\":\"Fri 30 Oct\"}\n");
  EXPECT_EQ(run("tomorrow 5pm", "UTC").out,
            "{\"kind\":\"time\",\"start\":\"2026-09-09T17:00:00Z\",\"end\":\"2026-09-09T17:01:00Z\",\"grain\":\"minute\",\"minutes\":1,"
            "\"text\":\"Wed 9 Sep 17:00\"}\n");
  EXPECT_NE(run("tomorrow 5pm UTC").out.find("\"start\":\"2026-09-09T19:00:00+02:00\""), std::string::npos);
  EXPECT_NE(run("5pm Asia/Tokyo", "America/New_York").out.find("\"start\":\"2026-09-08T04:00:00-04:00\""), std::string::npos);
  EXPECT_EQ(run("3d").out,
            "{\"kind\":\"duration\",\"start\":null,\"end\":null,\"grain\":\"day\",\"minutes\":1440,\"text\":\"3 days of work\"}\n");
  EXPECT_EQ(run("30 oct").code, 0);
  EXPECT_EQ(run("30 oct").err, "");
}

TEST(WhenCommand, CountsTheMinutesThatReallyPass) {
  EXPECT_NE(run("25 oct").out.find(
                "\"start\":\"2026-10-25T00:00:00+02:00\",\"end\":\"2026-10-26T00:00:00+01:00\",\"grain\":\"day\",\"minutes\":1500"),
            std::string::npos);
  EXPECT_NE(run("2027-03-28").out.find("\"minutes\":1380"), std::string::npos);
  EXPECT_NE(run("2027-03-28 02:30").out.find("\"start\":\"2027-03-28T03:00:00+02:00\",\"end\":\"2027-03-28T03:01:00+02:00\""),
            std::string::npos);
}

TEST(WhenCommand, TodayIsTheDayOfTheZone) {
  EXPECT_NE(run("today", "Asia/Tokyo", "2026-09-08T23:30:00Z").out.find("2026-09-09T00:00:00+09:00"), std::string::npos);
  EXPECT_NE(run("today", "America/New_York", "2026-09-08T02:00:00Z").out.find("2026-09-07T00:00:00-04:00"), std::string::npos);
}

TEST(WhenCommand, SaysWhatItDoesNotUnderstand) {
  const Printed soon = run("soon");
  EXPECT_EQ(soon.code, 1);
  EXPECT_NE(soon.out.find("\"kind\":\"none\",\"start\":null,\"end\":null,\"grain\":null,\"minutes\":null"), std::string::npos);
  EXPECT_NE(soon.err.find("For example"), std::string::npos);
  EXPECT_EQ(run("03/04").code, 0);
  EXPECT_EQ(run("fri", "Mars/Olympus").code, 2);
  EXPECT_EQ(run("fri", "UTC", "yesterday").code, 2);
  EXPECT_EQ(run("fri", "UTC", "yesterday").out, "");
  EXPECT_EQ(run("\xFF\xFE").code, 1);
}

}  // namespace when_test
}  // namespace backwalk::talk
