// The weekly series of the M4 competition, and its measures of a forecast. For the program kpi.cpp and the test of the same targets.
//
// sMAPE is the mean of 200 |y - f| / (|y| + |f|), MASE that of |y - f| over the mean |y[t] - y[t-1]| of the whole history, OWA the mean of
// both relative to the naive forecast (of weekly series the competition takes no season away). Source: M4 Competitor's Guide.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "planner/series.hpp"

namespace backwalk::m4 {

constexpr std::size_t horizon = 13;

struct History {
  std::vector<double> known{};
  std::vector<double> coming{};  ///< the next 13 values, which a method may not see
};

inline std::vector<History> read(const std::filesystem::path& file) {
  std::vector<History> result;
  std::ifstream in{file};
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream cells{line};
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    auto& history = result.emplace_back();
    const auto known = std::stoul(row.at(2));
    for (std::size_t i = 4; i < row.size(); ++i) (i - 4 < known ? history.known : history.coming).push_back(std::stod(row[i]));
  }
  return result;
}

struct Share {
  int hits = 0;
  int tries = 0;
  void count(bool is_hit) {
    hits += is_hit ? 1 : 0;
    ++tries;
  }
  double percent() const { return 100.0 * hits / tries; }
};

struct Error {
  double smape = 0;
  double mase = 0;
  void count(double value, double forecast, double scale) {
    smape += 200 * std::abs(value - forecast) / (std::abs(value) + std::abs(forecast));
    mase += std::abs(value - forecast) / scale;
  }
};

/// What came out for histories cut to one length.
struct Score {
  int series = 0;
  Error ours{};
  Error naive{};
  Share covered_50{}, covered_80{}, covered_95{};
  std::array<Share, 2> half_80{};            ///< of every second series: what one half suggests is seen on the other
  std::array<Share, horizon> distance_80{};  ///< by distance
  std::array<Share, 5> above{};              ///< share above the last value, by the chance told for it: below 20 %, 40 % ...
  std::array<double, 5> told{};              ///< sum of those chances

  double owa() const { return (ours.smape / naive.smape + ours.mase / naive.mase) / 2; }
  double smape() const { return ours.smape / (series * double{horizon}); }
  double naive_smape() const { return naive.smape / (series * double{horizon}); }
  double mase() const { return ours.mase / (series * double{horizon}); }
};

inline double mean_step(const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t i = 1; i < values.size(); ++i) sum += std::abs(values[i] - values[i - 1]);
  return sum / static_cast<double>(values.size() - 1);
}

/// Of every series as if only its last `length` values were known; shorter ones are left out.
inline Score score(const std::vector<History>& histories, std::size_t length) {
  Score result;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const auto& [known, coming] = histories[i];
    if (known.size() < length) continue;
    ++result.series;
    const double scale = mean_step(known), last = known.back();
    const auto series = planner::fit({known.end() - static_cast<std::ptrdiff_t>(length), known.end()}, *planner::method_for(length));
    for (std::size_t h = 0; h < horizon; ++h) {
      const auto outlook = planner::ahead(series, h + 1);
      const double value = coming.at(h), miss = std::abs(value - outlook.expected);
      result.ours.count(value, outlook.expected, scale);
      result.naive.count(value, last, scale);
      result.covered_50.count(miss <= outlook.margin(0.5));
      result.covered_80.count(miss <= outlook.margin(0.8));
      result.covered_95.count(miss <= outlook.margin(0.95));
      result.half_80[i % 2].count(miss <= outlook.margin(0.8));
      result.distance_80[h].count(miss <= outlook.margin(0.8));
      const double chance = outlook.chance_at_least(last);
      const auto bin = static_cast<std::size_t>(chance * 4.999999);
      result.above[bin].count(value >= last);
      result.told[bin] += chance;
    }
  }
  return result;
}

}  // namespace backwalk::m4
