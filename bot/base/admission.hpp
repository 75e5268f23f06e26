// How much work is taken on at once. What would have to wait for too long is refused before anything is done for it, so that what is taken
// on keeps its time however much is asked. Values only: no clock, no thread.
#pragma once

#include <chrono>
#include <cstddef>

namespace backwalk {

class Admission {
 public:
  using Time = std::chrono::nanoseconds;
  struct Rules {
    std::size_t always = 64;  ///< so many at once are never refused
    std::size_t most = 4096;  ///< more at once are, whatever they cost
    Time longest_wait = std::chrono::milliseconds{80};
  };

  Admission() = default;
  explicit Admission(Rules rules) : rules_(rules) {}

  /// Whether one more should be taken on.
  bool has_room() const;
  /// One more is taken on; `left` is called when it is done.
  void enter() { ++present_; }
  /// One that was taken on is done; it took this long, and `ahead` of it there were that many when it came (what `present` said then).
  void left(Time took, std::size_t ahead);

  /// Taken on and not done.
  std::size_t present() const { return present_; }
  /// How long one more would take from now on, as far as is known.
  Time expected() const { return each_ * static_cast<long>(present_ + 1); }

 private:
  Rules rules_{};
  std::size_t present_ = 0;
  Time each_{std::chrono::microseconds{200}};  ///< what one adds to the wait of those behind it, learnt while many wait
};

}  // namespace backwalk
