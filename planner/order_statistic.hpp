// The k-th of many samples. For forecast only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "planner/lanes.hpp"

namespace backwalk::planner {

/// The value that exactly `rank` of the first `count` values precede in ascending order. REQUIRES: 0 <= rank < count.
std::int32_t order_statistic(const std::vector<Ints>& row, int count, int rank);

}  // namespace backwalk::planner
