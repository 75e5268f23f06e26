#include "planner/order_statistic.hpp"

#include <algorithm>

namespace backwalk::planner {
namespace {

struct Bracket {
  std::int32_t low = never;
  std::int32_t high = furthest;
};

/// Bounds that the wanted value lies between almost surely: it stands near the same place among every 32nd value.
Bracket bracket(std::span<const Ints> row, int count, int rank) {
  constexpr int step = 32, margin = 20;
  std::vector<std::int32_t> few;
  for (int i = 0; i < count; i += step) few.push_back(row[static_cast<std::size_t>(i / lanes)].at[i % lanes]);
  const auto low = rank / step - margin, high = rank / step + margin;
  Bracket result;
  auto from = few.begin();
  if (low > 0) {
    from += low;
    std::nth_element(few.begin(), from, few.end());
    result.low = *from;
  }
  if (high < static_cast<int>(few.size())) {
    std::nth_element(from, few.begin() + high, few.end());
    result.high = few[static_cast<std::size_t>(high)];
  }
  return result;
}

std::int32_t nth(std::span<std::int32_t> values, int rank) {
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

}  // namespace

std::int32_t order_statistic(std::span<const Ints> row, int count, int rank) {
  const auto [low, high] = bracket(row, count, rank);
  const auto inside = std::make_unique_for_overwrite<std::int32_t[]>(row.size() * lanes);
  std::size_t found = 0;
  int below = 0;
  for (int from = 0; from < count; from += lanes) {
    const auto& block = row[static_cast<std::size_t>(from / lanes)];
    const auto end = std::min(lanes, count - from);
    for (int i = 0; i < end; ++i) {  // without branches: which way they go is anybody's guess
      const auto value = block.at[i];
      inside[found] = value;
      below += static_cast<int>(value < low);
      found += static_cast<std::size_t>((value >= low) & (value <= high));
    }
  }
  const auto place = rank - below;
  if (place >= 0 && place < static_cast<int>(found)) return nth({inside.get(), found}, place);
  for (int i = 0; i < count; ++i) inside[static_cast<std::size_t>(i)] = row[static_cast<std::size_t>(i / lanes)].at[i % lanes];
  return nth({inside.get(), static_cast<std::size_t>(count)}, rank);
}

}  // namespace backwalk::planner
