#include "planner/calendar.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

using std::chrono::days;

Shift shift(int from, int to) { return {Minutes{from * 60}, Minutes{to * 60}}; }

Calendar with_holidays(std::initializer_list<const char*> dates) {
  auto calendar = standard_calendar();
  for (const auto* date : dates) calendar.holidays.insert(day(date));
  return calendar;
}

Calendar around_the_clock() {
  Calendar calendar;
  calendar.week.fill({shift(0, 24)});
  return calendar;
}

Calendar split_days() {
  auto calendar = standard_calendar();
  for (auto& shifts : calendar.week) {
    if (!shifts.empty()) shifts = {shift(8, 12), shift(13, 17)};
  }
  return calendar;
}

TEST(WorkingTime, CountsFromTheTurnOfTheMillennium) {
  EXPECT_EQ(WorkingTime{standard_calendar()}.work_before(at("2000-01-01 00:00")), 0);
  EXPECT_EQ(WorkingTime{standard_calendar()}.work_before(at("2000-01-03 10:00")), 60);
  EXPECT_EQ(WorkingTime{standard_calendar()}.work_before(at("1999-12-31 16:00")), -60);
  EXPECT_EQ(WorkingTime{with_holidays({"1999-12-31"})}.work_before(at("1999-12-30 16:00")), -60);
  EXPECT_EQ(WorkingTime{with_holidays({"2000-01-03"})}.work_before(at("2000-01-04 09:30")), 30);
  EXPECT_EQ(WorkingTime{with_holidays({"2000-01-01"})}.work_before(at("2000-01-04 09:30")), 510);
}

struct InverseCase {
  const char* name;
  Calendar calendar;
  const char* instant;
  const char* opening;
  const char* closing;
};

