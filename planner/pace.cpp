#include "planner/pace.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace backwalk::planner {
namespace {

using std::chrono::days;

constexpr double days_per_week = 7;
constexpr days fresh_for{14};
constexpr double furthest_days = 50 * 365.25;
constexpr std::size_t intervals = 3;
constexpr double enough_of_required = 0.8;

struct Point {
  Date date{};
  double value = 0;
};

Point last_point(const Kpi& kpi) {
  if (kpi.readings.empty()) return {date_of(kpi.since), kpi.baseline};
  return {date_of(kpi.readings.back().at), kpi.readings.back().value};
}

/// Where the recent pace is measured from.
Point earlier_point(const Kpi& kpi) {
  if (kpi.readings.size() <= intervals) return {date_of(kpi.since), kpi.baseline};
  const auto& reading = kpi.readings[kpi.readings.size() - 1 - intervals];
  return {date_of(reading.at), reading.value};
}

double weeks_between(Date from, Date to) { return static_cast<double>((to - from).count()) / days_per_week; }

std::optional<double> recent_pace(const Kpi& kpi) {
  const auto from = earlier_point(kpi), to = last_point(kpi);
  if (to.date <= from.date) return {};
  return (to.value - from.value) / weeks_between(from.date, to.date);
}

/// The date on which `left` more is there at this pace.
std::optional<Date> date_after(Date from, double left, double per_week) {
  if (left * per_week <= 0) return {};
  const auto wait = std::floor(left / per_week * days_per_week + 1e-9);  // a whole number of days stays one
  if (!(wait <= furthest_days)) return {};
  return from + days{static_cast<int>(wait)};
}

/// The value of the straight line on this date: flat before it begins and after it ends.
double on_line(const Kpi& kpi, Date due, Date date) {
  const auto since = date_of(kpi.since);
  if (due <= since) return kpi.target;
  const auto part = std::clamp(weeks_between(since, date) / weeks_between(since, due), 0.0, 1.0);
  return kpi.baseline + (kpi.target - kpi.baseline) * part;
}

}  // namespace

Pace pace(const Plan& plan, const Kpi& kpi, Date today) {
  const auto [on, last] = last_point(kpi);
  const auto left = kpi.target - last;
  Pace result{.last = last, .on = on, .recent_per_week = recent_pace(kpi)};
  result.is_reached = kpi.target >= kpi.baseline ? left <= 0 : left >= 0;
  if (result.is_reached) {
    result.reaches = on;
  } else if (result.recent_per_week) {
    result.reaches = date_after(on, left, *result.recent_per_week);
  }
  const auto moment = due_of(plan, kpi);
  if (!moment) return result;
  const auto due = moment->date;
  result.line = on_line(kpi, due, on);
  if (result.recent_per_week && due > on) result.expected = last + *result.recent_per_week * weeks_between(on, due);
  const auto from = today - on > fresh_for ? today : on;
  if (result.is_reached) {
    result.required_per_week = 0;
  } else if (due > from && due >= today) {
    result.required_per_week = left / weeks_between(from, due);
  }
  return result;
}

std::optional<double> part_behind(const Pace& pace) {
  if (pace.is_reached || !pace.recent_per_week || !pace.required_per_week) return {};
  const auto direction = *pace.required_per_week < 0 ? -1 : 1;
  if (direction * *pace.recent_per_week >= enough_of_required * direction * *pace.required_per_week) return {};
  return *pace.recent_per_week / *pace.required_per_week;
}

std::vector<Checkpoint> checkpoints(const Plan& plan, const Kpi& kpi, const std::optional<Timeline>& timeline) {
  std::vector<Checkpoint> result;
  const auto due = due_of(plan, kpi);
  if (!due) return result;
  for (const auto& milestone : plan.milestones) {
    const auto* slot = timeline ? timeline->find({Kind::milestone, milestone.number}) : nullptr;
    if (!milestone.due && !slot) continue;
    const auto date = milestone.due ? milestone.due->date : date_of(slot->latest_finish);
    if (date <= date_of(kpi.since) || date > due->date) continue;
    result.push_back({milestone.number, date, on_line(kpi, due->date, date)});
  }
  std::sort(result.begin(), result.end(),
            [](const Checkpoint& a, const Checkpoint& b) { return std::tie(a.date, a.milestone) < std::tie(b.date, b.milestone); });
  return result;
}

}  // namespace backwalk::planner
