// Exponential smoothing of a series read at equal distances: the level (and the trend) after each value, each newer value counting more
// than the one before it. Parameters are searched on fixed grids by the least sum of squared one-step errors, the first of equals, so that
// the same series gives the same bits everywhere.
//
//   forecast k steps after value i   level[i] + (phi + phi^2 + ... + phi^k) * trend[i]
//   its update by the next value y   e = y - (level + phi * trend);  level += phi * trend + alpha * e;  trend = phi * trend + alpha * beta
//   * e
//
// Source: Holt (1957), Gardner and McKenzie (1985), as the benchmarks of the M4 competition have them. The first level is the first value,
// the first trend the mean slope over the first five values.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace backwalk::planner {

/// Parameters, and the state after each value of the series.
struct Smoothing {
  double alpha = 1;  ///< 0 < alpha <= 1; 1 with no trend is the naive forecast
  double beta = 0;   ///< 0..1
  double phi = 1;    ///< damping of the trend; 1: none
  std::vector<double> level{};
  std::vector<double> trend{};
};

/// All REQUIRE a value, and finite ones.
/// A level alone (simple exponential smoothing).
Smoothing smooth_level(std::span<const double> values);
/// A level and a trend that goes on (Holt).
Smoothing smooth_trend(std::span<const double> values);
/// A level and a trend that fades (damped Holt).
Smoothing smooth_damped(std::span<const double> values);

/// phi + phi^2 + ... + phi^k for k = 0..`steps`: how many steps of trend k steps ahead hold.
std::vector<double> trend_steps(double phi, std::size_t steps);

}  // namespace backwalk::planner
