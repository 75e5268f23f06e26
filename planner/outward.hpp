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

  /// In place of what it held; its memory is used again.
  void fill(std::size_t nodes, const std::vector<Arrow>& arrows) {
    first.assign(nodes + 2, 0);
    ends.resize(arrows.size());
    lags.clear();
    for (const auto& arrow : arrows) ++first[at(arrow.from) + 2];
    for (std::size_t i = 2; i < first.size(); ++i) first[i] += first[i - 1];
    for (const auto& arrow : arrows) {
      const auto has_lag = arrow.lag.kind != Lag::Kind::none;
      ends[first[at(arrow.from) + 1]++] = {arrow.to, has_lag ? static_cast<int>(lags.size()) : -1};
      if (has_lag) lags.push_back(arrow.lag);
    }
  }
  std::span<const End> of(int i) const { return {ends.data() + first[at(i)], ends.data() + first[at(i) + 1]}; }
};

}  // namespace backwalk::planner
