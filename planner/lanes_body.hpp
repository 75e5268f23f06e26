// The operations of lanes.hpp, in a namespace named by whoever includes this. Each is a loop that a compiler turns into vectors, whatever
// their width. No function of the standard library is called in here: one compiled for AVX2 could be linked into the rest of the program.
#pragma once

#include "planner/lanes.hpp"

#ifndef BACKWALK_LANES
#define BACKWALK_LANES any_lanes
#endif
#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace backwalk::planner::BACKWALK_LANES {

using U32 = std::uint32_t;
using U64 = std::uint64_t;
using I32 = std::int32_t;

constexpr int calls = lanes / 8;  // of Philox a block: each gives four words, each word two numbers
constexpr U32 multiplier_0 = 0xD2511F53U, multiplier_1 = 0xCD9E8D57U, weyl_0 = 0x9E3779B9U, weyl_1 = 0xBB67AE85U;

#ifdef __AVX2__
/// Both halves of a 32 x 32 bit product in eight lanes; compilers do not find this one by themselves.
inline void multiply(__m256i x, U32 by, __m256i& high, __m256i& low) {
  const __m256i factor = _mm256_set1_epi32(static_cast<int>(by));
  const __m256i even = _mm256_mul_epu32(x, factor), odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), factor);
  high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
  low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
}

struct Eight {
  __m256i a, b, c, d;
};

inline void advance(Eight& x, __m256i key_0, __m256i key_1) {
  __m256i high_0, low_0, high_1, low_1;
  multiply(x.a, multiplier_0, high_0, low_0);
  multiply(x.c, multiplier_1, high_1, low_1);
  x = {_mm256_xor_si256(_mm256_xor_si256(high_1, x.b), key_0), low_1, _mm256_xor_si256(_mm256_xor_si256(high_0, x.d), key_1), low_0};
}

inline void store(const Eight& x, int from, U32 (&words)[4][calls]) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(words[0] + from), x.a);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(words[1] + from), x.b);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(words[2] + from), x.c);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(words[3] + from), x.d);
}

/// A round waits for its multiplications; two vectors take turns, so that one multiplies while the other waits.
inline void philox(const Stream& stream, U32 first, U32 (&words)[4][calls]) {
  const auto all = [](U32 value) { return _mm256_set1_epi32(static_cast<int>(value)); };
  const __m256i b = all(static_cast<U32>(stream.id)), c = all(static_cast<U32>(stream.id >> 32)), d = all(stream.use);
  Eight one{_mm256_add_epi32(all(first), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)), b, c, d};
  Eight other{_mm256_add_epi32(one.a, all(8)), b, c, d};
  __m256i key_0 = all(static_cast<U32>(stream.seed)), key_1 = all(static_cast<U32>(stream.seed >> 32));
  for (int round = 0; round < 10; ++round) {
    advance(one, key_0, key_1);
    advance(other, key_0, key_1);
    key_0 = _mm256_add_epi32(key_0, all(weyl_0));
    key_1 = _mm256_add_epi32(key_1, all(weyl_1));
  }
  store(one, 0, words);
  store(other, 8, words);
}
#else
inline void philox(const Stream& stream, U32 first, U32 (&words)[4][calls]) {
  for (U32 call = 0; call < calls; ++call) {
    U32 a = first + call, b = static_cast<U32>(stream.id), c = static_cast<U32>(stream.id >> 32), d = stream.use;
    U32 key_0 = static_cast<U32>(stream.seed), key_1 = static_cast<U32>(stream.seed >> 32);
    for (int round = 0; round < 10; ++round) {
      const U64 product_0 = U64{multiplier_0} * a, product_1 = U64{multiplier_1} * c;
      a = static_cast<U32>(product_1 >> 32) ^ b ^ key_0;
      c = static_cast<U32>(product_0 >> 32) ^ d ^ key_1;
      b = static_cast<U32>(product_1);
      d = static_cast<U32>(product_0);
      key_0 += weyl_0;
      key_1 += weyl_1;
    }
    words[0][call] = a;
    words[1][call] = b;
    words[2][call] = c;
    words[3][call] = d;
  }
}
#endif

