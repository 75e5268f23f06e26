// `backwalk plan forecast FILE`: how likely a project file's goal date is, as JSON.
#pragma once

#include <ostream>

#include "bot/cli/options.hpp"

namespace backwalk::cli {

/// Writes the forecast to `out` and returns 0, or one sentence to `err` and returns 1 for a file that is refused.
int plan_forecast(const ForecastOptions& options, std::ostream& out, std::ostream& err);

}  // namespace backwalk::cli
