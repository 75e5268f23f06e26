// Compiled for AVX2 (deploy/cmake/lanes.cmake) and called only where the machine has it; on other processors an empty file.
#ifdef BACKWALK_AVX2

#define BACKWALK_LANES wide
#include "planner/lanes_body.hpp"

namespace backwalk::planner {

const Lanes& wide_lanes();
const Lanes& wide_lanes() { return wide::operations; }

}  // namespace backwalk::planner

#endif
