// Pictures of eight plans, a fever chart and the course of a KPI against those that somebody has looked at. BACKWALK_UPDATE_GOLDEN=1 draws
// them anew: look at each of them then.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "bot/picture/fever.hpp"
#include "bot/picture/kpi.hpp"
#include "bot/picture/paint.hpp"
#include "tests/picture/compare.hpp"
#include "tests/picture/plans.hpp"
#include "tests/setting.hpp"

namespace backwalk::picture {
namespace {

using namespace testing;

std::string path_of_reference(const std::string& name) {
  return std::string(BACKWALK_SOURCE_DIR) + "/tests/picture/references/" + name + ".png";
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void expect_reference(const std::string& name, const std::string& drawn) {
  SCOPED_TRACE(name);
  if (renews_golden()) std::ofstream(path_of_reference(name), std::ios::binary) << drawn;
  const auto differs = difference(drawn, read_file(path_of_reference(name)));
  EXPECT_FALSE(differs) << *differs;
}

TEST(References, LookAsWhenSomebodyLookedAtThem) {
  const Measure measure;
  for (const auto& sample : samples()) expect_reference(sample.name, png(sample.scene(measure), sample.ground, 1));
}

/// Eight weeks in which the buffer goes faster than the way, and recovers.
std::vector<Stand> eight_weeks() {
  const std::pair<double, double> course[] = {{0, 0},      {0.08, 0.05}, {0.15, 0.3}, {0.2, 0.55},
                                              {0.38, 0.6}, {0.5, 0.52},  {0.62, 0.5}, {0.7, 0.48}};
  std::vector<Stand> stands;
  for (const auto& [done, used] : course) stands.push_back({day("2026-09-07") + std::chrono::days{7 * stands.size()}, done, used});
  return stands;
}

TEST(References, OfTheBufferAndOfANumberLookAsWhenSomebodyLookedAtThem) {
  const Measure measure;
  auto plan = samples().front().plan;
  plan.kpis = {waitlist(9)};
  const auto fever = fever_scene(plan, eight_weeks(), day("2026-10-28"), measure);
  const auto kpi = kpi_scene(plan, {&plan.kpis.front()}, day("2026-09-08"), measure);
  expect_reference("fever", png(*fever, Ground::light, 1));
  expect_reference("fever_dark", png(*fever, Ground::dark, 1));
  expect_reference("kpi", png(*kpi, Ground::light, 1));
  expect_reference("kpi_dark", png(*kpi, Ground::dark, 1));
  auto slower = plan;
  slower.kpis.front().readings.back().value -= 8;
  EXPECT_TRUE(difference(png(*kpi, Ground::light, 1),
                         png(*kpi_scene(slower, {&slower.kpis.front()}, day("2026-09-08"), measure), Ground::light, 1)));
  auto worse = eight_weeks();
  worse.back().used += 0.2;
  EXPECT_TRUE(difference(png(*fever, Ground::light, 1), png(*fever_scene(plan, worse, day("2026-10-28"), measure), Ground::light, 1)));
}

TEST(References, LookTheSameWhenLettersAreDrawnABitOtherwise) {
  const Measure measure;
  for (auto& sample : samples()) {
    SCOPED_TRACE(sample.name);
    auto scene = sample.scene(measure);
    const auto before = png(scene, sample.ground, 1);
    for (auto& part : scene.parts) {
      if (auto* label = std::get_if<Label>(&part)) label->face.size *= 0.98, label->at.y += 0.4;
    }
    const auto differs = difference(before, png(scene, sample.ground, 1));
    EXPECT_FALSE(differs) << *differs;
  }
}

TEST(References, LookOtherwiseWhenWhatTheyTellIsAnotherThing) {
  using Change = void (*)(Sample&);
  const std::pair<const char*, Change> changes[] = {
      {"an action takes two days more", [](Sample& sample) { sample.plan.actions[1].estimate->likely += planner::Minutes{2 * 480}; }},
      {"an action is done",
       [](Sample& sample) {
         sample.plan.actions[1].started = at("2026-09-07 09:00"), sample.plan.actions[1].finished = at("2026-09-07 17:00");
       }},
      {"one action more", [](Sample& sample) { sample.plan.actions.push_back(action(4, "Another thing", 1, 1)); }},
      {"today is two days later", [](Sample& sample) { sample.today += std::chrono::days{2}; }},
      {"a title is another", [](Sample& sample) { sample.plan.actions[0].title = "Something else entirely, and longer"; }},
      {"dark", [](Sample& sample) { sample.ground = Ground::dark; }}};
  const Measure measure;
  for (const auto& [name, change] : changes) {
    SCOPED_TRACE(name);
    auto sample = samples().front();
    const auto before = png(sample.scene(measure), sample.ground, 1);
    change(sample);
    EXPECT_TRUE(difference(before, png(sample.scene(measure), sample.ground, 1)));
  }
}

TEST(Png, IsWhatWasPainted) {
  const Measure measure;
  const auto scene = samples().front().scene(measure);
  const auto small = png(scene, Ground::light, 1), large = png(scene, Ground::light, 2);
  ASSERT_TRUE(small.starts_with("\x89PNG\r\n\x1a\n"));
  EXPECT_LT(small.size(), 40'000u);
  EXPECT_LT(large.size(), 80'000u);
  EXPECT_FALSE(difference(small, small));
  EXPECT_TRUE(difference(small, large));
  EXPECT_TRUE(difference(small, small.substr(0, small.size() / 2)));
}

}  // namespace
}  // namespace backwalk::picture
