#include "planner/smoothing.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace backwalk::planner {
namespace {

constexpr int level_grid = 20;  // alpha = 1/20 .. 20/20
constexpr int trend_grid = 10;  // alpha = 1/10 .. 10/10, beta = 0/10 .. 10/10
constexpr std::array<double, 5> damping{0.8, 0.85, 0.9, 0.95, 0.98};
constexpr std::size_t first_slope = 4;

struct SmoothingState {
  double level = 0;
  double trend = 0;
};

struct SmoothingParameters {
  double alpha = 1;
  double beta = 0;
  double phi = 1;

  /// Takes the state past `value`; the error of the forecast that it had for it.
  double take(SmoothingState& state, double value) const {
    const double foreseen = state.level + phi * state.trend;
    const double error = value - foreseen;
    state.level = foreseen + alpha * error;
    state.trend = phi * state.trend + alpha * beta * error;
    return error;
  }
};

double squared_errors(const SmoothingParameters& parameters, SmoothingState state, std::span<const double> values) {
  double sum = 0;
  for (const double value : values.subspan(1)) {
    const double error = parameters.take(state, value);
    sum += error * error;
  }
  return sum;
}

/// The best of what was tried so far.
struct GridSearch {
  std::span<const double> values;
  SmoothingState start;
  SmoothingParameters best{};
  double least = std::numeric_limits<double>::infinity();

  void attempt(const SmoothingParameters& parameters) {
    const double sum = squared_errors(parameters, start, values);
    if (sum >= least) return;
    least = sum;
    best = parameters;
  }
  Smoothing result() const {
    Smoothing smoothing{.alpha = best.alpha, .beta = best.beta, .phi = best.phi};
    SmoothingState state = start;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) best.take(state, values[i]);
      smoothing.level.push_back(state.level);
      smoothing.trend.push_back(state.trend);
    }
    return smoothing;
  }
};

GridSearch with_trend(std::span<const double> values) {
  const auto last = std::min(first_slope, values.size() - 1);
  const double slope = last > 0 ? (values[last] - values[0]) / static_cast<double>(last) : 0;
  return {.values = values, .start = {values[0], slope}};
}

void attempt_trends(GridSearch& search, double phi) {
  for (int alpha = 1; alpha <= trend_grid; ++alpha) {
    for (int beta = 0; beta <= trend_grid; ++beta) search.attempt({alpha / double{trend_grid}, beta / double{trend_grid}, phi});
  }
}

}  // namespace

Smoothing smooth_level(std::span<const double> values) {
  GridSearch search{.values = values, .start = {values[0], 0}};
  for (int alpha = 1; alpha <= level_grid; ++alpha) search.attempt({alpha / double{level_grid}, 0, 1});
  return search.result();
}

Smoothing smooth_trend(std::span<const double> values) {
  auto search = with_trend(values);
  attempt_trends(search, 1);
  return search.result();
}

Smoothing smooth_damped(std::span<const double> values) {
  auto search = with_trend(values);
  for (const double phi : damping) attempt_trends(search, phi);
  return search.result();
}

std::vector<double> trend_steps(double phi, std::size_t steps) {
  std::vector<double> result(steps + 1);
  double power = 1;
  for (std::size_t k = 1; k <= steps; ++k) {
    power *= phi;
    result[k] = result[k - 1] + power;
  }
  return result;
}

}  // namespace backwalk::planner
