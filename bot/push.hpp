// The road in for what a platform pushes over sockets that we open (Slack's Socket Mode): the service can stand behind a firewall. From
// Webhook::hear on it is the road of HTTP: the effect is committed before the acknowledgement, and what is not acknowledged comes again.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "adapters/platform.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/http_call.hpp"
#include "bot/base/web_socket.hpp"
#include "bot/webhook.hpp"

namespace backwalk {

/// How a connection fared, from its first try to the moment when another is needed.
struct Fared {
  enum class End { lost, leaving, refused, disabled };
  End end = End::lost;
  std::chrono::milliseconds lived{0};     ///< since its hello; nothing when there was none
  std::chrono::seconds asked_to_wait{0};  ///< by the platform
};
/// When to try again, and how many tries in a row have failed by then.
struct Retry {
  int failures = 0;
  std::chrono::milliseconds wait{0};
};
/// At once after a connection that lived for ten seconds; else after 1 s, 2 s, 4 s ... 30 s, moved by up to a fifth (by `number`, so that
/// connections that failed together do not come back together); after five minutes where only a person can help. Never before the
/// platform wants it. Pure.
Retry next_try(const Fared& fared, int failures, std::size_t number);

/// The connections to one platform. One io_context thread.
class Push {
 public:
  /// All references outlive it. REQUIRES: the platform has a socket (`ask_socket`).
  Push(Webhook& webhook, HttpCall& calls, WebSocketCall& sockets, const Clock& clock, const Platform& platform);
  ~Push();

  /// Keeps one connection open, until stopped or cancelled: the next is opened before the platform closes this one. Every connection has
  /// a `number` of its own.
  Awaitable<void> keep(std::size_t number);
  /// Takes nothing more, lets what is under way be acknowledged (for at most `grace`), closes all connections.
  Awaitable<void> stop(std::chrono::milliseconds grace);

  /// Why nothing can come over it now; none when a connection is open.
  std::optional<std::string> trouble() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace backwalk
