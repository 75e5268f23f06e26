// How a plan stands, computed from what is known, to be told next to what its owner reports.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "planner/backward.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

/// A chance from here on is on track, below it at risk, and below the other off track: the bands of Atlas' scores (PRODUCT 2).
constexpr double good_chance = 0.7, poor_chance = 0.4;

/// Why a plan does not stand well, the weightiest first: `late`, `unlikely` and `kpi_missed` take it off track, the others put it at risk.
struct Reason {
  enum What {
    late,          ///< a date is missed by more than a day of work; `about` is the goal, or the milestone whose own date it is
    unlikely,      ///< the goal's date has a poor chance
    kpi_missed,    ///< the due date of `about` has passed and its target is not reached
    no_room,       ///< as `late`, by a day of work at most
    doubtful,      ///< the goal's date has no good chance
    blocked,       ///< the open risk `about` blocks an unfinished action
    kpi_unlikely,  ///< the target of `about` has a poor chance at its date
    kpi_behind,    ///< the recent pace of `about` is below 0.8 of the required one, and no good chance says that it does not matter
  };
  What what{};
  std::optional<Ref> about{};
  double figure = 0;  ///< minutes of work missing (late, no_room), the chance, or the recent pace as a part of the required one
  bool operator==(const Reason&) const = default;
};

struct Health {
  Status status{};
  std::vector<Reason> reasons{};  ///< by weight, then by number; none on track
};

/// Chances of KPIs' targets at their dates, by number.
using TargetChances = std::map<int, double>;
/// Those that a forecast tells which can see a trend: from 26 readings on. About a millisecond for each such KPI.
TargetChances target_chances(const Plan& plan);

/// `timeline` is the plan's of `today`; without one (no goal date) no date can be missed. `chance` is that of the goal's date, `targets`
/// those of KPIs; what is not given is not judged by its chance.
Health health(const Plan& plan, const std::optional<Timeline>& timeline, Date today, std::optional<double> chance = {},
              const TargetChances& targets = {});

}  // namespace backwalk::planner
