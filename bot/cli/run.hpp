// Runs one coroutine on this thread and returns what it returns.
#pragma once

#include <functional>

#include "bot/base/awaitable.hpp"

namespace backwalk::cli {

/// An exception that leaves the task leaves this.
int run(std::function<Awaitable<int>()> task);

}  // namespace backwalk::cli
