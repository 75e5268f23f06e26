// A deadline that calls back once unless it is fed or put to sleep in time; what it does then is usually to close a socket, so that the
// coroutine that waits on it goes on. Lives on one io_context thread. The callback keeps what it captures alive until then.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace backwalk::net {

class Watchdog {
 public:
  explicit Watchdog(const boost::asio::any_io_executor& executor) : timer_(executor) {}
  ~Watchdog() { ++*turn_; }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// Forgets what was set before, also a deadline that has passed but has not called yet.
  void set(std::chrono::milliseconds after, std::function<void()> bark) {
    const unsigned mine = ++*turn_;
    timer_.expires_after(after);
    timer_.async_wait([turn = turn_, mine, bark = std::move(bark)](const boost::system::error_code& error) {
      if (!error && *turn == mine) bark();
    });
  }
  void sleep() {
    ++*turn_;
    timer_.cancel();
  }

 private:
  boost::asio::steady_timer timer_;
  std::shared_ptr<unsigned> turn_ = std::make_shared<unsigned>(0);
};

}  // namespace backwalk::net
