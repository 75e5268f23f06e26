// Reminders of items that have a date: an action that must start, a milestone that must be true. Each comes once, on the second working
// morning before; if that had passed when the plan was last looked at, on the next working morning, as late.
#include "bot/base/zones.hpp"
#include "bot/rhythm/agenda_parts.hpp"

namespace backwalk::rhythm::parts {
namespace {

using planner::Date;
using planner::Kind;
using planner::Nudge;
using planner::Ref;
using turn::PersonId;

/// When it comes, for whom, and whether that is late.
struct Morning {
  Instant meant{};
  Instant at{};  ///< as meant, or later
  bool is_late = false;
  std::optional<PersonId> to{};
  std::optional<PersonId> instead_of{};
  std::string again{};  ///< what the key has behind the item: a milestone's date; until when it was put off, after which it comes again
};

Morning intended(const Looking& looking, const std::string& zone, Date about) {
  const Date first_date = looking.time.working_day_before(about, mornings_before);
  const Instant meant = zones::to_instant(planner::LocalTime{first_date} + morning, zone);
  Morning result;
  result.meant = meant;
  result.at = meant > looking.since ? meant : next_morning(looking.time, looking.since, zone);
  result.is_late = zones::date_of(zones::to_local(looking.agenda.now, zone)) > first_date;
  return result;
}

/// Somebody else is written to while they are away: the plan's owner; when that is the same person or away too, it waits until they are
/// back.
void pass_on(const Looking& looking, Morning& when, PersonId person) {
  when.to = person;
  const auto until = looking.away_at(person, std::max(when.at, looking.agenda.now));
  if (!until) return;
  const PersonId owner = looking.plan.owner;
  if (owner != person && !looking.away_at(owner, std::max(when.at, looking.agenda.now))) {
    when.to = owner;
    when.instead_of = person;
  } else {
    when.at = looking.morning_from(*until, looking.zone_of(person));
  }
}

/// None when nobody wants to hear of it.
std::optional<Morning> morning_for(const Looking& looking, Ref item, std::optional<PersonId> owner, Date about) {
  if (!owner) return intended(looking, looking.plan.zone, about);
  if (looking.is_muted(*owner, Nudge::item, item)) return std::nullopt;
  const std::string zone = looking.zone_of(*owner);
  Morning when = intended(looking, zone, about);
  const auto put_off = looking.put_off(*owner, Nudge::item, item);
  if (put_off && put_off->until > when.meant) {
    when.at = put_off->until;
    when.again = put_off->again;
  }
  pass_on(looking, when, *owner);
  return when;
}

turn::Reminder reminder_of(const Looking& looking, const std::string& rule, Ref item, std::optional<PersonId> owner, const Morning& when,
                           turn::About about) {
  return {looking.key(rule, owner, planner::text(item) + when.again), about, when.to, when.instead_of, when.at, false};
}

}  // namespace

void starts(const Looking& looking, Due& due) {
  if (!looking.walk) return;
  for (const auto& action : looking.plan.actions) {
    const Ref item{Kind::action, action.number};
    const auto* slot = looking.walk->find(item);
    if (action.started || action.finished || slot == nullptr) continue;
    const auto when = morning_for(looking, item, action.owner, zones::date_of(slot->latest_start));
    if (!when) continue;
    note(due, looking, reminder_of(looking, "start", item, action.owner, *when, turn::StartSoon{action.number, when->is_late}));
  }
}

void milestones(const Looking& looking, Due& due) {
  if (!looking.walk) return;
  for (const auto& milestone : looking.plan.milestones) {
    const Ref item{Kind::milestone, milestone.number};
    const auto* slot = looking.walk->find(item);
    if (milestone.reached || slot == nullptr) continue;
    const PersonId owner = milestone.owner.value_or(looking.plan.owner);
    auto when = morning_for(looking, item, owner, zones::date_of(slot->latest_finish));
    if (!when) continue;
    // Moved, it is another date to be reminded of.
    const auto fixed = milestone.due ? milestone.due : looking.plan.goal.due;
    if (fixed) when->again = "/" + zones::iso(fixed->date) + when->again;
    note(due, looking, reminder_of(looking, "milestone", item, owner, *when, turn::MilestoneSoon{milestone.number, when->is_late}));
  }
}

}  // namespace backwalk::rhythm::parts
