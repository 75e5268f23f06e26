// What a forecast costs: random layered plans with ranges, or with single numbers and the default spread, on one core; by one calendar, or
// by two with an absence and elapsed lags. Prints processor time, the least of many runs, in milliseconds: the chance alone, with all safe
// starts, with drivers; with wide vectors and without.
//
//   bench_forecast [SECONDS]     for each figure; 1 unless said
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <vector>

#include "planner/doubt.hpp"

namespace backwalk::planner {
namespace {

double processor_ms() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

struct Project {
  Network network{};
  Doubt doubt{};
};

/// Three predecessors each from the three layers before, one to five days of work.
Project layered(int actions, int layers, bool has_ranges) {
  Project project;
  auto& network = project.network;
  std::mt19937 dice{7};
  const auto roll = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  network.calendars.emplace_back(standard_calendar());
  network.data_date = Date{std::chrono::year{2026} / 3 / 2};
  std::vector<bool> is_followed(static_cast<std::size_t>(actions));
  for (int i = 0; i < actions; ++i) {
    const Minutes work{480 * (1 + roll(5))};
    network.nodes.push_back({.duration = work});
    project.doubt.ids.push_back(static_cast<std::uint64_t>(i));
    project.doubt.ranges.push_back(has_ranges ? std::optional{Range{work * 7 / 10, work, work * 2}} : std::nullopt);
    const int layer = i * layers / actions, first = std::max(0, layer - 3) * actions / layers, last = layer * actions / layers;
    for (int k = 0; k < 3 && last > 0; ++k) {
      network.arrows.push_back({first + roll(last - first), i, {}});
      is_followed[static_cast<std::size_t>(network.arrows.back().from)] = true;
    }
  }
  network.goal = actions;
  network.nodes.emplace_back();
  project.doubt.ids.push_back(static_cast<std::uint64_t>(actions));
  project.doubt.ranges.emplace_back();
  for (int i = 0; i < actions; ++i) {
    if (!is_followed[static_cast<std::size_t>(i)]) network.arrows.push_back({i, actions, {}});
  }
  network.due = network.data_date + std::chrono::days{100'000};
  return project;
}

/// A third of the actions in the evening, a third by somebody who is away for a week, and an elapsed day after every tenth link.
Project by_several_calendars(Project project) {
  auto& network = project.network;
  Calendar evening, away = standard_calendar();
  for (std::size_t day = 0; day < 6; ++day)
    evening.week[day] = {{Minutes{15 * 60}, Minutes{18 * 60 + 30}}, {Minutes{19 * 60}, Minutes{22 * 60}}};
  for (int day = 9; day < 14; ++day) away.holidays.insert(Date{std::chrono::year{2026} / 3 / day});
  network.calendars.emplace_back(evening);
  network.calendars.emplace_back(away);
  for (std::size_t i = 0; i + 1 < network.nodes.size(); ++i) network.nodes[i].calendar = static_cast<int>(i % 3);
  for (std::size_t k = 0; k < network.arrows.size(); k += 10) network.arrows[k].lag = {Lag::Kind::elapsed, Minutes{1440}};
  return project;
}

double least_ms(const Project& project, const Sampling& sampling, Vectors vectors, double seconds) {
  double least = 1e9, spent = 0;
  while (spent < seconds * 1e3) {
    const auto begun = processor_ms();
    if (!forecast(project.network, project.doubt, sampling, vectors)) std::abort();
    const auto took = processor_ms() - begun;
    least = std::min(least, took);
    spent += took;
  }
  return least;
}

void measure(double seconds) {
  std::puts("actions x samples  durations  calendars  vectors  chance ms  safe starts ms  drivers ms");
  struct Size {
    int actions, layers, samples;
  };
  for (const auto& size : {Size{25, 8, 5'000}, Size{1'000, 50, 10'000}}) {
    for (const bool has_ranges : {true, false}) {
      for (const bool is_simple : {true, false}) {
        auto project = layered(size.actions, size.layers, has_ranges);
        if (!is_simple) project = by_several_calendars(std::move(project));
        Sampling sampling{.samples = size.samples, .depth = Depth::chance};
        project.network.due = forecast(project.network, project.doubt, sampling)->goal.p90;
        for (const auto vectors : {Vectors::fastest, Vectors::plain}) {
          double ms[3];
          for (const auto depth : {Depth::chance, Depth::safe_starts, Depth::drivers}) {
            sampling.depth = depth;
            ms[static_cast<int>(depth)] = least_ms(project, sampling, vectors, seconds);
          }
          std::printf("%7d x %7d  %9s  %9s  %7s  %9.2f  %14.2f  %10.2f\n", size.actions, size.samples, has_ranges ? "ranges" : "numbers",
                      is_simple ? "one" : "several", vectors == Vectors::plain ? "plain" : "fastest", ms[0], ms[1], ms[2]);
          std::fflush(stdout);
        }
      }
    }
  }
}

}  // namespace
}  // namespace backwalk::planner

int main(int argc, char** argv) {
  backwalk::planner::measure(argc > 1 ? std::atof(argv[1]) : 1);
  return 0;
}
