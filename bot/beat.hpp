// The second road in: a moment that has come. Looks at the plan whose look is due, asks the rules what it owes, commits the reminders with
// their keys, and sleeps until the next look.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "bot/base/awaitable.hpp"
#include "bot/base/clock.hpp"
#include "bot/store/store.hpp"

namespace backwalk {

class Beat {
 public:
  /// `sent` is called after a look that put something into the outbox. Both references outlive it.
  Beat(store::Store& store, const Clock& clock, std::function<void()> sent);
  ~Beat();
  /// Looks at whatever is due, for ever; returns when cancelled. A failing store is tried again after a while.
  Awaitable<void> run();
  /// The clock was set. Thread-safe.
  void nudge();
  /// A plan has changed: it is looked at now or, where plans change all the time, within half a second. Thread-safe.
  void edited();
  /// One look: the earliest that is due at `until`, taken at its own time (or, after a downtime, at `until`), which is returned. None when
  /// nothing is due.
  enum class Taken { in_time, after_downtime };
  Awaitable<Result<std::optional<Instant>>> look_once(Instant until, Taken taken = Taken::in_time);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace backwalk
