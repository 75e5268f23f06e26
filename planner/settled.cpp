#include "planner/settled.hpp"

#include <algorithm>

#include "planner/index.hpp"

namespace backwalk::planner {

std::vector<bool> settled_nodes(const Network& network, const Outward& out, std::span<const int> order) {
  const auto& nodes = network.nodes;
  if (std::none_of(nodes.begin(), nodes.end(), [](const Node& node) { return node.finished.has_value(); })) return {};
  std::vector<bool> result(nodes.size()), is_waiting(nodes.size()), is_held(nodes.size());
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    const auto i = at(order[k]);
    result[i] = !is_held[i] && (nodes[i].finished || (is_waiting[i] && settles_by_itself(nodes[i])));
    for (const auto& end : out.of(order[k])) {
      is_waiting[at(end.to)] = true;
      if (!result[i]) is_held[at(end.to)] = true;
    }
  }
  return result;
}

}  // namespace backwalk::planner
