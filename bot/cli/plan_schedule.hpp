// `backwalk plan schedule FILE`: the backward walk of a project file, as JSON.
#pragma once

#include <ostream>
#include <string>

namespace backwalk::cli {

/// Writes the schedule to `out` and returns 0, or one sentence to `err` and returns 1 for a file that is refused.
int plan_schedule(const std::string& file, std::ostream& out, std::ostream& err);

}  // namespace backwalk::cli
