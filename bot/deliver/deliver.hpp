// Outbound: outbox row -> HttpRequest -> HttpResponse -> Receipt -> settled. Order is kept per place; what the platform refuses for now is
// retried with backoff or after its Retry-After; an unknown outcome is parked (it may have arrived: nudges at most once).
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/platform.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/http_call.hpp"
#include "bot/store/store.hpp"

namespace backwalk::deliver {

/// What to do with a row after an attempt. Pure.
struct SettleSent {
  chat::SentIds ids{};
};
struct TryAgain {
  std::chrono::milliseconds after{};
  bool counts = true;
  bool whole_workspace = false;
};
struct GiveUp {
  store::Settled how{};
  std::string why{};
};
using Next = std::variant<SettleSent, TryAgain, GiveUp>;

/// `result`: the receipt, or the call's error (not_sent is retried, unknown resolved: an edit by id is idempotent and retried, a post is
/// parked, a form is never tried again). Backoff 1 s, 2 s, 4 s ... 5 min with +-20 % taken from `row.id` (deterministic); a row older than
/// 24 h is given up.
Next next_step(const store::Row& row, const Result<chat::Receipt>& result, Instant now);
/// What to do with a row instead of sending it; none when it may go. Expired rows never go out. Pure.
std::optional<GiveUp> before_sending(const store::Row& row, Instant now);

/// The shortest time between two messages to one place, by platform; none where it is not named.
using Gaps = std::map<std::string, std::chrono::milliseconds>;
/// Slack takes one message a second and channel.
Gaps usual_gaps();

/// Drains the outbox for the given platforms until stopped. One io_context thread. Lives until `run` has returned.
class Drain {
 public:
  Drain(store::Store& store, HttpCall& calls, const Clock& clock, std::vector<const Platform*> platforms, Gaps gaps = usual_gaps());
  ~Drain();
  /// Sends what is due, sleeps until the next row is, wakes at `nudge`. Returns when cancelled; a send that is under way is settled first.
  Awaitable<void> run();
  /// There may be something new. Thread-safe.
  void nudge();
  /// Sends everything that can be sent now, and returns (say, tick). Does not wait for what is paced, postponed or refused for
  /// now. REQUIRES: `run` is not running.
  Awaitable<void> drain_now();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace backwalk::deliver
