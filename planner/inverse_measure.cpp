#include "planner/inverse_parts.hpp"

namespace backwalk::planner {

Back back_of(const Plan& before, const KpiAdded& edit) {
  return edit.number > before.last_kpi ? Back{Dropped{{Kind::kpi, edit.number}}} : Back{};
}
Back back_of(const Plan& before, const KpiRetargeted& edit) {
  const auto* known = find_kpi(before, edit.number);
  return known ? Back{KpiRetargeted{edit.number, known->target, known->due}} : Back{};
}
Back back_of(const Plan& before, const KpiClassified& edit) {
  const auto* known = find_kpi(before, edit.number);
  return known ? Back{KpiClassified{edit.number, known->kind, known->role}} : Back{};
}
Back back_of(const Plan& before, const KpiRead& edit) {
  const auto* kpi = find_kpi(before, edit.number);
  if (!kpi) return {};
  const auto* known = reading_on(*kpi, date_of(edit.at));
  if (!known) return {KpiRead{.number = edit.number, .at = edit.at}};
  return {KpiRead{.number = edit.number, .at = known->at, .value = known->value, .note = known->note, .corrected = known->corrected}};
}
Back back_of(const Plan& before, const CheckerSet&) { return {CheckerSet{before.checker}}; }
Back back_of(const Plan& before, const RiskAdded& edit) {
  return edit.number > before.last_risk ? Back{Dropped{{Kind::risk, edit.number}}} : Back{};
}
Back back_of(const Plan& before, const RiskClosed& edit) {
  const auto* known = find_risk(before, edit.number);
  return known ? Back{RiskClosed{edit.number, known->closed}} : Back{};
}
Back back_of(const Plan& before, const RiskWeighed& edit) {
  const auto* known = find_risk(before, edit.number);
  return known ? Back{RiskWeighed{edit.number, known->probability, known->delay}} : Back{};
}
Back back_of(const Plan& before, const SharedDriversSet&) { return {SharedDriversSet{before.drivers}}; }
Back back_of(const Plan& before, const StatusReported&) { return {StatusReported{before.reported}}; }

}  // namespace backwalk::planner
