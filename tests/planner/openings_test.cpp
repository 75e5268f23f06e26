#include "planner/openings.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

using std::chrono::days;

/// Split days, a night shift, a lone minute, and holidays next to each other and on closed days.
Calendar odd_calendar() {
  Calendar calendar;
  calendar.week[0] = {{Minutes{8 * 60}, Minutes{12 * 60}}, {Minutes{13 * 60}, Minutes{17 * 60}}};
  calendar.week[1] = {{Minutes{0}, Minutes{360}}, {Minutes{1320}, Minutes{1440}}};
  calendar.week[2] = {{Minutes{600}, Minutes{601}}, {Minutes{601}, Minutes{602}}, {Minutes{700}, Minutes{705}}};
  calendar.week[5] = {{Minutes{0}, Minutes{1440}}};
  for (const auto* date : {"2026-03-02", "2026-03-03", "2026-03-05", "2026-04-18"}) calendar.holidays.insert(day(date));
  return calendar;
}

TEST(Openings, AnswerAsWorkingTimeDoesInsideAndOutsideOfTheirWindow) {
  for (const auto& calendar : {standard_calendar(), every_day_calendar(), odd_calendar()}) {
    const WorkingTime time{calendar};
    for (const auto& [from, to] : {std::pair{"2026-03-01", "2026-04-20"}, {"2026-03-02", "2026-03-04"}, {"2026-03-05", "2026-03-05"}}) {
      SCOPED_TRACE(from);
      const Openings openings{time, day(from), day(to)};
      for (LocalTime t = day(from) - days{9}; t < day(to) + days{9}; t += Minutes{7}) {
        const auto work = time.work_before(t);
        const auto next = openings.open_from(t), last = openings.closed_by(t);
        ASSERT_EQ(openings.work_before(t), work) << show(t);
        ASSERT_EQ(next.work, work) << show(t);
        ASSERT_EQ(last.work, work) << show(t);
        ASSERT_EQ(show(next.end), show(time.opening(work))) << show(t);
        ASSERT_EQ(show(last.end), show(time.closing(work))) << show(t);
      }
      const auto last = time.work_before(day(to) + days{9});
      for (auto work = time.work_before(day(from) - days{9}); work < last; ++work) {
        ASSERT_EQ(show(openings.opening(work)), show(time.opening(work))) << work;
        ASSERT_EQ(show(openings.closing(work)), show(time.closing(work))) << work;
      }
    }
  }
}

}  // namespace
}  // namespace backwalk::planner::testing
