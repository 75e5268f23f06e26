// Given a plan, when somebody wishes, then these facts.
#include "planner/decide.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace decide_test {

/// M1 waits for A1 (3 days, started) and A2; A3 waits for M1; A4 stands alone and has a range.
Plan small_plan() {
  return told({AddMilestone{.title = "m", .owner = bob}, AddAction{.title = "a", .estimate = days_of_work(3), .before = {M(1)}},
               AddAction{.title = "b", .before = {M(1)}}, AddAction{.title = "c", .after = {M(1)}},
               AddAction{.title = "d", .estimate = Estimate{Minutes{960}, Minutes{480}, Minutes{1440}}},
               StartAction{1, at("2026-03-02 09:00")}})
      .plan;
}

struct Case {
  const char* name;
  Command wish;
  std::vector<Edit> facts;
};

void expect(const Plan& plan, const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto facts = decide(plan, c.wish, today());
    if (facts) {
      EXPECT_EQ(*facts, c.facts);
    } else {
      ADD_FAILURE() << "refused, why = " << static_cast<int>(facts.error().why);
    }
  }
}

TEST(Decide, StartsAPlan) {
  expect({}, {{"a plan", beta(), {PlanStarted{.key = "BETA", .title = "Open the beta", .due = on("2026-03-27"), .owner = ada}}},
              {"a plan due today",
               StartPlan{.title = "t", .due = on("2026-03-02"), .owner = bob},
               {PlanStarted{.title = "t", .due = on("2026-03-02"), .owner = bob}}}});
}

TEST(Decide, ChangesTheGoal) {
  expect(
      small_plan(),
      {{"title", ChangeGoal{"New", {}}, {GoalRetitled{"New"}}},
       {"date", ChangeGoal{{}, on("2026-04-01")}, {GoalMoved{on("2026-04-01")}}},
       {"both", ChangeGoal{"New", on("2026-04-01")}, {GoalRetitled{"New"}, GoalMoved{on("2026-04-01")}}},
       {"both, one of them known", ChangeGoal{"Open the beta", on("2026-04-01")}, {GoalMoved{on("2026-04-01")}}},
       {"words", DescribeGoal{Topic::audience, "testers"}, {GoalDescribed{Topic::audience, "testers"}}},
       {"a topic", CloseTopic{{Topic::steps, A(2)}, Closing::nothing_before}, {TopicClosed{{Topic::steps, A(2)}, Closing::nothing_before}}},
       {"commit", Commit{7, ada}, {CheckerSet{ada}, Committed{true, 7}}}});
}

TEST(Decide, AddsAndChangesItems) {
  expect(small_plan(), {{"milestone", AddMilestone{"n", on("2026-05-01"), bob}, {MilestoneAdded{2, "n", on("2026-05-01"), bob}}},
                        {"milestone changed",
                         ChangeMilestone{1, "n", on("2026-03-10"), ada},
                         {Retitled{M(1), "n"}, MilestoneMoved{1, on("2026-03-10")}, OwnerSet{M(1), ada}}},
                        {"owner taken away", ChangeMilestone{1, {}, {}, PersonId{}}, {OwnerSet{M(1), {}}}},
                        {"action", AddAction{.title = "e"}, {ActionAdded{5, "e", {}, {}}}},
                        {"action before the goal and after two",
                         AddAction{"e", days_of_work(1), ada, {goal_ref}, {A(1), A(2), A(1)}},
                         {ActionAdded{5, "e", days_of_work(1), ada}, linked(A(1), A(5)), linked(A(2), A(5))}},
                        {"action before two",
                         AddAction{.title = "e", .before = {A(3), M(1)}},
                         {ActionAdded{.number = 5, .title = "e"}, linked(A(5), A(3)), linked(A(5), M(1))}},
                        {"action changed",
                         ChangeAction{2, "e", days_of_work(2), ada},
                         {Retitled{A(2), "e"}, ActionEstimated{2, days_of_work(2)}, OwnerSet{A(2), ada}}},
                        {"owners", SetOwner{{A(1), M(1), goal_ref}, bob}, {OwnerSet{goal_ref, bob}, OwnerSet{A(1), bob}}}});
}

TEST(Decide, LinksOneByOne) {
  expect(small_plan(), {{"one", LinkAfter{A(4), {A(3)}}, {linked(A(3), A(4))}},
                        {"some of them linked already", LinkAfter{M(1), {A(1), A(4)}}, {linked(A(4), M(1))}}});
}

TEST(Decide, JoinsTheNeighboursOfWhatIsDropped) {
  expect(small_plan(),
         {{"a milestone in the middle",
           Drop{M(1)},
           {unlinked(M(1), A(3)), unlinked(A(1), M(1)), unlinked(A(2), M(1)), linked(A(1), A(3)), linked(A(2), A(3)), Dropped{M(1)}}},
          {"the first", Drop{A(1)}, {unlinked(A(1), M(1)), Dropped{A(1)}}},
          {"alone", Drop{A(4)}, {Dropped{A(4)}}}});
  auto plan =
      told({AddAction{.title = "a"}, AddAction{.title = "b", .after = {A(1)}}, AddAction{.title = "c", .after = {A(1), A(2)}}}).plan;
  expect(plan, {{"neighbours linked already", Drop{A(2)}, {unlinked(A(1), A(2)), unlinked(A(2), A(3)), Dropped{A(2)}}}});
}

