#include <set>

#include "planner/decide_parts.hpp"
#include "planner/links.hpp"

namespace backwalk::planner {
namespace {

/// A new action between `after` and `before` closes a cycle where one of the latter already leads to one of the former.
Objection check_place(const Plan& plan, Ref action, const AddAction& wish) {
  for (const auto after : wish.after) {
    if (after == Ref{}) return Refusal{.why = Why::cycle, .about = {action, after, action}};  // everything precedes the goal
    for (const auto before : wish.before) {
      auto found = before == Ref{} ? std::vector<Ref>{} : way(plan, before, after);
      if (found.empty()) continue;
      found.insert(found.begin(), action);
      found.push_back(action);
      return Refusal{.why = Why::cycle, .about = std::move(found)};
    }
  }
  return {};
}

Objection check_definition(const std::optional<std::string>& done_when) {
  return done_when ? check_title(*done_when, longest_words) : Objection{};
}

}  // namespace

Result<Facts> facts_for(const Plan& plan, const AddMilestone& wish, Date today) {
  if (auto objection = first_of(check_title(wish.title), check_date(wish.due, today), check_definition(wish.done_when))) return *objection;
  if (plan.milestones.size() >= most_milestones) return Refusal{.why = Why::too_many, .about_number = most_milestones};
  const int number = plan.last_milestone + 1;
  Facts facts{MilestoneAdded{.number = number, .title = wish.title, .due = wish.due, .owner = somebody(wish.owner)}};
  if (wish.done_when) facts.push_back(DoneWhenSet{number, wish.done_when});
  if (plan.is_committed) facts.push_back(ServesSet{number, {}, true});
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const ChangeMilestone& wish, Date today) {
  const Ref ref{Kind::milestone, wish.number};
  if (auto objection = first_of(check_items(plan, {ref}), wish.title ? check_title(*wish.title) : Objection{}, check_date(wish.due, today),
                                check_definition(wish.done_when))) {
    return *objection;
  }
  const auto& known = *find_milestone(plan, wish.number);
  Facts facts;
  if (wish.title && *wish.title != known.title) facts.push_back(Retitled{ref, *wish.title});
  if (wish.due && wish.due != known.due) facts.push_back(MilestoneMoved{wish.number, wish.due});
  if (wish.owner && somebody(wish.owner) != known.owner) facts.push_back(OwnerSet{ref, somebody(wish.owner)});
  if (wish.done_when && wish.done_when != known.done_when) facts.push_back(DoneWhenSet{wish.number, wish.done_when});
  return facts_or_nothing(std::move(facts));
}

Result<Facts> facts_for(const Plan& plan, const AddAction& wish, Date) {
  const Ref ref{Kind::action, plan.last_action + 1};
  if (auto objection = first_of(check_title(wish.title), check_estimate(plan.calendar, wish.estimate), check_linked(plan, wish.before),
                                check_linked(plan, wish.after), check_place(plan, ref, wish))) {
    return *objection;
  }
  if (plan.actions.size() >= most_actions) return Refusal{.why = Why::too_many, .about_number = most_actions};
  Facts facts{ActionAdded{.number = ref.number, .title = wish.title, .estimate = wish.estimate, .owner = somebody(wish.owner)}};
  std::set<Ref> linked{Ref{}};
  for (const auto before : wish.before) {
    if (linked.insert(before).second) facts.push_back(Linked{{.before = ref, .after = before}});
  }
  for (const auto after : wish.after) {
    if (linked.insert(after).second) facts.push_back(Linked{{.before = after, .after = ref}});
  }
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const ChangeAction& wish, Date) {
  const Ref ref{Kind::action, wish.number};
  if (auto objection = first_of(check_items(plan, {ref}), wish.title ? check_title(*wish.title) : Objection{},
                                check_estimate(plan.calendar, wish.estimate))) {
    return *objection;
  }
  const auto& known = *find_action(plan, wish.number);
  Facts facts;
  if (wish.title && *wish.title != known.title) facts.push_back(Retitled{ref, *wish.title});
  if (wish.estimate && wish.estimate != known.estimate) facts.push_back(ActionEstimated{wish.number, wish.estimate});
  if (wish.owner && somebody(wish.owner) != known.owner) facts.push_back(OwnerSet{ref, somebody(wish.owner)});
  return facts_or_nothing(std::move(facts));
}

Result<Facts> facts_for(const Plan& plan, const SetOwner& wish, Date) {
  if (auto objection = check_items(plan, wish.items)) return *objection;
  const auto owner = somebody(wish.owner);
  Facts facts;
  for (const auto item : std::set<Ref>(wish.items.begin(), wish.items.end())) {
    if (item == Ref{} && !owner) return Refusal{.why = Why::goal_needs_owner, .about = {item}};
    if (owner_of(plan, item) != owner) facts.push_back(OwnerSet{item, owner});
  }
  return facts_or_nothing(std::move(facts));
}

}  // namespace backwalk::planner
