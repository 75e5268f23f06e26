// The walk of a plan of one's own: fewer questions, all seven days, reminders when they were asked for.
#include <gtest/gtest.h>

#include "planner/calendar.hpp"
#include "tests/talk/team.hpp"

namespace backwalk {
namespace own_walk_test {

using fakes::has;

/// What the last turn did, of this kind; none where it did nothing of it.
template <class Fact>
std::optional<Fact> done(const fakes::Story& story) {
  for (const auto& change : story.answer().changes) {
    for (const auto& edit : change.edits) {
      if (const auto* fact = std::get_if<Fact>(&edit)) return *fact;
    }
  }
  return std::nullopt;
}

TEST(WalkOfOnesOwn, CountsEachDayAndWritesWhenItWasAskedTo) {
  fakes::Story story;
  story.dm("anna", "start Run ten kilometres by 15 nov");
  const auto started = done<planner::PlanStarted>(story);
  ASSERT_TRUE(started);
  EXPECT_EQ(planner::working_days_per_week(started->calendar), 7);
  for (const std::string text :
       {"I am glad", "longest run 3km, want 10 by 8 nov", "5 km without stopping by 4 oct", "3 km each week", "enough", "shoes 1d"}) {
    story.dm("anna", text);
  }
  EXPECT_TRUE(has(fakes::told(story.dm("anna", "nothing")), "When may I write?"));
  const auto told = fakes::told(story.dm("anna", "Sunday evening only"));
  const auto checkin = done<planner::CheckinSet>(story);
  ASSERT_TRUE(checkin && checkin->cadence) << told;
  EXPECT_EQ(checkin->cadence->weekdays, (std::vector<int>{6}));
  EXPECT_EQ(checkin->cadence->at, planner::Minutes{19 * 60});
  EXPECT_TRUE(has(told, "committed, v1")) << told;
}

TEST(WalkOfOnesOwn, IsSilentWhereThatWasAskedForAndCheckedByWhoeverOwnsIt) {
  fakes::Story story;
  for (const std::string text : {"start Run ten kilometres by 15 nov", "I am glad", "skip", "skip", "shoes 1d", "nothing"})
    story.dm("anna", text);
  const auto told = fakes::told(story.dm("anna", "never"));
  EXPECT_TRUE(done<planner::Committed>(story)) << told;
  EXPECT_TRUE(done<planner::CheckerSet>(story));
  EXPECT_FALSE(done<planner::CheckinSet>(story));
}

TEST(WalkOfOnesOwn, ChainsItsStatesAndLeavesWhatIsSaidOfOneAlone) {
  fakes::Story story;
  for (const std::string text : {"start Run ten kilometres by 15 nov", "I am glad", "skip"}) story.dm("anna", text);
  story.dm("anna", "5 km without stopping");
  story.dm("anna", "3 km each week");
  const auto link = done<planner::Linked>(story);
  ASSERT_TRUE(link);
  EXPECT_EQ(link->link.before, (planner::Ref{planner::Kind::milestone, 2}));
  EXPECT_EQ(link->link.after, (planner::Ref{planner::Kind::milestone, 1}));
  const auto told = fakes::told(story.dm("anna", "M1 by 8 nov"));
  EXPECT_FALSE(done<planner::Linked>(story)) << told;
}

TEST(WalkOfOnesOwn, TakesPoliteAnswersForWhatTheyAre) {
  fakes::Story story;
  EXPECT_TRUE(has(fakes::told(story.dm("anna", "hello")), "start")) << "a greeting is no slip of the finger";
  story.dm("anna", "start Run ten kilometres by 15 nov");
  story.dm("anna", "I am glad, thanks");
  const auto described = done<planner::GoalDescribed>(story);
  ASSERT_TRUE(described);
  EXPECT_EQ(described->words, "I am glad, thanks") << "words are kept as they were said";
  for (const std::string text : {"skip please", "please skip", "shoes 1d"}) story.dm("anna", text);
  EXPECT_TRUE(has(fakes::told(story.dm("anna", "nothing, thank you")), "When may I write?"));
  const auto told = fakes::told(story.dm("anna", "never, thanks"));
  EXPECT_TRUE(done<planner::Committed>(story)) << told;
}

TEST(WalkOfOnesOwn, TakesASundayThatIsOnlyTheBeginningForWords) {
  fakes::Story story;
  for (const std::string text : {"start Run ten kilometres by 15 nov", "I am glad", "skip", "skip", "shoes 1d", "nothing"})
    story.dm("anna", text);
  const auto told = fakes::told(story.dm("anna", "never mind, sunday evening is not mine"));
  EXPECT_FALSE(done<planner::Committed>(story)) << told;
  EXPECT_TRUE(has(told, "Sunday evening only, or never")) << told;
}

}  // namespace own_walk_test
}  // namespace backwalk
