#include "bot/picture/timeline_groups.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace backwalk::picture {
namespace {

using planner::Kind;
using planner::Ref;

planner::LocalTime date_in_walk(const planner::Milestone& milestone, const planner::Timeline& walk) {
  const auto* slot = walk.find({Kind::milestone, milestone.number});
  return milestone.reached.value_or(slot != nullptr ? slot->latest_finish : walk.due);
}

}  // namespace

std::vector<Group> groups_of(const planner::Plan& plan, const planner::Timeline& walk) {
  std::vector<const planner::Milestone*> milestones;
  for (const auto& milestone : plan.milestones) milestones.push_back(&milestone);
  std::stable_sort(milestones.begin(), milestones.end(),
                   [&](const auto* a, const auto* b) { return date_in_walk(*a, walk) < date_in_walk(*b, walk); });
  std::map<Ref, std::vector<Ref>> waits_for;
  for (const auto& link : plan.links) waits_for[link.after].push_back(link.before);

  // From each milestone back over what has no place yet: a milestone that comes earlier has taken its own.
  std::vector<Group> groups;
  std::set<Ref> placed;
  for (const auto* milestone : milestones) {
    Group group{milestone, {}};
    std::vector<Ref> open{{Kind::milestone, milestone->number}};
    for (std::size_t i = 0; i < open.size(); ++i) {
      for (const Ref before : waits_for[open[i]]) {
        if (!placed.insert(before).second) continue;
        open.push_back(before);
        if (const auto* action = before.kind == Kind::action ? planner::find_action(plan, before.number) : nullptr)
          group.actions.push_back(action);
      }
    }
    groups.push_back(std::move(group));
  }
  Group last;
  for (const auto& action : plan.actions) {
    if (!placed.contains({Kind::action, action.number})) last.actions.push_back(&action);
  }
  groups.push_back(std::move(last));
  for (auto& group : groups) {
    const auto key = [&](const planner::Action* action) {
      const auto* slot = walk.find({Kind::action, action->number});
      return std::pair{action->finished ? *action->finished : slot != nullptr ? slot->latest_start : walk.due, action->number};
    };
    std::vector<std::pair<std::pair<planner::LocalTime, int>, const planner::Action*>> sorted;
    for (const auto* action : group.actions) sorted.emplace_back(key(action), action);
    std::sort(sorted.begin(), sorted.end());
    std::transform(sorted.begin(), sorted.end(), group.actions.begin(), [](const auto& each) { return each.second; });
  }
  return groups;
}

}  // namespace backwalk::picture
