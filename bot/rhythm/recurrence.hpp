// Recurrences: when a cadence falls due for somebody. Local wall time and a zone, resolved late, so that nine o'clock stays nine o'clock
// when the clocks change: in a gap the first valid instant after it, in an overlap the first, once (ARCHITECTURE §4, Time).
#pragma once

#include <optional>
#include <string>

#include "adapters/chat/place.hpp"
#include "planner/plan.hpp"

namespace backwalk::rhythm {

/// What becomes of an occurrence on a date that the calendar does not work: it is left out (a standup), or it moves to the next working
/// date (a check-in, a brief). An occurrence that would move onto or past the next one is left out.
enum class OnClosedDay { left_out, next_working_day };

struct Occurrence {
  planner::Date date{};  ///< the date on which it falls, after moving
  Instant at{};
  auto operator<=>(const Occurrence&) const = default;
};

/// What an occurrence is counted by: the cadence, the calendar whose working dates count, and the zone of the one it is for.
struct Recurrence {
  const planner::Cadence& cadence;
  const planner::WorkingTime& time;
  std::string zone{};
  OnClosedDay on_closed = OnClosedDay::left_out;
};

/// The first occurrence after `after`; none within the next two years. REQUIRES: the zone exists.
std::optional<Occurrence> next_occurrence(const Recurrence& recurrence, Instant after);
/// The last occurrence at or before `until`; none before the cadence began.
std::optional<Occurrence> last_occurrence(const Recurrence& recurrence, Instant until);

}  // namespace backwalk::rhythm
