// The operations of lanes.hpp, in a namespace named by whoever includes this. Each is a loop that a compiler turns into vectors, whatever
// their width. No function of the standard library is called in here: one compiled for AVX2 could be linked into the rest of the program.
#pragma once

#include "planner/lanes.hpp"

#ifndef BACKWALK_LANES
#define BACKWALK_LANES any_lanes
#endif
#include "planner/lanes_draw.hpp"

// NOLINTBEGIN(modernize-loop-convert): loops over lanes are written alike
namespace backwalk::planner::BACKWALK_LANES {

inline void later(const Ints& finish, I32 lag, Ints& start) {
  for (int i = 0; i < lanes; ++i) {
    const I32 limit = finish.at[i] + lag;
    start.at[i] = start.at[i] > limit ? start.at[i] : limit;
  }
}

inline void earlier(const Ints& limit, I32 lag, Ints& bound) {
  for (int i = 0; i < lanes; ++i) {
    const I32 time = limit.at[i] - lag;
    bound.at[i] = bound.at[i] < time ? bound.at[i] : time;
  }
}

inline void add(const Ints& work, Ints& time) {
  for (int i = 0; i < lanes; ++i) {
    const I32 sum = time.at[i] + work.at[i];
    time.at[i] = sum < furthest ? sum : furthest;
  }
}

inline void subtract(const Ints& work, Ints& time) {
  for (int i = 0; i < lanes; ++i) {
    const I32 rest = time.at[i] - work.at[i];
    time.at[i] = rest > -furthest ? rest : -furthest;
  }
}

inline void keep_where(const Ints& slack, const Ints& limit, Ints& kept) {
  for (int i = 0; i < lanes; ++i) {
    const I32 time = limit.at[i];
    kept.at[i] = slack.at[i] >= 0 ? time : never;
  }
}

/// A vector, and as many of them as stay in registers while an item's links are walked: a look at 32 or 64 samples at a time.
#ifdef __AVX2__
using Vector [[gnu::vector_size(32), gnu::may_alias]] = I32;
#else
using Vector [[gnu::vector_size(16), gnu::may_alias]] = I32;
#endif
constexpr int width = sizeof(Vector) / sizeof(I32), held = 8;

inline Vector at(const Ints& x, int i) { return *reinterpret_cast<const Vector*>(x.at + i); }
inline void put(Vector value, Ints& x, int i) { *reinterpret_cast<Vector*>(x.at + i) = value; }
inline Vector greater(Vector a, Vector b) { return a > b ? a : b; }
inline Vector lesser(Vector a, Vector b) { return a < b ? a : b; }

inline I32 sum(Vector values) {
  I32 result = 0;
  for (int k = 0; k < width; ++k) result += values[k];
  return result;
}

inline void finish_after(const Links& before, I32 from, const Ints& work, Ints& finish) {
  for (int i = 0; i < lanes; i += held * width) {
    Vector time[held];
#pragma GCC unroll 8
    for (int k = 0; k < held; ++k) time[k] = Vector{} + from;
    for (const Wait* wait = before.begin; wait != before.end; ++wait) {
      const Ints& other = before.times[wait->item];
#pragma GCC unroll 8
      for (int k = 0; k < held; ++k) time[k] = greater(time[k], at(other, i + k * width) + wait->lag);
    }
#pragma GCC unroll 8
    for (int k = 0; k < held; ++k) put(lesser(time[k] + at(work, i + k * width), Vector{} + furthest), finish, i + k * width);
  }
}

inline int start_before(const Links& after, I32 bound, const Ints& work, const Ints& slack, Ints& time, Ints& start, Ints& kept) {
  Vector tight{};
  for (int i = 0; i < lanes; i += held * width) {
    Vector latest[held];
#pragma GCC unroll 8
    for (int k = 0; k < held; ++k) latest[k] = Vector{} + bound;
    for (const Wait* wait = after.begin; wait != after.end; ++wait) {
      const Ints& other = after.times[wait->item];
#pragma GCC unroll 8
      for (int k = 0; k < held; ++k) latest[k] = lesser(latest[k], at(other, i + k * width) - wait->lag);
    }
#pragma GCC unroll 8
    for (int k = 0; k < held; ++k) {
      const int lane = i + k * width;
      const Vector takes = at(work, lane), room = at(slack, lane), earliest = Vector{} - furthest;
      const Vector limit = greater(latest[k] - takes, earliest), begins = greater(at(time, lane) - takes, earliest);
      tight -= begins + room == limit;
      put(room >= 0 ? limit : Vector{} + never, kept, lane);
      put(begins, start, lane);
      put(limit, time, lane);
    }
  }
  return sum(tight);
}

inline int count_hopeful(const Room& room, const Ints& gain, I32 least) {
  I32 count = 0;
  for (int i = 0; i < lanes; ++i) {
    const I32 is_tight = room.start->at[i] + room.shift->at[i] == room.limit->at[i] ? 1 : 0;
    const I32 is_late = room.slack->at[i] < 0 ? 1 : 0, is_enough = gain.at[i] + room.slack->at[i] >= least ? 1 : 0;
    count += is_tight & is_late & is_enough;
  }
  return count;
}

/// Of numbers from 0 to the last that the fingers know: the first interval with a greater end. The result is a copy, so that compilers see
/// that no store changes what is looked up, and gather.
inline Ints find(const I32* fingers, int shift, const I32* ends, int steps, const Ints& x) {
  Ints k;
  for (int i = 0; i < lanes; ++i) k.at[i] = fingers[x.at[i] >> shift];
  for (int step = 0; step < steps; ++step) {
    for (int i = 0; i < lanes; ++i) k.at[i] += ends[k.at[i]] <= x.at[i] ? 1 : 0;
  }
  return k;
}

inline Ints entries(const I32* table, const Ints& k) {
  Ints found;
  for (int i = 0; i < lanes; ++i) found.at[i] = table[k.at[i]];
  return found;
}

inline Ints inside(const Ints& x, I32 low, I32 high) {
  Ints result;
  for (int i = 0; i < lanes; ++i) {
    const I32 raised = x.at[i] > low ? x.at[i] : low;
    result.at[i] = raised < high ? raised : high;
  }
  return result;
}

inline void work_before(const Hours& hours, const Ints& time, Ints& work) {
  const Ints t = inside(time, 0, hours.end), k = find(hours.by_time, hours.time_shift, hours.ends, hours.time_steps, t);
  const Ints before = entries(hours.before, k), ahead = entries(hours.ahead, k);
  for (int i = 0; i < lanes; ++i) {
    const I32 worked = t.at[i] - ahead.at[i];
    work.at[i] = worked > before.at[i] ? worked : before.at[i];
  }
}

inline Ints opened(const Hours& hours, const Ints& work) {
  return entries(hours.ahead, find(hours.by_work, hours.work_shift, hours.done, hours.work_steps, work));
}

inline void opening(const Hours& hours, const Ints& work, Ints& time) {
  const Ints w = inside(work, 0, hours.all), ahead = opened(hours, w);
  for (int i = 0; i < lanes; ++i) {
    const I32 t = w.at[i] + ahead.at[i];
    time.at[i] = work.at[i] < 0 ? -1 : t;
  }
}

inline void closing(const Hours& hours, const Ints& work, Ints& time) {
  Ints last;  // the minute of work that ends then
  for (int i = 0; i < lanes; ++i) last.at[i] = work.at[i] - 1;
  last = inside(last, 0, hours.all);
  const Ints ahead = opened(hours, last);
  for (int i = 0; i < lanes; ++i) {
    const I32 after = last.at[i] + ahead.at[i] + 1, t = after < hours.end ? after : hours.end;
    time.at[i] = work.at[i] > 0 ? t : 0;
  }
}

inline void put_where(const Ints& positive, const Ints& value, Ints& time) {
  for (int i = 0; i < lanes; ++i) {
    const I32 kept = time.at[i];
    time.at[i] = positive.at[i] > 0 ? value.at[i] : kept;
  }
}

inline void mark(const Ints& finish, I32 lag, const Ints& threshold, const Ints& on, Ints& before) {
  for (int i = 0; i < lanes; ++i) before.at[i] |= on.at[i] & (finish.at[i] + lag >= threshold.at[i] ? 1 : 0);
}

inline int count(const Ints& on) {
  I32 sum = 0;
  for (int i = 0; i < lanes; ++i) sum += on.at[i];
  return sum;
}

inline int count_above(const Ints* values, std::size_t blocks, I32 limit) {
  Vector sums[4]{};
  for (std::size_t block = 0; block < blocks; ++block) {
    for (int i = 0; i < lanes; i += 4 * width) {
#pragma GCC unroll 4
      for (int k = 0; k < 4; ++k) sums[k] -= at(values[block], i + k * width) > limit;
    }
  }
  return sum(sums[0] + sums[1] + sums[2] + sums[3]);
}

inline int count_mendable(const Chained& item, const Ints& work) {
  I32 sum = 0;
  for (int i = 0; i < lanes; ++i) {
    const I32 is_late = item.slack->at[i] < 0 ? 1 : 0, is_enough = item.start->at[i] + work.at[i] <= item.allowed->at[i] ? 1 : 0;
    sum += item.on->at[i] & is_late & is_enough;
  }
  return sum;
}

constexpr Lanes operations{.uniform = uniform,
                           .triangular_work = triangular_work,
                           .looked_up_work = looked_up_work,
                           .squeeze = squeeze,
                           .triangular = triangular,
                           .look_up = look_up,
                           .less = less,
                           .add_where = add_where,
                           .scale = scale,
                           .round = round,
                           .later = later,
                           .earlier = earlier,
                           .add = add,
                           .subtract = subtract,
                           .keep_where = keep_where,
                           .finish_after = finish_after,
                           .start_before = start_before,
                           .count_hopeful = count_hopeful,
                           .work_before = work_before,
                           .opening = opening,
                           .closing = closing,
                           .put_where = put_where,
                           .mark = mark,
                           .count = count,
                           .count_above = count_above,
                           .count_mendable = count_mendable};

}  // namespace backwalk::planner::BACKWALK_LANES
// NOLINTEND(modernize-loop-convert)
