// What the .cpp files of push share: a connection, and what all connections to a platform have in common. Internal to push.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/push.hpp"

namespace backwalk {

constexpr auto kNever = std::chrono::steady_clock::time_point::max();

enum class LineState { greeting, open, leaving, ended };

/// One connection. It lives until nothing that came over it is under way.
struct Line {
  Line(std::unique_ptr<WebSocket> opened, std::size_t of, const boost::asio::any_io_executor& on)
      : socket(std::move(opened)), number(of), changed(on, kNever), quiet(on, kNever) {}

  std::unique_ptr<WebSocket> socket;
  std::size_t number;
  LineState state = LineState::greeting;
  bool is_disabled = false;
  bool is_retired = false;  ///< is being closed by us
  std::string why{};        ///< why it leaves or has ended
  std::chrono::steady_clock::time_point greeted{};
  std::size_t running = 0;
  boost::asio::steady_timer changed;  ///< cancelled when `state` changes; the keeper waits on it
  boost::asio::steady_timer quiet;    ///< cancelled when nothing runs any more
};
using Lines = std::set<std::shared_ptr<Line>>;

/// Until the timer is cancelled, or this moment comes. The timer outlives it, and nothing else waits on it.
Awaitable<void> wait_on(boost::asio::steady_timer* timer, std::chrono::steady_clock::time_point until);

struct Push::Shared : std::enable_shared_from_this<Push::Shared> {
  Shared(Webhook& to, HttpCall& asks, WebSocketCall& opens, const Clock& time, const Platform& from)
      : webhook(to), calls(asks), sockets(opens), clock(time), platform(from) {}

  Webhook& webhook;
  HttpCall& calls;
  WebSocketCall& sockets;
  const Clock& clock;
  const Platform& platform;
  Lines lines{};
  std::size_t handling = 0;
  std::size_t tasks = 0;
  bool is_stopping = false;
  std::string told{"not connected yet"};                    ///< the last trouble that was logged
  std::set<boost::asio::steady_timer*> waiting_for_room{};  ///< cancelled when something has been handled
  std::optional<boost::asio::steady_timer> idle{};          ///< cancelled when no task is left

  /// Logs trouble, and keeps it for `trouble`; the same once only.
  void tell(const std::string& event, std::size_t number, const std::string& why, log::Level level);
  /// Runs beside the keepers, and to its end also when they are cancelled.
  void spawn(const boost::asio::any_io_executor& on, Awaitable<void> task);

  /// One connection from its address to the moment when another is needed. `before` is let go as soon as this one is open, and becomes it.
  Awaitable<Fared> attempt(std::size_t number, std::shared_ptr<Line>* before);
  /// The address for one connection; what keeps us from it is told, and noted in `fared`.
  Awaitable<Result<std::string>> address(std::size_t number, Fared* fared);
  /// Takes what comes, until the connection ends.
  Awaitable<void> listen(std::shared_ptr<Line> line);
  /// Until something has been handled.
  Awaitable<void> room();
  void take(const boost::asio::any_io_executor& on, const std::shared_ptr<Line>& line, Frame frame);
  Awaitable<void> answer(std::shared_ptr<Line> line, std::shared_ptr<Pushed> pushed);
  /// Closes it once nothing that came over it is under way.
  Awaitable<void> retire(std::shared_ptr<Line> line);
};

}  // namespace backwalk
