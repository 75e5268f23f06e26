#include "planner/capacity.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace capacity_test {

/// "2 from 2026-03-23 to 2026-03-24: 960 of 480 (BETA A1 480, BETA A2 480)", the first number is the person's.
std::string show(const std::vector<Load>& loads) {
  std::string result;
  for (const auto& load : loads) {
    std::string shares;
    for (const auto& share : load.shares) {
      shares += (shares.empty() ? "" : ", ") + share.plan + " " + text(share.action) + " " + std::to_string(share.minutes);
    }
    result += (result.empty() ? "" : "\n") + std::to_string(load.person.value) + " from " + testing::show(load.from) + " to " +
              testing::show(load.to) + ": " + std::to_string(load.demanded) + " of " + std::to_string(load.available) + " (" + shares + ")";
  }
  return result;
}

/// Bob has one and a half days at the same time in each of two actions; Ada has one day. Due on Friday 27 March.
Told two_at_once() {
  return told({AddAction{.title = "a", .estimate = Estimate{Minutes{720}}, .owner = bob},
               AddAction{.title = "b", .estimate = Estimate{Minutes{720}}, .owner = bob}, AddAction{.title = "c", .owner = ada},
               AddAction{.title = "nobody's", .estimate = days_of_work(9)}});
}

std::vector<Load> loads_of(const std::vector<Plan>& plans, Stretch stretch, Dates dates) {
  std::vector<Timeline> timelines;
  for (const auto& plan : plans) timelines.push_back(*timeline(plan, today()));
  std::vector<Scheduled> scheduled;
  for (std::size_t i = 0; i < plans.size(); ++i) scheduled.push_back({&plans[i], &timelines[i]});
  EXPECT_LE(overloads(scheduled, stretch, dates).size(), loads(scheduled, stretch, dates).size());
  return loads(scheduled, stretch, dates);
}

TEST(Capacity, SetsTheWorkOfEachDayAgainstItsHours) {
  const auto found = loads_of({two_at_once().plan}, Stretch::day, Dates::latest);
  EXPECT_EQ(show(found),
            "1 from 2026-03-27 to 2026-03-28: 480 of 480 (BETA A3 480)\n"
            "2 from 2026-03-26 to 2026-03-27: 480 of 480 (BETA A1 240, BETA A2 240)\n"
            "2 from 2026-03-27 to 2026-03-28: 960 of 480 (BETA A1 480, BETA A2 480)");
  EXPECT_FALSE(found[0].is_over());
  EXPECT_FALSE(found[1].is_over());
  EXPECT_TRUE(found[2].is_over());
}

TEST(Capacity, LaysWorkOutEarlyWhereAsked) {
  EXPECT_EQ(show(loads_of({two_at_once().plan}, Stretch::day, Dates::earliest)),
            "1 from 2026-03-02 to 2026-03-03: 480 of 480 (BETA A3 480)\n"
            "2 from 2026-03-02 to 2026-03-03: 960 of 480 (BETA A1 480, BETA A2 480)\n"
            "2 from 2026-03-03 to 2026-03-04: 480 of 480 (BETA A1 240, BETA A2 240)");
}

TEST(Capacity, HasRoomInAWeekForWhatIsTooMuchForADay) {
  EXPECT_EQ(show(loads_of({two_at_once().plan}, Stretch::week, Dates::latest)),
            "1 from 2026-03-23 to 2026-03-30: 480 of 2400 (BETA A3 480)\n"
            "2 from 2026-03-23 to 2026-03-30: 1440 of 2400 (BETA A1 720, BETA A2 720)");
}

TEST(Capacity, AddsUpOverPlansAndCountsAPersonsHoursOnce) {
  auto other = two_at_once().plan;
  other.key = "ZETA";
  other.calendar.week[5] = {{Minutes{540}, Minutes{600}}};  // an hour on Saturdays
  const auto found = loads_of({two_at_once().plan, other}, Stretch::week, Dates::latest);
  EXPECT_EQ(show({found[0]}), "1 from 2026-03-23 to 2026-03-30: 960 of 2460 (BETA A3 480, ZETA A3 480)");
  EXPECT_TRUE(found[1].is_over());
  EXPECT_EQ(found[1].demanded, 2880);
}

TEST(Capacity, CountsOnlyWhatIsLeft) {
  auto plan = two_at_once();
  plan(Finish{A(1), at("2026-02-27 17:00")})(StartAction{2, at("2026-02-27 13:00")});
  EXPECT_EQ(show(loads_of({plan.plan}, Stretch::week, Dates::latest)),
            "1 from 2026-03-23 to 2026-03-30: 480 of 2400 (BETA A3 480)\n"
            "2 from 2026-03-02 to 2026-03-09: 480 of 2400 (BETA A2 480)");
}

TEST(Capacity, SkipsHolidays) {
  auto plan = two_at_once().plan;
  plan.calendar.holidays = {day("2026-03-26")};
  const auto found = loads_of({plan}, Stretch::week, Dates::latest);
  EXPECT_EQ(found[1].available, 4 * 480);
  EXPECT_EQ(found[1].demanded, 1440);
}

TEST(Capacity, HasNothingToSayOfNothing) { EXPECT_TRUE(loads({}, Stretch::day, Dates::latest).empty()); }

}  // namespace capacity_test
}  // namespace backwalk::planner::testing
