#include "planner/states.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace states_test {

/// A state a word, last first: each waits for the next one. Until Fri 27 March, from Mon 2 March.
Told states(const std::vector<std::optional<Moment>>& due) {
  auto plan = told({});
  for (std::size_t i = 0; i < due.size(); ++i) {
    plan(AddMilestone{.title = "state", .due = due[i]});
    if (i > 0) plan(LinkAfter{M(static_cast<int>(i)), {M(static_cast<int>(i) + 1)}, {}});
  }
  return plan;
}

std::string dated(const Plan& plan, const std::map<int, Date>& known = {}) {
  std::string text;
  for (const auto& [milestone, date] : dates_for_states(plan, today(), known)) {
    text += (text.empty() ? "M" : ", M") + std::to_string(milestone) + " " + show(LocalTime{date}).substr(5, 5);
  }
  return text;
}

TEST(States, AreSpreadOverTheTimeToTheGoalOnItsDayOfTheWeek) {
  EXPECT_EQ(dated(states({{}, {}, {}}).plan), "M3 03-13, M2 03-20, M1 03-23") << "Fridays, as the goal, while there is one before it";
  EXPECT_EQ(dated(states({{}}).plan), "M1 03-20");
}

TEST(States, KeepWhatIsDatedAndFillWhatIsBetween) {
  EXPECT_EQ(dated(states({on("2026-03-25"), {}, on("2026-03-11"), {}}).plan), "M4 03-06, M2 03-20");
  EXPECT_EQ(dated(states({on("2026-03-25")}).plan), "");
}

TEST(States, TakeADateThatIsKnownWhereItFits) {
  EXPECT_EQ(dated(states({{}, {}}).plan, {{1, day("2026-03-17")}, {2, day("2026-03-10")}}), "M2 03-13, M1 03-20");
  EXPECT_EQ(dated(states({{}, on("2026-03-18")}).plan, {{1, day("2026-03-10")}}), "M1 03-22") << "not before what it waits for";
}

TEST(States, StayBetweenTodayAndAGoalThatIsNear) {
  auto plan = states({{}, {}, {}, {}, {}});
  plan(ChangeGoal{.due = on("2026-03-04")});
  Date last = today();
  for (const auto& [milestone, date] : dates_for_states(plan.plan, today())) {
    EXPECT_GE(date, last);
    last = date;
  }
  EXPECT_LE(last, day("2026-03-04"));
}

TEST(States, HaveNoDatesToTheGoalOnceThatIsOver) {
  const auto plan = states({{}, {}}).plan;
  EXPECT_TRUE(dates_for_states(plan, plan.goal.due->date + std::chrono::days{1}).empty());
  EXPECT_FALSE(dates_for_states(plan, plan.goal.due->date).empty());
}

TEST(States, AreDatedTogetherAndMoveWithTheGoal) {
  auto plan = states({{}, {}});
  plan(DateStates{dates_for_states(plan.plan, today())});
  EXPECT_EQ(plan.plan.milestones[0].due->date, day("2026-03-20"));
  plan(ChangeGoal{.due = on("2026-04-03")});
  EXPECT_EQ(plan.plan.milestones[0].due->date, day("2026-03-27")) << "still a week before";
}

}  // namespace states_test
}  // namespace backwalk::planner::testing
