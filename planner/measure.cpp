#include "planner/measure.hpp"

#include <algorithm>

namespace backwalk::planner {

double value_of(const Kpi& kpi) { return kpi.readings.empty() ? kpi.baseline : kpi.readings.back().value; }

const Reading* reading_on(const Kpi& kpi, Date date) {
  const auto is_before = [](const Reading& reading, Date d) { return date_of(reading.at) < d; };
  const auto at = std::lower_bound(kpi.readings.begin(), kpi.readings.end(), date, is_before);
  return at != kpi.readings.end() && date_of(at->at) == date ? &*at : nullptr;
}

}  // namespace backwalk::planner
