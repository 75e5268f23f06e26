// What is said on the walk beside the plan's items: accepted steps, parked answers, how often it is walked again.
#include <gtest/gtest.h>

#include "planner/goal_lights.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace walk_test {

Plan plan_with(std::vector<Edit> edits) {
  PlanStarted started{.key = "BILL", .title = "Live", .due = on("2026-10-30"), .owner = ada};
  edits.insert(edits.begin(), started);
  return replay(edits);
}

std::optional<Why> refused(const Plan& plan, const Command& wish) {
  const auto facts = decide(plan, wish, day("2026-03-02"));
  return facts ? std::nullopt : std::optional(facts.error().why);
}

Plan after(const Plan& plan, const Command& wish) { return replay(*decide(plan, wish, day("2026-03-02")), plan); }

TEST(Acceptance, IsForWhoOwnsTheStepAndEndsWhenItGoesToSomebodyElse) {
  const auto plan = plan_with({ActionAdded{1, "Write", {}, bob}, ActionAdded{2, "Sign", {}, ada}, ActionAdded{3, "Call", {}, {}}});
  EXPECT_EQ(not_accepted(plan), (std::vector<int>{1})) << "the plan's owner and nobody need not accept";
  EXPECT_EQ(refused(plan, AcceptActions{{1}, ada}), Why::not_the_owner);
  EXPECT_EQ(refused(plan, AcceptActions{{3}, bob}), Why::not_the_owner);
  EXPECT_EQ(refused(plan, AcceptActions{{9}, bob}), Why::no_such_item);
  EXPECT_EQ(refused(plan, AcceptActions{{}, bob}), Why::nothing_to_change);
  const auto accepted = after(plan, AcceptActions{{1}, bob});
  EXPECT_TRUE(not_accepted(accepted).empty());
  EXPECT_EQ(refused(accepted, AcceptActions{{1}, bob}), Why::nothing_to_change);
  const auto given_on = after(accepted, SetOwner{{A(1)}, PersonId{3}});
  EXPECT_EQ(not_accepted(given_on), (std::vector<int>{1}));
}

TEST(Acceptance, IsTakenBackByItsInverse) {
  const auto plan = plan_with({ActionAdded{1, "Write", {}, bob}});
  const auto facts = decide(plan, AcceptActions{{1}, bob}, day("2026-03-02")).value();
  EXPECT_TRUE(looks_same(replay(inverse(plan, facts), replay(facts, plan)), plan));
}

TEST(Parking, KeepsAnAnswerOnceAndUntilItIsDealtWith) {
  const auto plan = plan_with({});
  EXPECT_EQ(refused(plan, Park{""}), Why::empty_title);
  EXPECT_EQ(refused(plan, Park{"build an API", false}), Why::nothing_to_change);
  const auto parked = after(plan, Park{"build an API"});
  EXPECT_EQ(parked.parked, (std::set<std::string>{"build an API"}));
  EXPECT_FALSE(looks_same(parked, plan));
  EXPECT_EQ(refused(parked, Park{"build an API"}), Why::nothing_to_change);
  EXPECT_TRUE(looks_same(after(parked, Park{"build an API", false}), plan));
}

TEST(Parking, HasRoomForFifty) {
  Plan plan = plan_with({});
  for (int i = 0; i < 50; ++i) plan = after(plan, Park{"task " + std::to_string(i)});
  EXPECT_EQ(refused(plan, Park{"one more"}), Why::too_many);
}

TEST(DefinitionOfDone, IsSaidBesideTheTitleAndCanBeSaidAnew) {
  const auto plan = after(plan_with({}), AddMilestone{.title = "Beta finished", .done_when = "20 customers have paid twice"});
  EXPECT_EQ(find_milestone(plan, 1)->done_when, "20 customers have paid twice");
  EXPECT_EQ(refused(plan, ChangeMilestone{.number = 1, .done_when = "20 customers have paid twice"}), Why::nothing_to_change);
  EXPECT_EQ(refused(plan, ChangeMilestone{.number = 1, .done_when = ""}), Why::empty_title);
  const auto facts = decide(plan, ChangeMilestone{.number = 1, .done_when = "ten are enough"}, day("2026-03-02")).value();
  EXPECT_EQ(facts, (std::vector<Edit>{DoneWhenSet{1, "ten are enough"}}));
  EXPECT_TRUE(looks_same(replay(inverse(plan, facts), replay(facts, plan)), plan));
}

TEST(Serving, IsAskedOfAMilestoneThatCameAfterTheCommit) {
  const auto draft = after(plan_with({}), AddMilestone{.title = "Beta finished"});
  const auto plan = after(after(draft, Commit{{}, ada}), AddMilestone{.title = "A video is out"});
  EXPECT_FALSE(find_milestone(plan, 1)->is_late);
  EXPECT_TRUE(find_milestone(plan, 2)->is_late);
  EXPECT_EQ(refused(plan, JustifyMilestone{9, "it sells"}), Why::no_such_item);
  const auto facts = decide(plan, JustifyMilestone{2, "it sells"}, day("2026-03-02")).value();
  const auto served = replay(facts, plan);
  EXPECT_EQ(find_milestone(served, 2)->serves, "it sells");
  const auto defined = after(served, ChangeMilestone{.number = 2, .done_when = "100 have seen it"});
  EXPECT_EQ(find_milestone(replay(inverse(plan, facts), defined), 2)->done_when, "100 have seen it") << "each is taken back alone";
}

