// Clocks whose product time can be set. The wall clock is always the real one.
#pragma once

#include <atomic>

#include "bot/base/clock.hpp"

namespace backwalk::cli {

/// Stands still at what it was set to: `say` and `tick` tell a story with it.
class FrozenClock final : public Clock {
 public:
  explicit FrozenClock(Instant now) : now_(now) {}
  Instant wall() const override { return SystemClock{}.wall(); }
  Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

/// Goes on from what it was set to; until then the wall clock. The demo's clock (POST /try/clock). Thread-safe.
class ShiftedClock final : public Clock {
 public:
  Instant wall() const override { return SystemClock{}.wall(); }
  Instant now() const override { return wall() + std::chrono::milliseconds{ahead_.load()}; }
  void set(Instant now) { ahead_ = (now - wall()).count(); }

 private:
  std::atomic<std::chrono::milliseconds::rep> ahead_{0};
};

}  // namespace backwalk::cli
