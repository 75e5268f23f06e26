#include "planner/plan.hpp"

#include <algorithm>
#include <cstddef>

namespace backwalk::planner {
namespace {

/// Live items are sorted by number.
template <class Item>
const Item* find_numbered(const std::vector<Item>& items, int number) {
  const auto guess = static_cast<std::size_t>(number) - 1;  // right as long as none was dropped
  if (guess < items.size() && items[guess].number == number) return &items[guess];
  const auto at = std::lower_bound(items.begin(), items.end(), number, [](const Item& item, int n) { return item.number < n; });
  return at != items.end() && at->number == number ? &*at : nullptr;
}

}  // namespace

const Milestone* find_milestone(const Plan& plan, int number) { return find_numbered(plan.milestones, number); }

const Action* find_action(const Plan& plan, int number) { return find_numbered(plan.actions, number); }

const Kpi* find_kpi(const Plan& plan, int number) { return find_numbered(plan.kpis, number); }

const Risk* find_risk(const Plan& plan, int number) { return find_numbered(plan.risks, number); }

std::optional<Moment> due_of(const Plan& plan, const Kpi& kpi) { return kpi.due ? kpi.due : plan.goal.due; }

PersonId asked_about(const Plan& plan, const Kpi& kpi) { return kpi.owner.value_or(plan.owner); }

bool exists(const Plan& plan, Ref ref) {
  switch (ref.kind) {
    case Kind::goal:
      return ref.number == 0;
    case Kind::milestone:
      return find_milestone(plan, ref.number) != nullptr;
    case Kind::action:
      return find_action(plan, ref.number) != nullptr;
    case Kind::kpi:
      return find_kpi(plan, ref.number) != nullptr;
    case Kind::risk:
      return find_risk(plan, ref.number) != nullptr;
  }
  return false;
}

std::string title_of(const Plan& plan, Ref ref) {
  if (!exists(plan, ref)) return {};
  switch (ref.kind) {
    case Kind::goal:
      return plan.goal.title;
    case Kind::milestone:
      return find_milestone(plan, ref.number)->title;
    case Kind::action:
      return find_action(plan, ref.number)->title;
    case Kind::kpi:
      return find_kpi(plan, ref.number)->name;
    case Kind::risk:
      return find_risk(plan, ref.number)->words;
  }
  return {};
}

std::optional<PersonId> owner_of(const Plan& plan, Ref ref) {
  if (!exists(plan, ref)) return {};
  switch (ref.kind) {
    case Kind::goal:
      return plan.owner;
    case Kind::milestone:
      return find_milestone(plan, ref.number)->owner;
    case Kind::action:
      return find_action(plan, ref.number)->owner;
    case Kind::kpi:
      return find_kpi(plan, ref.number)->owner;
    case Kind::risk:
      return find_risk(plan, ref.number)->owner;
  }
  return {};
}

const Calendar& calendar_of(const Plan& plan, std::optional<PersonId> owner) {
  const auto own = owner ? plan.calendars.find(*owner) : plan.calendars.end();
  return own == plan.calendars.end() ? plan.calendar : own->second;
}

Moment settled(Moment moment, const Goal& goal) {
  if (moment.before_goal && goal.due) moment.date = goal.due->date - std::chrono::days{*moment.before_goal};
  return moment;
}

Minutes duration_of(const Plan& plan, const Action& action) {
  if (action.started && action.remaining) {
    const WorkingTime time{calendar_of(plan, action.owner)};
    const auto done = time.work_before(action.remaining->at) - time.work_before(*action.started);
    return Minutes{std::max<std::int64_t>(done, 0)} + action.remaining->left;
  }
  return action.estimate ? action.estimate->likely : plan.calendar.minutes_per_day;
}

bool looks_same(const Plan& a, const Plan& b) {
  return a.key == b.key && a.goal == b.goal && a.owner == b.owner && a.zone == b.zone && a.calendar == b.calendar &&
         a.is_private == b.is_private && a.milestones == b.milestones && a.actions == b.actions && a.links == b.links &&
         a.closed == b.closed && a.is_committed == b.is_committed && a.review_every_days == b.review_every_days && a.kpis == b.kpis &&
         a.risks == b.risks && a.checker == b.checker && a.reported == b.reported && a.rhythm == b.rhythm && a.closed_at == b.closed_at &&
         a.drivers == b.drivers && a.calendars == b.calendars && a.parked == b.parked && a.guests == b.guests &&
         a.template_name == b.template_name && a.is_lite == b.is_lite;
}

std::vector<int> not_accepted(const Plan& plan) {
  std::vector<int> numbers;
  for (const auto& action : plan.actions) {
    const bool is_somebodys = action.owner && *action.owner != plan.owner && !action.finished;
    if (is_somebodys && action.accepted != action.owner) numbers.push_back(action.number);
  }
  return numbers;
}

std::vector<PersonId> asked_at_standup(const Plan& plan) {
  if (!plan.rhythm.standup) return {};
  if (!plan.rhythm.standup->people.empty()) return plan.rhythm.standup->people;
  std::set<PersonId> people;
  for (const auto& action : plan.actions) {
    if (action.owner && !action.finished) people.insert(*action.owner);
  }
  return {people.begin(), people.end()};
}

}  // namespace backwalk::planner
