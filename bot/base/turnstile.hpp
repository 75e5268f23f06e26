// One after another: while somebody is inside, the others wait, and see what became of it when they come in. For coroutines of one
// io_context thread.
#pragma once

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "bot/base/awaitable.hpp"

namespace backwalk {

class Turnstile {
 public:
  /// Returns once nobody is inside; then the caller is, until `leave`.
  Awaitable<void> enter() {
    while (is_taken_) {
      const auto woken = std::make_shared<boost::asio::steady_timer>(co_await boost::asio::this_coro::executor, Time::max());
      waiting_.push_back(woken);
      boost::system::error_code ignored;
      co_await woken->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    is_taken_ = true;
  }
  void leave() {
    is_taken_ = false;
    for (const auto& timer : std::exchange(waiting_, {})) timer->cancel();
  }

 private:
  using Time = std::chrono::steady_clock::time_point;
  bool is_taken_ = false;
  std::vector<std::shared_ptr<boost::asio::steady_timer>> waiting_{};
};

}  // namespace backwalk