TEST(Lite, IsSetAndTakenBack) {
  const auto plan = plan_with({});
  EXPECT_EQ(refused(plan, SetLite{false}), Why::nothing_to_change);
  const auto lite = after(plan, SetLite{});
  EXPECT_TRUE(lite.is_lite);
  EXPECT_FALSE(looks_same(lite, plan));
  EXPECT_TRUE(looks_same(after(lite, SetLite{false}), plan));
  EXPECT_EQ(refused(after(plan, Commit{{}, ada}), SetLite{}), Why::already_committed) << "then nothing is left to ask";
}

TEST(Review, IsEveryTwoWeeksWhereNobodySaidHowOften) {
  const auto plan = plan_with({});
  EXPECT_EQ(after(plan, Commit{{}, ada}).review_every_days, 14);
  EXPECT_EQ(after(plan, Commit{7, ada}).review_every_days, 7);
  const auto stands = plan_with({CheckerSet{ada}, Committed{true, {}}});  // as old logs say it
  EXPECT_EQ(refused(stands, Commit{}), Why::already_committed);
}

TEST(Commit, KeepsWhatItRestsOnWhateverIsTakenBack) {
  const auto log = std::vector<Edit>{PlanStarted{.key = "BILL", .title = "Live", .owner = ada}, GoalMoved{on("2026-10-30")},
                                     CheckerSet{ada}, Committed{true, 14}};
  for (const std::size_t what : {1U, 2U}) {  // its date, who checks it
    const auto back = undo(log, what, 1);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().why, Why::changed_since);
  }
  EXPECT_TRUE(undo(log, 3, 1)) << "the commit itself can be taken back";
}

TEST(Review, CanBeAgreedOnBeforeTheCommit) {
  const auto plan = after(plan_with({}), SetReview{14});
  EXPECT_EQ(plan.review_every_days, 14);
  EXPECT_FALSE(plan.is_committed);
  EXPECT_EQ(refused(plan, SetReview{14}), Why::nothing_to_change);
  EXPECT_EQ(refused(plan, SetReview{0}), Why::not_a_duration);
  EXPECT_EQ(refused(plan, Commit{}), Why::no_metric);
  EXPECT_EQ(after(plan, Commit{{}, ada}).review_every_days, 14);
}

TEST(EveryDay, IsWorkedLikeTheFirstOneAndHasNoHolidays) {
  auto calendar = standard_calendar();
  calendar.holidays = {day("2026-05-01")};
  const auto all = every_day(calendar);
  EXPECT_EQ(working_days_per_week(all), 7);
  EXPECT_EQ(all.week[6], calendar.week[0]);
  EXPECT_TRUE(all.holidays.empty());
}

TEST(Guests, AreOfAPrivatePlanOnlyAndGoByTheInverse) {
  const auto team = plan_with({});
  EXPECT_EQ(refused(team, SetGuest{bob}), Why::nothing_to_change) << "everybody sees a team's plan";
  const auto plan = replay(std::vector<Edit>{PlanStarted{.key = "RUN", .title = "Run", .owner = ada, .is_private = true}});
  EXPECT_EQ(refused(plan, SetGuest{ada}), Why::nothing_to_change);
  EXPECT_EQ(refused(plan, SetGuest{bob, false}), Why::nothing_to_change);
  const auto facts = decide(plan, SetGuest{bob}, day("2026-03-02")).value();
  const auto shared = replay(facts, plan);
  EXPECT_EQ(shared.guests, (std::set<PersonId>{bob}));
  EXPECT_EQ(refused(shared, SetGuest{bob}), Why::nothing_to_change);
  EXPECT_TRUE(looks_same(replay(inverse(plan, facts), shared), plan));
  EXPECT_TRUE(after(shared, SetGuest{bob, false}).guests.empty());
}

TEST(Guests, StayWhenAnOlderVersionIsRestored) {
  auto plan = plan_with({CheckerSet{ada}, Committed{true, 14}, GuestSet{bob}, GoalMoved{on("2026-11-06")}});
  ASSERT_EQ(plan.version, 2);
  plan = after(plan, Restore{1});
  EXPECT_EQ(plan.guests, (std::set<PersonId>{bob}));
}

TEST(NamedTemplate, IsOfAPlanThatIsOver) {
  const auto open = plan_with({});
  EXPECT_EQ(refused(open, NameTemplate{"beta"}), Why::not_closed);
  const auto over = after(open, ClosePlan{LocalTime{day("2026-03-02")}});
  EXPECT_EQ(refused(over, NameTemplate{""}), Why::empty_title);
  const auto facts = decide(over, NameTemplate{"beta"}, day("2026-03-02")).value();
  const auto kept = replay(facts, over);
  EXPECT_EQ(kept.template_name, "beta");
  EXPECT_EQ(refused(kept, NameTemplate{"beta"}), Why::nothing_to_change);
  EXPECT_TRUE(looks_same(replay(inverse(over, facts), kept), over));
}

}  // namespace walk_test
}  // namespace backwalk::planner::testing
