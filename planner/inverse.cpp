#include <algorithm>
#include <utility>

#include "planner/evolve.hpp"
#include "planner/versions.hpp"

namespace backwalk::planner {
namespace {

/// The fact that takes one edit back, given the plan before it; none where the edit does nothing or is not taken back.
struct Inverse {
  using Back = std::optional<Edit>;
  const Plan& before;

  const Milestone* milestone(int number) const { return find_milestone(before, number); }
  const Action* action(int number) const { return find_action(before, number); }
  const Link* link(const Link& like) const {
    const auto found = std::find_if(before.links.begin(), before.links.end(),
                                    [&](const Link& l) { return l.before == like.before && l.after == like.after; });
    return found == before.links.end() ? nullptr : &*found;
  }

  Back operator()(const PlanStarted&) const { return {}; }
  Back operator()(const GoalRetitled&) const { return GoalRetitled{before.goal.title}; }
  Back operator()(const GoalMoved&) const { return GoalMoved{before.goal.due}; }
  Back operator()(const GoalDescribed& edit) const {
    const auto* words = described(before.goal, edit.topic);
    return words ? Back{GoalDescribed{edit.topic, *words}} : Back{};
  }
  Back operator()(const MilestoneAdded& edit) const {
    return edit.number > before.last_milestone ? Back{Dropped{{Kind::milestone, edit.number}}} : Back{};
  }
  Back operator()(const MilestoneMoved& edit) const {
    const auto* known = milestone(edit.number);
    return known ? Back{MilestoneMoved{edit.number, known->due}} : Back{};
  }
  Back operator()(const MilestoneReached& edit) const {
    const auto* known = milestone(edit.number);
    return known ? Back{MilestoneReached{edit.number, known->reached}} : Back{};
  }
  Back operator()(const ActionAdded& edit) const {
    return edit.number > before.last_action ? Back{Dropped{{Kind::action, edit.number}}} : Back{};
  }
  Back operator()(const ActionEstimated& edit) const {
    const auto* known = action(edit.number);
    return known ? Back{ActionEstimated{edit.number, known->estimate}} : Back{};
  }
  Back operator()(const ActionStarted& edit) const {
    const auto* known = action(edit.number);
    return known ? Back{ActionStarted{edit.number, known->started}} : Back{};
  }
  Back operator()(const ActionFinished& edit) const {
    const auto* known = action(edit.number);
    return known ? Back{ActionFinished{edit.number, known->finished}} : Back{};
  }
  Back operator()(const Retitled& edit) const {
    return edit.ref.kind != Kind::goal && exists(before, edit.ref) ? Back{Retitled{edit.ref, title_of(before, edit.ref)}} : Back{};
  }
  Back operator()(const OwnerSet& edit) const {
    return exists(before, edit.ref) ? Back{OwnerSet{edit.ref, owner_of(before, edit.ref)}} : Back{};
  }
  Back operator()(const Linked& edit) const {
    const auto* known = link(edit.link);
    return known ? Back{Linked{*known}} : Back{Unlinked{edit.link}};
  }
  Back operator()(const Unlinked& edit) const {
    const auto* known = link(edit.link);
    return known ? Back{Linked{*known}} : Back{};
  }
  Back operator()(const Dropped& edit) const { return exists(before, edit.ref) ? Back{Reinstated{edit.ref}} : Back{}; }
  Back operator()(const Reinstated& edit) const { return exists(before, edit.ref) ? Back{} : Back{Dropped{edit.ref}}; }
  Back operator()(const TopicClosed& edit) const {
    const auto known = before.closed.find(edit.asked);
    return TopicClosed{edit.asked, known == before.closed.end() ? std::nullopt : std::optional{known->second}};
  }
  Back operator()(const Committed&) const { return Committed{before.is_committed, before.review_every_days}; }
  Back operator()(const Restored& edit) const { return before.versions.contains(edit.version) ? Back{Restored{before.version}} : Back{}; }
};

}  // namespace

std::vector<Edit> inverse(const Plan& before, std::span<const Edit> edits) {
  std::vector<Edit> result;
  auto plan = before;
  for (const auto& edit : edits) {
    if (auto back = std::visit(Inverse{plan}, edit)) result.push_back(std::move(*back));
    plan = evolve(std::move(plan), edit);
  }
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace backwalk::planner