TEST(Decide, StartsAndFinishes) {
  const auto now = at("2026-03-03 10:00");
  expect(small_plan(), {{"start", StartAction{2, now}, {ActionStarted{2, now}}},
                        {"finish what is started", Finish{A(1), now}, {ActionFinished{1, now}}},
                        {"finish what is not", Finish{A(2), now}, {ActionFinished{2, now}}},
                        {"reach", Finish{M(1), now}, {MilestoneReached{1, now}}}});
}

Edit estimated(int number, int likely, std::optional<int> best = {}, std::optional<int> worst = {}) {
  Estimate estimate{.likely = Minutes{likely}};
  if (best) estimate.best = Minutes{*best};
  if (worst) estimate.worst = Minutes{*worst};
  return ActionEstimated{number, estimate};
}

TEST(Decide, SlipsByMoreLeftOrToADate) {
  const auto now = at("2026-03-03 13:00");
  expect(small_plan(), {{"by more", Slip{1, SlipBy{Minutes{480}}, now}, {estimated(1, 1920)}},
                        {"by more than a day never estimated", Slip{2, SlipBy{Minutes{240}}, now}, {estimated(2, 720)}},
                        {"by more, with a range", Slip{4, SlipBy{Minutes{480}}, now}, {estimated(4, 1440, 960, 1920)}},
                        {"left of started work", Slip{1, SlipLeft{Minutes{960}}, now}, {ActionRemains{1, Remaining{Minutes{960}, now}}}},
                        {"left of work not started", Slip{2, SlipLeft{Minutes{960}}, now}, {estimated(2, 960)}},
                        {"left, still within the range", Slip{4, SlipLeft{Minutes{1200}}, now}, {estimated(4, 1200, 480, 1440)}},
                        {"left, beyond the range", Slip{4, SlipLeft{Minutes{1920}}, now}, {estimated(4, 1920, 1440, 2400)}},
                        {"left, below the range", Slip{4, SlipLeft{Minutes{60}}, now}, {estimated(4, 60, 1, 540)}},
                        {"to a date, from the actual start", Slip{1, SlipTo{on("2026-03-06")}, now}, {estimated(1, 5 * 480)}},
                        {"to a date, from today", Slip{2, SlipTo{on("2026-03-03")}, now}, {estimated(2, 2 * 480)}},
                        {"to a time", Slip{2, SlipTo{{day("2026-03-03"), Minutes{13 * 60}}}, now}, {estimated(2, 480 + 240)}},
                        {"to a date, from its earliest start", Slip{3, SlipTo{on("2026-03-10")}, now}, {estimated(3, 4 * 480)}}});
}

TEST(Decide, SlipsByTheWorkThatFitsAroundAnAbsence) {
  auto story = told({AddAction{.title = "a", .estimate = days_of_work(2), .owner = bob}, StartAction{1, at("2026-03-02 09:00")}});
  const Absences away{{bob, {{day("2026-03-03"), day("2026-03-05")}}}};  // Tuesday and Wednesday
  const auto now = at("2026-03-05 13:00");
  const auto work = [&](const Slip& slip) {
    const auto facts = decide(story.plan, slip, day("2026-03-05"), away);
    return facts ? std::get<ActionEstimated>(facts->front()).estimate->likely : Minutes{-1};
  };
  EXPECT_EQ(work(Slip{1, SlipTo{on("2026-03-06")}, now}), Minutes{3 * 480});
  story(Slip{1, SlipLeft{Minutes{480}}, now}, day("2026-03-05"));
  EXPECT_EQ(work(Slip{1, SlipBy{Minutes{60}}, now}), Minutes{480 + 240 + 480 + 60});
}

TEST(Decide, SlipsWithoutAGoalDate) {
  auto start = beta();
  start.due.reset();
  const auto plan = Told{}(start)(AddAction{.title = "a"}).plan;
  expect(plan, {{"to a date", Slip{1, SlipTo{on("2026-03-04")}, at("2026-03-02 12:00")}, {estimated(1, 3 * 480)}}});
}

TEST(Decide, ChangesTheReviewOfACommittedPlan) {
  expect(Told{}(beta())(Commit{7, ada}).plan, {{"another cadence", Commit{14, ada}, {Committed{true, 14}}}});
}

TEST(Decide, AllowsAMilestoneAfterTheGoal) {
  expect(small_plan(), {{"late milestone",
                         AddMilestone{.title = "n", .due = on("2027-01-01")},
                         {MilestoneAdded{.number = 2, .title = "n", .due = on("2027-01-01")}}}});
}

}  // namespace decide_test
}  // namespace backwalk::planner::testing
