// A deadline that calls back once unless it is fed or put to sleep in time; what it does then is usually to close a socket, so that the
// coroutine that waits on it goes on. Lives on one io_context thread. Feeding it is cheap: the timer behind it is left alone while it would
// ring too early, and looks again then.
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
  explicit Watchdog(const boost::asio::any_io_executor& executor) : state_(std::make_shared<State>(executor)) {}
  ~Watchdog() { sleep(); }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// Forgets what was set before, also a deadline that has passed but has not called yet. What `bark` captures by reference may end with
  /// the watchdog.
  void set(std::chrono::milliseconds after, std::function<void()> bark) {
    state_->bark = std::move(bark);
    state_->due = std::chrono::steady_clock::now() + after;
    if (state_->due < state_->rings_at) ring_when_due(state_);
  }
  void sleep() {
    state_->bark = nullptr;
    state_->rings_at = Instant::max();
    state_->timer.cancel();
  }

 private:
  using Instant = std::chrono::steady_clock::time_point;
  struct State {
    explicit State(const boost::asio::any_io_executor& executor) : timer(executor) {}
    boost::asio::steady_timer timer;
    Instant rings_at = Instant::max();  ///< max: not set
    Instant due{};
    std::function<void()> bark{};
  };

  static void ring_when_due(const std::shared_ptr<State>& state) {
    const Instant mine = state->rings_at = state->due;
    state->timer.expires_at(mine);
    state->timer.async_wait([state, mine](const boost::system::error_code& error) {
      if (error || state->rings_at != mine) return;
      state->rings_at = Instant::max();
      if (!state->bark) return;
      if (std::chrono::steady_clock::now() < state->due) return ring_when_due(state);
      const auto bark = std::exchange(state->bark, nullptr);
      bark();
    });
  }

  std::shared_ptr<State> state_;
};

}  // namespace backwalk::net
