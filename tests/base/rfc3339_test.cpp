#include <gtest/gtest.h>

#include "bot/base/zones.hpp"

namespace backwalk::zones {
namespace {

using std::chrono::milliseconds;

TEST(Rfc3339, ReadsInstants) {
  const struct {
    const char* text;
    long long millis;
  } cases[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"1970-01-01T00:00:00.001Z", 1},
      {"1970-01-01T00:00:00.5Z", 500},
      {"1970-01-01T00:00:00.1239999999Z", 123},
      {"1970-01-01T01:00:00+01:00", 0},
      {"1969-12-31T19:00:00-05:00", 0},
      {"1970-01-01T00:00:00-00:00", 0},
      {"1970-01-01t00:00:00z", 0},
      {"2026-09-08T09:00:00+02:00", 1788850800000},
      {"2024-02-29T00:00:00Z", 1709164800000},
      {"2016-12-31T23:59:60Z", 1483228800000},
      {"2017-01-01T00:59:60+01:00", 1483228800000},
      {"9999-12-31T23:59:59Z", 253402300799000},
      {"0000-01-01T00:00:00Z", -62167219200000},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.text);
    const auto instant = parse_rfc3339(one.text);
    ASSERT_TRUE(instant);
    EXPECT_EQ(*instant, Instant(milliseconds(one.millis)));
  }
}

TEST(Rfc3339, RefusesEverythingElse) {
  for (const char* text : {"",
                           "2026",
                           "2026-09-08",
                           "2026-09-08T09:00Z",
                           "2026-09-08 09:00:00Z",
                           "2026-09-08T09:00:00",
                           "2026-09-08T09:00:00+0200",
                           "2026-09-08T09:00:00+02",
                           "2026-09-08T09:00:00 Z",
                           "2026-09-08T09:00:00Zx",
                           " 2026-09-08T09:00:00Z",
                           "2026-02-29T00:00:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-01-00T00:00:00Z",
                           "2026-01-32T00:00:00Z",
                           "2026-01-01T24:00:00Z",
                           "2026-01-01T00:60:00Z",
                           "2026-01-01T00:00:61Z",
                           "2026-01-01T00:00:60Z",
                           "2026-01-01T00:00:00.Z",
                           "2026-01-01T00:00:00,5Z",
                           "2026-01-01T00:00:00+24:00",
                           "2026-01-01T00:00:00+02:60",
                           "2026-1-01T00:00:00Z",
                           "+026-01-01T00:00:00Z",
                           "20a6-01-01T00:00:00Z",
                           "12026-01-01T00:00:00Z",
                           "2026-01-01T00:00:00+-2:00"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
  EXPECT_FALSE(parse_rfc3339(std::string_view("2026-01-01T00:00:00Z\0", 21)));
}

TEST(Rfc3339, WritesInTheZoneWithSecondsAndOffset) {
  const Instant morning = *parse_rfc3339("2026-09-08T07:00:00.999Z");
  EXPECT_EQ(rfc3339(morning, "Europe/Berlin"), "2026-09-08T09:00:00+02:00");
  EXPECT_EQ(rfc3339(morning, "UTC"), "2026-09-08T07:00:00Z");
  EXPECT_EQ(rfc3339(morning, "America/New_York"), "2026-09-08T03:00:00-04:00");
  EXPECT_EQ(rfc3339(morning, "Asia/Kolkata"), "2026-09-08T12:30:00+05:30");
  EXPECT_EQ(rfc3339(*parse_rfc3339("2026-01-01T12:00:00Z"), "Europe/London"), "2026-01-01T12:00:00+00:00");
}

TEST(Rfc3339, ReadsWhatItWrites) {
  for (const char* zone : {"UTC", "Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "America/St_Johns"}) {
    for (Instant now = Instant(std::chrono::hours(-1'000'000)); now < Instant(std::chrono::hours(1'000'000));
         now += std::chrono::hours(4'567)) {
      ASSERT_EQ(parse_rfc3339(rfc3339(now, zone)), now) << zone << " " << now.time_since_epoch().count();
    }
  }
}

}  // namespace
}  // namespace backwalk::zones
