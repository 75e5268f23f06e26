// The connections to one host: how many may be open at once, who waits for one, and those that are idle and may be used again. One
// io_context thread. Internal to net.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <memory>
#include <vector>

#include "bot/net/connection.hpp"

namespace backwalk::net {

class Pool : public std::enable_shared_from_this<Pool> {
 public:
  Pool(boost::asio::any_io_executor executor, std::size_t most) : executor_(std::move(executor)), most_(most) {}

  /// The right to have one connection; given back by its end.
  class Place {
   public:
    explicit Place(std::shared_ptr<Pool> pool) : pool_(std::move(pool)) {}
    Place(Place&&) noexcept = default;
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (pool_) pool_->leave();
    }

   private:
    std::shared_ptr<Pool> pool_;
  };

  /// In the order of asking; none when `until` comes first.
  Awaitable<std::optional<Place>> enter(Until until);
  /// An idle connection that its other side has left open; none when there is no such.
  std::unique_ptr<Connection> reuse();
  void keep(std::unique_ptr<Connection> connection);

 private:
  struct Waiter;
  struct Waiting;
  struct Idle {
    std::unique_ptr<Connection> connection;
    std::chrono::steady_clock::time_point since;
  };
  void leave();

  boost::asio::any_io_executor executor_;
  std::size_t most_;
  std::size_t inside_ = 0;
  std::deque<std::shared_ptr<Waiter>> waiters_{};
  std::vector<Idle> idle_{};
};

}  // namespace backwalk::net
