// The pictures of KPIs and of the buffer.
#include <gtest/gtest.h>

#include "bot/picture/fever.hpp"
#include "bot/picture/kpi.hpp"
#include "bot/picture/paint.hpp"
#include "tests/picture/faults.hpp"
#include "tests/picture/plans.hpp"

namespace backwalk::picture {
namespace {

using namespace testing;

Scene drawn(const planner::Kpi& kpi) {
  const Measure measure;
  auto plan = samples().front().plan;
  plan.kpis = {kpi};
  return *kpi_scene(plan, {&plan.kpis.front()}, day("2026-09-08"), measure);
}

std::size_t count_of(const Scene& scene, Role role) {
  std::size_t count = 0;
  for (const auto& part : scene.parts) {
    std::visit([&](const auto& one) { count += one.role == role ? 1 : 0; }, part);
  }
  return count;
}

TEST(KpiPicture, TellsWhereItIsAndWhereItIsHeading) {
  const auto scene = drawn(waitlist(9));
  EXPECT_NE(scene.alt.find("58 now; target 100 by Tue 6 Oct; needs +"), std::string::npos) << scene.alt;
  EXPECT_NE(scene.alt.find("80 %"), std::string::npos) << scene.alt;
  EXPECT_NE(scene.alt.find("58 on 7 Sep"), std::string::npos) << scene.alt;
  EXPECT_GT(count_of(scene, Role::work), count_of(drawn(waitlist(3)), Role::work)) << "the band needs eight readings";
}

TEST(KpiPicture, ForecastsNothingBelowEightReadings) {
  EXPECT_EQ(drawn(waitlist(7)).alt.find("heading"), std::string::npos);
  EXPECT_EQ(count_of(drawn(waitlist(7)), Role::work), 0u);
  EXPECT_NE(drawn(waitlist(8)).alt.find("heading for "), std::string::npos);
}

TEST(KpiPicture, HoldsSeveralOneBelowTheOther) {
  const Measure measure;
  auto plan = samples().front().plan;
  auto second = waitlist(3);
  second.number = 2;
  second.name = "Orders a week";
  plan.kpis = {waitlist(9), second};
  const auto one = kpi_scene(plan, {&plan.kpis[0]}, day("2026-09-08"), measure);
  const auto both = kpi_scene(plan, {&plan.kpis[0], &plan.kpis[1]}, day("2026-09-08"), measure);
  EXPECT_EQ(faults_of(*both), "");
  EXPECT_GT(both->height, one->height + 250);
  EXPECT_EQ(count_of(*both, Role::today), count_of(*one, Role::today) + 1) << "a line more, but the same key";
  EXPECT_LT(both->alt.find("Course of K1 Waiting list"), both->alt.find("Course of K2 Orders a week"));
  EXPECT_LT(both->alt.find("Course of K2 Orders a week"), both->alt.find("Readings from"));
}

TEST(KpiPicture, NeedsNothingMoreWhenReached) {
  auto kpi = waitlist(3);
  kpi.readings.back().value = 120;
  const auto scene = drawn(kpi);
  EXPECT_EQ(count_of(scene, Role::late), 0u);
  EXPECT_NE(scene.alt.find("reached"), std::string::npos);
}

TEST(KpiPicture, StandsWhateverTheNumbersAre) {
  for (const double value : {1e300, -1e300, 1e-300, 0.0, 1e9}) {
    auto kpi = waitlist(9);
    kpi.readings[4].value = value;
    kpi.target = -value + 1;
    kpi.name = "<b>" + std::string(10'000, 'n');
    const auto scene = drawn(kpi);
    for (const auto& part : scene.parts) {
      const auto* stroke = std::get_if<Stroke>(&part);
      for (const auto& point : stroke != nullptr ? stroke->points : std::vector<Point>{}) {
        ASSERT_TRUE(point.x >= 0 && point.x <= scene.width && point.y >= 0 && point.y <= scene.height) << value;
      }
    }
    EXPECT_TRUE(png(scene, Ground::dark, 1).starts_with("\x89PNG"));
  }
}

TEST(KpiPicture, IsNotThereWithoutADate) {
  planner::Plan plan;
  plan.kpis = {waitlist(2)};
  EXPECT_FALSE(kpi_scene(plan, {&plan.kpis.front()}, day("2026-09-08"), Measure{}));
}

TEST(FeverChart, CountsWhatIsUsedOfTheRoomThatThereWas) {
  auto plan = samples().front().plan;  // its longest chain takes ten days
  const auto first = day("2026-09-07");
  auto later = plan;
  const auto stands = stands_of({{first, &plan}, {day("2026-09-14"), &plan}});
  ASSERT_EQ(stands.size(), 2u);
  EXPECT_EQ(stands[0].done, 0);
  EXPECT_EQ(stands[0].used, 0);
  EXPECT_EQ(stands[1].done, 0) << "nothing was done";
  EXPECT_NEAR(stands[1].used, 5.0 / 12, 0.001) << "five of the twelve days of room";
  later.actions[1].started = at("2026-09-07 09:00");
  later.actions[1].finished = at("2026-09-11 17:00");
  const auto better = stands_of({{first, &plan}, {day("2026-09-14"), &later}});
  EXPECT_GT(better[1].done, 0.4);
  EXPECT_LT(better[1].used, 0.1);
}

TEST(FeverChart, CountsTheTimeThatOwnersAreAway) {
  const auto plan = samples().front().plan;
  const auto first = day("2026-09-07"), later = day("2026-09-14");
  const planner::Absences away{{planner::PersonId{1}, {{day("2026-09-14"), day("2026-09-19")}}}};  // a week, of who has the longest chain
  const auto stands = stands_of({{first, &plan}, {later, &plan}}), absent = stands_of({{first, &plan}, {later, &plan}}, away);
  ASSERT_EQ(absent.size(), 2u);
  EXPECT_NEAR(stands[1].used, 5.0 / 12, 0.001);
  EXPECT_NEAR(absent[0].used, 0, 0.001) << "the buffer is what is left beside the absence";
  EXPECT_GT(absent[1].used, stands[1].used) << "five days of a smaller buffer, though one of them was no longer to be lost";
}

TEST(FeverChart, IsNotThereWithoutABuffer) {
  auto plan = samples().front().plan;
  plan.goal.due = planner::testing::on("2026-09-09");
  EXPECT_TRUE(stands_of({{day("2026-09-07"), &plan}}).empty());
  EXPECT_FALSE(fever_scene(plan, {}, day("2026-09-08"), Measure{}));
}

TEST(FeverChart, SaysInWhichZoneOneIs) {
  const auto on = day("2026-09-08");
  const std::pair<Stand, Zone> cases[] = {{{on, 0, 0.1}, Zone::fine},  {{on, 0, 0.2}, Zone::watch}, {{on, 0, 0.4}, Zone::act},
                                          {{on, 1, 0.74}, Zone::fine}, {{on, 1, 0.8}, Zone::watch}, {{on, 0.5, 1.5}, Zone::act}};
  for (const auto& [stand, zone] : cases) EXPECT_EQ(zone_of(stand), zone) << stand.done << " " << stand.used;
  const auto scene = fever_scene(samples().front().plan, {{on, 0, 0}, {on, 0.5, 1.5}}, on, Measure{});
  EXPECT_NE(scene->alt.find("150 % of the buffer used, 50 % of the way done, so: act"), std::string::npos) << scene->alt;
}

}  // namespace
}  // namespace backwalk::picture
