// From a range to what is drawn from it. For sampled only.
#pragma once

#include "planner/sampled.hpp"

namespace backwalk::planner {

/// One number, or a range around it.
struct Work {
  Minutes likely{};
  std::optional<Range> range{};
};

Draw drawn(std::uint64_t id, const Work& work, const Spread& spread);
/// What is left of it after so many minutes of work.
Draw remaining(std::uint64_t id, const Work& work, const Spread& spread, Minutes worked);

}  // namespace backwalk::planner
