#include "bot/turn/turn.hpp"

#include <algorithm>

#include "bot/base/zones.hpp"

namespace backwalk::turn {

const Record* find(const State& state, PlanId id) {
  const auto found = std::ranges::find_if(state.plans, [id](const RecordPtr& record) { return record->id == id; });
  return found == state.plans.end() ? nullptr : found->get();
}

std::set<PersonId> people_of(const Record& record, bool with_log) {
  const planner::Plan& plan = record.plan;
  std::set<PersonId> people{plan.owner, plan.checker.value_or(PersonId{})};
  const auto add_owners = [&people](const auto& items) {
    for (const auto& item : items) {
      if (item.owner) people.insert(*item.owner);
    }
  };
  add_owners(plan.milestones);
  add_owners(plan.actions);
  add_owners(plan.kpis);
  add_owners(plan.risks);
  if (plan.rhythm.standup) people.insert(plan.rhythm.standup->people.begin(), plan.rhythm.standup->people.end());
  if (with_log) people.insert(record.log.speakers().begin(), record.log.speakers().end());
  people.insert(plan.guests.begin(), plan.guests.end());
  people.erase(PersonId{});
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
