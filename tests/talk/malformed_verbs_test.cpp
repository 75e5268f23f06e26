// What is said wrongly about verbs, references, people and plans, and the exact answer: what happened, what was understood, one example
// that works (PRODUCT 6.2, rule 12). tests/data/malformed_verbs.tsv: what dev says in #billing, a tab, the answer, its lines divided by " /
// ". BACKWALK_UPDATE_GOLDEN=1 writes the answers anew; review the difference.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/setting.hpp"
#include "tests/talk/billing.hpp"

namespace backwalk {
namespace malformed_verbs_test {

std::string in_one_line(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? std::string(" / ") : std::string(1, c);
  return result;
}

TEST(MalformedVerbs, UtterancesGetTheAnswerThatHelpsAndChangeNothing) {
  const auto path = std::filesystem::path(BACKWALK_SOURCE_DIR) / "tests/data/malformed_verbs.tsv";
  std::ifstream file(path);
  std::ostringstream anew;
  std::size_t rows = 0;
  fakes::Story story;
  fakes::tell_committed_billing(story);
  const auto before = story.plan("CUST")->plan.seq;
  for (std::string line; std::getline(file, line); ++rows) {
    const auto tab = line.find('\t');
    const std::string text = line.substr(0, tab);
    SCOPED_TRACE(text);
    const auto seen = story.slash("dev", "billing", text);
    const std::string answer = in_one_line(fakes::told_to(seen, "#billing only dev"));
    anew << text << '\t' << answer << '\n';
    EXPECT_EQ(answer, tab == std::string::npos ? "" : line.substr(tab + 1));
    EXPECT_EQ(seen.size(), 1U) << "nobody else is told";
    EXPECT_TRUE(story.was_refused());
    EXPECT_EQ(story.plan("CUST")->plan.seq, before);
  }
  EXPECT_GE(rows, 40U);
  if (renews_golden()) std::ofstream(path) << anew.str();
}

}  // namespace malformed_verbs_test
}  // namespace backwalk
