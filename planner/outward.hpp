// A network's arrows as a pass walks them: side by side by where they come from, eight bytes each. For backward.cpp and settled.cpp only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/backward.hpp"
#include "planner/index.hpp"

namespace backwalk::planner {

/// Those of node i stand in [first[i], first[i + 1]).
struct Outward {
  struct End {
    int to;
    int lag;  ///< index into lags; -1: none
  };
  std::vector<std::uint32_t> first{};
  std::vector<End> ends{};
  std::vector<Lag> lags{};
  bool is_ordered = true;  ///< every arrow leads to a later node

  /// In place of what it held; its memory is used again. Unchecked as the arrays of a pass are (walk_arrays.hpp).
  void fill(std::size_t nodes, const std::vector<Arrow>& arrows) {
    first.assign(nodes + 2, 0);
    ends.resize(arrows.size());
    is_ordered = true;
    auto* const places = first.data();
    auto* const filled = ends.data();
    std::size_t with_lag = 0;
    for (const auto& arrow : arrows) {
      ++places[arrow.from + 2];
      is_ordered = is_ordered & (arrow.from < arrow.to);
      with_lag += arrow.lag.kind != Lag::Kind::none ? 1 : 0;
    }
    for (std::size_t i = 0; i < nodes; ++i) places[i + 2] += places[i + 1];
    lags.resize(with_lag);
    int lag = 0;
    for (const auto& arrow : arrows) {
      const auto has_lag = arrow.lag.kind != Lag::Kind::none;
      filled[places[arrow.from + 1]++] = {arrow.to, has_lag ? lag : -1};
      if (has_lag) lags[at(lag++)] = arrow.lag;
    }
  }
  std::span<const End> of(int i) const { return {ends.data() + first.data()[i], ends.data() + first.data()[i + 1]}; }
};

}  // namespace backwalk::planner
