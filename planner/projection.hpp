// Where a KPI will be at its due date, from its readings alone: the value, an interval that holds it with 80 %, and the chance of the
// target.
//
// Readings come when somebody tells them, and series.hpp wants equal distances. So they are put on a grid: its step is the usual distance
// of two readings (the lower median of the days between neighbours), its last point is the newest reading, and further points lie a step
// apart back to the first reading, 260 at most. A point between two readings lies on the straight line between them. The due date is as
// many steps ahead as it takes to reach or pass it. What the grid invents counts for nothing: the method goes by the number of readings or
// of points, whichever is less.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "planner/plan.hpp"
#include "planner/series.hpp"

namespace backwalk::planner {

struct Grid {
  std::chrono::days step{};
  std::vector<double> values{};  ///< the last one is the newest reading
};
/// REQUIRES: two readings or more, by date, at most one for each.
Grid grid_of(const std::vector<Reading>& readings);

struct Projection {
  Method method{};
  Date due{};
  std::chrono::days step{};
  std::size_t steps = 0;     ///< from the newest reading to the due date
  std::size_t readings = 0;  ///< how many count
  double expected = 0;
  double low = 0;  ///< the 80 % interval
  double high = 0;
  double chance = 0;  ///< of the target or better, 0..1
  Outlook outlook{};  ///< for other shares and other targets
};

/// None below 8 readings, without a due date, where the newest reading is of that date or later, and where the due date is more than 1,000
/// steps ahead. Source: PLANNING §6.
std::optional<Projection> projection(const Plan& plan, const Kpi& kpi);

}  // namespace backwalk::planner
