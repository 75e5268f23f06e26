// Two clocks: the wall clock for signatures, tokens and deadlines; the product clock for planning (ARCHITECTURE §4).
#pragma once

#include "adapters/chat/place.hpp"

namespace backwalk {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant wall() const = 0;
  /// What the product believes to be now; the wall clock unless somebody set it.
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant wall() const override;
  Instant now() const override { return wall(); }
};

}  // namespace backwalk
