// Runs one coroutine on this thread and returns what it returns.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>

#include "bot/base/awaitable.hpp"

namespace backwalk::cli {

/// An exception that leaves the task leaves this. What the task gave timers to must not outlive `context`.
int run(boost::asio::io_context& context, std::function<Awaitable<int>()> task);
/// The same where the task leaves nothing behind.
int run(std::function<Awaitable<int>()> task);

}  // namespace backwalk::cli
