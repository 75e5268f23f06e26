#include "bot/base/admission.hpp"

#include <gtest/gtest.h>

#include <deque>

namespace backwalk {
namespace {

using namespace std::chrono_literals;

/// A worker who does one after another, and clients who come at a steady pace; times are counted, nobody waits.
struct Shop {
  Admission admission{};
  Admission::Time each{};
  Admission::Time now{};
  Admission::Time free_at{};
  struct Guest {
    Admission::Time came;
    Admission::Time done;
    std::size_t ahead;
  };
  std::deque<Guest> inside{};
  std::size_t served = 0;
  std::size_t refused = 0;
  Admission::Time longest{};

  void leave_until(Admission::Time then) {
    while (!inside.empty() && inside.front().done <= then) {
      const Guest guest = inside.front();
      inside.pop_front();
      admission.left(guest.done - guest.came, guest.ahead);
      longest = std::max(longest, guest.done - guest.came);
      ++served;
    }
  }
  void come() {
    leave_until(now);
    if (!admission.has_room()) {
      ++refused;
      return;
    }
    const std::size_t ahead = admission.present();
    admission.enter();
    free_at = std::max(free_at, now) + each;
    inside.push_back({now, free_at, ahead});
  }
  void run(Admission::Time every, Admission::Time until) {
    for (; now < until; now += every) come();
  }
};

TEST(Admission, RefusesNobodyWhileThereIsTime) {
  Shop shop{.each = 200us};
  shop.run(250us, 5s);
  EXPECT_EQ(shop.refused, 0U);
  EXPECT_EQ(shop.served + shop.inside.size(), 20'000U);
}

TEST(Admission, AlwaysTakesAFewHoweverSlowTheyAre) {
  Admission admission;
  for (int guest = 0; guest < 10'000; ++guest) {
    admission.enter();
    admission.left(10s, 60);
  }
  for (int guest = 0; guest < 64; ++guest) {
    EXPECT_TRUE(admission.has_room());
    admission.enter();
  }
  EXPECT_FALSE(admission.has_room());
}

TEST(Admission, NeverTakesMoreThanTheMost) {
  Admission admission({.always = 1, .most = 3, .longest_wait = 1h});
  for (int guest = 0; guest < 3; ++guest) {
    EXPECT_TRUE(admission.has_room());
    admission.enter();
  }
  EXPECT_FALSE(admission.has_room());
  admission.left(1ms, 0);
  EXPECT_TRUE(admission.has_room());
}

TEST(Admission, KeepsTheWaitShortAtThreeTimesWhatCanBeDone) {
  for (const auto each : {50us, 200us, 1000us}) {
    SCOPED_TRACE(each.count());
    Shop shop{.each = each};
    shop.run(each / 3, 5s);
    EXPECT_LT(shop.longest, 150ms);
    EXPECT_GT(shop.served, static_cast<std::size_t>(5s / each) * 95 / 100) << "nobody is idle while others are refused";
    EXPECT_GT(shop.refused, shop.served);
  }
}

TEST(Admission, IsAsBeforeWithinTwoSecondsAfterTheCrowd) {
  Shop shop{.each = 300us};
  shop.run(100us, 4s);
  const std::size_t before = shop.refused;
  shop.now += 200ms;
  shop.run(400us, 8s);
  EXPECT_EQ(shop.refused, before);
}

TEST(Admission, LearnsThatWorkHasBecomeDearer) {
  Shop shop{.each = 50us};
  shop.run(20us, 1s);
  shop.each = 1ms;
  shop.run(300us, 4s);
  shop.longest = {};
  shop.run(300us, 8s);
  EXPECT_LT(shop.longest, 150ms);
}

}  // namespace
}  // namespace backwalk
