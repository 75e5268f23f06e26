// The promise of PLANNING §6, on the weekly series of the M4 competition.
#include "tests/bench/m4.hpp"

#include <gtest/gtest.h>

#include "tests/shared.hpp"

namespace backwalk::m4 {
namespace {

TEST(KpiForecast, KeepsItsPromiseOnTheWeeklySeriesOfM4) {
  const auto folder = shared::folder("planning/m4");
  if (!folder) GTEST_SKIP();
  const auto histories = read(*folder / "weekly.csv");
  ASSERT_EQ(histories.size(), 216U);
  for (const std::size_t length : {8U, 16U, 26U, 104U}) {
    SCOPED_TRACE(length);
    const auto found = score(histories, length);
    EXPECT_GE(found.covered_80.percent(), 76);
    EXPECT_LE(found.covered_80.percent(), 86);
    EXPECT_LT(found.owa(), length == 104 ? 0.95 : 1);
    EXPECT_NEAR(found.naive_smape(), length == 104 ? 7.985 : 9.031, 0.001) << "the yardstick itself, by other code";
  }
}

}  // namespace
}  // namespace backwalk::m4
