#include <algorithm>
#include <cstdint>

#include "planner/backward.hpp"

namespace backwalk::planner {

// Depth first without recursion: `path` is the way from a root to here, so a node met again on it closes a cycle.
std::vector<int> find_cycle(std::size_t nodes, const std::vector<Arrow>& arrows) {
  enum class Seen : std::uint8_t { no, on_path, done };
  std::vector<std::vector<int>> after(nodes);
  for (const auto& arrow : arrows) after[static_cast<std::size_t>(arrow.from)].push_back(arrow.to);

  std::vector<Seen> seen(nodes);
  std::vector<std::size_t> next(nodes);  // how many successors of a node have been tried
  std::vector<int> path;
  for (std::size_t root = 0; root < nodes; ++root) {
    if (seen[root] != Seen::no) continue;
    path.push_back(static_cast<int>(root));
    seen[root] = Seen::on_path;
    while (!path.empty()) {
      const auto here = static_cast<std::size_t>(path.back());
      if (next[here] == after[here].size()) {
        seen[here] = Seen::done;
        path.pop_back();
        continue;
      }
      const auto there = after[here][next[here]++];
      auto& mark = seen[static_cast<std::size_t>(there)];
      if (mark == Seen::on_path) {
        std::vector<int> cycle(std::find(path.begin(), path.end(), there), path.end());
        cycle.push_back(there);
        return cycle;
      }
      if (mark == Seen::done) continue;
      mark = Seen::on_path;
      path.push_back(there);
    }
  }
  return {};
}

}  // namespace backwalk::planner
