#include "bot/base/clock.hpp"

namespace backwalk {

Instant SystemClock::wall() const { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

}  // namespace backwalk
