#include <map>

#include "planner/level.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {

std::optional<Levelled> level(const Plan& plan, Date today, const Absences& absences) {
  if (!plan.goal.due) return {};
  const auto network = network_of(plan, today, instant_of(*plan.goal.due, WorkingTime{plan.calendar}), absences).network;
  Workload workload;
  workload.demands.resize(network.nodes.size());
  std::map<PersonId, int> known;
  for (std::size_t i = 0; i < plan.actions.size(); ++i) {
    if (!plan.actions[i].owner) continue;
    const auto node = plan.milestones.size() + i;
    const auto [owner, is_new] = known.emplace(*plan.actions[i].owner, static_cast<int>(workload.resources.size()));
    if (is_new) workload.resources.push_back({.calendar = network.nodes[node].calendar});
    workload.demands[node].push_back({.resource = owner->second});
  }
  return level(network, workload);
}

}  // namespace backwalk::planner