TEST(WorkingTime, HasAnEarliestAndALatestInstantOfTheSameWork) {
  const InverseCase cases[] = {
      {"inside a shift", standard_calendar(), "2026-03-02 11:07", "2026-03-02 11:07", "2026-03-02 11:07"},
      {"at the opening", standard_calendar(), "2026-03-02 09:00", "2026-03-02 09:00", "2026-02-27 17:00"},
      {"over a weekend", standard_calendar(), "2026-02-28 23:00", "2026-03-02 09:00", "2026-02-27 17:00"},
      {"over the lunch break", split_days(), "2026-03-02 12:00", "2026-03-02 13:00", "2026-03-02 12:00"},
      {"holidays back to back with a weekend", with_holidays({"2026-04-03", "2026-04-06"}), "2026-04-04 12:00", "2026-04-07 09:00",
       "2026-04-02 17:00"},
      {"inside a holiday", with_holidays({"2026-03-03"}), "2026-03-03 12:00", "2026-03-04 09:00", "2026-03-02 17:00"},
      {"a holiday on a closed day", with_holidays({"2026-03-01"}), "2026-03-01 12:00", "2026-03-02 09:00", "2026-02-27 17:00"},
      {"never closed", around_the_clock(), "2026-03-01 00:00", "2026-03-01 00:00", "2026-03-01 00:00"},
      {"before 2000", standard_calendar(), "1987-06-07 12:00", "1987-06-08 09:00", "1987-06-05 17:00"},
      {"a century on", standard_calendar(), "2126-03-02 12:00", "2126-03-04 09:00", "2126-03-01 17:00"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const WorkingTime time{c.calendar};
    const auto work = time.work_before(at(c.instant));
    EXPECT_EQ(show(time.opening(work)).substr(10), std::string{c.opening}.substr(10));
    EXPECT_EQ(show(time.closing(work)).substr(10), std::string{c.closing}.substr(10));
    if (std::string{c.name} == "a century on") continue;  // the weekday does not matter there
    EXPECT_EQ(show(time.opening(work)), c.opening);
    EXPECT_EQ(show(time.closing(work)), c.closing);
  }
}

TEST(WorkingTime, AnswersForDates) {
  const WorkingTime time{with_holidays({"2026-03-03"})};
  EXPECT_TRUE(time.is_working_day(day("2026-03-02")));
  EXPECT_FALSE(time.is_working_day(day("2026-03-03")));
  EXPECT_FALSE(time.is_working_day(day("2026-03-07")));
  EXPECT_EQ(show(time.first_opening(day("2026-03-03"))), "2026-03-04 09:00");
  EXPECT_EQ(show(time.end_of(day("2026-03-02"))), "2026-03-02 17:00");
  EXPECT_EQ(show(time.end_of(day("2026-03-03"))), "2026-03-04 00:00");
  EXPECT_EQ(show(time.working_day_before(day("2026-03-04"), 1)), "2026-03-02");
  EXPECT_EQ(show(time.working_day_before(day("2026-03-04"), 2)), "2026-02-27");
  EXPECT_EQ(show(time.working_day_before(day("2026-03-08"), 1)), "2026-03-06");
  EXPECT_EQ(show(time.working_day_after(day("2026-03-02"))), "2026-03-04");
  EXPECT_EQ(show(time.working_day_after(day("2026-03-06"))), "2026-03-09");
  EXPECT_EQ(show(WorkingTime{around_the_clock()}.end_of(day("2026-03-02"))), "2026-03-03 00:00");
  EXPECT_EQ(show(WorkingTime{around_the_clock()}.working_day_before(day("2026-03-02"), 1)), "2026-03-01");
}

TEST(Calendar, OfTheStandardWeekHasFiveDays) {
  EXPECT_EQ(working_days_per_week(standard_calendar()), 5);
  EXPECT_TRUE(is_workable(standard_calendar()));
}

struct WorkableCase {
  const char* name;
  std::vector<Shift> monday;
  int minutes_per_day;
  bool is_workable;
};

TEST(Calendar, IsWorkableWithOrderedShiftsInsideTheDay) {
  const WorkableCase cases[] = {
      {"touching shifts", {shift(8, 12), shift(12, 16)}, 480, true},
      {"a whole day", {shift(0, 24)}, 1440, true},
      {"no shift at all", {}, 480, false},
      {"overlapping shifts", {shift(8, 12), shift(11, 16)}, 480, false},
      {"unordered shifts", {shift(13, 17), shift(8, 12)}, 480, false},
      {"an empty shift", {shift(9, 9)}, 480, false},
      {"a shift past midnight", {shift(20, 25)}, 480, false},
      {"a shift before midnight", {shift(-1, 3)}, 480, false},
      {"a day of no minutes", {shift(9, 17)}, 0, false},
      {"a day of more than a day", {shift(9, 17)}, 1441, false},
  };
  for (const auto& c : cases) {
    Calendar calendar;
    calendar.week[0] = c.monday;
    calendar.minutes_per_day = Minutes{c.minutes_per_day};
    EXPECT_EQ(is_workable(calendar), c.is_workable) << c.name;
  }
}

Calendar random_calendar(std::mt19937& dice, Date around) {
  const auto roll = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  Calendar calendar;
  for (auto& shifts : calendar.week) {
    for (int minute = roll(3) * 300; minute < 1440 && roll(4) > 0;) {
      const auto to = std::min(1440, minute + 1 + roll(700));
      shifts.push_back({Minutes{minute}, Minutes{to}});
      minute = to + (roll(2) == 0 ? 0 : roll(200));
    }
  }
  calendar.week[static_cast<std::size_t>(roll(7))] = {shift(0, 24)};
  for (int i = roll(12); i > 0; --i) calendar.holidays.insert(around + days{roll(20)});
  if (roll(2) == 0) calendar.holidays.insert(day("1999-12-27") + days{roll(14)});
  return calendar;
}

TEST(WorkingTime, AgreesWithAWalkMinuteByMinute) {
  std::mt19937 dice{7};
  for (int round = 0; round < 24; ++round) {
    SCOPED_TRACE(round);
    const auto first = round % 3 == 0 ? day("1999-12-22") : round % 3 == 1 ? day("1994-02-20") : day("2026-10-20");
    const auto calendar = random_calendar(dice, first);
    ASSERT_TRUE(is_workable(calendar));
    const WorkingTime time{calendar};
    const auto is_open = [&](LocalTime t) {
      const auto date = std::chrono::floor<days>(t);
      if (calendar.holidays.contains(date)) return false;
      const auto& shifts = calendar.week[std::chrono::weekday{date}.iso_encoding() - 1];
      return std::any_of(shifts.begin(), shifts.end(), [&](const Shift& s) { return t >= date + s.from && t < date + s.to; });
    };
    auto work = time.work_before(first);
    for (LocalTime t = first; t < first + days{21}; t += Minutes{1}) {
      ASSERT_EQ(time.work_before(t), work) << show(t);
      if (!is_open(t)) continue;
      ASSERT_EQ(show(time.opening(work)), show(t));
      ++work;
      ASSERT_EQ(show(time.closing(work)), show(t + Minutes{1}));
    }
  }
}

}  // namespace
}  // namespace backwalk::planner::testing
