// How much work 128 samples draw: the part of lanes_body.hpp that is about chance. Included by that alone.
#pragma once

#include "planner/lanes.hpp"

#ifndef BACKWALK_LANES
#define BACKWALK_LANES any_lanes
#endif
#ifdef __AVX2__
#include <immintrin.h>
#endif

// NOLINTBEGIN(modernize-loop-convert,modernize-use-auto,bugprone-incorrect-roundings): loops over lanes are written alike; a lane is
// rounded by an instruction
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

constexpr float step = 1.0F / 65536;

inline void uniform(const Stream& stream, U32 block, Floats& u) {
  alignas(64) U32 words[4][calls];
  philox(stream, block * calls, words);
  const U32* word = words[0];
  for (int i = 0; i < lanes / 2; ++i) u.at[i] = (static_cast<float>(static_cast<I32>(word[i] & 0xFFFFU)) + 0.5F) * step;
  for (int i = 0; i < lanes / 2; ++i) u.at[lanes / 2 + i] = (static_cast<float>(static_cast<I32>(word[i] >> 16)) + 0.5F) * step;
}

inline void squeeze(float from, Floats& u) {
  for (int i = 0; i < lanes; ++i) u.at[i] = from + (1.0F - from) * u.at[i];
}

/// One of the two, by its bits. A choice written with `?:` g++ makes into a branch around the root, or takes two roots.
inline float chosen(bool is_first, float first, float second) {
  const U32 mask = 0U - static_cast<U32>(is_first);
  return __builtin_bit_cast(float, (__builtin_bit_cast(U32, first) & mask) | (__builtin_bit_cast(U32, second) & ~mask));
}

inline float triangular(float u, const Triangle& t) {
  const bool is_below = u < t.cut;
  const float root = __builtin_sqrtf(chosen(is_below, u * t.rising, (1.0F - u) * t.falling));
  return chosen(is_below, t.best + root, t.worst - root);
}

inline I32 rounded(float x) {
  constexpr float most = static_cast<float>(furthest - 63);
  return static_cast<I32>((x < most ? x : most) + 0.5F);
}

inline void triangular(const Floats& u, const Triangle& triangle, Floats& x) {
  const Triangle t = triangle;
  for (int i = 0; i < lanes; ++i) x.at[i] = triangular(u.at[i], t);
}

inline void triangular_work(const Stream& stream, U32 block, const Triangle& triangle, Ints& work) {
  alignas(64) U32 words[4][calls];
  philox(stream, block * calls, words);
  const U32* word = words[0];
  const Triangle t = triangle;
  for (int i = 0; i < lanes / 2; ++i) {
    work.at[i] = rounded(triangular((static_cast<float>(static_cast<I32>(word[i] & 0xFFFFU)) + 0.5F) * step, t));
  }
  for (int i = 0; i < lanes / 2; ++i) {
    work.at[lanes / 2 + i] = rounded(triangular((static_cast<float>(static_cast<I32>(word[i] >> 16)) + 0.5F) * step, t));
  }
}

inline void look_up(const Floats& u, const float* table, float times, Floats& x) {
  Ints cell;
  for (int i = 0; i < lanes; ++i) cell.at[i] = static_cast<I32>(u.at[i] * static_cast<float>(cells));
  for (int i = 0; i < lanes; ++i) x.at[i] = table[cell.at[i]];
  for (int i = 0; i < lanes; ++i) x.at[i] = times * x.at[i];
}

/// A draw's cell is its highest bits: there are sixteen numbers in each.
inline void looked_up_work(const Stream& stream, U32 block, const float* table, float times, Ints& work) {
  static_assert(cells * 16 == 65536);
  alignas(64) U32 words[4][calls];
  philox(stream, block * calls, words);
  const U32* word = words[0];
  Ints cell;
  for (int i = 0; i < lanes / 2; ++i) cell.at[i] = static_cast<I32>((word[i] & 0xFFFFU) >> 4);
  for (int i = 0; i < lanes / 2; ++i) cell.at[lanes / 2 + i] = static_cast<I32>(word[i] >> 20);
  Floats x;
  for (int i = 0; i < lanes; ++i) x.at[i] = table[cell.at[i]];
  for (int i = 0; i < lanes; ++i) work.at[i] = rounded(times * x.at[i]);
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
  for (int i = 0; i < lanes; ++i) whole.at[i] = rounded(x.at[i]);
}

}  // namespace backwalk::planner::BACKWALK_LANES
// NOLINTEND(modernize-loop-convert,modernize-use-auto,bugprone-incorrect-roundings)
