// Nodes are numbered by int, vectors by size_t: the step between them. For the .cpp files of the planner only.
#pragma once

#include <cstddef>

namespace backwalk::planner {

/// REQUIRES: index >= 0.
constexpr std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace backwalk::planner
