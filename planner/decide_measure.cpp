// Wishes about KPIs, risks and the status.
#include <cmath>

#include "planner/decide_parts.hpp"

namespace backwalk::planner {
namespace {

constexpr double largest = 1e15;  // beyond it a double no longer tells one from the next

Objection check_number(double number) {
  return std::isfinite(number) && std::abs(number) <= largest ? Objection{} : Refusal{.why = Why::not_a_number};
}

Objection check_target(double baseline, double target) { return target == baseline ? Refusal{.why = Why::same_as_baseline} : Objection{}; }

Objection check_note(const std::optional<std::string>& note, int longest = longest_words) {
  return note ? check_words(*note, longest) : Objection{};
}

/// What a reading says in the end.
struct ValueTold {
  double last;
  double operator()(const ReadTo& to) const { return to.value; }
  double operator()(const ReadMore& more) const { return last + more.by; }
  double operator()(const ReadSame&) const { return last; }
};

}  // namespace

Facts unblock(const Plan& plan, Ref action, LocalTime at) {
  Facts facts;
  for (const auto& risk : plan.risks) {
    if (risk.about == action && !risk.closed) facts.push_back(RiskClosed{risk.number, at});
  }
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const AddKpi& wish, Date today) {
  if (auto objection = first_of(check_title(wish.name), check_words(wish.unit, longest_unit), check_number(wish.baseline),
                                check_number(wish.target), check_target(wish.baseline, wish.target), check_date(wish.due, today))) {
    return *objection;
  }
  if (plan.kpis.size() >= most_kpis) return Refusal{.why = Why::too_many, .about_number = most_kpis};
  return Facts{KpiAdded{.number = plan.last_kpi + 1,
                        .name = wish.name,
                        .baseline = wish.baseline,
                        .target = wish.target,
                        .unit = wish.unit,
                        .due = wish.due,
                        .owner = somebody(wish.owner),
                        .at = wish.at,
                        .kind = wish.kind,
                        .role = wish.role}};
}

Result<Facts> facts_for(const Plan& plan, const ChangeKpi& wish, Date today) {
  const Ref ref{Kind::kpi, wish.number};
  if (auto objection = first_of(check_items(plan, {ref}), check_date(wish.due, today))) return *objection;
  const auto& known = *find_kpi(plan, wish.number);
  const auto target = wish.target.value_or(known.target);
  const auto due = wish.due ? wish.due : known.due;
  if (auto objection = first_of(check_number(target), check_target(known.baseline, target))) return *objection;
  Facts facts;
  if (target != known.target || due != known.due) facts.push_back(KpiRetargeted{wish.number, target, due});
  const auto kind = wish.kind ? wish.kind : known.kind;
  const auto role = wish.role ? wish.role : known.role;
  if (kind != known.kind || role != known.role) facts.push_back(KpiClassified{wish.number, kind, role});
  if (wish.owner && somebody(wish.owner) != known.owner) facts.push_back(OwnerSet{ref, somebody(wish.owner)});
  return facts_or_nothing(std::move(facts));
}

Result<Facts> facts_for(const Plan& plan, const ReadKpi& wish, Date) {
  if (auto objection = first_of(check_items(plan, {{Kind::kpi, wish.number}}), check_note(wish.note))) return *objection;
  const auto& kpi = *find_kpi(plan, wish.number);
  const auto value = std::visit(ValueTold{value_of(kpi)}, wish.reading);
  if (auto objection = check_number(value)) return *objection;
  KpiRead fact{.number = wish.number, .at = wish.at, .value = value, .note = wish.note};
  if (const auto* known = reading_on(kpi, date_of(wish.at))) {
    if (!fact.note) fact.note = known->note;
    if (value == known->value && fact.note == known->note) return Refusal{.why = Why::nothing_to_change};
    const auto first = known->corrected.value_or(known->value);
    if (first != value) fact.corrected = first;
  }
  return Facts{fact};
}

Result<Facts> facts_for(const Plan& plan, const SetChecker& wish, Date) {
  const auto checker = somebody(wish.checker);
  if (checker == plan.checker) return Refusal{.why = Why::nothing_to_change};
  return Facts{CheckerSet{checker}};
}

Result<Facts> facts_for(const Plan& plan, const AddRisk& wish, Date) {
  if (auto objection = first_of(check_title(wish.words), check_note(wish.watch, longest_title))) return *objection;
  if (wish.about) {
    if (auto objection = check_items(plan, {*wish.about})) return *objection;
    if (wish.about->kind != Kind::action) return Refusal{.why = Why::not_an_action, .about = {*wish.about}};
    if (find_action(plan, wish.about->number)->finished) return Refusal{.why = Why::already_finished, .about = {*wish.about}};
  }
  if (plan.risks.size() >= most_risks) return Refusal{.why = Why::too_many, .about_number = most_risks};
  return Facts{RiskAdded{.number = plan.last_risk + 1,
                         .words = wish.words,
                         .owner = somebody(wish.owner),
                         .watch = wish.watch,
                         .about = wish.about,
                         .at = wish.at}};
}

Result<Facts> facts_for(const Plan& plan, const CloseRisk& wish, Date) {
  if (auto objection = check_items(plan, {wish.item})) return *objection;
  if (wish.item.kind == Kind::risk) {
    if (find_risk(plan, wish.item.number)->closed) return Refusal{.why = Why::already_finished, .about = {wish.item}};
    return Facts{RiskClosed{wish.item.number, wish.at}};
  }
  if (wish.item.kind != Kind::action) return Refusal{.why = Why::not_an_action, .about = {wish.item}};
  auto facts = unblock(plan, wish.item, wish.at);
  if (facts.empty()) return Refusal{.why = Why::nothing_blocks, .about = {wish.item}};
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const ReportStatus& wish, Date today) {
  if (auto objection = check_note(wish.why)) return *objection;
  const Reported reported{.status = wish.status, .why = wish.why, .on = today};
  if (plan.reported == reported) return Refusal{.why = Why::nothing_to_change};
  return Facts{StatusReported{reported}};
}

}  // namespace backwalk::planner
