// A walk that is answered as people say things.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "planner/plan.hpp"
#include "tests/talk/team.hpp"

namespace backwalk::fakes {

/// A team whose walk asks for milestones; bo and cy are known.
class WalkSaid : public testing::Test {
 protected:
  WalkSaid() {
    for (const char* who : {"bo", "cy"}) team.say("status", who);
    for (const char* text : {"orders come in by themselves", "skip", "checked by me", "skip"}) say(text);
  }
  std::string say(const std::string& text, const std::string& who = "anna") {
    team.story.wait(std::chrono::seconds{61});
    return team.say(text, who);
  }
  const planner::Plan& plan() { return team.plan(); }
  /// Through the milestones, to what is done last before the goal.
  void to_steps() {
    for (const char* text : {"20 customers finished the beta", "enough", "yes"}) say(text);
  }
  void to_before_a1() {
    to_steps();
    say("switch it on 1d owner @cy");
  }
  std::vector<std::string> milestones() {
    std::vector<std::string> titles;
    for (const auto& milestone : plan().milestones) titles.push_back(milestone.title);
    return titles;
  }
  std::vector<std::string> actions() {
    std::vector<std::string> titles;
    for (const auto& action : plan().actions) titles.push_back(action.title);
    return titles;
  }
  /// "title · days · owner" of the last action.
  std::string last() {
    if (plan().actions.empty()) return "none";
    const auto& action = plan().actions.back();
    auto days = std::to_string(days_of(action));
    days.resize(days.find('.') + 2);
    return action.title + " · " + days + " · " + owner_of(action);
  }
  /// By who spoke first, second, third.
  static std::string owner_of(const planner::Action& action) {
    const std::array<const char*, 4> names{"nobody", "anna", "bo", "cy"};
    return names.at(static_cast<std::size_t>(action.owner.value_or(planner::PersonId{}).value));
  }
  /// In days of work of eight hours, the likely one.
  static double days_of(const planner::Action& action) {
    return action.estimate ? static_cast<double>(action.estimate->likely.count()) / 480.0 : 0;
  }
  Team team;
};

}  // namespace backwalk::fakes
