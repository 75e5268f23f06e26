// Work that gets another shape, and what comes otherwise than planned: from the wish to the walk and back.
#include <gtest/gtest.h>

#include <algorithm>

#include "planner/backward.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

/// A1 (2 days, ada's) then A2 (3 days, bob's), both before M1.
Told two_steps() {
  return told({AddMilestone{.title = "m"}, AddAction{.title = "a", .estimate = days_of_work(2), .owner = ada, .before = {M(1)}},
               AddAction{.title = "b", .estimate = days_of_work(3), .owner = bob, .before = {M(1)}, .after = {A(1)}}});
}
Slot slot_in(const Plan& plan, Ref ref) { return *timeline(plan, today())->find(ref); }
std::string starts(const Plan& plan, Ref ref) { return show(slot_in(plan, ref).earliest_start); }

std::string links_of(const Plan& plan) {
  std::string result;
  for (const auto& link : plan.links) result += (result.empty() ? "" : " ") + text(link.before) + ">" + text(link.after);
  return result;
}

Why why_not(const Told& story, const Command& command) {
  const auto facts = decide(story.plan, command, today());
  EXPECT_FALSE(facts);
  return facts ? Why::nothing_to_undo : facts.error().why;
}

/// The last command taken back leaves what was there before it.
void expect_undone(const Told& story, const Plan& before) {
  const auto back = story.undo_last();
  ASSERT_TRUE(back);
  EXPECT_TRUE(looks_same(replay(*back, story.plan), before));
}

TEST(UnlinkWish, TakesAwayTheLinkThatIsThereAndNoOther) {
  auto story = two_steps();
  const auto before = story.plan;
  EXPECT_EQ(why_not(story, Unlink{A(1), {A(2)}}), Why::not_linked);
  EXPECT_EQ(why_not(story, Unlink{A(2), {A(9)}}), Why::no_such_item);
  story(Unlink{A(2), {A(1)}});
  EXPECT_EQ(links_of(story.plan), "A1>M1 A2>M1");
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-02 09:00");
  expect_undone(story, before);
}

TEST(Split, GivesEachPartItsShareAndItsPlaceInTheRow) {
  auto story = two_steps();
  const auto before = story.plan;
  story(SplitAction{2, {{"x", {}}, {"y", {}}, {"z", {}}}});
  EXPECT_EQ(links_of(story.plan), "A1>M1 A1>A2 A2>A3 A3>A4 A4>M1");
  EXPECT_EQ(find_action(story.plan, 2)->title, "x");
  EXPECT_EQ(find_action(story.plan, 4)->estimate, days_of_work(1));
  EXPECT_EQ(find_action(story.plan, 4)->owner, bob);
  EXPECT_EQ(slot_in(story.plan, A(2)).latest_start, slot_in(before, A(2)).latest_start);
  EXPECT_EQ(slot_in(story.plan, M(1)).earliest_finish, slot_in(before, M(1)).earliest_finish);
  expect_undone(story, before);
}

TEST(Split, LosesNoMinuteOfTheEstimate) {
  auto story = told({AddAction{.title = "a", .estimate = Estimate{Minutes{100}, Minutes{50}, Minutes{200}}}});
  story(SplitAction{1, {{"x", {}}, {"y", {}}, {"z", {}}}});
  Minutes likely{}, best{}, worst{};
  for (const auto& action : story.plan.actions) {
    likely += action.estimate->likely;
    best += *action.estimate->best;
    worst += *action.estimate->worst;
  }
  EXPECT_EQ(likely, Minutes{100});
  EXPECT_EQ(best, Minutes{50});
  EXPECT_EQ(worst, Minutes{200});
}

TEST(Split, TakesTheDurationsThatWereTold) {
  auto story = two_steps();
  story(SplitAction{1, {{"x", days_of_work(1)}, {"y", {}}}});
  EXPECT_EQ(find_action(story.plan, 1)->estimate, days_of_work(1));
  EXPECT_FALSE(find_action(story.plan, 3)->estimate) << "nobody said how long that takes";
}

