#include "planner/evolve.hpp"

#include <algorithm>
#include <utility>

#include "planner/fold.hpp"
#include "planner/versions.hpp"

namespace backwalk::planner {
namespace {

bool joins(const Link& link, Ref before, Ref after) { return link.before == before && link.after == after; }

void unlink(Plan& plan, Ref before, Ref after) {
  std::erase_if(plan.links, [&](const Link& link) { return joins(link, before, after); });
}

/// Milestones and actions are linked to each other, and nothing else is.
bool is_in_network(Ref ref) { return ref.kind == Kind::milestone || ref.kind == Kind::action; }

}  // namespace

void fold(Plan& plan, const PlanStarted& edit) {
  if (plan.seq > 0) return;
  plan.key = edit.key;
  plan.goal.title = edit.title;
  plan.goal.due = edit.due;
  plan.owner = edit.owner;
  plan.zone = edit.zone;
  plan.calendar = edit.calendar;
  plan.is_private = edit.is_private;
}
void fold(Plan& plan, const GoalRetitled& edit) { plan.goal.title = edit.title; }
void fold(Plan& plan, const GoalMoved& edit) {
  if (plan.is_committed) supersede(plan);
  plan.goal.due = edit.due;
  follow_goal(plan);
}
void fold(Plan& plan, const GoalDescribed& edit) {
  if (auto* field = described(plan.goal, edit.topic)) *field = edit.words;
}
void fold(Plan& plan, const MilestoneAdded& edit) {
  if (edit.number <= plan.last_milestone) return;
  plan.milestones.push_back({.number = edit.number, .title = edit.title, .due = settled(edit.due, plan), .owner = edit.owner});
  plan.last_milestone = edit.number;
}
void fold(Plan& plan, const MilestoneMoved& edit) {
  if (auto* milestone = find_in(plan.milestones, edit.number)) milestone->due = settled(edit.due, plan);
}
void fold(Plan& plan, const MilestoneReached& edit) {
  if (auto* milestone = find_in(plan.milestones, edit.number)) milestone->reached = edit.at;
}
void fold(Plan& plan, const ActionAdded& edit) {
  if (edit.number <= plan.last_action) return;
  plan.actions.push_back({.number = edit.number, .title = edit.title, .estimate = edit.estimate, .owner = edit.owner});
  plan.last_action = edit.number;
}
void fold(Plan& plan, const ActionEstimated& edit) {
  auto* action = find_in(plan.actions, edit.number);
  if (!action) return;
  action->estimate = edit.estimate;
  action->remaining.reset();
}
void fold(Plan& plan, const ActionStarted& edit) {
  auto* action = find_in(plan.actions, edit.number);
  if (!action) return;
  action->started = edit.at;
  if (!edit.at) {
    action->promised.reset();
    action->remaining.reset();
  } else if (edit.promised) {
    action->promised = *edit.promised > Minutes{0} ? edit.promised : std::nullopt;
  } else if (!action->promised && action->estimate) {
    action->promised = action->estimate->likely;
  }
}
void fold(Plan& plan, const ActionFinished& edit) {
  if (auto* action = find_in(plan.actions, edit.number)) action->finished = edit.at;
}
void fold(Plan& plan, const Retitled& edit) {
  if (edit.ref.kind == Kind::milestone) {
    if (auto* milestone = find_in(plan.milestones, edit.ref.number)) milestone->title = edit.title;
  } else if (edit.ref.kind == Kind::action) {
    if (auto* action = find_in(plan.actions, edit.ref.number)) action->title = edit.title;
  }
}
void fold(Plan& plan, const OwnerSet& edit) {
  const auto set = [&](auto* item) {
    if (item) item->owner = edit.owner;
  };
  switch (edit.ref.kind) {
    case Kind::goal:
      if (edit.owner) plan.owner = *edit.owner;
      break;
    case Kind::milestone:
      return set(find_in(plan.milestones, edit.ref.number));
    case Kind::action:
      return set(find_in(plan.actions, edit.ref.number));
    case Kind::kpi:
      return set(find_in(plan.kpis, edit.ref.number));
    case Kind::risk:
      return set(find_in(plan.risks, edit.ref.number));
  }
}
void fold(Plan& plan, const Linked& edit) {
  const auto& [before, after, lag] = edit.link;
  if (before == after || !is_in_network(before) || !is_in_network(after) || !exists(plan, before) || !exists(plan, after)) return;
  unlink(plan, before, after);  // at most one link joins two items
  plan.links.insert(std::upper_bound(plan.links.begin(), plan.links.end(), edit.link), edit.link);
}
void fold(Plan& plan, const Unlinked& edit) { unlink(plan, edit.link.before, edit.link.after); }
void fold(Plan& plan, const Dropped& edit) {
  switch (edit.ref.kind) {
    case Kind::goal:
      return;
    case Kind::milestone:
      if (!move_item(plan.milestones, plan.dropped_milestones, edit.ref.number)) return;
      break;
    case Kind::action:
      if (!move_item(plan.actions, plan.dropped_actions, edit.ref.number)) return;
      break;
    case Kind::kpi:
      move_item(plan.kpis, plan.dropped_kpis, edit.ref.number);
      return;
    case Kind::risk:
      move_item(plan.risks, plan.dropped_risks, edit.ref.number);
      return;
  }
  std::erase_if(plan.links, [&](const Link& link) { return link.before == edit.ref || link.after == edit.ref; });
}
void fold(Plan& plan, const Reinstated& edit) {
  if (edit.ref.kind == Kind::milestone) move_item(plan.dropped_milestones, plan.milestones, edit.ref.number);
  if (edit.ref.kind == Kind::action) move_item(plan.dropped_actions, plan.actions, edit.ref.number);
  if (edit.ref.kind == Kind::kpi) move_item(plan.dropped_kpis, plan.kpis, edit.ref.number);
  if (edit.ref.kind == Kind::risk) move_item(plan.dropped_risks, plan.risks, edit.ref.number);
}
void fold(Plan& plan, const TopicClosed& edit) {
  if (edit.how) {
    plan.closed[edit.asked] = *edit.how;
  } else {
    plan.closed.erase(edit.asked);
  }
}
void fold(Plan& plan, const Replanned&) {
  if (plan.is_committed) supersede(plan);
}
void fold(Plan& plan, const Committed& edit) { commit(plan, edit); }
void fold(Plan& plan, const Restored& edit) {
  restore(plan, edit.version);
  follow_goal(plan);
}

Plan evolve(Plan plan, const Edit& edit) {
  std::visit([&](const auto& fact) { fold(plan, fact); }, edit);
  ++plan.seq;
  return plan;
}

Plan replay(std::span<const Edit> edits, Plan plan) {
  for (const auto& edit : edits) plan = evolve(std::move(plan), edit);
  return plan;
}

}  // namespace backwalk::planner
