#include "bot/rhythm/recurrence.hpp"

#include <algorithm>
#include <chrono>

#include "bot/base/zones.hpp"

namespace backwalk::rhythm {
namespace {

using planner::Date;
using planner::LocalTime;
using std::chrono::days;

constexpr days horizon{732};
constexpr days longest_move{60};  // a holiday that is longer leaves the occurrence out

/// Where the occurrence that is named for `date` really falls.
std::optional<Date> falls_on(const Recurrence& recurrence, Date date) {
  if (!planner::falls_on(recurrence.cadence, date)) return std::nullopt;
  if (recurrence.time.is_working_day(date)) return date;
  if (recurrence.on_closed == OnClosedDay::left_out) return std::nullopt;
  for (Date moved = date + days{1}; moved <= date + longest_move; moved += days{1}) {
    if (planner::falls_on(recurrence.cadence, moved)) return std::nullopt;
    if (recurrence.time.is_working_day(moved)) return moved;
  }
  return std::nullopt;
}

std::optional<Occurrence> occurrence_of(const Recurrence& recurrence, Date date) {
  const auto fallen = falls_on(recurrence, date);
  if (!fallen) return std::nullopt;
  return Occurrence{*fallen, zones::to_instant(LocalTime{*fallen} + recurrence.cadence.at, recurrence.zone)};
}

}  // namespace

std::optional<Occurrence> next_occurrence(const Recurrence& recurrence, Instant after) {
  const Date today = zones::date_of(zones::to_local(after, recurrence.zone));
  const Date first = std::max(recurrence.cadence.from, today - longest_move);
  for (Date date = first; date <= std::max(first, today) + horizon; date += days{1}) {
    const auto occurrence = occurrence_of(recurrence, date);
    if (occurrence && occurrence->at > after) return occurrence;
  }
  return std::nullopt;
}

std::optional<Occurrence> last_occurrence(const Recurrence& recurrence, Instant until) {
  const Date today = zones::date_of(zones::to_local(until, recurrence.zone));
  for (Date date = today + days{1}; date >= recurrence.cadence.from && date >= today - horizon; date -= days{1}) {
    const auto occurrence = occurrence_of(recurrence, date);
    if (occurrence && occurrence->at <= until) return occurrence;
  }
  return std::nullopt;
}

}  // namespace backwalk::rhythm
