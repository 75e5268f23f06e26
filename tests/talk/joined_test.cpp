// Where the verbs that decide and those that do meet: what a button carries, and what a preview, a reason or a title must not swallow.
#include "planner/plan.hpp"
#include "tests/talk/deciding.hpp"

namespace backwalk {
namespace joined_test {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Deciding, AButtonKeepsItsPlanOutOfTheReason) {
  look("dev", "preview slip A2 1d because keys came late");
  ASSERT_FALSE(buttons.empty());
  EXPECT_EQ(buttons.front().say, "BILL slip A2 1d because \"keys came late\"");
  EXPECT_THAT(press("dev", "Do it"), HasSubstr("A2 integrate engine now takes 9 days"));
  EXPECT_THAT(say("dev", "history A2"), HasSubstr("slip A2 1d because \"keys came late\""));
  look("dev", "slip A2 1d because keys came late");
  EXPECT_THAT(press("dev", "Do it again"), HasSubstr("A2 integrate engine now takes 10 days"));
}

TEST_F(Deciding, GainedTimeIsUsedAsItsButtonSaysAlsoWithAReason) {
  look("dev", "gain A2 2d because docs came early");
  EXPECT_THAT(press("dev", "Keep as buffer"), HasSubstr("Kept as a buffer"));
}

TEST_F(Deciding, ApplyOfAnOlderWhatIfIsNotThatOfTheNewest) {
  look("dev", "whatif A3 6d");
  const auto older = buttons;
  story.wait(std::chrono::seconds(1));
  look("dev", "whatif without A4");
  const auto before = edits();
  ASSERT_THAT(older.front().say, HasSubstr("apply seen "));
  EXPECT_THAT(say("dev", older.front().say), HasSubstr("nothing to apply"));
  EXPECT_EQ(edits(), before);
  EXPECT_THAT(press("dev", "Apply"), HasSubstr("applied"));
  EXPECT_EQ(planner::find_action(story.plan("BILL")->plan, 4), nullptr);
}

TEST_F(Deciding, AWhatIfEndsWithTheUndoOfWhatItWasMadeOn) {
  say("dev", "done A1");
  say("dev", "whatif without A4");
  say("dev", "undo");
  const auto before = edits();
  say("dev", "apply");
  EXPECT_TRUE(story.was_refused());
  EXPECT_EQ(edits(), before);
}

TEST_F(Deciding, APreviewPastTheRoomRecordsWhenItsButtonSaysSo) {
  look("dev", "preview slip A2 15d because keys came late");
  const auto before = edits();
  press("dev", "Record it");
  EXPECT_GT(edits(), before);
}

TEST_F(Deciding, QuietHoldsBackTheListOfWaysToo) {
  const auto told = say("dev", "slip A2 15d together quiet");
  EXPECT_THAT(told, HasSubstr("What each way gives"));
  EXPECT_THAT(told, Not(HasSubstr("thread]")));
}

TEST_F(Deciding, CancelNeedsNoPlan) {
  say("ann", "start Roll out by 20 nov");
  EXPECT_THAT(say("ann", "cancel"), Not(HasSubstr("Which plan")));
  EXPECT_FALSE(story.was_refused());
}

TEST_F(Deciding, TitlesKeepTheirWords) {
  EXPECT_THAT(say("dev", "risk what if the vendor goes bankrupt"), HasSubstr("what if the vendor goes bankrupt"));
  EXPECT_THAT(say("dev", "mitigate R1 call the vendor by phone with legal for 2d"), HasSubstr("call the vendor by phone with legal"));
  EXPECT_THAT(say("dev", "merge A1 with A2 as build with care"), HasSubstr("A1 build with care"));
}

}  // namespace joined_test
}  // namespace backwalk
