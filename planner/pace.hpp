// How fast a KPI moves, how fast it would have to, and where that leads. Rates are in units of the KPI per week of seven calendar days, and
// negative where the number falls; lower may be better.
#pragma once

#include <optional>
#include <vector>

#include "planner/backward.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

struct Pace {
  double last = 0;  ///< the last value, or the baseline
  Date on{};        ///< its date
  /// What is left to the target over the weeks left: from `on` while that is at most 14 days ago, later from today, for who has not looked
  /// for longer has lost the time. 0 when reached; none when the due date is unknown or not after that day.
  std::optional<double> required_per_week{};
  /// The slope over the last three intervals: from the point three readings back (the first point is the baseline) to the last. None
  /// without a reading on a later date than that.
  std::optional<double> recent_per_week{};
  std::optional<double> expected{};  ///< the value at the due date at the recent pace; none when the date is unknown or not after `on`
  std::optional<Date> reaches{};  ///< when the target is reached at the recent pace (`on` when it is); none: never, or not within 50 years
  std::optional<double> line{};   ///< what the straight line from the baseline to the target at its due date has on `on`
  bool is_reached = false;
};

/// Source: PRODUCT 6.6, conversation 2.
Pace pace(const Plan& plan, const Kpi& kpi, Date today);

/// The recent pace as a part of the required one, where it is less than 0.8 of it; negative where it goes the wrong way.
std::optional<double> part_behind(const Pace& pace);

/// What a KPI should read when a milestone is reached.
struct Checkpoint {
  int milestone = 0;
  Date date{};  ///< the milestone's own, else its latest by the timeline
  double value = 0;
};
/// The target walked back along the straight line to the baseline: a point for each milestone later than the baseline and no later than the
/// due date, by date. None without a due date. Source: PRODUCT A11.
std::vector<Checkpoint> checkpoints(const Plan& plan, const Kpi& kpi, const std::optional<Timeline>& timeline);

}  // namespace backwalk::planner
