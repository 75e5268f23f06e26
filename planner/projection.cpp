#include "planner/projection.hpp"

#include <algorithm>
#include <utility>

namespace backwalk::planner {
namespace {

using std::chrono::days;

constexpr std::size_t most_points = 260, most_steps = 1000;
constexpr double told_share = 0.8;

double days_between(Date from, Date to) { return static_cast<double>((to - from).count()); }

days usual_distance(const std::vector<Reading>& readings) {
  std::vector<days> distances;
  for (std::size_t i = 1; i < readings.size(); ++i) distances.push_back(date_of(readings[i].at) - date_of(readings[i - 1].at));
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>((distances.size() - 1) / 2);
  std::nth_element(distances.begin(), middle, distances.end());
  return *middle;
}

/// On the straight line between the readings around this date, which is no earlier than the first of them and no later than the last.
double value_on(const std::vector<Reading>& readings, Date date) {
  const auto is_before = [](const Reading& reading, Date d) { return date_of(reading.at) < d; };
  const auto to = std::lower_bound(readings.begin(), readings.end(), date, is_before);
  if (date_of(to->at) == date) return to->value;
  const auto from = to - 1;
  return from->value +
         (to->value - from->value) * (days_between(date_of(from->at), date) / days_between(date_of(from->at), date_of(to->at)));
}

}  // namespace

Grid grid_of(const std::vector<Reading>& readings) {
  Grid grid{.step = usual_distance(readings)};
  const auto first = date_of(readings.front().at);
  for (auto date = date_of(readings.back().at); date >= first && grid.values.size() < most_points; date -= grid.step) {
    grid.values.push_back(value_on(readings, date));
  }
  std::reverse(grid.values.begin(), grid.values.end());
  return grid;
}

std::optional<Projection> projection(const Plan& plan, const Kpi& kpi) {
  const auto due = due_of(plan, kpi);
  if (!due || !method_for(kpi.readings.size())) return {};
  const auto newest = date_of(kpi.readings.back().at);
  if (due->date <= newest) return {};
  auto grid = grid_of(kpi.readings);
  const auto readings = std::min(kpi.readings.size(), grid.values.size());
  const auto method = method_for(readings);
  if (!method) return {};
  Projection result{.method = *method, .due = due->date, .step = grid.step, .readings = readings};
  result.steps = static_cast<std::size_t>((due->date - newest + grid.step - days{1}) / grid.step);
  if (result.steps > most_steps) return {};
  result.outlook = ahead(fit(std::move(grid.values), *method), result.steps);
  result.expected = result.outlook.expected;
  const double margin = result.outlook.margin(told_share);
  result.low = result.expected - margin;
  result.high = result.expected + margin;
  result.chance = is_lower_better(kpi) ? result.outlook.chance_at_most(kpi.target) : result.outlook.chance_at_least(kpi.target);
  return result;
}

}  // namespace backwalk::planner
