// evolve: the plan after one more fact. Total: an edit that does not fit (an unknown number) leaves the plan as it is but for `seq`.
#pragma once

#include <span>
#include <vector>

#include "planner/decide.hpp"
#include "planner/edit.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

Plan evolve(Plan plan, const Edit& edit);

/// evolve over all of them, from `plan`.
Plan replay(std::span<const Edit> edits, Plan plan = {});

/// The facts that take back `edits` (a whole command, in their order), given the plan as it was before them. Empty for what is not taken
/// back: a start, and what the clock did (a report or a brief that is out). A Restored is taken back by restoring the version that it
/// superseded.
std::vector<Edit> inverse(const Plan& before, std::span<const Edit> edits);

/// Undo: the inverse of the command `log[first, first + count)` at the end of `log`, or `changed_since` naming what a later edit changed in
/// the same field, or `nothing_to_undo` where there is no inverse, or `plan_closed`: of a closed plan only the closing can be taken back.
/// `log` is the whole log of the plan. What belongs to no item (the rhythm, the status) is named by the goal.
Result<std::vector<Edit>> undo(std::span<const Edit> log, std::size_t first, std::size_t count);

}  // namespace backwalk::planner
