// Wishes about work that is under way, and about people who are away: what is left stays what it was.
#include <gtest/gtest.h>

#include "planner/backward.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

const Date thursday = day("2026-03-05");

/// A1 of five days, ada's, begun on Monday; A2 of a day follows.
Told begun() {
  auto story = told({AddAction{.title = "a", .estimate = days_of_work(5), .owner = ada},
                     AddAction{.title = "b", .estimate = days_of_work(1), .after = {A(1)}}});
  story(StartAction{1, at("2026-03-02 09:00")});
  return story;
}
std::string finish(const Plan& plan, Ref ref, Date date, const Absences& absences = {}) {
  return show(timeline(plan, date, absences)->find(ref)->earliest_finish);
}

TEST(SplitUnderWay, SharesWhatIsLeft) {
  auto story = begun();
  EXPECT_EQ(finish(story.plan, A(2), thursday), "2026-03-09 17:00");
  story(SplitAction{1, {{"x", {}}, {"y", {}}}}, thursday);
  EXPECT_EQ(find_action(story.plan, 1)->estimate, days_of_work(4)) << "three are done, two are left";
  EXPECT_EQ(find_action(story.plan, 3)->estimate, days_of_work(1));
  EXPECT_EQ(finish(story.plan, A(2), thursday), "2026-03-09 17:00");
}

TEST(SplitUnderWay, KeepsWhatSomebodySaidIsLeft) {
  auto story = begun();
  story(Slip{1, SlipLeft{4 * Minutes{480}}, at("2026-03-05 09:00")}, thursday);
  EXPECT_EQ(finish(story.plan, A(1), thursday), "2026-03-10 17:00");
  story(SplitAction{1, {{"x", {}}, {"y", {}}}}, thursday);
  EXPECT_EQ(finish(story.plan, A(1), thursday), "2026-03-06 17:00");
  EXPECT_EQ(finish(story.plan, A(3), thursday), "2026-03-10 17:00");
}

TEST(SplitUnderWay, OfWhatShouldBeDoneSharesTheWhole) {
  auto story = begun();
  story(SplitAction{1, {{"x", {}}, {"y", {}}}}, day("2026-03-16"));
  EXPECT_EQ(find_action(story.plan, 1)->estimate, (Estimate{Minutes{5 * 240}}));
  EXPECT_EQ(find_action(story.plan, 3)->estimate, (Estimate{Minutes{5 * 240}}));
}

TEST(SplitWish, KeepsEachRangeInOrder) {
  auto story = told({AddAction{.title = "a", .estimate = Estimate{Minutes{90}, Minutes{60}, Minutes{90}}}});
  std::vector<SplitPart> nine;
  for (int i = 0; i < 9; ++i) nine.push_back({"part " + std::to_string(i), {}});
  story(SplitAction{1, nine});
  for (const auto& action : story.plan.actions) {
    EXPECT_LE(*action.estimate->best, action.estimate->likely);
    EXPECT_GE(*action.estimate->worst, action.estimate->likely);
  }
}

const Absences ada_is_away{{ada, {{day("2026-03-09"), day("2026-03-14")}}}};

TEST(GoneBy, WithWorkLeftCountsNoAbsence) {
  auto story = begun();
  const auto monday = day("2026-03-16");
  story(AddRisk{.words = "r", .about = A(1), .at = at("2026-03-02 09:00")});
  story(Slip{1, SlipLeft{2 * Minutes{480}}, at("2026-03-16 09:00")}, monday);
  EXPECT_EQ(finish(story.plan, A(1), monday, ada_is_away), "2026-03-17 17:00");
  const auto risky = story.plan;
  story(HappenRisk{.number = 1, .at = at("2026-03-16 09:00"), .cost = Minutes{480}}, monday, ada_is_away);
  EXPECT_EQ(finish(story.plan, A(1), monday, ada_is_away), "2026-03-18 17:00") << "a day more than was left";
  story.plan = risky;
  story(Gain{1, Minutes{480}, false}, monday, ada_is_away);
  EXPECT_EQ(finish(story.plan, A(1), monday, ada_is_away), "2026-03-16 17:00") << "a day less";
  story.plan = risky;
  story(MergeActions{{1, 2}, "both"}, monday, ada_is_away);
  EXPECT_EQ(finish(story.plan, A(1), monday, ada_is_away), "2026-03-18 17:00") << "both, one after the other";
}

TEST(GainWish, KeptAsABufferKnowsWhoIsAway) {
  auto story = told({AddAction{.title = "a", .estimate = days_of_work(3), .owner = ada},
                     AddAction{.title = "b", .estimate = days_of_work(1), .owner = bob, .after = {A(1)}}});
  const Absences away{{ada, {{day("2026-03-03"), day("2026-03-13")}}}};
  const auto starts = [&] { return show(timeline(story.plan, today(), away)->find(A(2))->earliest_start); };
  const auto before = starts();
  EXPECT_EQ(before, "2026-03-17 09:00");
  story(Gain{1, Minutes{480}, true}, today(), away);
  EXPECT_EQ(starts(), before) << "the day that was gained is kept";
}

}  // namespace
}  // namespace backwalk::planner::testing
