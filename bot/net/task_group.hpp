// Children are owned: every spawned coroutine belongs to a group that can cancel and wait for all of them (STYLE 19).
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "bot/base/awaitable.hpp"

namespace backwalk::net {

class TaskGroup {
 public:
  explicit TaskGroup(boost::asio::any_io_executor executor);
  ~TaskGroup();
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  /// Runs `task`; an exception that leaves it is logged with `name`.
  void spawn(std::string name, std::function<Awaitable<void>()> task);
  /// Asks every child to stop (terminal cancellation).
  void cancel();
  /// Resumes when no child is left.
  Awaitable<void> join();
  std::size_t size() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace backwalk::net
