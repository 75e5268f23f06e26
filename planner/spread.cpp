#include "planner/spread.hpp"

#include <algorithm>
#include <cmath>

#include "planner/lanes.hpp"
#include "planner/lognormal.hpp"

namespace backwalk::planner {
namespace {

double quantile(const std::vector<Quantile>& points, double share) {
  const auto above = std::find_if(points.begin() + 1, points.end() - 1, [&](const Quantile& point) { return point.share >= share; });
  const auto below = above - 1;
  return below->factor + (above->factor - below->factor) * (share - below->share) / (above->share - below->share);
}

constexpr double middle_of(int cell) { return (cell + 0.5) / cells; }

template <class QuantileAt>
Spread tabled(QuantileAt quantile_at) {
  Spread spread{std::vector<float>(cells), quantile_at(0.1), quantile_at(0.9)};
  for (int k = 0; k < cells; ++k) spread.factors[static_cast<std::size_t>(k)] = static_cast<float>(quantile_at(middle_of(k)));
  return spread;
}

Minutes scaled(Minutes work, double factor) {
  return std::max(Minutes{1}, Minutes{std::llround(static_cast<double>(work.count()) * factor)});
}

}  // namespace

const std::vector<Quantile>& default_quantiles() {
  static const std::vector<Quantile> points{{0, 0.01},     {0.01, 0.05}, {0.05, 0.20}, {0.1, 0.36},  {0.15, 0.50}, {0.2, 0.55},
                                            {0.25, 0.68},  {0.3, 0.75},  {0.35, 0.86}, {0.4, 0.97},  {0.42, 1.00}, {0.65, 1.00},
                                            {0.7, 1.13},   {0.75, 1.27}, {0.8, 1.50},  {0.85, 1.88}, {0.9, 2.06},  {0.95, 3.12},
                                            {0.975, 5.00}, {0.99, 7.00}, {1, 16.00}};
  return points;
}

const Spread& default_spread() {
  static const Spread spread = tabled([](double share) { return quantile(default_quantiles(), share); });
  return spread;
}

double share_below(const Spread& spread, double factor) {
  const auto above = std::upper_bound(spread.factors.begin(), spread.factors.end(), factor);
  return static_cast<double>(above - spread.factors.begin()) / cells;
}

std::optional<Record> record_of(const Plan& plan) {
  std::vector<double> ratios;
  for (const auto& action : plan.actions) {
    if (!action.started || !action.finished || !action.promised) continue;
    const WorkingTime time{calendar_of(plan, action.owner)};  // in which the work was promised, too
    const auto worked = static_cast<double>(time.work_before(*action.finished) - time.work_before(*action.started));
    ratios.push_back(natural_log(std::clamp(worked / static_cast<double>(action.promised->count()), 1.0 / 16, 16.0)));
  }
  const auto count = static_cast<double>(ratios.size());
  if (ratios.size() < actions_for_a_record) return {};
  Record record{.actions = static_cast<int>(ratios.size())};
  for (const auto ratio : ratios) record.mean += ratio / count;
  double squares = 0;
  for (const auto ratio : ratios) squares += (ratio - record.mean) * (ratio - record.mean);
  record.deviation = std::sqrt(squares / (count - 1));
  return record;
}

Spread spread_of(const Record& record) {
  static const std::vector<double> normal = [] {
    std::vector<double> points(cells);
    for (int k = 0; k < cells; ++k) points[static_cast<std::size_t>(k)] = normal_quantile(middle_of(k));
    return points;
  }();
  const auto factor = [&](double z) { return exponential(record.mean + record.deviation * z); };
  Spread spread{std::vector<float>(cells), factor(normal_quantile(0.1)), factor(normal_quantile(0.9))};
  std::transform(normal.begin(), normal.end(), spread.factors.begin(), [&](double z) { return static_cast<float>(factor(z)); });
  return spread;
}

double shared_sigma(const Record& record) { return record.deviation / std::sqrt(static_cast<double>(record.actions)); }

Estimate shown_range(Minutes likely, const Spread& spread) {
  return {.likely = likely, .best = std::min(likely, scaled(likely, spread.best)), .worst = std::max(likely, scaled(likely, spread.worst))};
}

}  // namespace backwalk::planner
