#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/whom.hpp"

#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Date;
using planner::Kind;
using planner::Nudge;
using std::chrono::days;

constexpr Minutes checkin_time{9 * 60};
constexpr Minutes standup_time{9 * 60 + 30};
constexpr Minutes report_after{90};  ///< the report, when no time was said for it

std::optional<Reply> bad_words(const Context& context) {
  const auto& said = context.said;
  if (said.bad_every) return refuse(bad_every(said));
  if (!said.text.empty() && said.every) {
    Utterance understood = said;
    understood.text.clear();
    return refuse(not_all_understood(said.text, canonical(understood)));
  }
  const bool sets_days = said.part == Part::plain && !said.every;
  if (sets_days) return refuse(lacks(row_of(said.verb), "the days: every fri at 10:00"));
  return std::nullopt;
}

Wish checkin(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (said.part == Part::off) return just(planner::SetCheckin{});
  return just(planner::SetCheckin{cadence_of(*said.every, checkin_time, plan_now(context, plan))});
}

/// "on it": what I am doing.
std::optional<planner::Ref> under_way(const planner::Plan& plan, turn::PersonId me) {
  for (const auto& action : plan.actions) {
    if (action.owner == me && action.started && !action.finished) return planner::Ref{Kind::action, action.number};
  }
  return std::nullopt;
}

Wish answer_standup(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (!plan.rhythm.standup) return refuse(rhythm_shown(view_of(plan, context.state, plan_today(context, plan)), Verb::standup));
  planner::StandupAnswer answer{
      context.me, said.slot.value_or(context.calendarium.today), planner::Doing::skipped, {}, said.text, plan_now(context, plan)};
  const bool needs_words = said.part == Part::something_else || said.part == Part::blocked;
  if (needs_words && said.text.empty()) return refuse(lacks(row_of(Verb::standup), "what it is: standup blocked A4 no keys yet"));
  std::vector<planner::Command> wishes;
  if (!said.refs.empty()) answer.about = said.refs.front();
  if (answer.about && !planner::exists(plan, *answer.about)) {
    return refuse(refusal({planner::Why::no_such_item, {*answer.about}, {}, {}}, plan, plan_today(context, plan), said));
  }
  if (said.part == Part::on_it) {
    answer.doing = planner::Doing::on_it;
    if (!answer.about) answer.about = under_way(plan, context.me);
  } else if (said.part == Part::something_else) {
    answer.doing = planner::Doing::something_else;
  } else if (said.part == Part::blocked) {
    answer.doing = planner::Doing::blocked;
    if (answer.about) wishes.emplace_back(planner::AddRisk{said.text, {}, {}, answer.about, plan_now(context, plan)});
  }
  wishes.emplace_back(planner::AnswerStandup{std::move(answer)});
  return wishes;
}

Wish standup(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (said.part == Part::off) return just(planner::SetStandup{});
  if (said.part != Part::plain) return answer_standup(context, plan);
  planner::Standup standup;
  standup.cadence = cadence_of(*said.every, standup_time, plan_now(context, plan));
  standup.report_at = std::min(standup.cadence.at + report_after, Minutes{24 * 60 - 1});
  if (said.report_at) {
    const auto there = *on_plan_clock(context, plan, Moment{standup.cadence.from, said.report_at, {}});
    if (there.date != standup.cadence.from) return refuse(report_on_another_day(*said.report_at, there, plan));
    standup.report_at = *there.time;
  }
  for (const auto& someone : said.people) {
    const auto who = person(context, someone);
    if (!who) return refuse_person(context, someone);
    if (plan.is_private && *who != plan.owner) return refuse(private_plan(plan.key));
    standup.people.push_back(*who);
  }
  std::ranges::sort(standup.people);
  standup.people.erase(std::ranges::unique(standup.people).begin(), standup.people.end());
  if (standup.report_at <= standup.cadence.at) {
    Utterance shown = said;
    shown.bad_every = "the report must come after the questions";
    return refuse(bad_every(shown));
  }
  return just(planner::SetStandup{std::move(standup)});
}

