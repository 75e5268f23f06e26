// Prints every bit of three forecasts (same_bits.sh): ranges, the default spread, risks, a driver; one calendar and two.
//
//   same_bits fastest|plain
#include <clocale>
#include <cstdio>
#include <cstring>
#include <random>
#include <vector>

#include "planner/doubt.hpp"

namespace {

using namespace backwalk::planner;

void print(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  std::printf("%016llx ", static_cast<unsigned long long>(bits));
}

void print(LocalTime t) { std::printf("%lld ", static_cast<long long>(t.time_since_epoch().count())); }

void forecast_of(int calendars, Vectors vectors) {
  std::mt19937 dice{99};
  const auto roll = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  Network network;
  Doubt doubt;
  Calendar six = standard_calendar();
  six.week[5] = {{Minutes{480}, Minutes{725}}};
  network.calendars.emplace_back(standard_calendar());
  network.calendars.emplace_back(six);
  network.data_date = Date{std::chrono::year{2026} / 3 / 2};
  constexpr int actions = 60;
  for (int i = 0; i <= actions; ++i) {
    const Minutes work{i == actions ? 0 : 240 * (1 + roll(9))};
    network.nodes.push_back({.duration = work, .calendar = roll(calendars)});
    doubt.ids.push_back(stable_id("task " + std::to_string(i)));
    doubt.ranges.push_back(i < actions && roll(2) == 0 ? std::optional{Range{work * 3 / 4, work, work * 5 / 2}} : std::nullopt);
    for (int k = 0; k < 2 && i > 3; ++k) network.arrows.push_back({roll(i), i, {}});
    if (i < actions) network.arrows.push_back({i, actions, {}});
  }
  network.goal = actions;
  network.due = network.data_date + std::chrono::days{70};
  doubt.risks.push_back({.id = 5, .node = 7, .probability = 0.3, .delay = {Minutes{100}, Minutes{900}, Minutes{3000}}});
  doubt.factors.push_back({.id = 6, .nodes = {1, 4, 9, 16, 25}, .sigma = 0.35});
  const auto found = *forecast(network, doubt, {.seed = 42, .samples = 5000}, vectors);
  print(*found.goal.chance);
  print(found.goal.low);
  print(found.goal.p50);
  print(found.goal.p80);
  print(found.goal.p90);
  for (const auto& node : found.nodes) {
    print(node.criticality);
    print(node.safe_start.value_or(LocalTime{}));
  }
  for (const auto& driver : found.drivers) std::printf("%d %d ", driver.is_risk ? 1 : 0, driver.index), print(driver.chance);
  std::puts("");
}

}  // namespace

int main(int argc, char** argv) {
  if (std::setlocale(LC_ALL, "") == nullptr) return 2;  // it would be C's, and prove nothing
  const auto vectors = argc > 1 && std::strcmp(argv[1], "plain") == 0 ? Vectors::plain : Vectors::fastest;
  forecast_of(1, vectors);
  forecast_of(2, vectors);
  return 0;
}
