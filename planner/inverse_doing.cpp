#include "planner/inverse_parts.hpp"

namespace backwalk::planner {

Back back_of(const Plan& before, const RiskHappened& edit) {
  const auto* known = find_risk(before, edit.number);
  return known ? Back{RiskHappened{edit.number, known->happened}} : Back{};
}
Back back_of(const Plan& before, const RiskMitigated& edit) {
  const auto* known = find_risk(before, edit.number);
  return known ? Back{RiskMitigated{edit.number, known->mitigation}} : Back{};
}
Back back_of(const Plan& before, const FlexibleSet& edit) {
  if (edit.ref.kind == Kind::milestone) {
    const auto* milestone = find_milestone(before, edit.ref.number);
    return milestone ? Back{FlexibleSet{edit.ref, milestone->is_flexible}} : Back{};
  }
  const auto* action = edit.ref.kind == Kind::action ? find_action(before, edit.ref.number) : nullptr;
  return action ? Back{FlexibleSet{edit.ref, action->is_flexible}} : Back{};
}
Back back_of(const Plan& before, const ActionAccepted& edit) {
  const auto* action = find_action(before, edit.number);
  return action ? Back{ActionAccepted{edit.number, action->accepted}} : Back{};
}
Back back_of(const Plan& before, const Parked& edit) { return {Parked{edit.words, before.parked.contains(edit.words)}}; }
Back back_of(const Plan& before, const GuestSet& edit) { return {GuestSet{edit.person, before.guests.contains(edit.person)}}; }
Back back_of(const Plan& before, const TemplateNamed&) { return {TemplateNamed{before.template_name}}; }
Back back_of(const Plan& before, const DoneWhenSet& edit) {
  const auto* known = find_milestone(before, edit.number);
  return known ? Back{DoneWhenSet{edit.number, known->done_when}} : Back{};
}
Back back_of(const Plan& before, const ServesSet& edit) {
  const auto* known = find_milestone(before, edit.number);
  return known ? Back{ServesSet{edit.number, known->serves, known->is_late}} : Back{};
}
Back back_of(const Plan& before, const LiteSet&) { return {LiteSet{before.is_lite}}; }

}  // namespace backwalk::planner
