// Questions that come back: KPI check-ins and standups. Only the last occurrence counts: who was not asked for a week is asked once.
#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/rhythm/agenda_parts.hpp"

namespace backwalk::rhythm::parts {
namespace {

using planner::Date;
using planner::Kind;
using planner::Kpi;
using planner::Nudge;
using planner::Ref;
using turn::PersonId;

bool is_read_since(const Kpi& kpi, Date date) { return !kpi.readings.empty() && zones::date_of(kpi.readings.back().at) >= date; }

void checkin_of(const Looking& looking, const Kpi& kpi, Due& due) {
  const PersonId person = planner::asked_about(looking.plan, kpi);
  const Ref item{Kind::kpi, kpi.number};
  if (looking.is_muted(person, Nudge::checkin, item)) return;
  const std::string zone = looking.zone_of(person);
  const Recurrence recurrence{*looking.plan.rhythm.checkin, looking.time, zone, OnClosedDay::next_working_day};
  if (const auto next = next_occurrence(recurrence, looking.agenda.now)) look_again_at(due, looking, next->at);
  const auto last = last_occurrence(recurrence, looking.agenda.now);
  if (!last || last->at <= looking.agenda.record.log.rhythm_since().checkin || is_read_since(kpi, last->date)) return;
  if (zones::to_instant(kpi.since, looking.plan.zone) >= last->at) return;  // it was not there yet
  turn::Reminder reminder{looking.key("checkin", person, planner::text(item) + "/" + zones::iso(last->date)),
                          turn::CheckIn{kpi.number, last->date},
                          person,
                          {},
                          last->at,
                          false};
  if (const auto put_off = looking.put_off(person, Nudge::checkin, item)) {
    reminder.at = std::max(reminder.at, put_off->until);
    reminder.key += put_off->again;
  }
  if (const auto until = looking.away_at(person, std::max(reminder.at, looking.agenda.now))) {
    reminder.at = looking.morning_from(*until, zone);
  }
  note(due, looking, std::move(reminder));
}

bool has_answered(const planner::Plan& plan, PersonId person, Date date) {
  return std::ranges::any_of(plan.rhythm.answers, [&](const auto& answer) { return answer.person == person && answer.date == date; });
}

void standup_of(const Looking& looking, PersonId person, Due& due) {
  const std::string zone = looking.zone_of(person);
  const Recurrence recurrence{looking.plan.rhythm.standup->cadence, looking.time, zone, OnClosedDay::left_out};
  if (const auto next = next_occurrence(recurrence, looking.agenda.now)) look_again_at(due, looking, next->at);
  const auto last = last_occurrence(recurrence, looking.agenda.now);
  if (!last || last->at <= looking.agenda.record.log.rhythm_since().standup) return;
  if (has_answered(looking.plan, person, last->date) || looking.is_muted(person, Nudge::standup)) return;
  const bool is_over = zones::date_of(zones::to_local(looking.agenda.now, zone)) > last->date;
  if (is_over || looking.away_at(person, last->at)) return;
  turn::Reminder reminder{
      looking.key("standup", person, zones::iso(last->date)), turn::StandupQuestion{last->date}, person, {}, last->at, false};
  // Put off within its day it comes later; beyond it, not at all.
  if (const auto put_off = looking.put_off(person, Nudge::standup); put_off && put_off->until > last->at) {
    if (zones::date_of(zones::to_local(put_off->until, zone)) > last->date) return;
    reminder.at = put_off->until;
    reminder.key += put_off->again;
  }
  note(due, looking, std::move(reminder));
}

void report(const Looking& looking, Due& due) {
  planner::Cadence cadence = looking.plan.rhythm.standup->cadence;
  cadence.at = looking.plan.rhythm.standup->report_at;
  const Recurrence recurrence{cadence, looking.time, looking.plan.zone, OnClosedDay::left_out};
  if (const auto next = next_occurrence(recurrence, looking.agenda.now)) look_again_at(due, looking, next->at);
  const auto last = last_occurrence(recurrence, looking.agenda.now);
  const auto& reported = looking.plan.rhythm.reported_standup;
  if (!last || last->at <= looking.agenda.record.log.rhythm_since().standup || (reported && *reported >= last->date)) return;
  note(due, looking, {looking.key("report", {}, zones::iso(last->date)), turn::StandupReport{last->date}, {}, {}, last->at, false});
}

}  // namespace

void checkins(const Looking& looking, Due& due) {
  if (!looking.plan.rhythm.checkin) return;
  for (const Kpi& kpi : looking.plan.kpis) checkin_of(looking, kpi, due);
}

void standups(const Looking& looking, Due& due) {
  if (!looking.plan.rhythm.standup) return;
  for (const PersonId person : planner::asked_at_standup(looking.plan)) standup_of(looking, person, due);
  report(looking, due);
}

}  // namespace backwalk::rhythm::parts
