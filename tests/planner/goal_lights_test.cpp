#include "planner/goal_lights.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace goal_lights_test {

std::string show(const std::vector<Light>& lights) {
  static const char* const names[] = {"outcome", "number", "date", "owner", "for whom"};
  std::string result;
  for (const auto light : lights) result += (result.empty() ? "" : ", ") + std::string{names[static_cast<int>(light)]};
  return result;
}

GoalLights of_title(const std::string& title) { return goal_lights({.goal = {.title = title}}); }
bool is_on(Light light, const GoalLights& lights) { return std::find(lights.off.begin(), lights.off.end(), light) == lights.off.end(); }

TEST(GoalLights, AreAllOffForNothingButATask) { EXPECT_EQ(show(of_title("Build an API").off), "outcome, number, date, owner, for whom"); }

TEST(GoalLights, GoOnOneByOne) {
  Plan plan{.goal = {.title = "Build an API"}, .owner = PersonId{}};
  plan.goal.announcement = "Small shops are paid the same day";
  EXPECT_EQ(show(goal_lights(plan).off), "number, date, owner, for whom") << "the announcement says the outcome";
  plan.checker = ada;
  EXPECT_EQ(show(goal_lights(plan).off), "date, owner, for whom");
  plan.checker.reset();
  plan.kpis = {{.number = 1, .name = "shops", .target = 20}};
  EXPECT_EQ(show(goal_lights(plan).off), "date, owner, for whom");
  plan.goal.due = on("2026-10-30");
  plan.owner = ada;
  EXPECT_EQ(show(goal_lights(plan).off), "for whom");
  plan.goal.audience = "small EU shops; today they wait 4 days for an invoice";
  EXPECT_EQ(show(goal_lights(plan).off), "");
}

TEST(GoalLights, AllAreOnInTheProductsConversation) {
  Plan plan{.goal = {.title = "Self-serve billing live for EU customers", .due = on("2026-10-30")}, .owner = ada};
  plan.kpis = {{.number = 1, .name = "EU waitlist companies", .baseline = 40, .target = 100}};
  EXPECT_EQ(show(goal_lights(plan).off), "");
}

TEST(GoalLights, TellAnOutcomeFromATask) {
  struct Case {
    const char* title;
    const char* task_word;
  };
  const Case cases[] = {{"Build an API", "Build"},
                        {"build the launch page", "build"},
                        {"Implement single sign-on", "Implement"},
                        {"write: the handbook", "write"},
                        {"Set up billing", "Set"},
                        {"Work on my backwards walk", "Work"},
                        {"Test the tax engine", "Test"},
                        {"Test coverage is at 90 %", ""},
                        {"Plan agreed by all owners", ""},
                        {"Design approved", ""},
                        {"Builders are certified", ""},
                        {"Self-serve billing live for EU customers", ""},
                        {"Open the beta", ""},
                        {"Launch the shop", ""},
                        {"run my first 10k race", ""},
                        {"20 customers have finished the beta", ""},
                        {"Das Handbuch schreiben", ""},
                        {"实现单点登录", ""},
                        {"", ""},
                        {"...", ""}};
  for (const auto& [title, task_word] : cases) {
    SCOPED_TRACE(title);
    const auto lights = of_title(title);
    EXPECT_EQ(lights.task_word, task_word);
    EXPECT_EQ(is_on(Light::outcome, lights), lights.task_word.empty());
  }
}

TEST(GoalLights, FindForWhomInTheWordsOfTheGoal) {
  struct Case {
    const char* title;
    bool is_told;
  };
  const Case cases[] = {{"Self-serve billing live for EU customers", true},
                        {"A place for the elderly", true},
                        {"Faster checkout FOR small shops.", true},
                        {"Open for 3 weeks, for everybody in Kiel", true},
                        {"Open for 3 weeks", false},
                        {"Open for a month", false},
                        {"A house for the summer", false},
                        {"Gone for good", false},
                        {"What we stand for", false},
                        {"for the", false},
                        {"Formal approval", false}};
  for (const auto& [title, is_told] : cases) {
    SCOPED_TRACE(title);
    EXPECT_EQ(is_on(Light::for_whom, of_title(title)), is_told);
  }
}

}  // namespace goal_lights_test
}  // namespace backwalk::planner::testing
