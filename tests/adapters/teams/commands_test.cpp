// The menu for the app's manifest.
#include <gtest/gtest.h>

#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

TEST(TeamsCommandLists, HoldTwelveCommandsForEachScope) {
  std::vector<std::pair<std::string, std::string>> menu;
  for (int i = 0; i < 20; ++i) menu.emplace_back("verb" + std::to_string(i), "does \"that\" — " + std::to_string(i));
  const auto lists = nlohmann::json::parse(command_lists(menu));
  ASSERT_EQ(lists.size(), 3U) << "Teams takes no more";
  for (const auto& list : lists) {
    ASSERT_EQ(list.at("scopes").size(), 1U);
    ASSERT_EQ(list.at("commands").size(), 12U);
    EXPECT_EQ(list.at("commands")[0].at("title"), "verb0");
    EXPECT_EQ(list.at("commands")[0].at("description"), "does \"that\" — 0");
  }
}

}  // namespace
}  // namespace backwalk::teams
