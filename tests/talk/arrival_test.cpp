// Where the walk arrives: what comes first, which chain decides, who is still asked, and what is said when nothing is asked any more.
#include <gtest/gtest.h>

#include "tests/talk/team.hpp"

namespace backwalk {
namespace arrival_test {

using fakes::has;
using fakes::Team;
using fakes::times;

/// A small step to a state that is due soon, and a long one to the goal.
struct SoonAndLong : Team {
  SoonAndLong() : Team("start Shop takes orders by 2 oct") {
    story.at("2026-09-08T10:00:00+02:00");
    for (const std::string text : {"all can order", "shops", "orders a week 3 to 40", "skip", "terms are signed by 18 sep", "enough",
                                   "build the shop 8/10/14d owner me", "enough", "sign the terms 1d owner me"})
      say(text);
  }
};

TEST(WalkArrives, AtWhatNextNamesFirstAndAtTheChainOfTheGoal) {
  SoonAndLong team;
  const auto told = team.say("nothing");
  ASSERT_TRUE(has(told, "We have arrived at today")) << team.seen();
  EXPECT_TRUE(has(told, "Longest chain: A1 → goal.")) << told;
  EXPECT_TRUE(has(told, "That chain is 10 days of work; on paper it can wait 9 days.")) << told;
  EXPECT_TRUE(has(told, "Start here: A1 build the shop, anna, safe start")) << told;
  EXPECT_FALSE(has(told, "Start here: A2")) << "though its date is nearer: that leaves it room";
  const auto committed = team.press("commit every 2w in ORDE");
  EXPECT_TRUE(has(committed, "Start here: A1 build the shop")) << committed;
  for (const std::string query : {"next", "status", "retrace", "plan"}) {
    const auto seen = fakes::told(team.story.slash("anna", "eng", query));
    const auto first = seen.find("A1 build the shop");
    EXPECT_TRUE(query == "next" ? first < seen.find("A2 sign") : has(seen, "Start here: A1 build the shop")) << seen;
  }
}

TEST(WalkArrives, AsksTheOwnersThoughHowOftenWasSkipped) {
  Team team;
  for (const std::string text : {"all can order", "shops", "orders a week 3 to 40", "skip", "skip", "switch on 1d owner @ben", "nothing"})
    team.say(text);
  const auto told = team.say("skip");
  EXPECT_TRUE(has(told, "Before the commit they accept their steps: ben A1.")) << told;
  EXPECT_FALSE(has(told, "[Commit]")) << told;
  const auto asked = team.press("answer every 2w in ORDE");
  EXPECT_TRUE(has(asked, "Owners, accept your steps: ben A1.")) << asked;
  EXPECT_FALSE(team.plan().is_committed);
  team.press("accept in ORDE", "ben");
  EXPECT_TRUE(team.plan().is_committed);
  EXPECT_EQ(team.plan().review_every_days, 14);
}

TEST(WalkArrives, AsksTheOwnersWhereWhoeverStartedItChecks) {
  Team team;
  for (const std::string text : {"all can order", "shops", "skip", "skip", "skip", "switch on 1d owner @ben", "nothing"}) team.say(text);
  EXPECT_TRUE(has(team.say("skip"), "[I check it: ask them]"));
  EXPECT_TRUE(has(team.press("answer every 2w checked by me in ORDE"), "Owners, accept your steps: ben A1."));
  EXPECT_TRUE(team.plan().checker.has_value());
  EXPECT_FALSE(team.plan().is_committed);
}

TEST(WalkArrives, TakesHowOftenAfterItWasSkipped) {
  Team team;
  for (const std::string text :
       {"all can order", "shops", "orders a week 3 to 40", "skip", "skip", "switch on 1d owner me", "nothing", "skip"})
    team.say(text);
  team.say("every 4 weeks");
  EXPECT_TRUE(team.plan().is_committed) << team.seen();
  EXPECT_EQ(team.plan().review_every_days, 28);
  EXPECT_EQ(team.plan().actions.size(), 1U) << "it is no step";
}

TEST(WalkIsOver, SaysThatNothingIsAskedInsteadOfProposingUndo) {
  Team team;
  for (const std::string text :
       {"all can order", "shops", "orders a week 3 to 40", "skip", "skip", "switch on 1d owner me", "nothing", "every 2 weeks"})
    team.say(text);
  ASSERT_TRUE(team.plan().is_committed);
  const auto seq = team.plan().seq;
  for (const std::string text : {"every 2 weeks", "never", "go back", "nothing", "answer never"}) {
    for (const auto& told : {team.say(text), fakes::told(team.story.slash("anna", "eng", text))}) {
      EXPECT_TRUE(has(told, "Nothing is being asked in ORDE now")) << text << ": " << told;
      EXPECT_TRUE(has(told, "For example: ")) << told;
      EXPECT_FALSE(has(told, "undo")) << text << ": " << told;
    }
  }
  EXPECT_FALSE(has(team.say("back"), "undo"));
  EXPECT_EQ(team.plan().seq, seq);
}

TEST(WalkGoesBack, ByTheWordForIt) {
  Team team;
  team.say("all can order");
  for (const std::string text : {"back", "go back", "answer go back"}) {
    const auto told = team.say(text);
    EXPECT_TRUE(has(told, "say undo") && has(told, "[Undo]")) << text << ": " << told;
  }
  EXPECT_TRUE(has(team.say("undo"), "what does the announcement say?"));
}

TEST(WalkTips, ComeOnceHoweverOftenAStepIsComeBackTo) {
  Team team;
  for (const std::string text : {"all can order", "shops", "orders a week 3 to 40", "skip", "undo", "skip", "terms are signed", "enough"})
    team.say(text);
  team.story.wait(std::chrono::hours{30});
  for (const std::string text : {"undo", "enough", "switch on 1d owner me", "nothing", "nothing", "skip", "undo"}) team.say(text);
  for (const std::string tip :
       {"Tip: say what is true on that day", "Tip: a state can be seen", "Tip: a range", "Tip: a plan is a guess"}) {
    // Each message of a walk is seen again when it is answered, by an edit of what stood there.
    std::size_t first = 0;
    std::istringstream parts(team.seen());
    for (std::string line, where; std::getline(parts, line);) {
      if (line.starts_with("[#")) where = line;
      first += has(line, tip) && !has(where, "under the question") ? 1 : 0;
    }
    EXPECT_EQ(first, 1U) << tip << "\n" << team.seen();
  }
}

TEST(WalkMeasures, ExplainsInItsOwnTermsWhatIsNoMeasure) {
  Team team;
  team.say("all can order");
  team.say("shops");
  for (const std::string text : {"hmm, we never counted", "not sure yet", "no idea yet", "40", "orders 40", "more orders"}) {
    const auto told = team.say(text);
    EXPECT_TRUE(has(told, "does not tell what is counted, from today's value to the target")) << text << ": " << told;
    EXPECT_TRUE(has(told, "For example: orders a week from 3 to 40")) << told;
    EXPECT_TRUE(has(told, "[Skip]")) << told;
    EXPECT_FALSE(has(told, "kpi")) << text << ": " << told;
  }
  for (const std::string text : {"not sure", "no idea", "I don't know"}) {
    EXPECT_TRUE(has(team.say(text), "Skipped.")) << text;
    team.say("undo");
  }
}

TEST(WalkMeasures, TakesAnotherOneBehindTheNextQuestion) {
  Team team;
  team.say("all can order");
  team.say("shops");
  EXPECT_TRUE(has(team.say("visitors from 100 to 300 and time to find 3 to 1"), "One at a time, please")) << team.seen();
  team.say("waitlist 40 to 100");
  const auto told = team.say("and trial to paid 2% to 3.5%");
  EXPECT_TRUE(has(told, "K2 trial to paid: from 2 % to 3.5 %")) << told;
  EXPECT_TRUE(has(told, "not done")) << "still asked: " << told;
  EXPECT_FALSE(team.plan().goal.not_done_unless);
  team.say("and the terms are not signed");
  EXPECT_EQ(team.plan().goal.not_done_unless, "and the terms are not signed");
}

TEST(WalkIsClosed, AndAsksNothingUntilThePlanIsReopened) {
  Team team;
  team.say("all can order");
  team.press("close now in ORDE");
  ASSERT_TRUE(team.plan().closed_at.has_value()) << team.seen();
  EXPECT_TRUE(has(team.say("walk"), "Nothing is being asked in ORDE now"));
  team.say("shops");
  EXPECT_FALSE(team.plan().goal.audience);
  EXPECT_TRUE(has(team.press("reopen in ORDE"), "Who is it for")) << team.seen();
}

}  // namespace arrival_test
}  // namespace backwalk
