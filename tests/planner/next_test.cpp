#include "planner/next.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

std::string numbers(const std::vector<NextAction>& actions) {
  std::string result;
  for (const auto& action : actions) result += (result.empty() ? "A" : " A") + std::to_string(action.number);
  return result;
}

std::vector<NextAction> next(const Plan& plan, std::optional<PersonId> owner = {}) {
  auto found = next_actions(plan, *timeline(plan, today()), owner);
  EXPECT_TRUE(owner || has_next(plan, *timeline(plan, today())) == !found.empty());
  return found;
}

Told fork() {
  return told({AddMilestone{.title = "m"}, AddAction{.title = "one day", .owner = ada},
               AddAction{.title = "three days", .estimate = days_of_work(3), .owner = bob, .before = {M(1)}},
               AddAction{.title = "after the milestone", .after = {M(1)}}, AddAction{.title = "one day more", .before = {goal_ref}}});
}

TEST(Next, ListsReadyActionsByLatestStartThenNumber) {
  const auto actions = next(fork().plan);
  EXPECT_EQ(numbers(actions), "A2 A1 A4");
  EXPECT_EQ(show(actions[0].latest_start), "2026-03-24 09:00");
  EXPECT_EQ(actions[0].total_float, 16 * 480);
  EXPECT_TRUE(actions[0].is_driving && !actions[0].is_started);
  EXPECT_EQ(actions[0].waiting, 2) << "M1 and A3";
  EXPECT_EQ(actions[1].waiting, 0);
}

TEST(Next, ListsOnlyThoseOfAnOwner) {
  EXPECT_EQ(numbers(next(fork().plan, ada)), "A1");
  EXPECT_EQ(numbers(next(fork().plan, bob)), "A2");
  EXPECT_EQ(numbers(next(fork().plan, PersonId{9})), "");
}

TEST(Next, KeepsWhatIsStartedAndLeavesOutWhatIsFinished) {
  auto plan = fork();
  plan(StartAction{2, at("2026-03-02 09:00")})(Finish{A(1), at("2026-03-02 17:00")});
  EXPECT_EQ(numbers(next(plan.plan)), "A2 A4");
  EXPECT_TRUE(next(plan.plan)[0].is_started);
}

TEST(Next, IsNothingWhenAllIsFinished) {
  auto plan = fork();
  for (const int number : {1, 2, 4}) plan(Finish{A(number), at("2026-03-04 17:00")});
  plan(Finish{M(1), at("2026-03-04 17:00")})(Finish{A(3), at("2026-03-05 17:00")});
  EXPECT_EQ(numbers(next(plan.plan)), "");
}

TEST(Next, WaitsForAMilestoneUntilItIsReached) {
  auto plan = fork();
  plan(Finish{A(2), at("2026-03-04 17:00")});
  EXPECT_EQ(numbers(next(plan.plan)), "A1 A4");
  plan(Finish{M(1), at("2026-03-04 17:00")});
  EXPECT_EQ(numbers(next(plan.plan)), "A1 A3 A4");
}

}  // namespace
}  // namespace backwalk::planner::testing
