// What edits of KPIs, risks and the told status change.
#include "planner/fold.hpp"

namespace backwalk::planner {

void fold(Plan& plan, const KpiAdded& edit) {
  if (edit.number <= plan.last_kpi) return;
  plan.kpis.push_back({.number = edit.number,
                       .name = edit.name,
                       .baseline = edit.baseline,
                       .target = edit.target,
                       .unit = edit.unit,
                       .due = settled(edit.due, plan),
                       .owner = edit.owner,
                       .since = edit.at,
                       .kind = edit.kind,
                       .role = edit.role});
  plan.last_kpi = edit.number;
}
void fold(Plan& plan, const KpiRetargeted& edit) {
  if (auto* kpi = find_in(plan.kpis, edit.number)) {
    kpi->target = edit.target;
    kpi->due = settled(edit.due, plan);
  }
}
void fold(Plan& plan, const KpiClassified& edit) {
  if (auto* kpi = find_in(plan.kpis, edit.number)) {
    kpi->kind = edit.kind;
    kpi->role = edit.role;
  }
}
void fold(Plan& plan, const KpiRead& edit) {
  auto* kpi = find_in(plan.kpis, edit.number);
  if (!kpi) return;
  const auto date = date_of(edit.at);
  std::erase_if(kpi->readings, [&](const Reading& reading) { return date_of(reading.at) == date; });
  if (!edit.value) return;
  const auto later = std::find_if(kpi->readings.begin(), kpi->readings.end(), [&](const Reading& reading) { return reading.at > edit.at; });
  kpi->readings.insert(later, {.at = edit.at, .value = *edit.value, .note = edit.note, .corrected = edit.corrected});
}
void fold(Plan& plan, const CheckerSet& edit) { plan.checker = edit.checker; }
void fold(Plan& plan, const RiskAdded& edit) {
  if (edit.number <= plan.last_risk) return;
  plan.risks.push_back(
      {.number = edit.number, .words = edit.words, .owner = edit.owner, .watch = edit.watch, .about = edit.about, .since = edit.at});
  plan.last_risk = edit.number;
}
void fold(Plan& plan, const RiskClosed& edit) {
  if (auto* risk = find_in(plan.risks, edit.number)) risk->closed = edit.at;
}
void fold(Plan& plan, const RiskWeighed& edit) {
  if (auto* risk = find_in(plan.risks, edit.number)) {
    risk->probability = edit.probability;
    risk->delay = edit.delay;
  }
}
void fold(Plan& plan, const SharedDriversSet& edit) { plan.drivers = edit.drivers; }
void fold(Plan& plan, const StatusReported& edit) { plan.reported = edit.reported; }

}  // namespace backwalk::planner
