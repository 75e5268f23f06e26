// `backwalk plan level FILE`: the levelled schedule of a project file or of a PSPLIB file (.sm), as JSON.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "adapters/chat/place.hpp"

namespace backwalk::cli {

/// `now` is the data date of a project file in place of its own; a PSPLIB file has no dates. Writes the schedule to `out` and returns 0, or
/// one sentence to `err` and returns 1 for a file that is refused. The makespan and its bound are minutes of work in the default calendar
/// from the first start to the due date; of a PSPLIB file they are periods.
int plan_level(const std::string& file, std::optional<Instant> now, std::ostream& out, std::ostream& err);

}  // namespace backwalk::cli