TEST(Split, IsRefusedForWhatIsDoneAndForOnePart) {
  auto story = two_steps();
  EXPECT_EQ(why_not(story, SplitAction{1, {{"x", {}}}}), Why::nothing_to_change);
  EXPECT_EQ(why_not(story, SplitAction{1, {{"x", {}}, {"", {}}}}), Why::empty_title);
  story(Finish{A(1), at("2026-03-02 17:00")});
  EXPECT_EQ(why_not(story, SplitAction{1, {{"x", {}}, {"y", {}}}}), Why::already_finished);
}

TEST(Merge, AddsUpTheWorkAndTakesOverTheLinks) {
  auto story = two_steps();
  story(AddAction{.title = "c", .estimate = days_of_work(1), .after = {A(2)}});
  const auto before = story.plan;
  story(MergeActions{{1, 2}, {}});
  EXPECT_EQ(links_of(story.plan), "A1>M1 A1>A3");
  EXPECT_EQ(find_action(story.plan, 1)->title, "a and b");
  EXPECT_EQ(find_action(story.plan, 1)->estimate, days_of_work(5));
  EXPECT_EQ(find_action(story.plan, 2), nullptr);
  EXPECT_EQ(slot_in(story.plan, A(3)).earliest_finish, slot_in(before, A(3)).earliest_finish);
  expect_undone(story, before);
}

TEST(Merge, KeepsTheLongerOfTwoWaits) {
  auto story = told({AddAction{.title = "x"}, AddAction{.title = "a", .after = {A(1)}}, AddAction{.title = "b"}});
  story(LinkAfter{A(3), {A(1)}, Lag{Lag::Kind::working, Minutes{5 * 480}}});
  const auto before = story.plan;
  story(MergeActions{{2, 3}, "both"});
  ASSERT_EQ(story.plan.links.size(), 1U);
  EXPECT_EQ(story.plan.links[0], (Link{A(1), A(2), {Lag::Kind::working, Minutes{5 * 480}}}));
  expect_undone(story, before);
}

TEST(Merge, TellsWorkingWaitsFromElapsedOnesByHowLongTheyLast) {
  // Two days of work are two days and nights; 40 hours are shorter, though they have more minutes.
  auto story = told({AddAction{.title = "x"}, AddAction{.title = "a"}, AddAction{.title = "b"}});
  story(LinkAfter{A(2), {A(1)}, Lag{Lag::Kind::working, Minutes{2 * 480}}});
  story(LinkAfter{A(3), {A(1)}, Lag{Lag::Kind::elapsed, Minutes{40 * 60}}});
  story(MergeActions{{2, 3}, "both"});
  ASSERT_EQ(story.plan.links.size(), 1U);
  EXPECT_EQ(story.plan.links[0].lag, (Lag{Lag::Kind::working, Minutes{2 * 480}}));
}

TEST(Merge, LosesNothingThatHangsOnTheOthers) {
  auto story = told({AddAction{.title = "a"}, AddAction{.title = "b"}, AddRisk{.words = "r", .about = A(2), .at = at("2026-03-02 09:00")}});
  EXPECT_EQ(why_not(story, MergeActions{{1, 2}, {}}), Why::has_its_own);
  story(MergeActions{{2, 1}, {}});
  EXPECT_EQ(story.plan.risks[0].about, A(2));
}

TEST(Merge, IsRefusedWhereItWouldGoInACircle) {
  auto story = two_steps();
  story(AddAction{.title = "c", .after = {A(2)}});
  EXPECT_EQ(why_not(story, MergeActions{{1, 3}, {}}), Why::cycle) << "A2 would wait for it and it for A2";
  EXPECT_EQ(why_not(story, MergeActions{{1, 1}, {}}), Why::nothing_to_change);
}

TEST(Merge, OfStartedWorkHasBegunWhenTheFirstDid) {
  auto story = two_steps();
  story(Unlink{A(2), {A(1)}})(StartAction{2, at("2026-03-02 10:00")})(MergeActions{{1, 2}, "both"});
  EXPECT_EQ(find_action(story.plan, 1)->started, at("2026-03-02 10:00"));
  EXPECT_EQ(find_action(story.plan, 1)->title, "both");
}

