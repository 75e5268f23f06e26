// An io_context on its own thread for tests that play the other side with blocking sockets.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <thread>
#include <utility>

#include "bot/base/awaitable.hpp"

namespace backwalk::net {

class Loop {
 public:
  Loop() : work_(boost::asio::make_work_guard(context)), thread_([this] { context.run(); }) {}
  ~Loop() { finish(); }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  boost::asio::io_context context{1};

  /// Runs `what` on the loop's thread and waits for it.
  template <class F>
  auto on_loop(F what) {
    std::packaged_task<decltype(what())()> task(std::move(what));
    auto result = task.get_future();
    boost::asio::post(context, [&task] { task(); });
    return result.get();
  }
  /// Starts a coroutine; its result comes as a future.
  template <class T>
  std::future<T> start(Awaitable<T> what) {
    return boost::asio::co_spawn(context, std::move(what), boost::asio::use_future);
  }
  template <class T>
  T run(Awaitable<T> what) {
    return start(std::move(what)).get();
  }
  /// Lets what is left run to its end and joins the thread.
  void finish() {
    work_.reset();
    if (thread_.joinable()) thread_.join();
  }

 private:
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::thread thread_;
};

}  // namespace backwalk::net
