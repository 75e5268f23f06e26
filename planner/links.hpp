// Reachability along a plan's links. For decide and undo only.
#pragma once

#include <vector>

#include "planner/plan.hpp"

namespace backwalk::planner {

/// The shortest way along links from one item to another, both included; {from} when they are the same, empty when there is none.
std::vector<Ref> way(const Plan& plan, Ref from, Ref to);

/// A cycle of the plan's links in order, its first item repeated at the end; empty when there is none.
std::vector<Ref> cycle_in(const Plan& plan);

bool is_linked(const Plan& plan, Ref before, Ref after);

}  // namespace backwalk::planner
