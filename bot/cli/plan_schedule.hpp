// `backwalk plan schedule FILE`: the backward walk of a project file, as JSON.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "adapters/chat/place.hpp"

namespace backwalk::cli {

/// Writes the schedule to `out` and returns 0, or one sentence to `err` and returns 1 for a file that is refused. With `now` the forward
/// pass starts at the first opening on that date in the file's zone, without it at the file's project.start.
int plan_schedule(const std::string& file, std::optional<Instant> now, std::ostream& out, std::ostream& err);

}  // namespace backwalk::cli
