// Working time: which minutes of a week people work, on which dates nobody does, and how far it is from one instant to another
// counted in minutes of work. Instants are local minutes of the plan (no zone in here); durations of work are minutes.
//
// W(t) is the number of working minutes before t. It never falls and is flat in closed time, so its inverse has two ends:
// `opening(w)` is the latest and `closing(w)` the earliest instant with W(t) == w. Source: PLANNING §1 and its reference program.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace backwalk::planner {

using Minutes = std::chrono::minutes;
using LocalTime = std::chrono::local_time<Minutes>;
using Date = std::chrono::local_days;

/// One open stretch of a day: minutes after midnight, 0 <= from < to <= 1440.
struct Shift {
  Minutes from{};
  Minutes to{};
  auto operator<=>(const Shift&) const = default;
};

/// The Monday of its week.
inline Date monday_of(Date date) { return date - (std::chrono::weekday{date} - std::chrono::Monday); }

/// A working calendar as people describe it. Index 0 of `week` is Monday.
struct Calendar {
  std::array<std::vector<Shift>, 7> week{};
  std::set<Date> holidays{};
  Minutes minutes_per_day{480};  ///< what one "day" of duration means, in minutes of work
  bool operator==(const Calendar&) const = default;
};

/// Monday to Friday 09:00-17:00, no holidays, 480 minutes a day.
Calendar standard_calendar();

/// As the standard one, on all seven days.
Calendar every_day_calendar();

/// What one does for oneself is not done on working days alone: each day is like the first that is worked, and there are no holidays.
Calendar every_day(Calendar calendar);
/// How many dates of a plain week are worked, 0..7; what "a week" of duration means in days.
int working_days_per_week(const Calendar& calendar);

/// A calendar prepared for counting. Answers in time logarithmic in the number of holidays, over any horizon.
class WorkingTime {
 public:
  /// REQUIRES: shifts of a day sorted, not overlapping, inside 0..1440; at least one open shift in the week (`is_workable`).
  explicit WorkingTime(const Calendar& calendar);

  /// Working minutes before `t`, from a fixed origin (2000-01-01T00:00); negative before it.
  std::int64_t work_before(LocalTime t) const;
  /// The latest instant with `work_before(t) == work`: the start side.
  LocalTime opening(std::int64_t work) const;
  /// The earliest instant with `work_before(t) == work`: the finish side.
  LocalTime closing(std::int64_t work) const;
  /// Whether any minute of the date is worked.
  bool is_working_day(Date date) const;
  /// The first opening on or after 00:00 of `date`: the data date of a plan.
  LocalTime first_opening(Date date) const;
  /// The last working instant of `date`, or 24:00 of a closed day (ARCHITECTURE §4, Time).
  LocalTime end_of(Date date) const;
  /// An open stretch of time, and `work_before` its beginning.
  struct Stretch {
    LocalTime from{};
    LocalTime to{};
    std::int64_t before = 0;
  };
  /// The open stretches of the dates in [from, to), in order, each within a date.
  std::vector<Stretch> stretches(Date from, Date to) const;
  /// The n-th working date before `date` (n >= 1), never `date` itself.
  Date working_day_before(Date date, int n) const;
  /// The first working date after `date`.
  Date working_day_after(Date date) const;

 private:
  struct Piece {
    std::int64_t from, to, before;  // minutes of the week (from Monday 00:00), and work done earlier in the week
  };
  std::int64_t plain_work(LocalTime t) const;        // since the Monday of the origin's week, as if there were no holidays
  LocalTime plain_opening(std::int64_t work) const;  // its inverse, start side

  std::vector<Piece> pieces_;
  std::int64_t week_work_ = 0;
  std::vector<std::int64_t> closed_at_;      // work_before at each holiday that would have been worked; never falls
  std::vector<std::int64_t> closed_starts_;  // minute of their 00:00
  std::vector<std::int64_t> lost_before_;    // plain_work - work_before between holiday k - 1 and holiday k; size n + 1
};

/// Whether the calendar can carry a plan: ordered shifts within the day, at least one of them open, 1 <= minutes_per_day <= 1440.
bool is_workable(const Calendar& calendar);

}  // namespace backwalk::planner
