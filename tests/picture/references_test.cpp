// Pictures of eight plans against those that somebody has looked at. BACKWALK_UPDATE_GOLDEN=1 draws them anew: look at each of them then.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "bot/picture/paint.hpp"
#include "tests/picture/compare.hpp"
#include "tests/picture/plans.hpp"

namespace backwalk::picture {
namespace {

using namespace testing;

std::string path_of_reference(const Sample& sample) {
  return std::string(BACKWALK_SOURCE_DIR) + "/tests/picture/references/" + sample.name + ".png";
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(References, LookAsWhenSomebodyLookedAtThem) {
  const Measure measure;
  for (const auto& sample : samples()) {
    SCOPED_TRACE(sample.name);
    const auto drawn = png(sample.scene(measure), sample.ground, 1);
    if (std::getenv("BACKWALK_UPDATE_GOLDEN") != nullptr) std::ofstream(path_of_reference(sample), std::ios::binary) << drawn;
    const auto differs = difference(drawn, read_file(path_of_reference(sample)));
    EXPECT_FALSE(differs) << *differs;
  }
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
