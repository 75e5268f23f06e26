#include "bot/base/zones.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace backwalk::zones {
namespace {

Instant at(std::string_view text) {
  const auto instant = parse_rfc3339(text);
  EXPECT_TRUE(instant) << text;
  return instant.value_or(Instant{});
}
LocalTime local(std::string_view text) { return to_local(at(std::string(text) + ":00Z"), "UTC"); }

struct WallCase {
  const char* name;
  const char* zone;
  const char* local;
  const char* instant;
};

TEST(Zones, TurnsALocalTimeIntoItsInstant) {
  const WallCase cases[] = {
      {"winter", "Europe/Berlin", "2026-01-15T09:00", "2026-01-15T08:00:00Z"},
      {"summer", "Europe/Berlin", "2026-07-15T09:00", "2026-07-15T07:00:00Z"},
      {"gap: its first minute", "Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00:00Z"},
      {"gap: the middle becomes the first valid instant after", "Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00Z"},
      {"just after the gap", "Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z"},
      {"overlap: the first of the two", "Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z"},
      {"after the overlap", "Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z"},
      {"New York's gap", "America/New_York", "2026-03-08T02:15", "2026-03-08T07:00:00Z"},
      {"New York's overlap", "America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z"},
      {"Sydney's gap is in October", "Australia/Sydney", "2026-10-04T02:30", "2026-10-03T16:00:00Z"},
      {"Sydney's overlap is in April", "Australia/Sydney", "2026-04-05T02:30", "2026-04-04T15:30:00Z"},
      {"India has half an hour and no summer time", "Asia/Kolkata", "2026-07-01T09:00", "2026-07-01T03:30:00Z"},
      {"2050, summer", "Europe/Berlin", "2050-07-15T09:00", "2050-07-15T07:00:00Z"},
      {"2050, winter", "America/New_York", "2050-01-15T09:00", "2050-01-15T14:00:00Z"},
      {"2050, the gap", "Europe/Berlin", "2050-03-27T02:30", "2050-03-27T01:00:00Z"},
      {"2050, southern summer", "Australia/Sydney", "2050-01-15T09:00", "2050-01-14T22:00:00Z"},
      {"a whole day is missing", "Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00Z"},
      {"half an hour of summer time", "Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:30:00Z"},
      {"before 1970", "Europe/Berlin", "1969-12-31T23:59", "1969-12-31T22:59:00Z"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(to_instant(local(one.local), one.zone), at(one.instant));
  }
}

TEST(Zones, TurnsAnInstantIntoItsLocalTimeRoundedDown) {
  EXPECT_EQ(to_local(at("2026-03-29T00:59:59.999Z"), "Europe/Berlin"), local("2026-03-29T01:59"));
  EXPECT_EQ(to_local(at("2026-03-29T01:00:00Z"), "Europe/Berlin"), local("2026-03-29T03:00"));
  EXPECT_EQ(to_local(at("1969-12-31T23:59:59.999Z"), "UTC"), local("1969-12-31T23:59"));
  EXPECT_EQ(to_local(at("2050-07-01T12:00:00Z"), "America/New_York"), local("2050-07-01T08:00"));
}

TEST(Zones, EveryHourOfTwoYearsComesBackToTheSameInstantOrTheFirstOfTwo) {
  for (const char* zone : {"Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata"}) {
    SCOPED_TRACE(zone);
    Instant before{};
    for (Instant now = at("2026-01-01T00:00:00Z"); now < at("2028-01-01T00:00:00Z"); now += std::chrono::hours(1)) {
      const Instant back = to_instant(to_local(now, zone), zone);
      ASSERT_LE(back, now);
      ASSERT_LE(now - back, std::chrono::hours(1));
      ASSERT_GE(back, before);
      before = back;
    }
  }
}

TEST(Zones, TellsOffsetAndAbbreviation) {
  EXPECT_EQ(offset_at(at("2026-07-01T00:00:00Z"), "Europe/Berlin"), std::chrono::minutes(120));
  EXPECT_EQ(offset_at(at("2026-07-01T00:00:00Z"), "Asia/Kolkata"), std::chrono::minutes(330));
  EXPECT_EQ(offset_at(at("2026-01-01T00:00:00Z"), "America/New_York"), std::chrono::minutes(-300));
  EXPECT_EQ(abbreviation(at("2026-07-01T00:00:00Z"), "Europe/Berlin"), "CEST");
  EXPECT_EQ(abbreviation(at("2026-01-01T00:00:00Z"), "UTC"), "UTC");
}

TEST(Zones, KnowsOnlyNamesOfTheZoneDatabase) {
  for (const char* name : {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"}) EXPECT_TRUE(exists(name)) << name;
  for (const char* name : {"", "Nowhere/Land", "/etc/passwd", "../../../etc/passwd", "/usr/share/zoneinfo/UTC", "libc:localtime", "Europe",
                           "Europe/", "Fixed/UTC+05:00:00", "europe/berlin!", "right/UTC"}) {
    EXPECT_FALSE(exists(name)) << name;
  }
  EXPECT_FALSE(exists(std::string("UTC\0x", 5)));
  EXPECT_FALSE(exists(std::string(10'000, 'A')));
}

TEST(Zones, ThrowsForAZoneThatNobodyCheckedFirst) { EXPECT_THROW(to_local(Instant{}, "Nowhere/Land"), std::invalid_argument); }

TEST(Zones, MayBeAskedByManyThreadsAtOnce) {
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([] {
      for (const char* zone : {"Europe/Paris", "Europe/Rome", "Asia/Tokyo", "Nowhere/Land", "America/Lima"}) {
        if (exists(zone)) (void)to_local(Instant{}, zone);
      }
    });
  }
}

}  // namespace
}  // namespace backwalk::zones
