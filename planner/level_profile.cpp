#include "planner/level_profile.hpp"

#include <iterator>

namespace backwalk::planner {

/// The step that begins at `at`, made by cutting the one that holds it.
Profile::Steps::iterator Profile::cut(std::int64_t at) {
  const auto after = taken_.upper_bound(at);
  const auto holds = std::prev(after);
  return holds->first == at ? holds : taken_.emplace_hint(after, at, holds->second);
}

/// Forgets where the step begins if nothing changes there.
void Profile::join(Steps::iterator step) {
  if (step != taken_.begin() && std::prev(step)->second == step->second) taken_.erase(step);
}

void Profile::take(std::int64_t from, std::int64_t to, int units) {
  if (from >= to) return;
  const auto end = cut(to), begin = cut(from);
  for (auto step = begin; step != end; ++step) step->second += units;
  join(end);
  join(begin);
}

std::optional<std::int64_t> Profile::first_clash(std::int64_t from, std::int64_t to, int room) const {
  if (from >= to) return {};
  for (auto step = std::prev(taken_.upper_bound(from)); step != taken_.end() && step->first < to; ++step) {
    if (step->second > room) return step->first;
  }
  return {};
}

std::optional<std::int64_t> Profile::last_clash(std::int64_t from, std::int64_t to, int room) const {
  if (from >= to) return {};
  auto end = taken_.lower_bound(to);
  while (end != taken_.begin()) {
    const auto step = std::prev(end);
    if (step->second > room) return end->first;
    if (step->first <= from) return {};
    end = step;
  }
  return {};
}

}  // namespace backwalk::planner
