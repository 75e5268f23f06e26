// Wishes about when an action may begin, what is left of it, and by which calendar people work.
#include "planner/decide_parts.hpp"

namespace backwalk::planner {
namespace {

constexpr std::size_t most_holidays = 5000;

/// A date on which nobody who does the action works is no date to fix it on; whether the hour is a working hour is for the walk to mend.
Objection check_fixed(const Plan& plan, const Action& action, const Constraint& constraint) {
  if (constraint.kind != Constraint::Kind::fixed_on) return {};
  if (WorkingTime{calendar_of(plan, action.owner)}.is_working_day(constraint.at.date)) return {};
  return Refusal{.why = Why::day_off, .about = {{Kind::action, action.number}}, .about_date = constraint.at.date};
}

}  // namespace

Objection check_calendar(const Calendar& calendar) {
  if (!is_workable(calendar)) return Refusal{.why = Why::not_workable};
  if (calendar.holidays.size() > most_holidays) return Refusal{.why = Why::too_many, .about_number = static_cast<int>(most_holidays)};
  return {};
}

Result<Facts> facts_for(const Plan& plan, const ConstrainAction& wish, Date today) {
  const Ref ref{Kind::action, wish.number};
  if (auto objection = check_items(plan, {ref})) return *objection;
  const auto& action = *find_action(plan, wish.number);
  if (action.finished) return Refusal{.why = Why::already_finished, .about = {ref}};
  if (action.started) return Refusal{.why = Why::already_started, .about = {ref}};
  auto constraint = wish.constraint;
  if (constraint) {
    constraint->at = settled(constraint->at, plan.goal);
    if (auto objection = first_of(check_date(constraint->at, today), check_fixed(plan, action, *constraint))) return *objection;
  }
  if (constraint == action.constraint) return Refusal{.why = Why::nothing_to_change, .about = {ref}};
  return Facts{ActionConstrained{wish.number, constraint}};
}

Result<Facts> facts_for(const Plan& plan, const SetCalendar& wish, Date) {
  const auto person = somebody(wish.person);
  if (wish.calendar) {
    if (auto objection = check_calendar(*wish.calendar)) return *objection;
  } else if (!person) {
    return Refusal{.why = Why::not_workable};  // the team always has a calendar
  }
  const auto known = person ? plan.calendars.find(*person) : plan.calendars.end();
  const auto* before = !person ? &plan.calendar : known == plan.calendars.end() ? nullptr : &known->second;
  if (wish.calendar ? before && *before == *wish.calendar : !before) return Refusal{.why = Why::nothing_to_change};
  return Facts{CalendarSet{person, wish.calendar}};
}

}  // namespace backwalk::planner
