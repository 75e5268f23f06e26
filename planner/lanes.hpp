// What is done to 128 samples at once: the only arithmetic of a forecast that is written for speed. Every operation exists twice, compiled
// from one source (lanes_body.hpp) for any machine and for one with AVX2; both give the same bits, because they use nothing but
// + - * and sqrt of IEEE floats, whole numbers, and no fused operations. For forecast only.
#pragma once

#include <cstdint>

namespace backwalk::planner {

constexpr int lanes = 128;

struct alignas(64) Floats {
  float at[lanes];
};
struct alignas(64) Ints {
  std::int32_t at[lanes];
};

/// What a draw depends on, beside the number of the sample. `use` tells the draws of one item from each other.
struct Stream {
  std::uint64_t seed = 0;
  std::uint64_t id = 0;
  std::uint32_t use = 0;
};

/// A triangular distribution prepared for drawing: below `cut` the root of u * rising above best, else that of (1 - u) * falling below
/// worst.
struct Triangle {
  float best = 0, worst = 0, cut = 0, rising = 0, falling = 0;
};

constexpr int cells = 4096;                       ///< of a table of quantiles: cell k holds that of (k + 0.5) / cells
constexpr std::int32_t never = -(1 << 30);        ///< earlier than any time of a forecast
constexpr std::int32_t furthest = (1 << 29) - 1;  ///< times of a forecast are minutes within +-furthest of its data date

/// Where an item stands in its samples: when it starts, the latest start that the goal leaves it, what the goal has left to its date, and
/// the room that an item has on the goal's longest path. In lanes that do not count, slack and shift are `never`.
struct Room {
  const Ints* start = nullptr;
  const Ints* limit = nullptr;
  const Ints* slack = nullptr;
  const Ints* shift = nullptr;
};

/// Times stay within +-furthest.
struct Lanes {
  /// 128 numbers inside (0, 1), multiples of 2^-16 plus 2^-17: halves of the words of Philox 4x32-10 (Salmon and others, SC 2011).
  void (*uniform)(const Stream& stream, std::uint32_t block, Floats& u);
  void (*squeeze)(float from, Floats& u);  ///< u = from + (1 - from) * u
  void (*triangular)(const Floats& u, const Triangle& triangle, Floats& x);
  void (*look_up)(const Floats& u, const float* table, float times, Floats& x);  ///< x = times * table[u * cells]
  void (*less)(float known, Floats& x);                                          ///< x = x - known, at least 0
  void (*add_where)(const Floats& u, float below, const Floats& more, Floats& x);
  void (*scale)(const Floats& factor, Floats& x);
  void (*round)(const Floats& x, Ints& whole);                        ///< to the nearest; x >= 0
  void (*later)(const Ints& finish, std::int32_t lag, Ints& start);   ///< start = max(start, finish + lag)
  void (*earlier)(const Ints& limit, std::int32_t lag, Ints& bound);  ///< bound = min(bound, limit - lag)
  void (*add)(const Ints& work, Ints& time);
  void (*subtract)(const Ints& work, Ints& time);
  void (*keep_where)(const Ints& slack, const Ints& limit, Ints& kept);  ///< the limit where slack >= 0, else `never`
  /// In how many lanes start + shift == limit: the item has no more room than the goal.
  int (*count_tight)(const Ints& start, const Ints& limit, const Ints& shift);
  /// In how many of these the goal is late, and would not be if `gain` - `least` of work fell away.
  int (*count_hopeful)(const Room& room, const Ints& gain, std::int32_t least);
};

const Lanes& plain_lanes();
/// Those that this machine runs fastest.
const Lanes& fastest_lanes();

}  // namespace backwalk::planner
