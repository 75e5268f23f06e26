// Wishes about what came otherwise than planned: time gained, a risk that happened, and what is done about one.
#include <algorithm>
#include <set>

#include "planner/decide_parts.hpp"
#include "planner/evolve.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

/// The earliest starts of a walk from today; the goal's date does not matter for them.
std::map<int, LocalTime> earliest_starts(const Plan& plan, Date today, const Absences& absences) {
  const auto [refs, network] = network_of(plan, today, LocalTime{today}, absences);
  const auto walked = schedule(network);
  std::map<int, LocalTime> starts;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (refs[i].kind == Kind::action) starts[refs[i].number] = walked.slots[i].earliest_start;
  }
  return starts;
}

/// Actions that are not begun and wait for this one, directly or by way of milestones.
std::set<int> next_in_line(const Plan& plan, Ref from) {
  std::set<int> found;
  std::vector<Ref> open{from};
  std::set<Ref> seen{from};
  while (!open.empty()) {
    const auto ref = open.back();
    open.pop_back();
    for (const auto& link : plan.links) {
      if (link.before != ref || !seen.insert(link.after).second) continue;
      if (link.after.kind == Kind::milestone) open.push_back(link.after);
      const auto* action = link.after.kind == Kind::action ? find_action(plan, link.after.number) : nullptr;
      if (action && !action->started && !action->finished) found.insert(action->number);
    }
  }
  return found;
}

/// What keeps the gained time free: nothing that follows begins before `start` of it.
template <class Start>
void keep_as_buffer(const Plan& plan, int number, const std::map<int, LocalTime>& now, Start start, Facts& facts) {
  for (const auto next : next_in_line(plan, {Kind::action, number})) {
    const auto& action = *find_action(plan, next);
    const LocalTime from = start(next);
    if (from <= now.at(next) || (action.constraint && action.constraint->kind == Constraint::Kind::fixed_on)) continue;
    const auto date = std::chrono::floor<std::chrono::days>(from);
    facts.push_back(ActionConstrained{next, Constraint{Constraint::Kind::not_before, {date, from - LocalTime{date}}}});
  }
}

}  // namespace

Result<Facts> facts_for(const Plan& plan, const Gain& wish, Date today, const Absences& absences) {
  const Ref ref{Kind::action, wish.number};
  if (auto objection = first_of(check_items(plan, {ref}), check_work(plan.calendar, wish.by))) return *objection;
  const auto& action = *find_action(plan, wish.number);
  Facts facts;
  if (!action.finished) {
    const auto planned = effort_of(plan, action, today, absences).whole;
    if (wish.by >= planned) return Refusal{.why = Why::not_a_duration};
    facts.push_back(ActionEstimated{wish.number, moved(action.estimate.value_or(Estimate{.likely = planned}), planned - wish.by, true)});
  }
  if (!wish.is_buffer) return facts_or_nothing(std::move(facts));
  const auto now = earliest_starts(replay(facts, plan), today, absences);
  if (action.finished) {
    const auto later = [&](int next) {
      const WorkingTime time{calendar_of(plan, find_action(plan, next)->owner, absences)};
      return time.opening(time.work_before(now.at(next)) + wish.by.count());
    };
    keep_as_buffer(plan, wish.number, now, later, facts);
  } else {
    const auto before = earliest_starts(plan, today, absences);
    const auto as_before = [&](int next) { return before.at(next); };
    keep_as_buffer(plan, wish.number, now, as_before, facts);
  }
  return facts_or_nothing(std::move(facts));
}

Result<Facts> facts_for(const Plan& plan, const HappenRisk& wish, Date today, const Absences& absences) {
  const Ref ref{Kind::risk, wish.number};
  if (auto objection = check_items(plan, {ref})) return *objection;
  const auto& risk = *find_risk(plan, wish.number);
  if (risk.closed) return Refusal{.why = Why::already_finished, .about = {ref}};
  Facts facts{RiskHappened{wish.number, wish.at}, RiskClosed{wish.number, wish.at}};
  const auto* action = risk.about && risk.about->kind == Kind::action ? find_action(plan, risk.about->number) : nullptr;
  const bool is_open = action && !action->finished;
  if (wish.cost && !is_open) return Refusal{.why = Why::not_an_action, .about = {ref}};
  if (!is_open || (!wish.cost && !risk.delay)) return facts;
  const auto cost = wish.cost ? *wish.cost : risk.delay->likely;
  if (auto objection = check_work(plan.calendar, cost)) return *objection;
  const auto planned = effort_of(plan, *action, today, absences).whole;
  const auto estimate = moved(action->estimate.value_or(Estimate{.likely = planned}), planned + cost, true);
  if (auto objection = check_work(plan.calendar, estimate.likely)) return *objection;
  facts.push_back(ActionEstimated{action->number, estimate});
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const MitigateRisk& wish, Date) {
  const Ref ref{Kind::risk, wish.number};
  if (auto objection = check_items(plan, {ref, {Kind::action, wish.action}})) return *objection;
  const auto& risk = *find_risk(plan, wish.number);
  if (risk.closed) return Refusal{.why = Why::already_finished, .about = {ref}};
  if (risk.mitigation == wish.action) return Refusal{.why = Why::nothing_to_change, .about = {ref}};
  return Facts{RiskMitigated{wish.number, wish.action}};
}

}  // namespace backwalk::planner
