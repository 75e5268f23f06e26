#include "planner/next.hpp"

#include <algorithm>
#include <tuple>

namespace backwalk::planner {
namespace {

bool is_finished(const Plan& plan, Ref ref) {
  if (ref.kind == Kind::action) {
    const auto* action = find_action(plan, ref.number);
    return action != nullptr && action->finished;
  }
  const auto* milestone = ref.kind == Kind::milestone ? find_milestone(plan, ref.number) : nullptr;
  return milestone != nullptr && milestone->reached;
}

bool is_ready(const Plan& plan, Ref ref) {
  return !is_finished(plan, ref) && std::all_of(plan.links.begin(), plan.links.end(),
                                                [&](const Link& link) { return link.after != ref || is_finished(plan, link.before); });
}

}  // namespace

std::set<Ref> waiting_for(const Plan& plan, Ref ref) {
  std::set<Ref> waiting;
  std::vector<Ref> open{ref};
  while (!open.empty()) {
    const auto before = open.back();
    open.pop_back();
    auto link = std::lower_bound(plan.links.begin(), plan.links.end(), before, [](const Link& l, Ref r) { return l.before < r; });
    for (; link != plan.links.end() && link->before == before; ++link) {
      if (waiting.insert(link->after).second) open.push_back(link->after);
    }
  }
  std::erase_if(waiting, [&](Ref after) { return is_finished(plan, after); });
  return waiting;
}

std::optional<LocalTime> soonest_start(const Plan& plan, const Timeline& timeline, std::optional<PersonId> owner) {
  std::optional<LocalTime> soonest;
  for (const auto& action : plan.actions) {
    const Ref ref{Kind::action, action.number};
    if (action.finished || (owner && action.owner != owner)) continue;
    const auto* slot = timeline.find(ref);
    if (!slot || (soonest && slot->latest_start >= *soonest) || !is_ready(plan, ref)) continue;
    soonest = slot->latest_start;
  }
  return soonest;
}

bool has_next(const Plan& plan, const Timeline& timeline) {
  return std::any_of(plan.actions.begin(), plan.actions.end(), [&](const Action& action) {
    const Ref ref{Kind::action, action.number};
    return is_ready(plan, ref) && timeline.find(ref) != nullptr;
  });
}

std::vector<NextAction> next_actions(const Plan& plan, const Timeline& timeline, std::optional<PersonId> owner) {
  std::vector<NextAction> result;
  for (const auto& action : plan.actions) {
    const Ref ref{Kind::action, action.number};
    if ((owner && action.owner != owner) || !is_ready(plan, ref)) continue;
    const auto* slot = timeline.find(ref);
    if (!slot) continue;
    result.push_back({.number = action.number,
                      .latest_start = slot->latest_start,
                      .total_float = slot->total_float,
                      .is_started = action.started.has_value(),
                      .is_driving = slot->is_driving,
                      .waiting = static_cast<int>(waiting_for(plan, ref).size())});
  }
  std::sort(result.begin(), result.end(), [](const NextAction& a, const NextAction& b) {
    return std::tie(a.latest_start, a.number) < std::tie(b.latest_start, b.number);
  });
  return result;
}

}  // namespace backwalk::planner
