// Given a plan, when somebody wishes what makes no sense, then this refusal.
#include <gtest/gtest.h>

#include <limits>

#include "planner/decide.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace refusal_test {

const LocalTime now = at("2026-03-03 13:00");

/// A1 -> A2 -> M1, M2 reached, A3 finished, A4 started; A5 was dropped.
Told some_plan() {
  return told({AddMilestone{.title = "m"}, AddMilestone{.title = "n"}, AddAction{.title = "a"},
               AddAction{.title = "b", .before = {M(1)}, .after = {A(1)}}, AddAction{.title = "c"}, AddAction{.title = "d"},
               AddAction{.title = "e"}, Finish{M(2), now}, Finish{A(3), now}, StartAction{4, now}, Drop{A(5)},
               DescribeGoal{Topic::announcement, "It is open."}, CloseTopic{{Topic::milestones, {}}, Closing::enough}});
}

struct Case {
  const char* name;
  Command wish;
  Why why;
  std::string about{};
};

void expect(const Plan& plan, const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto facts = decide(plan, c.wish, today());
    if (facts) {
      ADD_FAILURE() << "was not refused";
      continue;
    }
    EXPECT_EQ(static_cast<int>(facts.error().why), static_cast<int>(c.why));
    EXPECT_EQ(show(facts.error().about), c.about);
  }
}

TEST(Refusal, OfAStart) {
  expect({}, {{"no title", StartPlan{.owner = ada}, Why::empty_title},
              {"a long title", StartPlan{.title = std::string(201, 'x'), .owner = ada}, Why::title_too_long},
              {"a past date", StartPlan{.title = "t", .due = on("2026-03-01"), .owner = ada}, Why::date_in_past},
              {"no owner", StartPlan{.title = "t"}, Why::goal_needs_owner, "goal"},
              {"no working time", StartPlan{.title = "t", .owner = ada, .calendar = {}}, Why::not_workable}});
}

TEST(Refusal, OfTitlesAndWords) {
  expect(some_plan().plan, {{"goal", ChangeGoal{"", {}}, Why::empty_title},
                            {"milestone", AddMilestone{.title = ""}, Why::empty_title},
                            {"milestone changed", ChangeMilestone{.number = 1, .title = std::string(201, 'x')}, Why::title_too_long},
                            {"action", AddAction{.title = std::string(4000, 'x')}, Why::title_too_long},
                            {"action changed", ChangeAction{.number = 1, .title = ""}, Why::empty_title},
                            {"words", DescribeGoal{Topic::audience, ""}, Why::empty_title},
                            {"many words", DescribeGoal{Topic::audience, std::string(1001, 'x')}, Why::title_too_long}});
}

TEST(Refusal, CountsCodePointsNotBytes) {
  std::string title;
  for (int i = 0; i < 200; ++i) title += "\xE8\xA9\xA6";
  EXPECT_TRUE(decide(some_plan().plan, AddMilestone{.title = title}, today()));
  const auto refused = decide(some_plan().plan, AddMilestone{.title = title + "\xE8\xA9\xA6"}, today());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().about_number, 200);
}

TEST(Refusal, OfDatesInThePastNamesTheDate) {
  expect(some_plan().plan, {{"goal", ChangeGoal{{}, on("2026-02-28")}, Why::date_in_past},
                            {"milestone", AddMilestone{.title = "x", .due = on("2026-02-28")}, Why::date_in_past},
                            {"milestone moved", ChangeMilestone{.number = 1, .due = on("2026-02-28")}, Why::date_in_past},
                            {"slip", Slip{1, SlipTo{on("2026-02-28")}, now}, Why::date_in_past}});
  EXPECT_EQ(decide(some_plan().plan, ChangeGoal{{}, on("2026-02-28")}, today()).error().about_date, day("2026-02-28"));
}

TEST(Refusal, OfWhatIsNotThere) {
  expect(some_plan().plan, {{"milestone", ChangeMilestone{.number = 3, .title = "x"}, Why::no_such_item, "M3"},
                            {"action", ChangeAction{.number = 9, .title = "x"}, Why::no_such_item, "A9"},
                            {"dropped", StartAction{5, now}, Why::no_such_item, "A5"},
                            {"before", AddAction{.title = "x", .before = {M(9), A(1)}}, Why::no_such_item, "M9"},
                            {"after", AddAction{.title = "x", .after = {A(8), A(9)}}, Why::no_such_item, "A8 A9"},
                            {"link", LinkAfter{A(1), {A(5)}}, Why::no_such_item, "A5"},
                            {"owner", SetOwner{{A(1), A(7)}, ada}, Why::no_such_item, "A7"},
                            {"finish", Finish{A(0), now}, Why::no_such_item, "A0"},
                            {"slip", Slip{7, SlipBy{Minutes{1}}, now}, Why::no_such_item, "A7"},
                            {"drop", Drop{M(-1)}, Why::no_such_item, "M-1"},
                            {"topic", CloseTopic{{Topic::steps, A(7)}, Closing::skipped}, Why::no_such_item, "A7"}});
}

