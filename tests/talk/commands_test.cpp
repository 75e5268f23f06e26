// The commands table is the source of help: every row must hold what it says.
#include <gtest/gtest.h>

#include <set>

#include "tests/talk/utterances.hpp"

namespace backwalk::talk {
namespace {

TEST(Commands, NoNameOrAliasIsUsedTwice) {
  std::set<std::string_view> seen;
  for (const CommandRow& row : commands()) {
    EXPECT_TRUE(seen.insert(row.name).second) << row.name;
    for (const std::string_view alias : row.aliases) EXPECT_TRUE(seen.insert(alias).second) << alias;
  }
}

TEST(Commands, EveryVerbHasOneRowAndEveryRowIsFoundByAllItsNames) {
  std::set<Verb> verbs;
  for (const CommandRow& row : commands()) {
    EXPECT_TRUE(verbs.insert(row.verb).second) << row.name;
    EXPECT_EQ(find_command(row.name), &row);
    for (const std::string_view alias : row.aliases) EXPECT_EQ(find_command(alias), &row) << alias;
  }
  EXPECT_EQ(verbs.size(), static_cast<std::size_t>(*verbs.rbegin()));  // all but `bare`
  EXPECT_EQ(verbs.count(Verb::bare), 0U);
}

TEST(Commands, EveryExampleParsesWholeAsItsVerb) {
  for (const CommandRow& row : commands()) {
    SCOPED_TRACE(row.example);
    const Utterance utterance = said(std::string{row.example});
    EXPECT_EQ(utterance.verb, row.verb);
    EXPECT_TRUE(utterance.is_command);
    EXPECT_FALSE(utterance.bad_date || utterance.bad_duration || utterance.by_two);
    EXPECT_EQ(row.usage.substr(0, row.name.size()), row.name);
    EXPECT_FALSE(row.purpose.empty());
  }
}

TEST(Commands, AreFoundWithoutCaseAndPunctuation) {
  EXPECT_EQ(find_command("Done:")->verb, Verb::done);
  EXPECT_EQ(find_command("NEXT?")->verb, Verb::next);
  EXPECT_EQ(find_command(""), nullptr);
  EXPECT_EQ(find_command("frobnicate"), nullptr);
}

TEST(Commands, TheNearestIsMeantWhenAWordIsMistyped) {
  const std::vector<std::pair<std::string, Verb>> near{{"finsh", Verb::done},         {"dnoe", Verb::done}, {"staus", Verb::status},
                                                       {"milstone", Verb::milestone}, {"unod", Verb::undo}, {"slpi", Verb::slip},
                                                       {"strat", Verb::start},        {"hlep", Verb::help}};
  for (const auto& [word, verb] : near) {
    SCOPED_TRACE(word);
    ASSERT_NE(nearest_command(word), nullptr);
    EXPECT_EQ(nearest_command(word)->verb, verb);
  }
  for (const std::string_view word : {"", "a", "xy", "frobnicate", "customers", "日本語", "the"})
    EXPECT_EQ(nearest_command(word), nullptr) << word;
}

}  // namespace
}  // namespace backwalk::talk
