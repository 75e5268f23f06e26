// A closed plan: its lists are still read, nothing in it is changed, and every command has an answer.
#include <gtest/gtest.h>

#include "bot/talk/grammar.hpp"
#include "tests/talk/billing.hpp"

namespace backwalk {
namespace closed_test {

struct ClosedPlan : testing::Test {
  ClosedPlan() {
    fakes::tell_committed_billing(story);
    say("close now");
  }
  std::string say(const std::string& text, const std::string& who = "product") { return fakes::told(story.slash(who, "billing", text)); }
  const planner::Plan& plan() {
    record = story.plan("CUST");
    return record->plan;
  }
  fakes::Story story;
  turn::RecordPtr record;
};

TEST_F(ClosedPlan, ListsAreStillReadAndNothingIsAsked) {
  ASSERT_TRUE(plan().closed_at);
  EXPECT_NE(say("risk").find("sandbox keys come late"), std::string::npos);
  EXPECT_NE(say("kpi").find("K1"), std::string::npos);
  EXPECT_NE(say("brief").find("CUST"), std::string::npos);
  for (const char* text : {"checkin", "standup", "block", "checkin every fri", "standup every fri", "brief every fri", "kpi K1 5"}) {
    EXPECT_NE(say(text).find("CUST is closed, so nothing was changed."), std::string::npos) << text;
  }
}

TEST_F(ClosedPlan, AnswersEveryCommandAndChangesForNone) {
  const std::vector<std::string> tails{
      "",     " A1",    " M1",           " K1",         " R1", " A1 3d", " something", " every fri", " every fri at 9 something",
      " off", " on it", " A1 something", " 2026-12-01", " add"};
  for (const auto& row : talk::commands()) {
    const bool may_open = row.verb == talk::Verb::reopen || row.verb == talk::Verb::undo || row.verb == talk::Verb::restore;
    if (row.name.empty() || may_open) continue;
    for (const char* who : {"product", "dev"}) {
      for (const auto& tail : tails) {
        const std::string text = std::string(row.name) + tail;
        SCOPED_TRACE(text);
        const auto before = plan().seq;
        EXPECT_FALSE(say(text, who).empty());
        EXPECT_TRUE(row.verb == talk::Verb::from_template || plan().seq == before);
        EXPECT_TRUE(plan().closed_at);
      }
      if (row.example.empty()) continue;
      EXPECT_FALSE(say(std::string(row.example), who).empty()) << row.example;
    }
  }
}

}  // namespace closed_test
}  // namespace backwalk
