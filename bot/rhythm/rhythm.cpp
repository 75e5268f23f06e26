#include "bot/rhythm/rhythm.hpp"

#include <algorithm>
#include <tuple>

#include "bot/base/zones.hpp"
#include "bot/rhythm/agenda_parts.hpp"
#include "bot/turn/absences.hpp"

namespace backwalk::rhythm {
namespace parts {

using planner::Date;
using planner::LocalTime;
using planner::Nudge;
using planner::NudgeOf;
using turn::PersonId;

Looking::Looking(const Agenda& what)
    : agenda(what),
      plan(what.record.plan),
      time(plan.calendar),
      walk(planner::timeline(plan, zones::date_of(zones::to_local(what.now, plan.zone)), turn::absences_of(what.people))),
      since(what.looked_at.value_or(what.now)),
      fired(what.fired.begin(), what.fired.end()) {}

std::string Looking::key(const std::string& rule, std::optional<PersonId> person, const std::string& slot) const {
  const std::string who = person ? "u" + std::to_string(person->value) : "channel";
  return "p" + std::to_string(agenda.record.id.value) + "/" + rule + "/" + who + "/" + slot;
}

bool Looking::is_fired(const std::string& key) const { return fired.contains(key); }

std::string Looking::zone_of(PersonId person) const { return rhythm::zone_of(agenda.record, agenda.people, person); }

std::optional<Date> Looking::away_at(PersonId person, Instant at) const {
  const auto found = agenda.people.find(person);
  if (found == agenda.people.end() || !found->second.away) return std::nullopt;
  const Date date = zones::date_of(zones::to_local(at, zone_of(person)));
  const auto& away = *found->second.away;
  return away.from <= date && date < away.until ? std::optional(away.until) : std::nullopt;
}

bool Looking::is_muted(PersonId person, Nudge nudge, std::optional<planner::Ref> item) const {
  const auto& muted = plan.rhythm.muted;
  if (muted.contains({person, Nudge::everything, {}})) return true;
  return muted.contains({person, nudge, nudge == Nudge::item ? item : std::nullopt}) ||
         (item && muted.contains({person, Nudge::item, item}));
}

std::optional<PutOff> Looking::put_off(PersonId person, Nudge nudge, std::optional<planner::Ref> item) const {
  std::optional<planner::Moment> until;
  const auto look_for = [&](const NudgeOf& wanted) {
    const auto found = plan.rhythm.snoozed.find(wanted);
    if (found != plan.rhythm.snoozed.end()) until = std::max(until.value_or(found->second), found->second);
  };
  if (item) look_for({person, Nudge::item, item});
  if (nudge != Nudge::item) look_for({person, nudge, {}});
  look_for({person, Nudge::everything, {}});
  if (!until) return std::nullopt;
  const std::string zone = zone_of(person);
  if (!until->time) return PutOff{morning_from(until->date, zone), "/" + zones::iso(until->date)};
  return PutOff{zones::to_instant(LocalTime{until->date} + *until->time, zone),
                "/" + zones::iso(until->date) + "/" + std::to_string(until->time->count())};
}

Instant Looking::morning_from(Date date, const std::string& zone) const {
  const Date working = time.is_working_day(date) ? date : time.working_day_after(date);
  return zones::to_instant(LocalTime{working} + morning, zone);
}

void look_again_at(Due& due, const Looking& looking, Instant at) {
  if (at > looking.agenda.now && (!due.look_again || at < *due.look_again)) due.look_again = at;
}

void note(Due& due, const Looking& looking, turn::Reminder reminder) {
  if (looking.is_fired(reminder.key)) return;
  if (reminder.at > looking.agenda.now) return look_again_at(due, looking, reminder.at);
  reminder.is_old = looking.agenda.now - reminder.at > std::chrono::hours{1};
  due.reminders.push_back(std::move(reminder));
}

}  // namespace parts

std::string zone_of(const turn::Record& record, const std::map<turn::PersonId, turn::Person>& people, turn::PersonId person) {
  return turn::zone_of(record.plan, people, person);
}

std::size_t count_today(const std::vector<Instant>& moments, Instant now, const std::string& zone) {
  const auto today = zones::date_of(zones::to_local(now, zone));
  return static_cast<std::size_t>(
      std::ranges::count_if(moments, [&](Instant at) { return zones::date_of(zones::to_local(at, zone)) == today; }));
}

Instant next_morning(const planner::WorkingTime& time, Instant after, const std::string& zone, std::chrono::minutes of_day) {
  const auto at = [&](planner::Date date) { return zones::to_instant(planner::LocalTime{date} + of_day, zone); };
  const auto today = zones::date_of(zones::to_local(after, zone));
  if (time.is_working_day(today) && at(today) > after) return at(today);
  return at(time.working_day_after(today));
}

Due due(const Agenda& agenda) {
  Due result;
  const auto& plan = agenda.record.plan;
  if (plan.closed_at || !zones::exists(plan.zone)) return result;
  const parts::Looking looking(agenda);
  parts::starts(looking, result);
  parts::milestones(looking, result);
  parts::checkins(looking, result);
  parts::standups(looking, result);
  parts::briefs(looking, result);
  std::ranges::sort(result.reminders, {}, [](const turn::Reminder& reminder) { return std::tie(reminder.at, reminder.key); });
  return result;
}

}  // namespace backwalk::rhythm