planner::NudgeOf nudge_of(const Context& context) {
  const auto& said = context.said;
  if (!said.refs.empty()) return {context.me, Nudge::item, said.refs.front()};
  return {context.me, said.nudge.value_or(Nudge::everything), {}};
}

/// So many working days from today on; the date after them.
Date after_working_days(const planner::Calendar& calendar, Date today, long long count) {
  const planner::WorkingTime time(calendar);
  Date date = time.is_working_day(today) ? today : time.working_day_after(today);
  for (long long i = 0; i < count; ++i) date = time.working_day_after(date);
  return date;
}

/// The first day that is free again: a date as said, or so many days from today on.
std::optional<Date> until_of(const Context& context, const planner::Calendar& calendar, Date today) {
  const auto& said = context.said;
  if (said.by) return said.by->date;
  if (!said.duration || !said.duration->likely || said.duration->best) return std::nullopt;
  const auto& amount = *said.duration->likely;
  if (amount.milli % 1000 != 0) return std::nullopt;
  const long long count = amount.milli / 1000;
  switch (amount.unit) {
    case Unit::days:
      return after_working_days(calendar, today, count);
    case Unit::calendar_days:
      return today + days{count};
    case Unit::weeks:
    case Unit::calendar_weeks:
      return today + days{7 * count};
    case Unit::months:
      return today + days{30 * count};
    case Unit::minutes:
    case Unit::hours:
      break;
  }
  return std::nullopt;
}

/// What I was asked last here, where no more is said; else everything in the plan.
planner::NudgeOf put_off_of(const Context& context, const planner::Plan& plan) {
  if (!context.said.refs.empty() || context.said.nudge) return nudge_of(context);
  const auto* question = question_here(context);
  const bool is_mine = question != nullptr && question->is_open && question->asked_of == context.me;
  const auto* record = is_mine ? turn::find(context.state, question->plan) : nullptr;
  if (record == nullptr || record->plan.key != plan.key) return nudge_of(context);
  if (question->asked.topic == planner::Topic::standup) return {context.me, Nudge::standup, {}};
  if (question->asked.topic == planner::Topic::reading) return {context.me, Nudge::item, question->asked.about};
  return nudge_of(context);
}

/// A time of day is the speaker's, and is kept as it is in the zone in which they are written to.
Wish snooze_to(const Context& context, const planner::Plan& plan) {
  const auto& until = *context.said.by;
  const auto said = planner::LocalTime{until.date} + *until.time;
  const auto at = zones::to_instant(said, context.zone);
  if (at <= context.now) {
    return refuse(snoozed_into_past(until, context.calendarium.today));
  }
  const auto local = zones::to_local(at, turn::zone_of(plan, context.state.people, context.me));
  const auto date = zones::date_of(local);
  return just(planner::SnoozeNudge{put_off_of(context, plan), date, local - planner::LocalTime{date}});
}

Wish snooze(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  const auto today = std::max(plan_today(context, plan), context.calendarium.today);  // east of the plan it is tomorrow already
  if (!said.is_command) return refuse(lacks(row_of(said.verb), "what to leave for later: A6, K1, standup"));
  if (!said.refs.empty() && !planner::exists(plan, said.refs.front())) {
    return refuse(refusal({planner::Why::no_such_item, {said.refs.front()}, {}, {}}, plan, today, said));
  }
  if (said.by && said.by->time) return snooze_to(context, plan);
  const bool has_until = said.by || said.duration;
  const auto until = has_until ? until_of(context, plan.calendar, today) : after_working_days(plan.calendar, today, 1);
  if (!until) return refuse(lacks(row_of(said.verb), "until when: until thu 14:00, 1h, 2d, tomorrow"));
  return just(planner::SnoozeNudge{put_off_of(context, plan), *until, {}});
}

