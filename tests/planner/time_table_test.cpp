// The tables of a forecast against the calendar that they are made of.
#include "planner/time_table.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner {
namespace {

struct Week {
  const char* name = "";
  std::vector<Shift> shifts{};
  int days = 5;
};

/// Every minute of a stretch, 128 at a time, and every minute of work in it.
void expect_as_calendar(const WorkingTime& time, LocalTime origin, std::int32_t length, const Lanes& lane) {
  const TimeTable table{time, origin, length};
  const auto hours = table.hours();
  const auto first = time.work_before(origin);
  for (std::int32_t from = 0; from < length - lanes; from += lanes) {
    Ints x, work, opening, closing;
    for (int i = 0; i < lanes; ++i) x.at[i] = from + i;
    lane.work_before(hours, x, work);
    lane.opening(hours, x, opening);
    lane.closing(hours, x, closing);
    for (int i = 0; i < lanes; ++i) {
      const auto minute = x.at[i];
      ASSERT_EQ(work.at[i], time.work_before(origin + Minutes{minute}) - first) << minute;
      if (minute >= hours.all) continue;
      ASSERT_EQ(origin + Minutes{opening.at[i]}, time.opening(first + minute)) << minute;
      ASSERT_EQ(closing.at[i], minute == 0 ? 0 : (time.closing(first + minute) - origin).count()) << minute;
    }
  }
}

TEST(TimeTable, CountsAsItsCalendar) {
  const auto clock = [](int hour, int minute = 0) { return Minutes{60 * hour + minute}; };
  const Week weeks[] = {
      {"standard", {{clock(9), clock(17)}}},
      {"a break", {{clock(8), clock(12)}, {clock(12, 30), clock(14, 10)}}, 6},
      {"always", {{clock(0), clock(24)}}, 7},
      {"over midnight", {{clock(0), clock(3)}, {clock(22), clock(24)}}, 7},
      {"minutes", {{clock(9), clock(9, 1)}, {clock(9, 2), clock(9, 4)}, {clock(9, 5), clock(9, 6)}, {clock(23), clock(24)}}}};
  for (const auto& week : weeks) {
    SCOPED_TRACE(week.name);
    Calendar calendar;
    for (int day = 0; day < week.days; ++day) calendar.week[static_cast<std::size_t>(day)] = week.shifts;
    calendar.holidays = {testing::day("2026-03-04"), testing::day("2026-03-05")};
    for (const auto* origin : {"2026-03-02 09:00", "2026-03-01 23:59", "2026-03-02 11:17"}) {
      expect_as_calendar(WorkingTime{calendar}, testing::at(origin), 12'000, plain_lanes());
      expect_as_calendar(WorkingTime{calendar}, testing::at(origin), 12'000, fastest_lanes());
    }
  }
}

TEST(TimeTable, StopsAtItsEnds) {
  const TimeTable table{WorkingTime{standard_calendar()}, testing::at("2026-03-02 09:00"), 10'000};
  const auto hours = table.hours();
  for (const auto* lane : {&plain_lanes(), &fastest_lanes()}) {
    for (const auto outside : {never, -furthest, -1}) {
      Ints x, work, opening, closing;
      fill(x, outside);
      lane->work_before(hours, x, work);
      lane->opening(hours, x, opening);
      lane->closing(hours, x, closing);
      EXPECT_EQ(work.at[7], 0);
      EXPECT_EQ(opening.at[7], -1);
      EXPECT_EQ(closing.at[7], 0);
      fill(x, -outside);
      lane->work_before(hours, x, work);
      lane->opening(hours, x, opening);
      lane->closing(hours, x, closing);
      if (outside == -1) continue;
      EXPECT_EQ(work.at[7], hours.all);
      EXPECT_EQ(opening.at[7], hours.end);
      EXPECT_EQ(closing.at[7], hours.end);
    }
  }
}

}  // namespace
}  // namespace backwalk::planner
