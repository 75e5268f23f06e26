#include "planner/trend.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace backwalk::planner {
namespace {

constexpr std::size_t fewest_readings = 5, fewest_in_half = 8, most_readings = 260;
constexpr double days_a_week = 7;
constexpr double normal_975 = 1.959963984540054;  // 97.5 % of the normal distribution

std::vector<double> slopes_between(std::span<const Reading> readings) {
  std::vector<double> slopes;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    for (std::size_t j = i + 1; j < readings.size(); ++j) {
      const auto wait = date_of(readings[j].at) - date_of(readings[i].at);
      slopes.push_back((readings[j].value - readings[i].value) / static_cast<double>(wait.count()) * days_a_week);
    }
  }
  std::sort(slopes.begin(), slopes.end());
  return slopes;
}

Trend trend_of(std::span<const Reading> readings) {
  const auto slopes = slopes_between(readings);
  const auto n = static_cast<double>(readings.size()), count = static_cast<double>(slopes.size());
  const double spread = normal_975 * std::sqrt(n * (n - 1) * (2 * n + 5) / 18);
  const auto at_rank = [&](double rank) { return slopes[static_cast<std::size_t>(std::clamp(rank, 1.0, count)) - 1]; };
  return {.per_week = (at_rank(std::floor((count + 1) / 2)) + at_rank(std::ceil((count + 1) / 2))) / 2,
          .low = at_rank(std::floor((count - spread) / 2)),
          .high = at_rank(std::ceil((count + spread) / 2 + 1)),
          .readings = readings.size()};
}

}  // namespace

std::optional<Trend> trend(std::span<const Reading> readings) {
  if (readings.size() < fewest_readings) return {};
  readings = readings.last(std::min(readings.size(), most_readings));
  auto result = trend_of(readings);
  const auto half = readings.size() / 2;
  if (half >= fewest_in_half) {
    const auto older = trend_of(readings.first(half)), newer = trend_of(readings.last(half));
    result.has_changed = older.high < newer.low || newer.high < older.low;
  }
  return result;
}

}  // namespace backwalk::planner