TEST(Refusal, OfACycleNamesItWhole) {
  expect(some_plan().plan,
         {{"of two", LinkAfter{A(1), {A(2)}}, Why::cycle, "A1 A2 A1"},
          {"of three", LinkAfter{A(1), {A(4), M(1)}}, Why::cycle, "A1 A2 M1 A1"},
          {"of one", LinkAfter{A(1), {A(1)}}, Why::cycle, "A1 A1"},
          {"after the goal", LinkAfter{A(1), {goal_ref}}, Why::cycle, "A1 goal A1"},
          {"through a new action", AddAction{.title = "x", .before = {A(4), A(1)}, .after = {M(1)}}, Why::cycle, "A6 A1 A2 M1 A6"},
          {"before and after the same", AddAction{.title = "x", .before = {A(1)}, .after = {A(1)}}, Why::cycle, "A6 A1 A6"},
          {"a new action after the goal", AddAction{.title = "x", .after = {goal_ref}}, Why::cycle, "A6 goal A6"}});
}

TEST(Refusal, OfWhatIsSoAlready) {
  expect(some_plan().plan, {{"linked", LinkAfter{A(2), {A(1)}}, Why::already_linked, "A2 A1"},
                            {"the goal waits for everything", LinkAfter{goal_ref, {A(1)}}, Why::already_linked, "goal A1"},
                            {"started", StartAction{4, now}, Why::already_started, "A4"},
                            {"started after its end", StartAction{3, now}, Why::already_finished, "A3"},
                            {"finished", Finish{A(3), now}, Why::already_finished, "A3"},
                            {"reached", Finish{M(2), now}, Why::already_finished, "M2"},
                            {"slip after its end", Slip{3, SlipBy{Minutes{60}}, now}, Why::already_finished, "A3"},
                            {"goal", ChangeGoal{"Open the beta", on("2026-03-27")}, Why::nothing_to_change},
                            {"no change at all", ChangeGoal{}, Why::nothing_to_change},
                            {"milestone", ChangeMilestone{.number = 1, .title = "m"}, Why::nothing_to_change},
                            {"action", ChangeAction{.number = 1, .title = "a"}, Why::nothing_to_change},
                            {"owner", SetOwner{{goal_ref}, ada}, Why::nothing_to_change},
                            {"slip", Slip{1, SlipTo{on("2026-03-02")}, now}, Why::nothing_to_change, "A1"},
                            {"words", DescribeGoal{Topic::announcement, "It is open."}, Why::nothing_to_change},
                            {"words for another topic", DescribeGoal{Topic::cadence, "weekly"}, Why::nothing_to_change},
                            {"topic", CloseTopic{{Topic::milestones, {}}, Closing::enough}, Why::nothing_to_change},
                            {"no links", LinkAfter{A(1), {}}, Why::nothing_to_change}});
}

TEST(Refusal, OfWorkThatIsNone) {
  const auto estimate = [](int likely, int best, int worst) { return Estimate{Minutes{likely}, Minutes{best}, Minutes{worst}}; };
  expect(some_plan().plan, {{"zero", AddAction{.title = "x", .estimate = Estimate{}}, Why::not_a_duration},
                            {"negative", ChangeAction{.number = 1, .estimate = Estimate{Minutes{-5}}}, Why::not_a_duration},
                            {"over ten years", ChangeAction{.number = 1, .estimate = days_of_work(2611)}, Why::not_a_duration},
                            {"best of zero", AddAction{.title = "x", .estimate = estimate(5, 0, 9)}, Why::not_a_duration},
                            {"best over likely", AddAction{.title = "x", .estimate = estimate(5, 6, 9)}, Why::not_ordered},
                            {"worst under likely", AddAction{.title = "x", .estimate = estimate(5, 4, 3)}, Why::not_ordered},
                            {"slip by nothing", Slip{1, SlipBy{}, now}, Why::not_a_duration},
                            {"nothing left", Slip{1, SlipLeft{}, now}, Why::not_a_duration},
                            {"slip beyond ten years", Slip{1, SlipTo{on("2099-01-01")}, now}, Why::not_a_duration},
                            {"slip to before its start", Slip{2, SlipTo{on("2026-03-02")}, now}, Why::not_a_duration},
                            {"review every zero days", Commit{0, ada}, Why::not_a_duration}});
}

