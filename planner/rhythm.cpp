#include "planner/rhythm.hpp"

#include <algorithm>
#include <chrono>

namespace backwalk::planner {
namespace {

/// Monday is 0.
int weekday_of(Date date) { return static_cast<int>(std::chrono::weekday{date}.iso_encoding()) - 1; }

}  // namespace

bool falls_on(const Cadence& cadence, Date date) {
  if (date < cadence.from || cadence.every_weeks < 1) return false;
  if (!std::binary_search(cadence.weekdays.begin(), cadence.weekdays.end(), weekday_of(date))) return false;
  const auto weeks = (monday_of(date) - monday_of(cadence.from)).count() / 7;
  return weeks % cadence.every_weeks == 0;
}

}  // namespace backwalk::planner
