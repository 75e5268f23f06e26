// How good the forecasts of KPIs are: on the weekly series of the M4 competition, as if only their last 8, 16, 26, 52, 104 values were
// known.
//
//   bench_kpi            OWA, the coverage of the 50, 80 and 95 % intervals, whether told chances come true. Reads BACKWALK_SHARED
//   bench_kpi foresee    a KPI a line on stdin, "baseline target due day:value day:value ..." with days as numbers; a line of figures each,
//                        for tests/oracle/kpi.py: method, step, steps, expected, low, high, chance; slope a week, its low and high, change
#include <chrono>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string_view>

#include "planner/projection.hpp"
#include "planner/trend.hpp"
#include "tests/bench/m4.hpp"
#include "tests/shared.hpp"

namespace backwalk {
namespace {

int table() {
  const auto folder = shared::folder("planning/m4");
  if (!folder) return 0;
  const auto histories = m4::read(*folder / "weekly.csv");
  std::puts("| known | series | sMAPE | naive | MASE | OWA | 50 % | 80 % | 80 %, odd / even series | 95 % | ms a series |");
  std::puts("|---|---|---|---|---|---|---|---|---|---|---|");
  for (const std::size_t length : {8U, 16U, 26U, 52U, 104U, 260U}) {
    const auto begin = std::chrono::steady_clock::now();
    const auto score = m4::score(histories, length);
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
    std::printf("| %zu | %d | %.3f | %.3f | %.3f | %.3f | %.1f | %.1f | %.1f / %.1f | %.1f | %.2f |\n", length, score.series, score.smape(),
                score.naive_smape(), score.mase(), score.owa(), score.covered_50.percent(), score.covered_80.percent(),
                score.half_80[0].percent(), score.half_80[1].percent(), score.covered_95.percent(), spent.count() / score.series);
  }
  std::puts("\n80 % by distance, 1 to 13, and the chance told against the share that came true (value at least the last one)\n");
  for (const std::size_t length : {8U, 16U, 26U, 52U, 104U, 260U}) {
    const auto score = m4::score(histories, length);
    std::printf("%3zu:", length);
    for (const auto& share : score.distance_80) std::printf(" %.0f", share.percent());
    std::printf("  |");
    for (std::size_t i = 0; i < score.above.size(); ++i) {
      if (score.above[i].tries > 0) std::printf("  %.0f->%.0f", 100 * score.told[i] / score.above[i].tries, score.above[i].percent());
    }
    std::puts("");
  }
  return 0;
}

int foresee() {
  const planner::Date day{};
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words{line};
    planner::Kpi kpi;
    int due = 0, date = 0;
    char colon = 0;
    words >> kpi.baseline >> kpi.target >> due;
    for (double value = 0; words >> date >> colon >> value;) {
      kpi.readings.push_back({.at = day + std::chrono::days{date}, .value = value});
    }
    kpi.due = planner::Moment{day + std::chrono::days{due}, {}};
    if (const auto foreseen = planner::projection({}, kpi)) {
      std::printf("%d %ld %zu %.17g %.17g %.17g %.17g", static_cast<int>(foreseen->method), static_cast<long>(foreseen->step.count()),
                  foreseen->steps, foreseen->expected, foreseen->low, foreseen->high, foreseen->chance);
    } else {
      std::printf("-");
    }
    if (const auto trend = planner::trend(kpi.readings)) {
      std::printf(" %.17g %.17g %.17g %d\n", trend->per_week, trend->low, trend->high, trend->has_changed ? 1 : 0);
    } else {
      std::puts(" -");
    }
  }
  return 0;
}

}  // namespace
}  // namespace backwalk

int main(int count, char** words) { return count > 1 && std::string_view{words[1]} == "foresee" ? backwalk::foresee() : backwalk::table(); }
