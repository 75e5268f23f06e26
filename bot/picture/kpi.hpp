// A number on its way to its target: its readings, the line walked back from the target, what is needed from here, and where it is heading,
// with the band that holds it with 80 %.
#pragma once

#include <optional>
#include <vector>

#include "bot/picture/measure.hpp"
#include "bot/picture/scene.hpp"
#include "planner/plan.hpp"

namespace backwalk::picture {

/// One below the other, with one key; those without a date for their target are left out, and without any there is none.
std::optional<Scene> kpi_scene(const planner::Plan& plan, const std::vector<const planner::Kpi*>& kpis, planner::Date today,
                               const Measure& measure);

}  // namespace backwalk::picture
