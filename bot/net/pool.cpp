#include "bot/net/pool.hpp"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace backwalk::net {
namespace {

constexpr std::chrono::seconds longest_idle{30};  ///< shorter than what servers grant, so that we seldom meet a connection that just closes

}  // namespace

struct Pool::Waiter {
  Waiter(const boost::asio::any_io_executor& executor, Until until) : called(executor, until) {}
  boost::asio::steady_timer called;
  bool is_admitted = false;
};

/// Stands in the queue. Whoever goes without the place that was given to him, cancelled or destroyed, hands it on.
struct Pool::Waiting {
  Pool& pool;
  std::shared_ptr<Waiter> waiter;

  Waiting(Pool& in, std::shared_ptr<Waiter> who) : pool(in), waiter(std::move(who)) { pool.waiters_.push_back(waiter); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  ~Waiting() {
    if (std::exchange(waiter->is_admitted, false)) pool.leave();
    std::erase(pool.waiters_, waiter);
  }
};

Awaitable<std::optional<Pool::Place>> Pool::enter(Until until) {
  const auto self = shared_from_this();
  std::optional<Place> place;
  if (inside_ < most_ && waiters_.empty()) {
    ++inside_;
    place.emplace(self);
    co_return place;
  }
  const Waiting waiting(*this, std::make_shared<Waiter>(executor_, until));
  boost::system::error_code ignored;
  co_await waiting.waiter->called.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  if (std::exchange(waiting.waiter->is_admitted, false)) place.emplace(self);
  co_return place;
}

void Pool::leave() {
  --inside_;
  if (waiters_.empty()) return;
  const auto next = waiters_.front();
  waiters_.pop_front();
  ++inside_;
  next->is_admitted = true;
  next->called.cancel();
}

std::unique_ptr<Connection> Pool::reuse() {
  const auto oldest = std::chrono::steady_clock::now() - longest_idle;
  std::erase_if(idle_, [oldest](const Idle& idle) { return idle.since < oldest; });
  while (!idle_.empty()) {
    auto connection = std::move(idle_.back().connection);
    idle_.pop_back();
    if (connection->is_fresh()) return connection;  // only who goes is asked: that is a call of the kernel's
  }
  return nullptr;
}

void Pool::keep(std::unique_ptr<Connection> connection) { idle_.push_back(Idle{std::move(connection), std::chrono::steady_clock::now()}); }

}  // namespace backwalk::net
