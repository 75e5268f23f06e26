// What edits of risks that happen, of what is done about them, of what may give way, of what was said on the
// walk, and of who may look on change.
#include "planner/fold.hpp"

namespace backwalk::planner {

void fold(Plan& plan, const RiskHappened& edit) {
  if (auto* risk = find_in(plan.risks, edit.number)) risk->happened = edit.at;
}
void fold(Plan& plan, const RiskMitigated& edit) {
  if (auto* risk = find_in(plan.risks, edit.number)) risk->mitigation = edit.action;
}
void fold(Plan& plan, const FlexibleSet& edit) {
  if (edit.ref.kind == Kind::milestone) {
    if (auto* milestone = find_in(plan.milestones, edit.ref.number)) milestone->is_flexible = edit.is_flexible;
  } else if (edit.ref.kind == Kind::action) {
    if (auto* action = find_in(plan.actions, edit.ref.number)) action->is_flexible = edit.is_flexible;
  }
}
void fold(Plan& plan, const ActionAccepted& edit) {
  if (auto* action = find_in(plan.actions, edit.number)) action->accepted = edit.by;
}
void fold(Plan& plan, const Parked& edit) {
  if (edit.is_parked) {
    plan.parked.insert(edit.words);
  } else {
    plan.parked.erase(edit.words);
  }
}
void fold(Plan& plan, const GuestSet& edit) {
  if (edit.is_guest) {
    plan.guests.insert(edit.person);
  } else {
    plan.guests.erase(edit.person);
  }
}
void fold(Plan& plan, const TemplateNamed& edit) { plan.template_name = edit.name; }
void fold(Plan& plan, const DoneWhenSet& edit) {
  if (auto* milestone = find_in(plan.milestones, edit.number)) milestone->done_when = edit.words;
}
void fold(Plan& plan, const ServesSet& edit) {
  auto* milestone = find_in(plan.milestones, edit.number);
  if (!milestone) return;
  milestone->serves = edit.words;
  milestone->is_late = edit.is_late;
}
void fold(Plan& plan, const LiteSet& edit) { plan.is_lite = edit.is_lite; }

}  // namespace backwalk::planner
