// What is made of the commands table: deploy/COMMANDS.md, Slack's usage hint and the menu of Teams.
#include "bot/talk/commands_page.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/setting.hpp"
#include "tests/talk/utterances.hpp"

namespace backwalk::talk {
namespace {

TEST(CommandsPage, IsWhatStandsInDeploy) {
  const auto path = std::filesystem::path(BACKWALK_SOURCE_DIR) / "deploy/COMMANDS.md";
  if (renews_golden()) std::ofstream(path) << commands_page();
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), commands_page()) << "build/dev/backwalk commands > deploy/COMMANDS.md, and review the difference";
}

TEST(CommandsPage, HasEveryListedCommandOnce) {
  std::multiset<std::string_view> names;
  for (const auto& group : command_groups()) {
    EXPECT_FALSE(group.rows.empty()) << group.name;
    for (const auto* row : group.rows) names.insert(row->name);
  }
  for (const auto& row : commands()) EXPECT_EQ(names.count(row.name), row.is_listed ? 1U : 0U) << row.name;
}

TEST(UsageHint, HoldsCommandsThatParseWhole) {
  std::istringstream hints(usage_hint());
  std::size_t count = 0;
  for (std::string word, hint; hints >> word || !hint.empty();) {
    if (hints && word != "·") {
      hint += (hint.empty() ? "" : " ") + word;
      continue;
    }
    EXPECT_NE(find_command(hint.substr(0, hint.find(' '))), nullptr) << hint;
    EXPECT_TRUE(hint.ends_with("…") || said(hint).is_command) << hint;
    hint.clear();
    ++count;
  }
  EXPECT_GE(count, 7U);
  EXPECT_LE(usage_hint().size(), 1000U) << "Slack takes no more";
}

TEST(Menu, IsShortEnoughForTeams) {
  const auto entries = menu();
  EXPECT_GE(entries.size(), 11U);
  EXPECT_LE(entries.size(), 12U);
  for (const auto& [title, description] : entries) {
    EXPECT_NE(find_command(title), nullptr);
    EXPECT_LE(title.size(), 128U);
    EXPECT_FALSE(description.empty());
  }
}

}  // namespace
}  // namespace backwalk::talk
