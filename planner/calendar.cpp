#include "planner/calendar.hpp"

#include <algorithm>

namespace backwalk::planner {
namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr std::int64_t day_minutes = 1440;
constexpr std::int64_t week_minutes = 7 * day_minutes;
constexpr LocalTime origin = Date{std::chrono::year{2000} / 1 / 1};
constexpr LocalTime origin_monday = Date{std::chrono::year{1999} / 12 / 27};

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

bool is_ordered(const std::vector<Shift>& shifts) {
  Minutes end{0};
  for (const auto& shift : shifts) {
    if (shift.from < end || shift.from >= shift.to || shift.to.count() > day_minutes) return false;
    end = shift.to;
  }
  return true;
}

}  // namespace

Calendar standard_calendar() {
  Calendar calendar;
  for (std::size_t day = 0; day < 5; ++day) calendar.week[day] = {{Minutes{9 * 60}, Minutes{17 * 60}}};
  return calendar;
}

Calendar every_day_calendar() {
  auto calendar = standard_calendar();
  calendar.week[5] = calendar.week[6] = calendar.week[0];
  return calendar;
}

Calendar every_day(Calendar calendar) {
  const auto worked = std::find_if(calendar.week.begin(), calendar.week.end(), [](const auto& shifts) { return !shifts.empty(); });
  if (worked == calendar.week.end()) return calendar;
  const auto shifts = *worked;
  calendar.week.fill(shifts);
  calendar.holidays.clear();
  return calendar;
}

int working_days_per_week(const Calendar& calendar) {
  return static_cast<int>(std::count_if(calendar.week.begin(), calendar.week.end(), [](const auto& shifts) { return !shifts.empty(); }));
}

bool is_workable(const Calendar& calendar) {
  const auto day = calendar.minutes_per_day.count();
  return day >= 1 && day <= day_minutes && working_days_per_week(calendar) > 0 &&
         std::all_of(calendar.week.begin(), calendar.week.end(), is_ordered);
}

WorkingTime::WorkingTime(const Calendar& calendar) {
  for (std::size_t day = 0; day < 7; ++day) {
    const auto midnight = static_cast<std::int64_t>(day) * day_minutes;
    for (const auto& shift : calendar.week[day]) {
      pieces_.push_back({midnight + shift.from.count(), midnight + shift.to.count(), week_work_});
      week_work_ += (shift.to - shift.from).count();
    }
  }
  // The k-th gap between holidays has lost all work of the holidays before it. Counted from the origin, so that W(origin) is 0.
  std::int64_t lost = plain_work(origin);
  for (const auto date : calendar.holidays) {
    if (date < floor<days>(origin)) lost -= plain_work(date + days{1}) - plain_work(date);
  }
  lost_before_.push_back(lost);
  for (const auto date : calendar.holidays) {
    const auto work = plain_work(date + days{1}) - plain_work(date);
    if (work == 0) continue;
    closed_starts_.push_back(LocalTime{date}.time_since_epoch().count());
    closed_at_.push_back(plain_work(date) - lost);
    lost += work;
    lost_before_.push_back(lost);
  }
}

std::int64_t WorkingTime::plain_work(LocalTime t) const {
  const auto minutes = (t - origin_monday).count();
  const auto week = floor_div(minutes, week_minutes);
  const auto minute = minutes - week * week_minutes;
  auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), minute, [](auto m, const Piece& p) { return m < p.from; });
  if (piece == pieces_.begin()) return week * week_work_;
  --piece;
  return week * week_work_ + piece->before + std::min(minute, piece->to) - piece->from;
}

LocalTime WorkingTime::plain_opening(std::int64_t work) const {
  const auto week = floor_div(work, week_work_);
  const auto rest = work - week * week_work_;
  auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), rest, [](auto w, const Piece& p) { return w < p.before; });
  --piece;
  return origin_monday + Minutes{week * week_minutes + piece->from + rest - piece->before};
}

std::int64_t WorkingTime::work_before(LocalTime t) const {
  const auto passed = std::upper_bound(closed_starts_.begin(), closed_starts_.end(), t.time_since_epoch().count());
  const auto count = static_cast<std::size_t>(passed - closed_starts_.begin());
  if (count > 0 && t.time_since_epoch().count() < closed_starts_[count - 1] + day_minutes) return closed_at_[count - 1];
  return plain_work(t) - lost_before_[count];
}

LocalTime WorkingTime::opening(std::int64_t work) const {
  const auto passed = std::upper_bound(closed_at_.begin(), closed_at_.end(), work);
  return plain_opening(work + lost_before_[static_cast<std::size_t>(passed - closed_at_.begin())]);
}

LocalTime WorkingTime::closing(std::int64_t work) const { return opening(work - 1) + Minutes{1}; }  // the end of the minute before

std::vector<WorkingTime::Stretch> WorkingTime::stretches(Date from, Date to) const {
  std::vector<Stretch> result;
  if (from >= to) return result;
  const auto minute_of = [](Date date) { return LocalTime{date}.time_since_epoch().count(); };
  const auto weeks = static_cast<std::size_t>((to - from).count() / 7 + 2);
  result.reserve(weeks * pieces_.size());
  auto closed = std::lower_bound(closed_starts_.begin(), closed_starts_.end(), minute_of(from));
  auto work = work_before(from);
  auto monday = monday_of(from);
  auto piece = std::lower_bound(pieces_.begin(), pieces_.end(), (LocalTime{from} - monday).count(),
                                [](const Piece& p, auto minute) { return p.from < minute; });
  for (auto date = from; date < to; date += days{1}) {
    if (date == monday + days{7}) {
      monday = date;
      piece = pieces_.begin();
    }
    const auto is_closed = closed != closed_starts_.end() && *closed == minute_of(date);
    if (is_closed) ++closed;
    const auto midnight = (LocalTime{date + days{1}} - monday).count();
    for (; piece != pieces_.end() && piece->from < midnight; ++piece) {
      if (is_closed) continue;
      result.push_back({monday + Minutes{piece->from}, monday + Minutes{piece->to}, work});
      work += piece->to - piece->from;
    }
  }
  return result;
}

bool WorkingTime::is_working_day(Date date) const { return work_before(date + days{1}) > work_before(date); }

LocalTime WorkingTime::first_opening(Date date) const { return opening(work_before(date)); }

LocalTime WorkingTime::end_of(Date date) const {
  return is_working_day(date) ? closing(work_before(date + days{1})) : LocalTime{date + days{1}};
}

Date WorkingTime::working_day_before(Date date, int n) const {
  for (; n > 0; --n) date = floor<days>(opening(work_before(date) - 1));
  return date;
}

Date WorkingTime::working_day_after(Date date) const { return floor<days>(first_opening(date + days{1})); }

}  // namespace backwalk::planner
