// The interview as a function of the plan: it looks at what the plan lacks and asks for it, in four steps (PRODUCT §4.5): the end,
// milestones, back from the last step, staying honest. There is no dialogue state; every reply is an edit.
#pragma once

#include <optional>

#include "planner/plan.hpp"

namespace backwalk::talk {

struct NextQuestion {
  planner::Asked asked{};
  int step = 1;  ///< of 4
  bool operator==(const NextQuestion&) const = default;
};

/// None when the walk has arrived: the plan is committed, or nothing is left to ask.
std::optional<NextQuestion> next_question(const planner::Plan& plan);

/// Whether every chain of the milestone (or goal) has been walked back to "nothing before it".
bool is_walked(const planner::Plan& plan, planner::Ref item);

}  // namespace backwalk::talk