inline void uniform(const Stream& stream, U32 block, Floats& u) {
  alignas(64) U32 words[4][calls];
  philox(stream, block * calls, words);
  const U32* word = words[0];
  constexpr float step = 1.0F / 65536;
  for (int i = 0; i < lanes / 2; ++i) u.at[i] = (static_cast<float>(static_cast<I32>(word[i] & 0xFFFFU)) + 0.5F) * step;
  for (int i = 0; i < lanes / 2; ++i) u.at[lanes / 2 + i] = (static_cast<float>(static_cast<I32>(word[i] >> 16)) + 0.5F) * step;
}

inline void squeeze(float from, Floats& u) {
  for (int i = 0; i < lanes; ++i) u.at[i] = from + (1.0F - from) * u.at[i];
}

inline void triangular(const Floats& u, const Triangle& triangle, Floats& x) {
  const Triangle t = triangle;
  Floats root;
  for (int i = 0; i < lanes; ++i) {
    const float rising = u.at[i] * t.rising, falling = (1.0F - u.at[i]) * t.falling;
    root.at[i] = u.at[i] < t.cut ? rising : falling;
  }
  for (int i = 0; i < lanes; ++i) root.at[i] = __builtin_sqrtf(root.at[i]);
  for (int i = 0; i < lanes; ++i) {
    const float up = t.best + root.at[i], down = t.worst - root.at[i];
    x.at[i] = u.at[i] < t.cut ? up : down;
  }
}

inline void look_up(const Floats& u, const float* table, float times, Floats& x) {
  Ints cell;
  for (int i = 0; i < lanes; ++i) cell.at[i] = static_cast<I32>(u.at[i] * static_cast<float>(cells));
  for (int i = 0; i < lanes; ++i) x.at[i] = table[cell.at[i]];
  for (int i = 0; i < lanes; ++i) x.at[i] = times * x.at[i];
}

inline void less(float known, Floats& x) {
  for (int i = 0; i < lanes; ++i) {
    const float rest = x.at[i] - known;
    x.at[i] = rest > 0.0F ? rest : 0.0F;
  }
}

inline void add_where(const Floats& u, float below, const Floats& more, Floats& x) {
  for (int i = 0; i < lanes; ++i) {
    const float sum = x.at[i] + more.at[i];
    x.at[i] = u.at[i] < below ? sum : x.at[i];
  }
}

inline void scale(const Floats& factor, Floats& x) {
  for (int i = 0; i < lanes; ++i) x.at[i] = x.at[i] * factor.at[i];
}

inline void round(const Floats& x, Ints& whole) {
  for (int i = 0; i < lanes; ++i) {
    const float time = x.at[i] < static_cast<float>(furthest - 63) ? x.at[i] : static_cast<float>(furthest - 63);
    whole.at[i] = static_cast<I32>(time + 0.5F);
  }
}

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

inline int count_tight(const Ints& start, const Ints& limit, const Ints& shift) {
  I32 count = 0;
  for (int i = 0; i < lanes; ++i) count += start.at[i] + shift.at[i] == limit.at[i] ? 1 : 0;
  return count;
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

inline int count_mendable(const Chained& item, const Ints& work) {
  I32 sum = 0;
  for (int i = 0; i < lanes; ++i) {
    const I32 is_late = item.slack->at[i] < 0 ? 1 : 0, is_enough = item.start->at[i] + work.at[i] <= item.allowed->at[i] ? 1 : 0;
    sum += item.on->at[i] & is_late & is_enough;
  }
  return sum;
}

constexpr Lanes operations{uniform, squeeze, triangular, look_up,  less,       add_where,     scale,         round,
                           later,   earlier, add,        subtract, keep_where, count_tight,   count_hopeful, work_before,
                           opening, closing, put_where,  mark,     count,      count_mendable};

}  // namespace backwalk::planner::BACKWALK_LANES
