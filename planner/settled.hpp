// What is over: finished, or without work of its own and reached when the last of what it waits for was finished, whether anybody says so
// or not. For backward.cpp and sampled.cpp only.
#pragma once

#include <span>
#include <vector>

#include "planner/outward.hpp"

namespace backwalk::planner {

/// It is reached when all that it waits for is finished.
inline bool settles_by_itself(const Node& node) { return node.duration == Minutes{0} && !node.started && !node.start_from; }

/// Of each node whether it is over; empty where nothing is finished. What is finished but waited for something open, which it skipped,
/// still holds what follows. `order`: each node after those that it waits for.
std::vector<bool> settled_nodes(const Network& network, const Outward& out, std::span<const int> order);

}  // namespace backwalk::planner
