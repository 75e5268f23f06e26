#include "config/holidays.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "config/ics.hpp"

namespace backwalk::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Known {
  const char* country;
  std::size_t dates;  ///< of 2025 to 2030
  std::vector<const char*> closed;
  std::vector<const char*> open;
};

// Dates as the governments published them.
TEST(Holidays, AreThoseOfTheCountry) {
  EXPECT_EQ(known_countries(), "CN, DE, FR, GB, IN, JP, US");
  const Known cases[] = {
      {"DE", 54, {"2025-04-18", "2026-05-14", "2026-05-25", "2026-10-03", "2030-12-26"}, {"2026-10-31", "2026-01-06"}},
      {"FR", 66, {"2026-04-06", "2026-05-14", "2026-07-14", "2026-11-11"}, {"2026-04-03", "2026-12-26"}},
      {"GB", 48, {"2026-04-03", "2026-05-04", "2026-08-31", "2026-12-28", "2027-12-27", "2027-12-28"}, {"2026-12-26", "2027-12-25"}},
      {"US", 66, {"2026-01-19", "2026-07-03", "2026-11-26", "2027-12-24", "2027-12-31"}, {"2026-07-04", "2027-12-25"}},
      {"CN", 77, {"2025-01-28", "2025-01-31", "2026-02-17", "2025-05-31", "2025-10-06", "2026-04-05", "2026-05-02"}, {"2025-10-04"}},
      {"IN", 18, {"2026-01-26", "2026-08-15", "2026-10-02"}, {"2026-03-04"}},
      {"JP", 108, {"2025-02-24", "2025-11-24", "2026-03-20", "2026-05-06", "2026-09-22", "2026-09-23", "2027-03-22"}, {"2026-05-07"}},
  };
  for (const auto& [country, count, closed, open] : cases) {
    SCOPED_TRACE(country);
    const auto dates = holidays_of_country(country);
    ASSERT_TRUE(dates);
    EXPECT_EQ(dates->size(), count);
    EXPECT_TRUE(std::is_sorted(dates->begin(), dates->end()));
    for (const auto* date : closed) EXPECT_TRUE(std::count(dates->begin(), dates->end(), date)) << date;
    for (const auto* date : open) EXPECT_FALSE(std::count(dates->begin(), dates->end(), date)) << date;
  }
  EXPECT_FALSE(holidays_of_country("XX"));
}

std::string calendar(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n" + events + "END:VCALENDAR\r\n";
}
std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\nUID:1\r\n" + lines + "END:VEVENT\r\n"; }
std::vector<std::string> dates(const std::string& text) {
  const auto found = dates_of_ics(text, 2026, 2028);
  return std::holds_alternative<Unreadable>(found) ? std::vector<std::string>{std::get<Unreadable>(found).why}
                                                   : std::get<std::vector<std::string>>(found);
}

TEST(Ics, ClosesTheDatesOfWholeDayEvents) {
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\n") +
                             event("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270102\r\n"))),
              ElementsAre("2026-12-25", "2026-12-31", "2027-01-01"));
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20261225\r\nDURATION:P2D\r\n"))), ElementsAre("2026-12-25", "2026-12-26"));
}

TEST(Ics, RepeatsAndLeavesOut) {
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20200501\r\nRRULE:FREQ=YEARLY\r\n"))),
              ElementsAre("2026-05-01", "2027-05-01", "2028-05-01"));
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=YEARLY;COUNT=2\r\nEXDATE;VALUE=DATE:20260501\r\n"))),
              ElementsAre("2027-05-01"));
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20261126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20271231\r\n"))),
              ElementsAre("2026-11-26", "2027-11-25"));
}

TEST(Ics, LeavesOpenWhatIsNoWholeDay) {
  EXPECT_THAT(dates(calendar(event("DTSTART:20261225T090000Z\r\nDTEND:20261225T100000Z\r\n") +
                             event("DTSTART;VALUE=DATE:20261224\r\nSTATUS:CANCELLED\r\n") + event("DTSTART;VALUE=DATE:20191224\r\n"))),
              IsEmpty());
}

TEST(Ics, EndsWhateverTheRuleSays) {
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:99990101\r\n"))), ::testing::SizeIs(366));
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=SECONDLY\r\n"))),
              ElementsAre("has an event that repeats more than 20000 times"));
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:19000101\r\nRRULE:FREQ=DAILY\r\n"))),
              ElementsAre("has an event that repeats more than 20000 times"));
  EXPECT_LE(dates(calendar(event("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"))).size(), 1U);
}

TEST(Ics, TakesDatesThatAreListed) {
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20260501\r\nRDATE;VALUE=DATE:20260508,20270601\r\nRDATE;VALUE=DATE:20280101\r\n"
                                   "EXDATE;VALUE=DATE:20270601\r\n"))),
              ElementsAre("2026-05-01", "2026-05-08", "2028-01-01"));
  EXPECT_THAT(dates(calendar(event("DTSTART;VALUE=DATE:20260501\r\nRDATE;VALUE=PERIOD:20260601T090000Z/PT1H\r\n"))),
              ElementsAre("2026-05-01"));
}

TEST(Ics, SaysThatItClosesTooManyDates) {
  std::string years;
  for (int year = 2020; year < 2040; ++year) {
    years += event("DTSTART;VALUE=DATE:" + std::to_string(year) + "0101\r\nDTEND;VALUE=DATE:" + std::to_string(year + 1) + "0101\r\n");
  }
  EXPECT_EQ(std::get<Unreadable>(dates_of_ics(calendar(years), 2020, 2039)).why, "closes more than 5000 dates");
}

TEST(Ics, IsRefusedWhereItIsNestedTooDeep) {
  for (const std::string begin : {"BEGIN:VCALENDAR\r\n", "begin:vevent\n", "BEG\n IN:X\n", "BE\r\n\tGIN:X\r\n", "BEGIN;A=B:VCALENDAR\n"}) {
    std::string deep;
    for (int i = 0; i < (begin.starts_with("BEGIN:") ? 400'000 : 20); ++i) deep += begin;
    EXPECT_THAT(dates(deep), ElementsAre("has parts that stand in each other too deep"));
  }
  std::string events;
  for (int i = 0; i < 1000; ++i) events += event("DTSTART;VALUE=DATE:20261225\r\n");
  EXPECT_THAT(dates(calendar(events)), ElementsAre("2026-12-25")) << "beside each other";
}

TEST(Ics, IsRefusedWhereItIsNoCalendar) {
  for (const std::string text : {"", "hello", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "\xff\xfe"}) {
    EXPECT_THAT(dates(text), ElementsAre("is no calendar file (.ics)"));
  }
}

}  // namespace
}  // namespace backwalk::config