TEST(Refusal, OfTheWrongKindOfItem) {
  expect(some_plan().plan, {{"finish the goal", Finish{goal_ref, now}, Why::not_an_action, "goal"},
                            {"drop the goal", Drop{goal_ref}, Why::not_an_action, "goal"},
                            {"a goal of nobody", SetOwner{{goal_ref}, PersonId{}}, Why::goal_needs_owner, "goal"}});
}

TEST(Refusal, OfCommitAndRestore) {
  expect(Told{}(beta())(Commit{{}, ada}).plan, {{"twice", Commit{{}, ada}, Why::already_committed},
                                                {"the version there is", Restore{1}, Why::no_such_version},
                                                {"a version that never was", Restore{-1}, Why::no_such_version}});
  expect(Told{}(StartPlan{.title = "t", .owner = ada}).plan,
         {{"no date", Commit{{}, ada}, Why::no_goal_date}, {"no version", Restore{0}, Why::no_such_version}});
  EXPECT_EQ(decide(some_plan().plan, Restore{4}, today()).error().about_number, 4);
}

TEST(Refusal, OfMoreThanAPlanHolds) {
  Told plan = Told{}(beta());
  for (int i = 0; i < 100; ++i) plan(AddMilestone{.title = "m"});
  for (int i = 0; i < 1000; ++i) plan.plan = evolve(std::move(plan.plan), ActionAdded{.number = i + 1, .title = "a"});
  expect(plan.plan, {{"milestones", AddMilestone{.title = "x"}, Why::too_many}, {"actions", AddAction{.title = "x"}, Why::too_many}});
}

TEST(Refusal, TakenForAValueIsABug) {
  EXPECT_THROW(static_cast<void>(decide(some_plan().plan, Restore{4}, today()).value()), std::logic_error);
}

TEST(Refusal, OfRisksThatAreWeighed) {
  const auto day = Minutes{480};
  auto story = some_plan();
  story(AddRisk{.words = "r", .at = now})(AddRisk{.words = "s", .at = now})(CloseRisk{R(2), now});
  story(WeighRisk{1, 0.2, days_of_work(3)});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  expect(story.plan, {{"nobody's risk", WeighRisk{9, 0.2, days_of_work(3)}, Why::no_such_item, "R9"},
                      {"a closed one", WeighRisk{2, 0.2, days_of_work(3)}, Why::already_finished, "R2"},
                      {"over one", WeighRisk{1, 1.01, days_of_work(3)}, Why::not_a_chance, "R1"},
                      {"below zero", WeighRisk{1, -0.1, days_of_work(3)}, Why::not_a_chance, "R1"},
                      {"no number", WeighRisk{1, nan, days_of_work(3)}, Why::not_a_chance, "R1"},
                      {"a chance of nothing", WeighRisk{1, 0.2, {}}, Why::not_a_chance, "R1"},
                      {"a cost without a chance", WeighRisk{1, {}, days_of_work(3)}, Why::not_a_chance, "R1"},
                      {"best after worst", WeighRisk{1, 0.2, Estimate{day, 2 * day, day}}, Why::not_ordered},
                      {"no work", WeighRisk{1, 0.2, Estimate{}}, Why::not_a_duration},
                      {"the same again", WeighRisk{1, 0.2, days_of_work(3)}, Why::nothing_to_change, "R1"}});
  story(WeighRisk{1, {}, {}});
  EXPECT_FALSE(find_risk(story.plan, 1)->probability);
}

TEST(Refusal, OfWhatActionsHaveInCommon) {
  auto story = some_plan();
  story(SetSharedDrivers{{{"supplier", {1, 2}, 0.3}}});
  expect(story.plan, {{"no name", SetSharedDrivers{{{"", {1}, 0.3}}}, Why::empty_title},
                      {"a name twice", SetSharedDrivers{{{"a", {1}, 0.3}, {"a", {2}, 0.3}}}, Why::not_a_factor},
                      {"an action twice", SetSharedDrivers{{{"a", {1, 1}, 0.3}}}, Why::not_a_factor},
                      {"nobody's action", SetSharedDrivers{{{"a", {99}, 0.3}}}, Why::no_such_item, "A99"},
                      {"too wide", SetSharedDrivers{{{"a", {1}, 1.5}}}, Why::not_a_factor},
                      {"the same again", SetSharedDrivers{{{"supplier", {1, 2}, 0.3}}}, Why::nothing_to_change}});
  SetSharedDrivers many;
  for (int i = 0; i <= 50; ++i) many.drivers.push_back({std::to_string(i), {1}, 0.1});
  expect(story.plan, {{"very many", many, Why::too_many}});
  story(SetSharedDrivers{});
  EXPECT_TRUE(story.plan.drivers.empty());
}

}  // namespace refusal_test
}  // namespace backwalk::planner::testing