TEST(GainWish, PulledForwardMovesWhatComesNext) {
  auto story = two_steps();
  const auto before = story.plan;
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-04 09:00");
  story(Gain{1, Minutes{480}, false});
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-03 09:00");
  expect_undone(story, before);
}

TEST(GainWish, KeptAsABufferHoldsWhatComesNextAndTakesALaterSlip) {
  auto story = two_steps();
  const auto before = story.plan;
  story(Gain{1, Minutes{480}, true});
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-04 09:00");
  EXPECT_EQ(show(slot_in(story.plan, A(1)).earliest_finish), "2026-03-02 17:00");
  expect_undone(story, before);
  story(Slip{1, SlipBy{Minutes{480}}, at("2026-03-02 12:00")});
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-04 09:00") << "the buffer took it";
  story(Slip{1, SlipBy{Minutes{480}}, at("2026-03-02 13:00")});
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-05 09:00") << "and is used up";
}

TEST(GainWish, OfDoneWorkCanOnlyBeKept) {
  auto story = two_steps();
  story(Finish{A(1), at("2026-03-02 17:00")});
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-03 09:00");
  EXPECT_EQ(why_not(story, Gain{1, Minutes{480}, false}), Why::nothing_to_change);
  story(Gain{1, Minutes{480}, true});
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-04 09:00");
}

TEST(GainWish, CannotTakeEverything) {
  EXPECT_EQ(why_not(two_steps(), Gain{1, Minutes{960}, false}), Why::not_a_duration);
  EXPECT_EQ(why_not(two_steps(), Gain{1, Minutes{0}, false}), Why::not_a_duration);
  EXPECT_EQ(why_not(two_steps(), Gain{7, Minutes{10}, false}), Why::no_such_item);
}

TEST(RiskThatHappened, IsClosedAndCostsWhatWasTold) {
  auto story = two_steps();
  story(AddRisk{.words = "no keys", .about = A(1), .at = at("2026-03-02 09:00")});
  story(WeighRisk{1, 0.3, days_of_work(2)});
  const auto before = story.plan;
  story(HappenRisk{1, at("2026-03-02 11:00")});
  EXPECT_EQ(find_risk(story.plan, 1)->happened, at("2026-03-02 11:00"));
  EXPECT_EQ(find_risk(story.plan, 1)->closed, at("2026-03-02 11:00"));
  EXPECT_EQ(find_action(story.plan, 1)->estimate, days_of_work(4));
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-06 09:00");
  EXPECT_EQ(why_not(story, HappenRisk{1, at("2026-03-02 12:00")}), Why::already_finished);
  expect_undone(story, before);
}

TEST(RiskThatHappened, CostsWhatIsToldThenRatherThanWhatWasThought) {
  auto story = two_steps();
  story(AddRisk{.words = "no keys", .about = A(1), .at = at("2026-03-02 09:00")})(WeighRisk{1, 0.3, days_of_work(2)});
  story(HappenRisk{1, at("2026-03-02 11:00"), Minutes{480}});
  EXPECT_EQ(find_action(story.plan, 1)->estimate, days_of_work(3));
  story(AddRisk{.words = "rain", .at = at("2026-03-02 09:00")});
  EXPECT_EQ(why_not(story, HappenRisk{2, at("2026-03-02 11:00"), Minutes{480}}), Why::not_an_action);
}

TEST(RiskThatHappened, MovesNothingWhereNobodyToldWhatItCosts) {
  auto story = two_steps();
  story(AddRisk{.words = "no keys", .about = A(1), .at = at("2026-03-02 09:00")})(HappenRisk{1, at("2026-03-02 11:00")});
  EXPECT_EQ(starts(story.plan, A(2)), "2026-03-04 09:00");
}

