// `backwalk tick`: everything of the console platform that falls due up to a time, in order.
#pragma once

#include <ostream>

#include "bot/cli/options.hpp"

namespace backwalk::cli {

/// 0; 1 when the store cannot be used.
int tick(const TickOptions& options, std::ostream& out, std::ostream& err);

}  // namespace backwalk::cli
