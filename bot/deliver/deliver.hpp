// Outbound: outbox row -> HttpRequest -> HttpResponse -> Receipt -> settled. Order is kept per place; what the platform refuses for now is
// retried with backoff or after its Retry-After; an unknown outcome is cleared up as far as the platform lets us (doubt.hpp).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/platform.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/http_call.hpp"
#include "bot/deliver/limits.hpp"
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
/// It may have arrived: clear that up after this long.
struct StayInDoubt {
  std::chrono::milliseconds after{};
  std::string why{};
};
using Next = std::variant<SettleSent, TryAgain, StayInDoubt, GiveUp>;

/// How a platform can end the doubt about one row.
struct Means {
  bool can_look_up = false;        ///< it can be asked whether the message is there
  bool confirms = false;           ///< it may tell by itself, within seconds
  bool repeats_summaries = false;  ///< a summary may be sent again
};
Means means_of(const Platform& platform, const store::Row& row);

/// `result`: the receipt, or the call's error. Not sent is retried. Of an unknown outcome an edit by id is idempotent and retried, a form
/// is never tried again, and a post stays in doubt where its means or its kind (chat::Repeat) give it a chance; else it is parked. Backoff
/// 1 s, 2 s, 4 s ... 5 min with +-20 % taken from `row.id` (deterministic); a row older than 24 h is given up.
Next next_step(const store::Row& row, const Result<chat::Receipt>& result, Instant now, const Means& means);
/// What to do with a row instead of sending it; none when it may go. Expired rows never go out. Pure.
std::optional<GiveUp> before_sending(const store::Row& row, Instant now);

/// What became of messages that may or may not have arrived, since the start.
struct Tally {
  std::uint64_t unknown = 0;   ///< outcomes that were not known, those that an earlier process left included
  std::uint64_t found = 0;     ///< it had arrived: by look-up, or because the platform told
  std::uint64_t missing = 0;   ///< it had not, by look-up, and was sent
  std::uint64_t repeated = 0;  ///< sent again although it may have arrived: at most so many came twice
  std::uint64_t parked = 0;    ///< not sent again although it may be missing: at most so many are
};

/// Drains the outbox for the given platforms until stopped. One io_context thread. Lives until `run` has returned.
class Drain {
 public:
  Drain(store::Store& store, HttpCall& calls, const Clock& clock, std::vector<const Platform*> platforms, Limits limits = usual_limits(),
        store::Fold fold = {});
  ~Drain();
  /// Sends what is due, sleeps until the next row is, wakes at `nudge`. Returns when cancelled; a send that is under way is settled first.
  Awaitable<void> run();
  /// There may be something new. Thread-safe.
  void nudge();
  /// Sends everything that can be sent now, and returns (say, tick). Does not wait for what is paced, postponed or refused for
  /// now. REQUIRES: `run` is not running.
  Awaitable<void> drain_now();
  /// The platform told that a message is there. Runs on the io_context thread.
  void confirm(const chat::Confirmed& confirmed);
  Tally tally() const;
  /// Sees what was given up, once that is written down. Set before `run`. Optional.
  void on_given_up(std::function<void(const chat::Outgoing&)> told);
  /// Reads the file of a picture (none where it is not here), for platforms that keep copies of their own. Set before `run`; without it
  /// messages go with words, or with the address, in the place of such copies.
  void read_pictures_with(std::function<std::optional<std::string>(const std::string& file)> read);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace backwalk::deliver
