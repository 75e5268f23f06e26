#include "planner/lanes.hpp"

#define BACKWALK_LANES plain
#include "planner/lanes_body.hpp"

namespace backwalk::planner {

const Lanes& wide_lanes();  // lanes_avx2.cpp

const Lanes& plain_lanes() { return plain::operations; }

const Lanes& fastest_lanes() {
#ifdef BACKWALK_AVX2
  static const bool is_wide = __builtin_cpu_supports("avx2") != 0;
  if (is_wide) return wide_lanes();
#endif
  return plain_lanes();
}

}  // namespace backwalk::planner