TEST(Mitigation, IsAnActionOfThePlan) {
  auto story = two_steps();
  story(AddRisk{.words = "no keys", .at = at("2026-03-02 09:00")});
  EXPECT_EQ(why_not(story, MitigateRisk{1, 9}), Why::no_such_item);
  const auto before = story.plan;
  story(MitigateRisk{1, 2});
  EXPECT_EQ(find_risk(story.plan, 1)->mitigation, 2);
  EXPECT_EQ(why_not(story, MitigateRisk{1, 2}), Why::nothing_to_change);
  expect_undone(story, before);
}

TEST(Flexible, IsSaidOfMilestonesAndActions) {
  auto story = two_steps();
  EXPECT_EQ(why_not(story, SetFlexible{{goal_ref}}), Why::not_an_action);
  const auto before = story.plan;
  story(SetFlexible{{A(1), M(1)}});
  EXPECT_TRUE(find_action(story.plan, 1)->is_flexible);
  EXPECT_TRUE(find_milestone(story.plan, 1)->is_flexible);
  EXPECT_FALSE(looks_same(story.plan, before));
  EXPECT_EQ(why_not(story, SetFlexible{{A(1)}}), Why::nothing_to_change);
  expect_undone(story, before);
}

TEST(SimplifyWish, TakesOutLinksThatOthersImplyAndMovesNoDate) {
  auto story = two_steps();
  const auto before = story.plan;
  story(Simplify{});
  EXPECT_EQ(links_of(story.plan), "A1>A2 A2>M1");
  for (const auto ref : {A(1), A(2)}) {
    EXPECT_EQ(slot_in(story.plan, ref).latest_start, slot_in(before, ref).latest_start);
    EXPECT_EQ(slot_in(story.plan, ref).earliest_finish, slot_in(before, ref).earliest_finish);
  }
  expect_undone(story, before);
}

TEST(SimplifyWish, KeepsALinkThatOnlyAnOverlapWouldImply) {
  auto story = told({AddAction{.title = "a"}, AddAction{.title = "b", .after = {A(1)}}, AddAction{.title = "c", .after = {A(1)}}});
  story.plan = replay(std::vector<Edit>{Linked{{A(2), A(3), {Lag::Kind::working, -Minutes{240}}}}}, std::move(story.plan));
  EXPECT_EQ(why_not(story, Simplify{}), Why::nothing_to_change);
}

TEST(SimplifyWish, KeepsAMilestoneThatIsWaitedOut) {
  auto story = told({AddMilestone{.title = "m"}, AddAction{.title = "a", .before = {M(1)}}, AddAction{.title = "b"}});
  story(LinkAfter{A(2), {M(1)}, Lag{Lag::Kind::working, Minutes{5 * 480}}});
  EXPECT_EQ(why_not(story, Simplify{}), Why::nothing_to_change);
}

TEST(SimplifyWish, TakesOutMilestonesThatTellNothingMore) {
  auto story = told({AddMilestone{.title = "one action"}, AddMilestone{.title = "one action, a date", .due = on("2026-03-20")},
                     AddMilestone{.title = "reached"}, AddMilestone{.title = "reached too soon"}, AddMilestone{.title = "two actions"},
                     AddAction{.title = "a", .before = {M(1)}}, AddAction{.title = "b", .before = {M(2)}},
                     AddAction{.title = "c", .before = {M(3)}}, AddAction{.title = "d", .before = {M(4)}},
                     AddAction{.title = "e", .before = {M(5)}}, AddAction{.title = "f", .before = {M(5)}}});
  story(Finish{A(3), at("2026-03-02 10:00")})(Finish{M(3), at("2026-03-02 10:00")})(Finish{M(4), at("2026-03-02 10:00")});
  const auto before = story.plan;
  story(Simplify{});
  std::vector<Ref> left;
  for (const auto& milestone : story.plan.milestones) left.push_back(M(milestone.number));
  EXPECT_EQ(show(left), "M2 M4 M5");
  EXPECT_EQ(why_not(story, Simplify{}), Why::nothing_to_change);
  expect_undone(story, before);
}

}  // namespace
}  // namespace backwalk::planner::testing
