// The trend that readings show, described and not foretold: the median of the slopes between all pairs (Theil-Sen), which three readings in
// ten may spoil without effect, and the range in which it lies with 95 % (Sen). Dates may lie at any distance.
//
// Source: Sen (1968), JASA 63:1379-1389; the ranks as in Gilbert (1987), Statistical Methods for Environmental Pollution Monitoring, 16.5.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "planner/measure.hpp"

namespace backwalk::planner {

/// Rates are in units of the KPI per week of seven calendar days, as in pace.hpp.
struct Trend {
  double per_week = 0;
  double low = 0;  ///< the 95 % interval
  double high = 0;
  bool has_changed = false;  ///< the newer half moves otherwise than the older: their intervals do not meet (from 16 readings on)
  std::size_t readings = 0;  ///< that it is computed from: the newest 260 at most

  bool is_rising() const { return low > 0; }
  bool is_falling() const { return high < 0; }
};

/// None below 5 readings, for which no interval of 95 % exists. REQUIRES: by date, at most one for each, as a plan keeps them.
std::optional<Trend> trend(std::span<const Reading> readings);

}  // namespace backwalk::planner
