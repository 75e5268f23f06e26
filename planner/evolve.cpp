#include "planner/evolve.hpp"

#include <algorithm>
#include <utility>

#include "planner/versions.hpp"

namespace backwalk::planner {
namespace {

template <class Item>
auto place_of(std::vector<Item>& items, int number) {
  return std::lower_bound(items.begin(), items.end(), number, [](const Item& item, int n) { return item.number < n; });
}

template <class Item>
Item* find_in(std::vector<Item>& items, int number) {
  const auto at = place_of(items, number);
  return at != items.end() && at->number == number ? &*at : nullptr;
}

/// Moves an item between the live and the dropped ones; both are kept by number.
template <class Item>
bool move_item(std::vector<Item>& from, std::vector<Item>& to, int number) {
  const auto at = place_of(from, number);
  if (at == from.end() || at->number != number) return false;
  to.insert(place_of(to, number), std::move(*at));
  from.erase(at);
  return true;
}

bool joins(const Link& link, Ref before, Ref after) { return link.before == before && link.after == after; }

void unlink(Plan& plan, Ref before, Ref after) {
  std::erase_if(plan.links, [&](const Link& link) { return joins(link, before, after); });
}

/// Folds one edit into a plan. An edit that does not fit does nothing.
struct Fold {
  Plan& plan;

  void operator()(const PlanStarted& edit) const {
    if (plan.seq > 0) return;
    plan.key = edit.key;
    plan.goal.title = edit.title;
    plan.goal.due = edit.due;
    plan.owner = edit.owner;
    plan.zone = edit.zone;
    plan.calendar = edit.calendar;
    plan.is_private = edit.is_private;
  }
  void operator()(const GoalRetitled& edit) const { plan.goal.title = edit.title; }
  void operator()(const GoalMoved& edit) const {
    if (plan.is_committed) supersede(plan);
    plan.goal.due = edit.due;
  }
  void operator()(const GoalDescribed& edit) const {
    if (auto* field = described(plan.goal, edit.topic)) *field = edit.words;
  }
  void operator()(const MilestoneAdded& edit) const {
    if (edit.number <= plan.last_milestone) return;
    plan.milestones.push_back({.number = edit.number, .title = edit.title, .due = edit.due, .owner = edit.owner});
    plan.last_milestone = edit.number;
  }
  void operator()(const MilestoneMoved& edit) const {
    if (auto* milestone = find_in(plan.milestones, edit.number)) milestone->due = edit.due;
  }
  void operator()(const MilestoneReached& edit) const {
    if (auto* milestone = find_in(plan.milestones, edit.number)) milestone->reached = edit.at;
  }
  void operator()(const ActionAdded& edit) const {
    if (edit.number <= plan.last_action) return;
    plan.actions.push_back({.number = edit.number, .title = edit.title, .estimate = edit.estimate, .owner = edit.owner});
    plan.last_action = edit.number;
  }
  void operator()(const ActionEstimated& edit) const {
    if (auto* action = find_in(plan.actions, edit.number)) action->estimate = edit.estimate;
  }
  void operator()(const ActionStarted& edit) const {
    if (auto* action = find_in(plan.actions, edit.number)) action->started = edit.at;
  }
  void operator()(const ActionFinished& edit) const {
    if (auto* action = find_in(plan.actions, edit.number)) action->finished = edit.at;
  }
  void operator()(const Retitled& edit) const {
    if (edit.ref.kind == Kind::milestone) {
      if (auto* milestone = find_in(plan.milestones, edit.ref.number)) milestone->title = edit.title;
    } else if (edit.ref.kind == Kind::action) {
      if (auto* action = find_in(plan.actions, edit.ref.number)) action->title = edit.title;
    }
  }
  void operator()(const OwnerSet& edit) const {
    if (edit.ref.kind == Kind::goal) {
      if (edit.owner) plan.owner = *edit.owner;
    } else if (edit.ref.kind == Kind::milestone) {
      if (auto* milestone = find_in(plan.milestones, edit.ref.number)) milestone->owner = edit.owner;
    } else if (auto* action = find_in(plan.actions, edit.ref.number)) {
      action->owner = edit.owner;
    }
  }
  void operator()(const Linked& edit) const {
    const auto& [before, after, lag] = edit.link;
    const auto is_item = [&](Ref ref) { return ref.kind != Kind::goal && exists(plan, ref); };
    if (before == after || !is_item(before) || !is_item(after)) return;
    unlink(plan, before, after);  // at most one link joins two items
    plan.links.insert(std::upper_bound(plan.links.begin(), plan.links.end(), edit.link), edit.link);
  }
  void operator()(const Unlinked& edit) const { unlink(plan, edit.link.before, edit.link.after); }
  void operator()(const Dropped& edit) const {
    const auto is_gone = edit.ref.kind == Kind::milestone ? move_item(plan.milestones, plan.dropped_milestones, edit.ref.number)
                         : edit.ref.kind == Kind::action  ? move_item(plan.actions, plan.dropped_actions, edit.ref.number)
                                                          : false;
    if (is_gone) std::erase_if(plan.links, [&](const Link& link) { return link.before == edit.ref || link.after == edit.ref; });
  }
  void operator()(const Reinstated& edit) const {
    if (edit.ref.kind == Kind::milestone) move_item(plan.dropped_milestones, plan.milestones, edit.ref.number);
    if (edit.ref.kind == Kind::action) move_item(plan.dropped_actions, plan.actions, edit.ref.number);
  }
  void operator()(const TopicClosed& edit) const {
    if (edit.how) {
      plan.closed[edit.asked] = *edit.how;
    } else {
      plan.closed.erase(edit.asked);
    }
  }
  void operator()(const Committed& edit) const { commit(plan, edit); }
  void operator()(const Restored& edit) const { restore(plan, edit.version); }
};

}  // namespace

Plan evolve(Plan plan, const Edit& edit) {
  std::visit(Fold{plan}, edit);
  ++plan.seq;
  return plan;
}

Plan replay(std::span<const Edit> edits, Plan plan) {
  for (const auto& edit : edits) plan = evolve(std::move(plan), edit);
  return plan;
}

}  // namespace backwalk::planner
