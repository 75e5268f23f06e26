// What a series will be some steps ahead, with how sure that is. No distribution is assumed: the margins are the errors that the same
// method made in the series' own past, at each point that lies as far back from a known value.
//
//   fewer than 8 values   no forecast                 26 to 51     the mean of level, trend and damped trend
//   8 to 25               the level alone             52 and more  the damped trend alone
//
// Source: PLANNING §6. What it leaves open is chosen by coverage on the M4 subset, with its figures in tests/bench/kpi.md:
// - Errors count by size, not by sign: an end of an interval of signed errors needs twice as many (at 52 values it covers 74, not 80 %).
// - The rank is conformal: the share p of m errors lies at place p * (m + 1), between two of them in proportion, the largest at most.
// - With fewer than 20 errors of that distance those of all shorter ones join, times sqrt(distance / their own).
// - Parameters were fitted to the values that the errors are counted on: n values and p parameters widen them by sqrt(n / (n - p)).
// - Below 26 values they are widened by another tenth.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "planner/smoothing.hpp"

namespace backwalk::planner {

constexpr std::size_t fewest_values = 8, fewest_for_trend = 26;
enum class Method { level, mean_of_three, damped };
/// By the length of the history; none below 8.
std::optional<Method> method_for(std::size_t values);

/// A series that a method has been fitted to.
struct Series {
  Method method{};
  std::vector<double> values{};
  std::vector<Smoothing> parts{};  ///< the forecast is the mean of theirs
};
/// REQUIRES: at least 8 finite values. The method may be that of a shorter history than the values are.
Series fit(std::vector<double> values, Method method);

/// The series at one distance.
struct Outlook {
  double expected = 0;
  std::vector<double> errors{};  ///< sizes of the errors made at this distance, widened, ascending; never empty

  /// Half the width of the interval that holds this share, 0 < share < 1.
  double margin(double share) const;
  /// Chance that the value is `target` or more; or less. Never surer than the number of errors allows.
  double chance_at_least(double target) const;
  double chance_at_most(double target) const;
};
/// REQUIRES: steps >= 1.
Outlook ahead(const Series& series, std::size_t steps);

}  // namespace backwalk::planner
