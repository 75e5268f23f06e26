// A number on its way to its target: its readings, the line walked back from the target, what is needed from here, and where it is heading,
// with the band that holds it with 80 %.
#pragma once

#include <optional>

#include "bot/picture/measure.hpp"
#include "bot/picture/scene.hpp"
#include "planner/plan.hpp"

namespace backwalk::picture {

/// None without a date for the target.
std::optional<Scene> kpi_scene(const planner::Plan& plan, const planner::Kpi& kpi, planner::Date today, const Measure& measure);

}  // namespace backwalk::picture
