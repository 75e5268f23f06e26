#include <algorithm>
#include <utility>

#include "planner/evolve.hpp"
#include "planner/inverse_parts.hpp"
#include "planner/versions.hpp"

namespace backwalk::planner {
namespace {

const Link* link_like(const Plan& plan, const Link& like) {
  const auto found = std::find_if(plan.links.begin(), plan.links.end(),
                                  [&](const Link& link) { return link.before == like.before && link.after == like.after; });
  return found == plan.links.end() ? nullptr : &*found;
}

}  // namespace

Back back_of(const Plan&, const PlanStarted&) { return {}; }
Back back_of(const Plan& before, const GoalRetitled&) { return {GoalRetitled{before.goal.title}}; }
Back back_of(const Plan& before, const GoalMoved&) { return {GoalMoved{before.goal.due}}; }
Back back_of(const Plan& before, const GoalDescribed& edit) {
  const auto* words = described(before.goal, edit.topic);
  return words ? Back{GoalDescribed{edit.topic, *words}} : Back{};
}
Back back_of(const Plan& before, const MilestoneAdded& edit) {
  return edit.number > before.last_milestone ? Back{Dropped{{Kind::milestone, edit.number}}} : Back{};
}
Back back_of(const Plan& before, const MilestoneMoved& edit) {
  const auto* known = find_milestone(before, edit.number);
  return known ? Back{MilestoneMoved{edit.number, known->due}} : Back{};
}
Back back_of(const Plan& before, const MilestoneReached& edit) {
  const auto* known = find_milestone(before, edit.number);
  return known ? Back{MilestoneReached{edit.number, known->reached}} : Back{};
}
Back back_of(const Plan& before, const ActionAdded& edit) {
  return edit.number > before.last_action ? Back{Dropped{{Kind::action, edit.number}}} : Back{};
}
Back back_of(const Plan& before, const ActionEstimated& edit) {
  const auto* known = find_action(before, edit.number);
  if (!known) return {};
  Back back{ActionEstimated{edit.number, known->estimate}};
  if (known->remaining) back.push_back(ActionRemains{edit.number, known->remaining});
  return back;
}
Back back_of(const Plan& before, const ActionStarted& edit) {
  const auto* known = find_action(before, edit.number);
  if (!known) return {};
  const auto promised = known->started ? std::optional{known->promised.value_or(Minutes{0})} : std::nullopt;
  Back back{ActionStarted{edit.number, known->started, promised}};
  if (known->remaining) back.push_back(ActionRemains{edit.number, known->remaining});
  return back;
}
Back back_of(const Plan& before, const ActionFinished& edit) {
  const auto* known = find_action(before, edit.number);
  return known ? Back{ActionFinished{edit.number, known->finished}} : Back{};
}
Back back_of(const Plan& before, const Retitled& edit) {
  const auto has_title = edit.ref.kind == Kind::milestone || edit.ref.kind == Kind::action;
  return has_title && exists(before, edit.ref) ? Back{Retitled{edit.ref, title_of(before, edit.ref)}} : Back{};
}
Back back_of(const Plan& before, const OwnerSet& edit) {
  return exists(before, edit.ref) ? Back{OwnerSet{edit.ref, owner_of(before, edit.ref)}} : Back{};
}
Back back_of(const Plan& before, const Linked& edit) {
  const auto* known = link_like(before, edit.link);
  return known ? Back{Linked{*known}} : Back{Unlinked{edit.link}};
}
Back back_of(const Plan& before, const Unlinked& edit) {
  const auto* known = link_like(before, edit.link);
  return known ? Back{Linked{*known}} : Back{};
}
Back back_of(const Plan& before, const Dropped& edit) { return exists(before, edit.ref) ? Back{Reinstated{edit.ref}} : Back{}; }
Back back_of(const Plan& before, const Reinstated& edit) { return exists(before, edit.ref) ? Back{} : Back{Dropped{edit.ref}}; }
Back back_of(const Plan& before, const TopicClosed& edit) {
  const auto known = before.closed.find(edit.asked);
  return {TopicClosed{edit.asked, known == before.closed.end() ? std::nullopt : std::optional{known->second}}};
}
Back back_of(const Plan& before, const Committed&) { return {Committed{before.is_committed, before.review_every_days}}; }
Back back_of(const Plan& before, const Restored& edit) {
  return before.versions.contains(edit.version) ? Back{Restored{before.version}} : Back{};
}
Back back_of(const Plan&, const Replanned&) { return {Replanned{}}; }

std::vector<Edit> inverse(const Plan& before, std::span<const Edit> edits) {
  std::vector<Edit> result;
  auto plan = before;
  for (const auto& edit : edits) {
    auto back = std::visit([&](const auto& fact) { return back_of(plan, fact); }, edit);
    result.insert(result.end(), std::make_move_iterator(back.rbegin()), std::make_move_iterator(back.rend()));
    plan = evolve(std::move(plan), edit);
  }
  std::reverse(result.begin(), result.end());
  // Taking back is a version of its own, and begins with what makes it: the version before holds the plan whole.
  std::stable_partition(result.begin(), result.end(), [](const Edit& edit) {
    return std::holds_alternative<Replanned>(edit) || std::holds_alternative<GoalMoved>(edit);
  });
  return result;
}

}  // namespace backwalk::planner
