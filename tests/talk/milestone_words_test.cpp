// What is said of a milestone beside its title: its definition of done, and, where it came after the commit, what it serves.
#include <gtest/gtest.h>

#include "bot/talk/grammar.hpp"
#include "tests/talk/team.hpp"

namespace backwalk {
namespace milestone_words_test {

using fakes::has;
using fakes::Team;

talk::Utterance parsed(const std::string& text) { return talk::parse(talk::words_of({chat::Piece{text}}), {}); }

TEST(DoneWhen, IsReadBesideTitleDateAndOwner) {
  const auto said = parsed("milestone Beta is finished done when 20 customers have paid twice by 9 oct owner @legal");
  EXPECT_EQ(said.text, "Beta is finished");
  EXPECT_EQ(said.done_when, "20 customers have paid twice");
  EXPECT_TRUE(said.by.has_value());
  ASSERT_TRUE(said.owner.has_value());
  EXPECT_EQ(parsed("milestone M2 done when nobody calls").done_when, "nobody calls");
  EXPECT_EQ(parsed("milestone \"It is done when we say so\"").done_when, std::nullopt) << "quoted it is the title";
  EXPECT_EQ(parsed("milestone Beta is done when").done_when, std::nullopt);
  EXPECT_EQ(parsed("done A3 when ready").done_when, std::nullopt);
  const auto again = parsed(talk::canonical(said));
  EXPECT_EQ(again.text, said.text);
  EXPECT_EQ(again.done_when, said.done_when);
}

TEST(DoneWhen, IsToldInAnswerPlanAndPressReleaseAndWhenItIsReached) {
  Team team;
  const auto added = team.say("milestone Beta is finished done when 20 customers have paid twice");
  EXPECT_TRUE(has(added, "M1 Beta is finished")) << added;
  EXPECT_TRUE(has(added, "Done when: 20 customers have paid twice")) << added;
  const auto show = [&](const std::string& text) { return fakes::told(team.story.slash("anna", "eng", text)); };
  EXPECT_TRUE(has(show("plan"), "Done when: 20 customers have paid twice"));
  EXPECT_TRUE(has(show("prfaq export"), "Done when: 20 customers have paid twice"));
  const auto changed = show("milestone M1 done when ten are enough");
  EXPECT_TRUE(has(changed, "M1 Beta is finished is changed")) << changed;
  EXPECT_TRUE(has(changed, "Done when: ten are enough")) << changed;
  EXPECT_TRUE(has(show("done M1"), "That is to say: ten are enough"));
  team.story.wait(std::chrono::seconds{61});
  EXPECT_TRUE(has(show("history M1"), "milestone M1 done when ten are enough"));
}

TEST(DoneWhen, GoesWithThePlanThatIsATemplate) {
  Team team;
  team.say("milestone Beta is finished done when 20 customers have paid twice by 1 nov");
  const auto told = fakes::told(team.story.slash("anna", "eng", "template ORDE Second shop takes orders by 30 dec"));
  EXPECT_TRUE(has(told, "Second shop")) << told;
  EXPECT_TRUE(has(fakes::told(team.story.slash("anna", "eng", "plan in SECO")), "Done when: 20 customers have paid twice")) << told;
}

/// A committed plan of the team's.
struct Committed : Team {
  Committed() {
    say("customers order at night");
    say("checked by me");
    story.slash("anna", "eng", "milestone the page is up");
    story.slash("anna", "eng", "commit every 2w");
  }
};

TEST(Serving, IsAskedOnceOfAMilestoneThatComesAfterTheCommit) {
  Committed team;
  const auto asked = fakes::told(team.story.slash("ben", "eng", "milestone a video is out"));
  EXPECT_TRUE(has(asked, "M2 a video is out came after the commit. Does this still serve “customers order at night”? Say what it serves."))
      << asked;
  EXPECT_TRUE(has(asked, "[Yes] [Drop M2] [Skip]")) << asked;
  EXPECT_FALSE(has(asked, "of 4")) << "it is no step of the walk: " << asked;
  const auto answered = team.say("those who do not read", "ben");
  EXPECT_TRUE(has(answered, "M2 a video is out serves “those who do not read”.")) << answered;
  EXPECT_EQ(planner::find_milestone(team.plan(), 2)->serves, "those who do not read");
  EXPECT_FALSE(has(fakes::told(team.story.slash("ben", "eng", "walk")), "Does this still serve"));
}

TEST(Serving, CanBeAffirmedSkippedTakenBackOrTheMilestoneDropped) {
  for (const std::string end : {"answer yes in ORDE", "skip in ORDE", "drop M2 in ORDE"}) {
    SCOPED_TRACE(end);
    Committed team;
    team.story.slash("ben", "eng", "milestone a video is out");
    EXPECT_TRUE(has(fakes::told(team.story.slash("ben", "eng", "walk")), "Does this still serve"));
    team.press(end, "ben");
    EXPECT_FALSE(has(fakes::told(team.story.slash("ben", "eng", "walk")), "Does this still serve"));
    team.story.wait(std::chrono::seconds{61});
    EXPECT_TRUE(has(team.say("undo", "ben"), "Does this still serve")) << "asked again once the answer is taken back";
  }
}

TEST(Serving, ANoIsAskedBack) {
  Committed team;
  team.story.slash("ben", "eng", "milestone a video is out");
  EXPECT_TRUE(has(team.say("no", "ben"), "What does not serve the goal can go. Drop M2 a video is out?"));
  EXPECT_NE(planner::find_milestone(team.plan(), 2), nullptr);
}

}  // namespace milestone_words_test
}  // namespace backwalk
