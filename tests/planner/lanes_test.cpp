#include "planner/lanes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "planner/index.hpp"
#include "planner/lognormal.hpp"
#include "planner/order_statistic.hpp"

namespace backwalk::planner {
namespace {

const Lanes* const all_lanes[] = {&plain_lanes(), &fastest_lanes()};

struct Known {
  Stream stream{};
  std::uint32_t first = 0;  ///< the first word of the counter
  std::uint32_t words[4]{};
};

template <class T>
bool same_bits(const T& one, const T& other) {
  return std::ranges::equal(std::as_bytes(std::span(&one, 1)), std::as_bytes(std::span(&other, 1)));
}

TEST(Lanes, DrawWhatPhiloxIsKnownToAnswer) {  // Random123 1.09, kat_vectors: philox4x32 10
  const Known cases[] = {
      {{}, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{~0ULL, ~0ULL, ~0U}, ~0U, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x299f31d0a4093822, 0x13198a2e85a308d3, 0x03707344}, 0x243f6a88, {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  constexpr int calls = lanes / 8;
  for (const auto* operations : all_lanes) {
    for (const auto& known : cases) {
      Floats u;
      operations->uniform(known.stream, known.first / calls, u);
      for (int word = 0; word < 4; ++word) {
        const int place = word * calls + static_cast<int>(known.first % calls);
        EXPECT_EQ(u.at[place], (static_cast<float>(known.words[word] & 0xFFFF) + 0.5F) / 65536);
        EXPECT_EQ(u.at[lanes / 2 + place], (static_cast<float>(known.words[word] >> 16) + 0.5F) / 65536);
      }
    }
  }
}

TEST(Lanes, DoTheSameWhateverTheirWidth) {
  const auto &plain = plain_lanes(), &wide = fastest_lanes();
  const Triangle triangle{.best = 100, .worst = 900, .cut = 0.25F, .rising = 160'000, .falling = 480'000};
  float table[cells];
  for (int k = 0; k < cells; ++k) table[k] = 0.3F + static_cast<float>(k) / 1000;
  for (std::uint32_t block = 0; block < 200; ++block) {
    Floats u[2], x[2], y[2];
    Ints work[2], start[2]{}, bound[2]{}, kept[2];
    int tight[2], hopeful[2];
    for (int k = 0; k < 2; ++k) {
      const auto& lane = k == 0 ? plain : wide;
      lane.uniform({7, block * 977ULL, 3}, block, u[k]);
      lane.triangular(u[k], triangle, x[k]);
      lane.squeeze(0.3F, u[k]);
      lane.look_up(u[k], table, 480, y[k]);
      lane.less(200, y[k]);
      lane.add_where(u[k], 0.6F, y[k], x[k]);
      lane.scale(u[k], x[k]);
      lane.round(x[k], work[k]);
      lane.later(work[k], 100, start[k]);
      lane.add(work[k], start[k]);
      lane.earlier(work[k], 300, bound[k]);
      lane.subtract(work[k], bound[k]);
      lane.keep_where(bound[k], work[k], kept[k]);
      tight[k] = lane.count_above(&work[k], 1, 700);
      hopeful[k] = lane.count_hopeful({&start[k], &start[k], &bound[k], &kept[k]}, work[k], -500);
    }
    ASSERT_TRUE(same_bits(x[0], x[1]));
    ASSERT_TRUE(same_bits(start[0], start[1]));
    ASSERT_TRUE(same_bits(bound[0], bound[1]));
    ASSERT_TRUE(same_bits(kept[0], kept[1]));
    ASSERT_EQ(tight[0], tight[1]);
    ASSERT_EQ(hopeful[0], hopeful[1]);
  }
}

/// A few links, negative lags among them, between rows of times of which some stand near the end of time.
struct Linked {
  std::vector<Ints> times = std::vector<Ints>(5);
  std::vector<Wait> waits{{0, 30}, {3, -200}, {1, 0}};
  Ints work{}, slack{};
  Linked() {
    std::uint32_t dice = 99;
    const auto roll = [&](int n) { return static_cast<std::int32_t>((dice = dice * 1664525U + 1013904223U) >> 8) % n; };
    for (auto& row : times) {
      for (auto& time : row.at) time = roll(3000) - 1000;
    }
    times[0].at[7] = times[1].at[9] = furthest - 40;
    times[3].at[11] = times[0].at[11] = times[1].at[11] = times[4].at[12] = -furthest;
    for (auto& one : work.at) one = roll(1500);
    for (auto& one : slack.at) one = roll(8) == 0 ? never : roll(900) - 300;
  }
  Links links() const { return {waits.data(), waits.data() + waits.size(), times.data()}; }
};

TEST(Lanes, FinishAfterWhatIsWaitedFor) {
  for (const auto* operations : all_lanes) {
    const Linked given;
    Ints finish, expected, alone;
    fill(expected, 250);
    for (const auto& wait : given.waits) operations->later(given.times[at(wait.item)], wait.lag, expected);
    operations->add(given.work, expected);
    operations->finish_after(given.links(), 250, given.work, finish);
    EXPECT_TRUE(same_bits(finish, expected));
    EXPECT_EQ(finish.at[7], furthest);
    operations->finish_after({}, 250, given.work, alone);
    for (int i = 0; i < lanes; ++i) EXPECT_EQ(alone.at[i], 250 + given.work.at[i]);
  }
}

TEST(Lanes, StartBeforeWhatWaits) {
  for (const auto* operations : all_lanes) {
    Linked given;
    Ints latest, begins = given.times[4], kept, start, may_start;
    fill(latest, 900);
    for (const auto& wait : given.waits) operations->earlier(given.times[at(wait.item)], wait.lag, latest);
    operations->subtract(given.work, latest);
    operations->subtract(given.work, begins);
    int tight = 0;
    for (int i = 0; i < lanes; i += 3) given.slack.at[i] = latest.at[i] - begins.at[i];
    for (int i = 0; i < lanes; ++i) tight += begins.at[i] + given.slack.at[i] == latest.at[i] ? 1 : 0;
    operations->keep_where(given.slack, latest, kept);
    auto& time = given.times[4];
    EXPECT_GE(tight, lanes / 3);
    EXPECT_EQ(operations->start_before(given.links(), 900, given.work, given.slack, time, start, may_start), tight);
    EXPECT_TRUE(same_bits(time, latest));
    EXPECT_TRUE(same_bits(start, begins));
    EXPECT_TRUE(same_bits(may_start, kept));
    EXPECT_EQ(time.at[11], -furthest);
  }
}

TEST(Lanes, DrawInOneStepWhatTheyDrawInThree) {
  Triangle triangle{.best = 100, .worst = 900, .cut = 0.25F, .rising = 160'000, .falling = 480'000};
  float table[cells];
  for (int k = 0; k < cells; ++k) table[k] = 0.3F + static_cast<float>(k) / 1000;
  for (const auto* operations : all_lanes) {
    for (std::uint32_t block = 0; block < 200; ++block) {
      const Stream stream{7, block * 977ULL, 3};
      Floats u, x;
      Ints expected, work;
      triangle.worst = static_cast<float>(900 + block * 10'000'000ULL);  // the last ones are beyond the end of time
      operations->uniform(stream, block, u);
      operations->triangular(u, triangle, x);
      operations->round(x, expected);
      operations->triangular_work(stream, block, triangle, work);
      ASSERT_TRUE(same_bits(work, expected)) << block;
      operations->look_up(u, table, 480, x);
      operations->round(x, expected);
      operations->looked_up_work(stream, block, table, 480, work);
      ASSERT_TRUE(same_bits(work, expected)) << block;
    }
  }
}

TEST(Lanes, CountWhatIsAboveALimit) {
  const Linked given;
  for (const auto limit : {never, -furthest, -100, 0, 700, furthest}) {
    int above = 0;
    for (const auto& row : given.times)
      above += static_cast<int>(std::count_if(row.at, row.at + lanes, [&](auto time) { return time > limit; }));
    for (const auto* operations : all_lanes) EXPECT_EQ(operations->count_above(given.times.data(), given.times.size(), limit), above);
  }
}

TEST(Lanes, StopAtTheEndOfTime) {
  for (const auto* operations : all_lanes) {
    Floats x;
    Ints work, time;
    std::fill(std::begin(x.at), std::end(x.at), 3e30F);
    std::fill(std::begin(time.at), std::end(time.at), furthest);
    operations->round(x, work);
    EXPECT_GT(work.at[5], furthest - 1000);
    EXPECT_LE(work.at[5], furthest);
    operations->add(work, time);
    EXPECT_EQ(time.at[5], furthest);
    for (int k = 0; k < 3; ++k) operations->subtract(work, time);
    EXPECT_EQ(time.at[5], -furthest);
  }
}

TEST(Lognormal, AgreesWithTheLibraryOfC) {
  for (double x = 1e-9; x < 1e9; x *= 1.37) EXPECT_NEAR(natural_log(x), std::log(x), 1e-13);
  for (double x = -30; x < 30; x += 0.37) EXPECT_NEAR(exponential(x) / std::exp(x), 1, 1e-13);
  for (double p = 1e-6; p < 1; p += 0.00137) EXPECT_NEAR(std::erfc(-normal_quantile(p) / std::sqrt(2.0)) / 2, p, 1e-6);
}

TEST(OrderStatistic, IsFoundWhereTheFirstBlockMisleads) {
  std::vector<Ints> row(40);
  for (std::size_t k = 0; k < row.size(); ++k) fill(row[k], static_cast<std::int32_t>(k * 1000));
  for (const auto* operations : all_lanes) {
    EXPECT_EQ(order_statistic(row, 40 * lanes, 20 * lanes, *operations), 20'000);
    EXPECT_EQ(order_statistic(row, 40 * lanes, 40 * lanes - 1, *operations), 39'000);
    EXPECT_EQ(order_statistic(row, 3, 1, *operations), 0);
  }
}

TEST(OrderStatistic, IsWhatSortingWouldFind) {
  for (const int spread : {1, 3, 1000, 1'000'000}) {
    std::vector<Ints> row(30);
    std::vector<std::int32_t> sorted;
    const int count = 30 * lanes - 17;
    std::uint32_t dice = 12345;
    for (int i = 0; i < count; ++i) {
      dice = dice * 1664525U + 1013904223U;
      auto& value = row[static_cast<std::size_t>(i / lanes)].at[i % lanes];
      value = (dice >> 8) % 5 == 0 ? never : static_cast<std::int32_t>((dice >> 8) % static_cast<unsigned>(spread)) - spread / 2;
      sorted.push_back(value);
    }
    std::sort(sorted.begin(), sorted.end());
    for (const int rank : {0, 1, 500, count / 2, count - 500, count - 1}) {
      for (const auto* operations : all_lanes) {
        EXPECT_EQ(order_statistic(row, count, rank, *operations), sorted[static_cast<std::size_t>(rank)]) << spread << ' ' << rank;
      }
    }
  }
}

}  // namespace
}  // namespace backwalk::planner
