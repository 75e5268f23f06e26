// What is done to 128 samples at once: the only arithmetic of a forecast that is written for speed. Every operation exists twice, compiled
// from one source (lanes_body.hpp) for any machine and for one with AVX2; both give the same bits, because they use nothing but
// + - * and sqrt of IEEE floats, whole numbers, and no fused operations. For forecast only.
#pragma once

#include <cstddef>
#include <cstdint>

namespace backwalk::planner {

constexpr int lanes = 128;

struct alignas(64) Floats {
  float at[lanes];
};
struct alignas(64) Ints {
  std::int32_t at[lanes];
};

template <class Value, class Lane>
void fill(Lane& lane, Value value) {
  for (auto& one : lane.at) one = value;
}

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

/// The other end of a link, and its lag: in minutes of work unless it is elapsed time.
struct Wait {
  int item = 0;
  std::int32_t lag = 0;
  bool is_elapsed = false;
};
/// The links of one item, and the times of all items.
struct Links {
  const Wait* begin = nullptr;
  const Wait* end = nullptr;
  const Ints* times = nullptr;
};

constexpr int cells = 4096;                       ///< of a table of quantiles: cell k holds that of (k + 0.5) / cells
constexpr std::int32_t never = -(1 << 30);        ///< earlier than any time of a forecast
constexpr std::int32_t furthest = (1 << 29) - 1;  ///< times of a forecast are minutes within +-furthest of its data date
constexpr Ints no_work{};                         ///< added and taken away all the same: that keeps times from running off

/// A working calendar over a stretch of time (time_table.hpp): of each open interval, and of an empty one after the last, when it closes,
/// how much has been worked by then, how much before it opens, and its opening less that; and where to begin to look, by time and by work.
struct Hours {
  const std::int32_t* ends = nullptr;
  const std::int32_t* done = nullptr;
  const std::int32_t* before = nullptr;
  const std::int32_t* ahead = nullptr;
  const std::int32_t* by_time = nullptr;
  const std::int32_t* by_work = nullptr;
  int time_shift = 0, time_steps = 0, work_shift = 0, work_steps = 0;
  std::int32_t end = 0;  ///< of the stretch
  std::int32_t all = 0;  ///< work in it
};

/// Where an item stands in its samples: when it starts, the latest start that the goal leaves it, what the goal has left to its date, and
/// the room that an item has on the goal's longest path. In lanes that do not count, slack and shift are `never`.
struct Room {
  const Ints* start = nullptr;
  const Ints* limit = nullptr;
  const Ints* slack = nullptr;
  const Ints* shift = nullptr;
};

/// Where an item stands that several calendars decide about: 1 where it lies on a chain that drives the goal, what the goal has left to its
/// date, and in the item's minutes of work its start and the latest finish that the date leaves it.
struct Chained {
  const Ints* on = nullptr;
  const Ints* slack = nullptr;
  const Ints* start = nullptr;
  const Ints* allowed = nullptr;
};

/// Times stay within +-furthest.
struct Lanes {
  /// 128 numbers inside (0, 1), multiples of 2^-16 plus 2^-17: halves of the words of Philox 4x32-10 (Salmon and others, SC 2011).
  void (*uniform)(const Stream& stream, std::uint32_t block, Floats& u);
  /// uniform, triangular and round in one: what nearly all items draw. And the same with look_up.
  void (*triangular_work)(const Stream& stream, std::uint32_t block, const Triangle& triangle, Ints& work);
  void (*looked_up_work)(const Stream& stream, std::uint32_t block, const float* table, float times, Ints& work);
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
  /// What an item does where work is time: finish = max(from, every finish that it waits for + lag) + work.
  void (*finish_after)(const Links& before, std::int32_t from, const Ints& work, Ints& finish);
  /// And what it does on the way back: `time` goes from its finish to its latest start, which is min(bound, every latest start of what
  /// waits for it - lag) - work; `kept` is that where slack >= 0, else `never`; `start` is finish - work. In how many lanes start + slack
  /// is the latest start: the item has no more room than the goal.
  int (*start_before)(const Links& after, std::int32_t bound, const Ints& work, const Ints& slack, Ints& time, Ints& start, Ints& kept);
  /// In how many of these the goal is late, and would not be if `gain` - `least` of work fell away.
  int (*count_hopeful)(const Room& room, const Ints& gain, std::int32_t least);

  void (*work_before)(const Hours& hours, const Ints& time, Ints& work);
  void (*opening)(const Hours& hours, const Ints& work, Ints& time);  ///< the latest time with so much work before it; -1 for less than 0
  void (*closing)(const Hours& hours, const Ints& work, Ints& time);  ///< the earliest
  void (*put_where)(const Ints& positive, const Ints& value, Ints& time);  ///< the value where the other is positive
  /// `before` becomes 1 where `on` is and finish + lag >= threshold: who finishes then drives the start of whoever has that threshold.
  void (*mark)(const Ints& finish, std::int32_t lag, const Ints& threshold, const Ints& on, Ints& before);
  int (*count)(const Ints& on);
  int (*count_above)(const Ints* values, std::size_t blocks, std::int32_t limit);  ///< how many of all these are above the limit
  /// In how many lanes with `on` the goal is late, and might not be if the item took no more than `work`.
  int (*count_mendable)(const Chained& item, const Ints& work);
};

const Lanes& plain_lanes();
/// Those that this machine runs fastest.
const Lanes& fastest_lanes();

}  // namespace backwalk::planner
