// What edits of constraints, of what is left of started work, and of calendars change; and how dates follow the goal.
#include "planner/fold.hpp"

namespace backwalk::planner {

std::optional<Moment> settled(const std::optional<Moment>& due, const Plan& plan) {
  return due ? std::optional{settled(*due, plan.goal)} : due;
}

void follow_goal(Plan& plan) {
  const auto settle = [&](auto& items) {
    for (auto& item : items) item.due = settled(item.due, plan);
  };
  const auto settle_constraints = [&](std::vector<Action>& actions) {
    for (auto& action : actions) {
      if (action.constraint) action.constraint->at = settled(action.constraint->at, plan.goal);
    }
  };
  settle(plan.milestones);
  settle(plan.dropped_milestones);
  settle(plan.kpis);
  settle(plan.dropped_kpis);
  settle_constraints(plan.actions);
  settle_constraints(plan.dropped_actions);
}

void fold(Plan& plan, const ActionConstrained& edit) {
  auto* action = find_in(plan.actions, edit.number);
  if (!action) return;
  action->constraint = edit.constraint;
  if (action->constraint) action->constraint->at = settled(action->constraint->at, plan.goal);
}
void fold(Plan& plan, const ActionRemains& edit) {
  if (auto* action = find_in(plan.actions, edit.number)) action->remaining = edit.remaining;
}
void fold(Plan& plan, const CalendarSet& edit) {
  if (!edit.person) {
    if (edit.calendar) plan.calendar = *edit.calendar;
  } else if (edit.calendar) {
    plan.calendars[*edit.person] = *edit.calendar;
  } else {
    plan.calendars.erase(*edit.person);
  }
}

}  // namespace backwalk::planner
