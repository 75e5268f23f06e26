// The verbs of deciding. Expected values are written from PRODUCT §6.2-6.4.
#include <gtest/gtest.h>

#include "tests/talk/utterances.hpp"

namespace backwalk::talk {
namespace grammar_decide_test {

struct Case {
  std::string text, expected;
};

void expect_each(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(shown(said(c.text)), c.expected);
  }
}

TEST(GrammarOfDeciding, ReadsTheUtterancesOfTheProductPage) {
  expect_each({
      {"chance", "chance"},
      {"chance why", "chance"},
      {"whatif A5 6d and A4 8d left", "whatif [A5 6d and A4 8d left]"},
      {"whatif goal 9 nov", "whatif [goal 9 nov]"},
      {"whatif without A6", "whatif [without A6]"},
      {"what if without A6 in BILL share", "whatif [without A6] in=BILL share"},
      {"BILL what if 2 and 3", "whatif [2 and 3] in=BILL"},
      {"whatif", "whatif"},
      {"apply", "apply"},
      {"apply 1+2 because beta cohort is already warm", "apply number=1 number=2 because=beta cohort is already warm"},
      {"apply 1, 2 and 3", "apply number=1 number=2 number=3"},
      {"move goal to 9 nov because beta contract", "move goal to=2026-11-09 because=beta contract"},
      {"move the goal to 9 nov", "move goal to=2026-11-09"},
      {"move M3 by 9 oct", "move M3 to=2026-10-09"},
      {"why A6", "why A6"},
      {"why tax vendor", "why [tax vendor]"},
      {"diff v5 v6", "diff number=5 number=6"},
      {"diff 5..6", "diff number=5 number=6"},
      {"diff since 1 sep", "diff by=2026-09-01"},
      {"diff since yesterday", "diff by=2026-09-07"},
      {"diff since 2w", "diff by=2026-08-25"},
      {"diff since mon", "diff by=2026-09-07"},
      {"diff", "diff"},
      {"replan share", "replan share"},
      {"check", "check"},
      {"compare A5 6d or without A6 for M3", "compare M3 [A5 6d or without A6]"},
      {"option A5 6d", "option [A5 6d]"},
      {"cancel", "cancel"},
      {"slip A4 12d left anyway because \"keys came late\"", "slip A4 for=12d left anyway because=keys came late"},
      {"slip A4 3d together", "slip A4 for=3d together"},
  });
}

TEST(GrammarOfDeciding, LeavesSentencesAloneThatOnlyBeginLikeThem) {
  for (const std::string text :
       {"check the contract with legal", "compare prices of three vendors", "move fast and learn", "apply for a licence",
        "option pricing model", "diff the two lists", "cancel the old contract", "replan the release with Dev", "chance of rain"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(said(text).is_command);
  }
}

TEST(GrammarOfDeciding, WritesWhatItReads) {
  for (const std::string text : {"apply 1+2 because \"it is warm\"", "move goal to 2026-11-09 anyway because \"beta contract\"",
                                 "slip A4 12d left anyway because \"keys came late\"", "slip A4 3d together",
                                 "apply A5 6d and second person on A4", "move M3 to 2026-10-09"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(canonical(said(text)), text);
    EXPECT_EQ(shown(said(canonical(said(text)))), shown(said(text)));
  }
}

}  // namespace grammar_decide_test
}  // namespace backwalk::talk
