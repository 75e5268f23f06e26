// Networks with doubts, for the tests of forecasts.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "planner/doubt.hpp"
#include "planner/index.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::given_doubt {

using planner::at;
using testing::at;

constexpr Range quick{Minutes{60}, Minutes{120}, Minutes{480}}, slow{Minutes{200}, Minutes{600}, Minutes{700}};

/// A network on a 24-hour calendar from midnight, so that minutes of work are minutes.
struct Given {
  Network network{};
  Doubt doubt{};

  Given() {
    Calendar calendar;
    for (auto& day : calendar.week) day = {{Minutes{0}, Minutes{1440}}};
    network.calendars.emplace_back(calendar);
    network.data_date = at("2026-03-02 00:00");
  }
  int node(Range range, std::vector<int> after = {}) {
    const auto index = static_cast<int>(network.nodes.size());
    network.nodes.push_back({.duration = range.likely});
    doubt.ids.push_back(static_cast<std::uint64_t>(index) + 1);
    doubt.ranges.emplace_back(range.worst > Minutes{0} ? std::optional{range} : std::nullopt);
    for (const auto before : after) network.arrows.push_back({before, index, {}});
    return index;
  }
  void goal(std::vector<int> after, int due) {
    network.goal = node({}, std::move(after));
    network.due = network.data_date + Minutes{due};
  }
  NetworkForecast run(Depth depth = Depth::drivers, int samples = 200'000, Vectors vectors = Vectors::fastest) const {
    return *forecast(network, doubt, {.seed = 11, .samples = samples, .depth = depth}, vectors);
  }
};

/// P(X <= x) of the triangular distribution.
inline double below(const Range& range, double x) {
  const auto a = static_cast<double>(range.best.count()), m = static_cast<double>(range.likely.count()),
             b = static_cast<double>(range.worst.count());
  if (x <= a) return 0;
  if (x >= b) return 1;
  return x < m ? (x - a) * (x - a) / ((b - a) * (m - a)) : 1 - (b - x) * (b - x) / ((b - a) * (b - m));
}

}  // namespace backwalk::planner::given_doubt
