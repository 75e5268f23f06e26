#include "planner/order_statistic.hpp"

#include <algorithm>

namespace backwalk::planner {
namespace {

/// Bounds that the wanted value lies between almost surely: it stands near the same place among every 16th value.
std::pair<std::int32_t, std::int32_t> bracket(const std::vector<Ints>& row, int count, int rank) {
  constexpr int step = 16, margin = 24;
  std::vector<std::int32_t> few;
  for (int i = 0; i < count; i += step) few.push_back(row[static_cast<std::size_t>(i / lanes)].at[i % lanes]);
  std::sort(few.begin(), few.end());
  const auto last = static_cast<int>(few.size()) - 1;
  const auto near = [&](int place) { return few[static_cast<std::size_t>(std::clamp(place, 0, last))]; };
  return {rank / step <= margin ? never : near(rank / step - margin), rank / step + margin >= last ? furthest : near(rank / step + margin)};
}

}  // namespace

std::int32_t order_statistic(const std::vector<Ints>& row, int count, int rank) {
  const auto [low, high] = bracket(row, count, rank);
  std::vector<std::int32_t> inside(row.size() * lanes);
  std::size_t found = 0;
  int below = 0;
  for (int from = 0; from < count; from += lanes) {
    const auto& block = row[static_cast<std::size_t>(from / lanes)];
    for (int i = 0; i < std::min(lanes, count - from); ++i) {  // without branches: which way they go is anybody's guess
      const auto value = block.at[i];
      inside[found] = value;
      below += value < low ? 1 : 0;
      found += value >= low && value <= high ? 1 : 0;
    }
  }
  const auto place = rank - below;
  if (place < 0 || place >= static_cast<int>(found)) {  // it did not lie between them: all values, then
    found = 0;
    for (int i = 0; i < count; ++i) inside[found++] = row[static_cast<std::size_t>(i / lanes)].at[i % lanes];
    std::nth_element(inside.begin(), inside.begin() + rank, inside.begin() + count);
    return inside[static_cast<std::size_t>(rank)];
  }
  std::nth_element(inside.begin(), inside.begin() + place, inside.begin() + static_cast<std::ptrdiff_t>(found));
  return inside[static_cast<std::size_t>(place)];
}

}  // namespace backwalk::planner
