#include "bot/rhythm/rhythm.hpp"

#include <algorithm>

#include "bot/base/zones.hpp"
#include "planner/backward.hpp"

namespace backwalk::rhythm {
namespace {

using planner::Action;
using planner::Date;
using planner::LocalTime;
using planner::WorkingTime;
using turn::PersonId;

std::string key_of(turn::PlanId plan, const Action& action) {
  const std::string who = action.owner ? "u" + std::to_string(action.owner->value) : "channel";
  return "p" + std::to_string(plan.value) + "/start/" + who + "/A" + std::to_string(action.number);
}

std::string zone_for(const turn::Record& record, const Action& action, const std::map<PersonId, turn::Person>& people) {
  if (!action.owner) return record.plan.zone;
  const auto found = people.find(*action.owner);
  if (found == people.end() || !found->second.zone || !zones::exists(*found->second.zone)) return record.plan.zone;
  return *found->second.zone;
}

Instant morning_of(Date date, const std::string& zone) { return zones::to_instant(LocalTime{date} + morning, zone); }

/// The first working morning after `after`.
Instant next_morning(const WorkingTime& time, Instant after, const std::string& zone) {
  const Date today = zones::date_of(zones::to_local(after, zone));
  if (time.is_working_day(today) && morning_of(today, zone) > after) return morning_of(today, zone);
  return morning_of(time.working_day_after(today), zone);
}

}  // namespace

Due due(const turn::Record& record, const std::map<PersonId, turn::Person>& people, const std::vector<std::string>& fired,
        std::optional<Instant> looked_at, Instant now) {
  Due result;
  const auto& plan = record.plan;
  if (!zones::exists(plan.zone)) return result;
  const auto walk = planner::timeline(plan, zones::date_of(zones::to_local(now, plan.zone)));
  if (!walk) return result;
  const WorkingTime time(plan.calendar);
  // A plan that was never looked at was made just now: what lies before that is late.
  const Instant since = looked_at.value_or(now);

  for (const auto& action : plan.actions) {
    if (action.started || action.finished) continue;
    const std::string key = key_of(record.id, action);
    if (std::find(fired.begin(), fired.end(), key) != fired.end()) continue;
    const auto* slot = walk->find({planner::Kind::action, action.number});
    if (slot == nullptr) continue;
    const std::string zone = zone_for(record, action, people);
    const Date first_date = time.working_day_before(zones::date_of(slot->latest_start), mornings_before);
    const Instant intended = morning_of(first_date, zone);
    const Instant at = intended > since ? intended : next_morning(time, since, zone);
    if (at > now) {
      if (!result.look_again || at < *result.look_again) result.look_again = at;
      continue;
    }
    const bool is_late = zones::date_of(zones::to_local(now, zone)) > first_date;
    result.reminders.push_back({key, action.number, action.owner, at, is_late});
  }
  std::stable_sort(result.reminders.begin(), result.reminders.end(),
                   [](const Reminder& a, const Reminder& b) { return a.at != b.at ? a.at < b.at : a.action < b.action; });
  return result;
}

}  // namespace backwalk::rhythm
