// The five lights of a goal: what a good goal says. A light that is off is worth one gentle question and blocks nothing.
//
//   outcome   The announcement, or without one the title, does not read as a task. A task begins with a word that is only a verb ("build",
//             "implement"), or with one that may be a noun too ("plan", "test") and an article or the like after it ("test the API").
//             What changes the world is no task: "launch", "open", "ship", "reach", "win", "double".
//   number    There is a KPI, or somebody who checks a yes/no outcome (which is what a commit asks for).
//   date      The goal has a date.
//   owner     Somebody owns the plan.
//   for_whom  The audience is told, or the announcement or the title names it: "for" and then neither a figure nor a time nor a set phrase
//             ("for EU customers", not "for 3 weeks", "for the summer", "for good").
//
// The words are English; a goal in another language is never taken for a task, and tells for whom by its audience alone.
// Source: PRODUCT L4, A5, A12.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "planner/plan.hpp"

namespace backwalk::planner {

enum class Light { outcome, number, date, owner, for_whom };

struct GoalLights {
  std::vector<Light> off{};  ///< in the order above; empty: all five are on
  std::string task_word{};   ///< the verb, as it was written, that makes the goal a task; empty when it is none
  bool operator==(const GoalLights&) const = default;
};
GoalLights goal_lights(const Plan& plan);

/// The verb, as it was written, that makes the words a task (see `outcome` above); empty when they read as none.
std::string task_word(std::string_view text);
/// The same of the goal, as it is announced or else titled.
std::string task_word_of_goal(const Plan& plan);
/// Whether words said where a state is asked for read as something to do. Stricter than `task_word`, for a task can be told from a state
/// there: also a verb or noun without an article ("order shoes"), everyday verbs ("run", "get") and "we need to ...", where nothing in the
/// words tells how something is.
bool is_task_like(std::string_view text);
/// Whether the words tell how something is: "staff is trained", "offer signed", "page ready". The first one never does.
bool tells_state(std::string_view text);

}  // namespace backwalk::planner
