// The interview as a function of the plan: it looks at what the plan lacks and asks for it, in four steps (PRODUCT §4.5): the end,
// milestones, back from the last step, staying honest. There is no dialogue state; every reply is an edit.
#pragma once

#include <optional>

#include "planner/plan.hpp"

namespace backwalk::talk {

struct NextQuestion {
  planner::Asked asked{};
  int step = 1;  ///< of 4; 0: after the walk
  bool operator==(const NextQuestion&) const = default;
};

/// None when the walk has arrived: the plan is committed, or nothing is left to ask. Of a committed plan only what a milestone that came
/// late serves. The short walk (`is_lite`) asks for a date, a number, three milestones and how often to look.
std::optional<NextQuestion> next_question(const planner::Plan& plan);

/// The milestone, or the goal, that is being walked back from; none when all are.
std::optional<planner::Ref> walking_from(const planner::Plan& plan);
/// The next earlier milestone that leads to nothing yet, as the likely answer to what is true just before `item`; none without one.
std::optional<planner::Ref> state_just_before(const planner::Plan& plan, planner::Ref item);
/// In which of the four steps that is asked; 0 for what is asked after them, 1 for what is not asked by the interview.
int step_of(planner::Topic topic);

}  // namespace backwalk::talk
