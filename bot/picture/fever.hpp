// The fever chart of critical chain (Leach, "Critical Chain Project Management"): how much of the buffer is used for how much of the way.
// The buffer is the room that the goal had at first, in minutes of work from its earliest finish to its due date; the way is the longest
// chain of work that was left then. Both are taken from the walk of each date.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/picture/measure.hpp"
#include "bot/picture/scene.hpp"
#include "planner/backward.hpp"

namespace backwalk::picture {

/// How the plan stood on a date: shares of what there was on the first one.
struct Stand {
  planner::Date on{};
  double done = 0;  ///< of the way, 0..1
  double used = 0;  ///< of the buffer; 0 or more, more than 1 when late, at most 2
};
/// None for a plan that had no buffer on the first of the dates, or no way left. Dates in order; those without a goal date are left out.
struct At {
  planner::Date on{};
  const planner::Plan* plan = nullptr;
};
std::vector<Stand> stands_of(const std::vector<At>& past, const planner::Absences& absences = {});

enum class Zone { fine, watch, act };
/// Up to a line from 15 % of the buffer at the beginning to 75 % at the end it is fine, from one from 35 % to 95 % on one has to act.
Zone zone_of(const Stand& stand);

/// None where there is nothing to compare with.
std::optional<Scene> fever_scene(const planner::Plan& plan, const std::vector<Stand>& stands, planner::Date today, const Measure& measure);

}  // namespace backwalk::picture
