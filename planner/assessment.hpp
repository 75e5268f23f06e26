// The schedule assessment: those of DCMA's 14 points that mean something for a plan that is walked back, by their terms and limits. A point
// is met while no more than its share of what it looks at fails. Where a limit is a share, small plans fail by one item; it is a reading,
// not a verdict.
//
//   term            fails                                                                           of                          limit
//   logic           an item without any link, while there are others (no successor: the goal        unfinished items            5 %
//                   is; no predecessor: it can begin now)
//   leads           a link with a negative lag                                                      links between unfinished    0
//   lags            a link with a positive lag                                                      links between unfinished    5 %
//   high float      more than 44 working days of total float                                        unfinished items            5 %
//   negative float  less than none                                                                  unfinished items            0
//   high duration   more than 44 working days of work                                               unfinished actions          5 %
//   invalid dates   an actual date after today, or a finish before its start                        items                       0
//   missed tasks    not finished by the end of the date by which the baseline wanted it             items it wanted by          5 %
//                                                                                                   yesterday
//
// Left out: relationship types (there is one), hard constraints, resources, the critical path test, CPLI and BEI. DCMA counts a missing
// predecessor or successor as missing logic; here both ends are given by today and by the goal.
// Source: DCMA-EA PAM 200.1, Earned Value Management System Program Analysis Pamphlet, October 2012, section 4.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "planner/backward.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

enum class SchedulePoint { logic, leads, lags, high_float, negative_float, high_duration, invalid_dates, missed_tasks };
/// "Missing logic", "Leads": as DCMA calls it.
std::string_view term(SchedulePoint point);

struct Assessed {
  SchedulePoint point{};
  std::vector<Ref> failing{};  ///< in the plan's order; of a link, what follows
  std::size_t of = 0;          ///< how many were looked at
  double limit = 0;            ///< the share that may fail
  bool is_met() const { return static_cast<double>(failing.size()) <= limit * static_cast<double>(of); }
};

/// Every point that can be judged, in the order above: without a timeline (no goal date) not the floats, without a baseline not missed
/// tasks.
std::vector<Assessed> assess(const Plan& plan, const std::optional<Timeline>& timeline, const std::optional<Timeline>& baseline,
                             Date today);

/// The plan as it was first committed, by the absences that are known now. None for a draft, or without a goal date then.
std::optional<Timeline> baseline(const Plan& plan, const Absences& absences = {});

}  // namespace backwalk::planner
