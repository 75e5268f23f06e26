// The brief, and how a cadence is made from what was said.
#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Cadence;
using planner::Date;
using std::chrono::days;

constexpr Minutes brief_time{10 * 60};

int weekday_of(Date date) {
  return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{date.time_since_epoch()}}.iso_encoding()) - 1;
}

/// Whether a brief goes out on this date; one that is named for a closed day goes out on the next that is worked.
bool is_brief_date(const planner::Plan& plan, Date date) {
  const planner::WorkingTime time(plan.calendar);
  if (!time.is_working_day(date)) return false;
  const auto& cadence = plan.rhythm.brief->cadence;
  if (planner::falls_on(cadence, date)) return true;
  for (Date named = date - days{1}; named >= cadence.from && !time.is_working_day(named); named -= days{1}) {
    if (planner::falls_on(cadence, named)) return true;
  }
  return false;
}

/// The date of the brief that is meant: as said, else the next one that is not out. None when no brief goes out then.
std::optional<Date> brief_date(const Context& context, const planner::Plan& plan) {
  if (context.said.slot) return is_brief_date(plan, *context.said.slot) ? context.said.slot : std::nullopt;
  const auto& last = plan.rhythm.last_brief;
  Date date = std::max(plan_today(context, plan), plan.rhythm.brief->cadence.from);
  if (last && last->date >= date) date = last->date + days{1};
  for (const Date end = date + days{400}; date < end; date += days{1}) {
    if (is_brief_date(plan, date)) return date;
  }
  return std::nullopt;
}

/// What was said on the speaker's clock as the plan's, by their distance at its first time: Friday evening may be Saturday there.
Cadence cadence_on_plan_clock(const Context& context, const planner::Plan& plan, Cadence cadence) {
  const auto there = talk::on_plan_clock(context, plan, Moment{cadence.from, cadence.at, {}});
  const auto shift = static_cast<int>((there->date - cadence.from).count());
  for (int& weekday : cadence.weekdays) weekday = (weekday + shift + 7) % 7;
  std::ranges::sort(cadence.weekdays);
  cadence.from = there->date;
  cadence.at = *there->time;
  return cadence;
}

}  // namespace

Cadence cadence_of(const Every& every, Minutes usual, planner::LocalTime now) {
  Cadence cadence;
  cadence.weekdays = every.weekdays.empty() ? std::vector<int>{0} : every.weekdays;
  cadence.every_weeks = every.weeks;
  cadence.at = every.at.value_or(usual);
  const Date today = zones::date_of(now);
  cadence.from = now - planner::LocalTime{today} < cadence.at ? today : today + days{1};
  while (std::ranges::find(cadence.weekdays, weekday_of(cadence.from)) == cadence.weekdays.end()) cadence.from += days{1};
  return cadence;
}

Wish touch_brief(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (!plan.rhythm.brief) return refuse(lacks(row_of(said.verb), "a time first"));
  if (context.me != plan.owner) return refuse(owner_only(name_of(context.state, plan.owner), row_of(said.verb)));
  const auto date = brief_date(context, plan);
  if (!date) {
    return refuse(no_brief_on(view_of(plan, context.state, plan_today(context, plan)), said.slot));
  }
  planner::BriefDraft draft;
  draft.date = *date;
  const auto& before = plan.rhythm.draft;
  if (before && before->date == draft.date) draft.note = before->note;
  if (said.part == Part::note) draft.note = said.text;
  draft.is_skipped = said.part == Part::skip;
  return just(planner::DraftBrief{std::move(draft)});
}

Wish set_brief(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (said.part == Part::off) return just(planner::SetBrief{});
  if (said.part != Part::plain) return touch_brief(context, plan);
  if (plan.is_private && said.channel) return refuse(private_plan(plan.key));
  planner::Brief brief;
  const auto& every = *said.every;
  brief.cadence = every.at ? cadence_on_plan_clock(context, plan, cadence_of(every, brief_time, zones::to_local(context.now, context.zone)))
                           : cadence_of(every, brief_time, plan_now(context, plan));
  for (const auto& [id, channel] : context.state.channels) {
    if (said.channel && channel.place.channel == *said.channel) brief.channel = id;
  }
  return just(planner::SetBrief{std::move(brief)});
}

}  // namespace backwalk::talk
