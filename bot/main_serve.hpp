// `backwalk serve` and `backwalk chat`. Part of main.
#pragma once

#include "bot/cli/options.hpp"

namespace backwalk {

/// 0 after an orderly stop; 1 with one sentence on standard error when it cannot start.
int serve(const cli::ServeOptions& options);
int chat_here(const cli::ChatOptions& options);

}  // namespace backwalk
