#include <algorithm>
#include <map>

#include "planner/level.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

std::vector<Shift> common_shifts(const std::vector<Shift>& a, const std::vector<Shift>& b) {
  std::vector<Shift> result;
  for (const auto& mine : a) {
    for (const auto& other : b) {
      const Shift both{std::max(mine.from, other.from), std::min(mine.to, other.to)};
      if (both.from < both.to) result.push_back(both);
    }
  }
  return result;
}

}  // namespace

Calendar common_hours(const Calendar& a, const Calendar& b) {
  auto result = a;
  for (std::size_t day = 0; day < result.week.size(); ++day) result.week[day] = common_shifts(a.week[day], b.week[day]);
  result.holidays.insert(b.holidays.begin(), b.holidays.end());
  return result;
}

Workload workload_of(const Plan& plan) {
  Workload result;
  result.demands.resize(plan.milestones.size());
  std::map<PersonId, int> known;
  for (const auto& action : plan.actions) {
    auto& demands = result.demands.emplace_back();
    if (!action.owner) continue;
    const auto [owner, is_new] = known.emplace(*action.owner, static_cast<int>(result.resources.size()));
    if (is_new) result.resources.emplace_back();
    demands.push_back({.resource = owner->second});
  }
  result.demands.emplace_back();  // the goal
  return result;
}

std::optional<Levelled> level(const Plan& plan, Date today) {
  if (!plan.goal.due) return {};
  return level(network_of(plan, today, instant_of(*plan.goal.due, WorkingTime{plan.calendar})).network, workload_of(plan));
}

}  // namespace backwalk::planner
