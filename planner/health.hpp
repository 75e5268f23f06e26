// How a plan stands, computed from what is known, to be told next to what its owner reports.
#pragma once

#include <optional>
#include <vector>

#include "planner/backward.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

/// Why a plan does not stand well, the weightiest first: `late` and `kpi_missed` take it off track, the others put it at risk.
struct Reason {
  enum What {
    late,        ///< a date is missed by more than a day of work; `about` is the goal, or the milestone whose own date it is
    kpi_missed,  ///< the due date of `about` has passed and its target is not reached
    no_room,     ///< as `late`, by a day of work at most
    blocked,     ///< the open risk `about` blocks an unfinished action
    kpi_behind,  ///< the recent pace of `about` is below 0.8 of the required one
  };
  What what{};
  std::optional<Ref> about{};
  bool operator==(const Reason&) const = default;
};

struct Health {
  Status status{};
  std::vector<Reason> reasons{};  ///< by weight, then by number; none on track
};

/// `timeline` is the plan's of `today`; without one (no goal date) no date can be missed.
Health health(const Plan& plan, const std::optional<Timeline>& timeline, Date today);

}  // namespace backwalk::planner
