// Routes to a milestone, or to the goal: each is the plan as it would be that way, and they are compared by chance and date.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "planner/backward.hpp"
#include "planner/forecast.hpp"

namespace backwalk::planner {

/// What it points to outlives the call. Forecasts of one comparison share their seed and their number of samples.
struct Route {
  std::string name{};
  const Plan* plan = nullptr;
  const Forecast* forecast = nullptr;  ///< null: compared by dates alone
};

struct Option {
  std::string name{};
  std::optional<LocalTime> earliest_finish{};  ///< of the milestone, with likely durations; none where the route does not have it
  std::optional<LocalTime> p80{};              ///< when it is reached with 80 %
  std::optional<double> chance{};              ///< of its own date, else of the goal's
  std::optional<double> goal_chance{};
  Minutes work{};  ///< what is left of all actions of the plan that way
  bool operator==(const Option&) const = default;
};

/// The greatest chance first, then the earliest date (80 %, else likely), the least work, the order given.
std::vector<Option> options(std::span<const Route> routes, Ref milestone, Date today, const Absences& absences = {});

}  // namespace backwalk::planner
