// How far actual work lies from what was estimated with one number: a distribution of actual / estimate. Until a plan has a record of its
// own it is the default spread, fitted on the finished tasks of one company.
#pragma once

#include <optional>
#include <vector>

#include "planner/plan.hpp"

namespace backwalk::planner {

/// A quantile function: of the tasks a share `share` took at most `factor` times their estimate; linear between these points.
struct Quantile {
  double share = 0;
  double factor = 0;
};
/// Source: tests/oracle/spread.py on ../planning/sip, which also checks how often its bounds hold (10-fold cross-validation).
const std::vector<Quantile>& default_quantiles();

/// A distribution of actual / estimate, ready for drawing.
struct Spread {
  std::vector<float> factors{};  ///< lanes.hpp: cells quantiles
  double best = 1, worst = 1;    ///< its 10 and 90 % quantiles: what is shown as the range of a single number
};
const Spread& default_spread();
/// Where in [0, 1] a factor lies.
double share_below(const Spread& spread, double factor);

/// How a plan's own estimates turned out: mean and deviation of ln(actual / estimate) over its finished actions.
struct Record {
  int actions = 0;
  double mean = 0;
  double deviation = 0;
  bool operator==(const Record&) const = default;
};
constexpr int actions_for_a_record = 10;
/// None before ten finished actions that had an estimate when they were started. Less than a sixteenth and more than sixteen times count
/// as that.
std::optional<Record> record_of(const Plan& plan);
/// The lognormal with that mean and deviation.
Spread spread_of(const Record& record);
/// What the record leaves open about its own mean, which all actions share: the standard error, the sigma of a shared driver.
double shared_sigma(const Record& record);

/// The range that stands for one number: what 80 % of such work falls into.
Estimate shown_range(Minutes likely, const Spread& spread = default_spread());

}  // namespace backwalk::planner
