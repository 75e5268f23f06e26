// `backwalk say`: one utterance on the console platform, and every message that it causes.
#pragma once

#include <ostream>

#include "bot/cli/options.hpp"

namespace backwalk::cli {

/// 0; 1 when it was not understood or refused (the sentence about it is on `out` all the same) or the store cannot be used.
int say(const SayOptions& options, std::ostream& out, std::ostream& err);

}  // namespace backwalk::cli
