#include "bot/turn/turn.hpp"

#include <algorithm>

#include "bot/base/zones.hpp"

namespace backwalk::turn {

const Record* find(const State& state, PlanId id) {
  const auto found = std::ranges::find_if(state.plans, [id](const RecordPtr& record) { return record->id == id; });
  return found == state.plans.end() ? nullptr : found->get();
}

std::vector<PersonId> people_of(const Record& record, bool with_log) {
  const planner::Plan& plan = record.plan;
  std::vector<PersonId> people{plan.owner, plan.checker.value_or(PersonId{})};
  const auto add = [&people](const auto& more) { people.insert(people.end(), more.begin(), more.end()); };
  const auto add_owners = [&people](const auto& items) {
    for (const auto& item : items) {
      if (item.owner && *item.owner != people.back()) people.push_back(*item.owner);
    }
  };
  add_owners(plan.milestones);
  add_owners(plan.actions);
  add_owners(plan.kpis);
  add_owners(plan.risks);
  if (plan.rhythm.standup) add(plan.rhythm.standup->people);
  if (with_log) add(record.log.speakers());
  add(plan.guests);
  std::ranges::sort(people);
  people.erase(std::ranges::unique(people).begin(), people.end());
  std::erase(people, PersonId{});
  return people;
}

std::vector<std::string> names_parked(const planner::Plan& plan) {
  std::vector<std::string> names;
  for (const std::string& words : plan.parked) {
    for (auto at = words.find('@'); at != std::string::npos; at = words.find('@', at + 1)) {
      std::string name = words.substr(at + 1, words.find_first_of(" ,;:!?)", at) - at - 1);
      while (name.ends_with('.')) name.pop_back();
      if (!name.empty()) names.push_back(std::move(name));
    }
  }
  return names;
}

bool has_effect(const Answer& answer) {
  return !answer.changes.empty() || !answer.later.empty() || !answer.questions.empty() || !answer.closed.empty() ||
         !answer.bindings.empty() || answer.focus.has_value() || answer.absent.has_value() || !answer.fired.empty() ||
         !answer.looks.empty() || !answer.scenarios.empty();
}

std::string zone_of(const planner::Plan& plan, const std::map<PersonId, Person>& people, PersonId person) {
  const auto found = people.find(person);
  if (found == people.end() || !found->second.zone || !zones::exists(*found->second.zone)) return plan.zone;
  return *found->second.zone;
}

}  // namespace backwalk::turn
