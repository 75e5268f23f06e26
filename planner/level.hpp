// Levelling: the backward walk when people can do only so much at a time. Work is placed one piece after another, each as late as what
// follows it, its calendar and what its owner already has allow; nothing is interrupted (serial schedule generation; PLANNING §2, §3).
//
// What has begun or is finished stays where it is, and so does what is fixed on a date. What comes out is a valid schedule and a bound that
// no schedule can beat; the gap between them says how much a search could still find.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/backward.hpp"

namespace backwalk::planner {

/// A person, a team or a machine.
struct Resource {
  int capacity = 1;  ///< units that it has at any instant of its calendar, >= 1
  int calendar = 0;  ///< index into Network::calendars
};
/// A node holds `units` of a resource from its start to its finish.
struct Demand {
  int resource = 0;
  int units = 1;
};
struct Workload {
  std::vector<Resource> resources{};
  std::vector<std::vector<Demand>> demands{};  ///< by node; at most one of each resource, 1 <= units <= its capacity
};

struct Place {
  LocalTime start{};
  LocalTime finish{};  ///< the last working instant
  bool operator==(const Place&) const = default;
};
struct Levelled {
  std::vector<Place> places{};   ///< by node
  std::int64_t makespan = 0;     ///< minutes of work in calendar 0 from the first start to the due date; only what has not begun counts
  std::int64_t lower_bound = 0;  ///< no levelled schedule has a smaller makespan: longest chain, or the work of the busiest resource
  int schedules = 0;             ///< how many were made; the best is here
  /// Nothing starts before the data date, before its own first date, or before what precedes it is finished, and nobody has two fixed
  /// things at a time.
  bool is_feasible = true;
};

/// How far the makespan is above the bound, as a share of it; 0 when there is nothing to do.
double gap(const Levelled& levelled);

/// REQUIRES: no cycle; a node's calendar is open only when those of its resources are (`common_hours`). One pass from the due date in the
/// order of latest finish and one in that of earliest finish, each followed by one forward and one back in its own order (double
/// justification): six schedules, of the feasible ones the best is kept. Usually O(tasks x log tasks).
Levelled level(const Network& network, const Workload& workload);

/// When both are open; `minutes_per_day` is a's. May have no working time at all (`is_workable`).
Calendar common_hours(const Calendar& a, const Calendar& b);

/// Each owner does one thing at a time. None without a goal date. `places` is in the order of the timeline's refs.
std::optional<Levelled> level(const Plan& plan, Date today, const Absences& absences = {});

}  // namespace backwalk::planner
