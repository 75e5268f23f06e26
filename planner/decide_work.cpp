#include <algorithm>
#include <utility>

#include "planner/decide_parts.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

/// An unfinished action as a walk from today sees it. The goal's date does not matter for it.
class Walked {
 public:
  Walked(const Plan& plan, const Action& action, Date today, const Absences& absences) : action_{action} {
    auto [refs, network] = network_of(plan, today, LocalTime{today}, absences);
    network_ = std::move(network);
    node_ = *index_of(refs, {Kind::action, action.number});
  }
  Minutes duration() const { return network_.nodes[node_].duration; }
  Minutes left() const { return left_of(network_.nodes[node_], schedule(network_).slots[node_], network_); }
  /// When it starts or has started.
  LocalTime start() const { return action_.started ? *action_.started : schedule(network_).slots[node_].earliest_start; }
  /// By whose calendar its work is counted.
  const WorkingTime& time() const { return network_.calendars[static_cast<std::size_t>(network_.nodes[node_].calendar)]; }
  Minutes from_start_to(LocalTime t) const { return Minutes{time().work_before(t) - time().work_before(start())}; }

 private:
  const Action& action_;
  Network network_{};
  std::size_t node_ = 0;
};

/// The likely work that a slip asks for, or an objection.
struct NewWork {
  const Plan& plan;
  const Action& action;
  LocalTime at;
  Date today;
  const Absences& absences;

  Walked walked() const { return {plan, action, today, absences}; }
  Result<Minutes> operator()(const SlipBy& by) const {
    if (auto objection = check_work(plan.calendar, by.more)) return *objection;
    if (!action.started) return duration_of(plan, action) + by.more;
    // What has run over already is longer than it was meant to be.
    const auto now = walked();
    return std::max(now.duration(), now.from_start_to(at)) + by.more;
  }
  Result<Minutes> operator()(const SlipLeft& left) const { return left.left; }
  Result<Minutes> operator()(const SlipTo& to) const {
    if (auto objection = check_date(to.finish, today)) return *objection;
    const auto now = walked();
    return now.from_start_to(instant_of(to.finish, now.time()));
  }
};

/// What is left of a started action is a figure of its own: what it was meant to take stays, to learn from.
Result<Facts> left_facts(const Plan& plan, const Action& action, const Remaining& remaining) {
  if (auto objection = check_work(plan.calendar, remaining.left)) return *objection;
  if (action.remaining == remaining) return Refusal{.why = Why::nothing_to_change, .about = {{Kind::action, action.number}}};
  return Facts{ActionRemains{action.number, remaining}};
}

}  // namespace

Effort effort_of(const Plan& plan, const Action& action, Date today, const Absences& absences) {
  const Walked walked{plan, action, today, absences};
  return {walked.duration(), walked.left()};
}

Result<const Action*> open_action(const Plan& plan, int number) {
  const Ref ref{Kind::action, number};
  const auto* action = find_action(plan, number);
  if (!action) return Refusal{.why = Why::no_such_item, .about = {ref}};
  if (action->finished) return Refusal{.why = Why::already_finished, .about = {ref}};
  return action;
}

Estimate moved(Estimate estimate, Minutes likely, bool is_range_moved) {
  const auto delta = likely - estimate.likely;
  const auto brackets = estimate.best.value_or(likely) <= likely && likely <= estimate.worst.value_or(likely);
  estimate.likely = likely;
  if (!is_range_moved && brackets) return estimate;
  if (estimate.best) estimate.best = std::max(*estimate.best + delta, Minutes{1});
  if (estimate.worst) *estimate.worst += delta;
  return estimate;
}

Result<Facts> facts_for(const Plan& plan, const StartAction& wish, Date) {
  const auto action = open_action(plan, wish.number);
  if (!action) return action.error();
  if ((*action)->started) return Refusal{.why = Why::already_started, .about = {{Kind::action, wish.number}}};
  return Facts{ActionStarted{wish.number, wish.at}};
}

Result<Facts> facts_for(const Plan& plan, const Finish& wish, Date) {
  if (auto objection = check_items(plan, {wish.item})) return *objection;
  switch (wish.item.kind) {
    case Kind::goal:
    case Kind::kpi:
    case Kind::risk:
      break;
    case Kind::milestone:
      if (find_milestone(plan, wish.item.number)->reached) return Refusal{.why = Why::already_finished, .about = {wish.item}};
      return Facts{MilestoneReached{wish.item.number, wish.at}};
    case Kind::action: {
      if (find_action(plan, wish.item.number)->finished) return Refusal{.why = Why::already_finished, .about = {wish.item}};
      auto facts = unblock(plan, wish.item, wish.at);
      facts.insert(facts.begin(), ActionFinished{wish.item.number, wish.at});
      return facts;
    }
  }
  return Refusal{.why = Why::not_an_action, .about = {wish.item}};
}

Result<Facts> facts_for(const Plan& plan, const Slip& wish, Date today, const Absences& absences) {
  const auto found = open_action(plan, wish.number);
  if (!found) return found.error();
  const auto& action = **found;
  if (const auto* left = std::get_if<SlipLeft>(&wish.how); left && action.started) return left_facts(plan, action, {left->left, wish.at});
  const auto likely = std::visit(NewWork{plan, action, wish.at, today, absences}, wish.how);
  if (!likely) return likely.error();
  if (auto objection = check_work(plan.calendar, *likely)) return *objection;
  const Estimate known = action.estimate.value_or(Estimate{.likely = plan.calendar.minutes_per_day});
  const auto estimate = moved(known, *likely, std::holds_alternative<SlipBy>(wish.how));
  if (estimate == known && !action.remaining) return Refusal{.why = Why::nothing_to_change, .about = {{Kind::action, wish.number}}};
  return Facts{ActionEstimated{wish.number, estimate}};
}

}  // namespace backwalk::planner