Wish remind(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (!said.is_command) return refuse(lacks(row_of(said.verb), "on or off, and of what"));
  if (!said.refs.empty() && !planner::exists(plan, said.refs.front())) {
    return refuse(refusal({planner::Why::no_such_item, {said.refs.front()}, {}, {}}, plan, plan_today(context, plan), said));
  }
  return just(planner::MuteNudge{nudge_of(context), said.part == Part::off});
}

Wish skip(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (said.nudge == Nudge::brief) {
    Context brief = context;
    brief.said.part = Part::skip;
    return touch_brief(brief, plan);
  }
  if (said.nudge == Nudge::standup) return answer_standup(context, plan);
  return refuse(lacks(row_of(said.verb), "what to skip: standup, brief, K1"));
}

}  // namespace

std::optional<Wish> rhythm_wish(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  const bool is_set = said.verb == Verb::checkin || said.verb == Verb::standup || said.verb == Verb::brief;
  if (is_set) {
    if (auto reply = bad_words(context)) return *reply;
  }
  switch (said.verb) {
    case Verb::checkin:
      return checkin(context, plan);
    case Verb::standup:
      return standup(context, plan);
    case Verb::brief:
      return set_brief(context, plan);
    case Verb::snooze:
      return snooze(context, plan);
    case Verb::remind:
      return remind(context, plan);
    case Verb::skip:
      return skip(context, plan);
    case Verb::settings:
      if (said.part != Part::add) return refuse(lacks(row_of(said.verb), "what to set: zone Europe/Berlin"));
      if (!zones::exists(said.text)) return refuse(unknown_zone(said.text));
      return just(planner::SetZone{said.text});
    case Verb::close:
      return just(planner::ClosePlan{plan_now(context, plan)});
    case Verb::reopen:
      return just(planner::ReopenPlan{});
    default:
      return std::nullopt;
  }
}

turn::Answer away_or_back(const Context& context) {
  const auto& said = context.said;
  const auto me = context.state.people.find(context.me);
  const bool was_away = me != context.state.people.end() && me->second.away.has_value();
  if (said.verb == Verb::back) {
    if (!said.text.empty()) return finish(context, refuse(not_all_understood(said.text, "back")));
    // In the midst of a walk it means the question before.
    const auto* question = was_away ? nullptr : question_here(context);
    const bool is_walking = question != nullptr && question->is_open && question->asked.topic != planner::Topic::reading &&
                            question->asked.topic != planner::Topic::standup;
    if (is_walking) return finish(context, tell(how_to_go_back(turn::find(context.state, question->plan)->plan)));
    auto answer = finish(context, tell(is_back(was_away)));
    if (was_away) answer.absent = turn::Absent{context.me, {}};
    return answer;
  }
  if (auto reply = malformed(context, "")) return finish(context, std::move(*reply));
  const auto today = context.calendarium.today;
  auto until = until_of(context, context.house.calendar, today);
  const bool is_one_day = said.part == Part::on && until;
  const Date from = is_one_day ? *until : said.away_from.value_or(today);
  if (is_one_day) *until += days{1};
  if (!until) return finish(context, refuse(lacks(row_of(said.verb), "until when: until mon, until 9 oct, 3d")));
  if (*until <= today) {
    const bool has_days = is_one_day || said.away_from;
    const std::string understood = has_days ? "I understood " + say_days(from, *until, today) + ", which has passed."
                                            : "I understood " + say_date(*until, today) + ", which is not after today.";
    return finish(context, refuse(message(understood, {quiet_line("For example: away until mon")})));
  }
  const bool is_from_now = from <= today && !is_one_day && !said.away_from;
  auto answer = finish(context, tell(is_from_now ? away_until(*until, today) : away_days(from, *until, today)));
  answer.absent = turn::Absent{context.me, turn::Absence{from, *until}};
  return answer;
}

turn::Answer wave_aside(const Context& context, const turn::Record& record, const turn::Question& question) {
  auto answer = finish(context, tell(waved_aside(record.plan, question.asked)));
  if (question.is_open) answer.closed.push_back(question.id);
  retire(context, record, answer);
  return answer;
}

}  // namespace backwalk::talk
