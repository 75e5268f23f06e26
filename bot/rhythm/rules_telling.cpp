// The brief: its owner sees a draft on the working day before, then it goes out, unless it was skipped.
#include "bot/base/zones.hpp"
#include "bot/rhythm/agenda_parts.hpp"

namespace backwalk::rhythm::parts {
namespace {

using planner::Date;

Recurrence recurrence_of(const Looking& looking) {
  return {looking.plan.rhythm.brief->cadence, looking.time, looking.plan.zone, OnClosedDay::next_working_day};
}

void draft(const Looking& looking, Due& due) {
  const auto next = next_occurrence(recurrence_of(looking), looking.agenda.now);
  if (!next) return;
  look_again_at(due, looking, next->at);
  const auto owner = looking.plan.owner;
  const auto& touched = looking.plan.rhythm.draft;
  const bool is_touched = touched && touched->date == next->date;
  if (is_touched || looking.is_muted(owner, planner::Nudge::brief)) return;
  const Date day_before = looking.time.working_day_before(next->date, 1);
  Instant at = zones::to_instant(planner::LocalTime{day_before} + draft_time, looking.zone_of(owner));
  const auto put_off = looking.put_off(owner, planner::Nudge::brief);
  if (put_off) at = std::max(at, put_off->until);
  const bool is_too_late = zones::date_of(zones::to_local(at, looking.zone_of(owner))) > day_before;
  if (looking.away_at(owner, at) || is_too_late) return;
  note(due, looking,
       {looking.key("draft", owner, zones::iso(next->date)),
        turn::BriefPreview{next->date, zones::to_local(next->at, looking.plan.zone)},
        owner,
        {},
        at,
        false});
}

void brief(const Looking& looking, Due& due) {
  const auto last = last_occurrence(recurrence_of(looking), looking.agenda.now);
  if (!last || last->at <= looking.agenda.record.log.rhythm_since().brief) return;
  const auto& posted = looking.plan.rhythm.last_brief;
  const auto& touched = looking.plan.rhythm.draft;
  const bool is_skipped = touched && touched->date == last->date && touched->is_skipped;
  if (is_skipped || (posted && posted->date >= last->date)) return;
  note(due, looking, {looking.key("brief", {}, zones::iso(last->date)), turn::BriefNow{last->date}, {}, {}, last->at, false});
}

}  // namespace

void briefs(const Looking& looking, Due& due) {
  if (!looking.plan.rhythm.brief) return;
  draft(looking, due);
  brief(looking, due);
}

}  // namespace backwalk::rhythm::parts
