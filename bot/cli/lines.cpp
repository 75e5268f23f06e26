#include "bot/cli/lines.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <deque>
#include <thread>
#include <utility>

namespace backwalk::cli {
namespace asio = boost::asio;

/// Touched on the executor's thread only.
struct Lines::Shared {
  explicit Shared(const asio::any_io_executor& executor) : woken(executor) { woken.expires_at(asio::steady_timer::time_point::max()); }

  std::deque<std::string> lines{};
  bool has_ended = false;
  asio::steady_timer woken;
};

/// The thread, and a pipe to tell it to stop.
struct Lines::Reader {
  Reader(std::shared_ptr<Shared> shared, int descriptor) : shared_(std::move(shared)), descriptor_(descriptor) {
    if (pipe2(stop_.data(), O_CLOEXEC) != 0) stop_ = {-1, -1};
    thread_ = std::thread([this] { read_all(); });
  }
  ~Reader() {
    if (stop_[1] >= 0) close(stop_[1]);
    thread_.join();
    if (stop_[0] >= 0) close(stop_[0]);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

 private:
  /// Waits for input; false when told to stop.
  bool wait() const {
    std::array<pollfd, 2> watched{{{descriptor_, POLLIN, 0}, {stop_[0], POLLIN, 0}}};
    while (poll(watched.data(), watched.size(), -1) < 0) {
      if (errno != EINTR) return false;
    }
    return watched[1].revents == 0;
  }
  void read_all() {
    std::string pending;
    std::array<char, 4096> buffer{};
    while (wait()) {
      const ssize_t count = read(descriptor_, buffer.data(), buffer.size());
      if (count <= 0) break;
      pending.append(buffer.data(), static_cast<std::size_t>(count));
      for (std::size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        hand_over(pending.substr(0, end));
        pending.erase(0, end + 1);
      }
    }
    if (!pending.empty()) hand_over(std::move(pending));
    asio::post(shared_->woken.get_executor(), [shared = shared_] {
      shared->has_ended = true;
      shared->woken.cancel();
    });
  }
  void hand_over(std::string line) {
    if (line.ends_with('\r')) line.pop_back();
    asio::post(shared_->woken.get_executor(), [shared = shared_, line = std::move(line)]() mutable {
      shared->lines.push_back(std::move(line));
      shared->woken.cancel();
    });
  }

  std::shared_ptr<Shared> shared_;
  int descriptor_;
  std::array<int, 2> stop_{-1, -1};
  std::thread thread_{};
};

Lines::Lines(asio::any_io_executor executor, int descriptor)
    : shared_(std::make_shared<Shared>(std::move(executor))), reader_(std::make_unique<Reader>(shared_, descriptor)) {}
Lines::~Lines() = default;

Awaitable<std::optional<std::string>> Lines::next() {
  const auto shared = shared_;
  while (shared->lines.empty() && !shared->has_ended) {
    if ((co_await asio::this_coro::cancellation_state).cancelled() != asio::cancellation_type::none) co_return std::nullopt;
    boost::system::error_code woken;
    co_await shared->woken.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
  if (shared->lines.empty()) co_return std::nullopt;
  std::string line = std::move(shared->lines.front());
  shared->lines.pop_front();
  co_return line;
}

}  // namespace backwalk::cli
