#include <gtest/gtest.h>

#include <set>

#include "bot/push.hpp"

namespace backwalk {
namespace {

using namespace std::chrono_literals;
using End = Fared::End;

TEST(PushPolicy, ComesBackAtOnceAfterAConnectionThatLived) {
  for (const End end : {End::lost, End::leaving}) {
    const Retry next = next_try({end, 10s, 0s}, 7, 1);
    EXPECT_EQ(next.failures, 0);
    EXPECT_EQ(next.wait, 0ms);
  }
}

TEST(PushPolicy, WaitsLongerWithEveryFailureUpToHalfAMinute) {
  const std::chrono::milliseconds whole[] = {1s, 2s, 4s, 8s, 16s, 30s, 30s, 30s};
  int failures = 0;
  for (const auto wait : whole) {
    const Retry next = next_try({End::lost, 0s, 0s}, failures, 3);
    EXPECT_EQ(next.failures, failures + 1);
    EXPECT_GE(next.wait, wait * 8 / 10);
    EXPECT_LE(next.wait, wait * 12 / 10);
    failures = next.failures;
  }
  EXPECT_LE(next_try({End::leaving, 9999ms, 0s}, 1'000'000, 1).wait, 36s) << "one that goes at once is no better than none";
}

TEST(PushPolicy, MovesConnectionsApartAlwaysInTheSameWay) {
  std::set<std::chrono::milliseconds> waits;
  for (std::size_t number = 1; number <= 10; ++number) {
    const auto wait = next_try({End::lost, 0s, 0s}, 2, number).wait;
    EXPECT_EQ(wait, next_try({End::lost, 0s, 0s}, 2, number).wait);
    waits.insert(wait);
  }
  EXPECT_EQ(waits.size(), 10U);
}

TEST(PushPolicy, HonoursWhatThePlatformAsksFor) {
  EXPECT_EQ(next_try({End::lost, 0s, 90s}, 0, 1).wait, 90s);
  EXPECT_GE(next_try({End::lost, 0s, 1s}, 5, 1).wait, 24s) << "but does not come sooner for it";
}

TEST(PushPolicy, ComesBackSlowlyWhereOnlyAPersonCanHelp) {
  for (const End end : {End::refused, End::disabled}) EXPECT_GE(next_try({end, 60s, 0s}, 0, 1).wait, 4min);
}

}  // namespace
}  // namespace backwalk
