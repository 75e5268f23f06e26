#include <algorithm>
#include <cmath>

#include "bot/talk/words.hpp"
#include "bot/turn/absences.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

/// Not by a list in braces: out of that everything is copied.
chat::Line line_with(chat::Run run) {
  chat::Line line;
  line.emplace_back(std::move(run));
  return line;
}

/// Cuts at a code point, adding an ellipsis.
std::string cut(const std::string& text, std::size_t most) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_start = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (is_start && count++ == most) return text.substr(0, i) + "…";
  }
  return text;
}

/// What nobody said, but came of counting from some minute of a day ("12d left", at 10:02), is told to half days from one day on.
planner::Minutes to_half_days(planner::Minutes work, const planner::Calendar& calendar) {
  const auto half_day = calendar.minutes_per_day / 2;
  const bool is_counted = work % std::chrono::hours{1} != planner::Minutes{0};
  return is_counted && work >= 2 * half_day ? (work + half_day / 2) / half_day * half_day : work;
}

}  // namespace

std::string told_work(planner::Minutes work, const planner::Calendar& calendar) {
  return short_work(to_half_days(work, calendar), calendar);
}

View view_of(const planner::Plan& plan, const turn::State& state, planner::Date today) {
  auto walk = planner::timeline(plan, today, turn::absences_of(state.people));
  return {plan, state, today, std::make_shared<const std::optional<planner::Timeline>>(std::move(walk))};
}

View view_of(const turn::Record& record, const turn::State& state, planner::Date today) {
  return view_of(record, state, today, turn::absences_of(state.people));
}

View view_of(const turn::Record& record, const turn::State& state, planner::Date today, const planner::Absences& absences) {
  turn::Walked& kept = record.walked;
  if (kept.seq != record.plan.seq || kept.today != today || kept.absences != absences) {
    kept = {record.plan.seq, today, absences, view_of(record.plan, state, today).made};
  }
  View view{record.plan, state, today, kept.walk};
  view.planned = planned(record, record.plan, {});
  return view;
}

std::shared_ptr<const planner::Plan> plan_after(const turn::Record& record, const std::vector<planner::Edit>& edits) {
  turn::WalkedAhead& ahead = record.ahead;
  if (ahead.plan == nullptr || ahead.edits != edits) {
    ahead = {edits, std::make_shared<const planner::Plan>(planner::replay(edits, record.plan)), {}};
  }
  return ahead.plan;
}

View view_after(const turn::Record& record, const std::vector<planner::Edit>& edits, const planner::Plan& plan, const turn::State& state,
                planner::Date today) {
  auto& [kept_edits, kept_plan, kept] = record.ahead;
  auto absences = turn::absences_of(state.people);
  if (kept_edits != edits) record.ahead = {edits, {}, {}};
  if (kept.seq != plan.seq || kept.today != today || kept.absences != absences) {
    kept = {plan.seq, today, std::move(absences), view_of(plan, state, today).made};
  }
  return {plan, state, today, kept.walk};
}

View with_chance(const Context& context, const turn::Record& record, View view) {
  if (record.plan.is_committed && !record.plan.closed_at) view.chance = chance_of(context, record, {});
  return view;
}

View on_card(turn::PlanId plan, View view) {
  const auto told = view.state.card_chances.find(plan);
  if (told == view.state.card_chances.end() || !view.plan.is_committed || view.plan.closed_at) return view;
  view.chance = told->second.chance;
  if (view.forecast == nullptr) view.forecast = told->second.starts.get();
  return view;
}

chat::Message message(std::string headline, std::vector<chat::Block> blocks) {
  return {line_with(chat::plain_run(std::move(headline))), std::move(blocks)};
}
chat::Text line(std::string text) { return {line_with(chat::plain_run(std::move(text)))}; }
chat::Text quiet_line(std::string text) { return {line_with(chat::quiet(std::move(text)))}; }
std::string quoted(const std::string& text) { return "“" + cut(text, 120) + "”"; }

std::string named(const planner::Plan& plan, planner::Ref ref) {
  if (ref.kind == planner::Kind::goal) return "the goal";
  return planner::text(ref) + " " + planner::title_of(plan, ref);
}

std::string count_of(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string list_of(const planner::Plan& plan, const std::vector<planner::Ref>& refs) {
  std::string result;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (i > 0) result += i + 1 == refs.size() ? " and " : ", ";
    result += named(plan, refs[i]);
  }
  return result;
}

std::string chain_of(const planner::Plan&, const std::vector<planner::Ref>& refs) {
  std::string result;
  for (const auto ref : refs) result += (result.empty() ? "" : " → ") + planner::text(ref);
  return result;
}

std::string say_local(planner::LocalTime time, planner::Date today) {
  const auto date = std::chrono::floor<std::chrono::days>(time);
  const auto of_day = time - planner::LocalTime{date};
  // Midnight is the end of the day before: "24:00".
  if (of_day == planner::Minutes{0}) return say_date(date - std::chrono::days{1}, today);
  const bool is_edge = of_day == planner::Minutes{9 * 60} || of_day == planner::Minutes{17 * 60};
  return is_edge ? say_date(date, today) : say_moment({date, of_day}, today);
}

std::string say_stretch(planner::LocalTime from, planner::LocalTime to, planner::Date today) {
  const auto ends = to - planner::Minutes{1};  // midnight is the end of the day before
  const auto date = std::chrono::floor<std::chrono::days>(from);
  if (date != std::chrono::floor<std::chrono::days>(ends)) return "from " + say_local(from, today) + " to " + say_local(to, today);
  const auto say_part = [&](const std::string& lead, planner::LocalTime time) {
    return say_local(time, today) == say_date(date, today) ? "" : lead + say_time(time - planner::LocalTime{date});
  };
  return "on " + say_date(date, today) + say_part(" from ", from) + say_part(" to ", to);
}

std::string say_estimate(const planner::Plan& plan, const planner::Action& action) {
  if (!action.estimate) return say_work(planner::duration_of(plan, action), plan.calendar) + " (assumed: nobody said how long)";
  const auto told = [&](planner::Minutes work) { return to_half_days(work, plan.calendar); };
  std::string text = say_work(told(action.estimate->likely), plan.calendar);
  if (action.estimate->best && action.estimate->worst) {
    text += " (" + short_work(told(*action.estimate->best), plan.calendar) + " to " +
            short_work(told(*action.estimate->worst), plan.calendar) + ")";
  }
  return text;
}

std::string say_days_left(const View& view) {
  if (!view.plan.goal.due) return "no date yet";
  const planner::WorkingTime time(view.plan.calendar);
  const auto due = view.plan.goal.due->date;
  if (due < view.today) return "its date has passed";
  int days = 0;
  for (auto date = view.today; date < due;) {
    date += std::chrono::days{1};
    days += time.is_working_day(date) ? 1 : 0;
  }
  const bool is_every_day = planner::working_days_per_week(view.plan.calendar) == 7 && view.plan.calendar.holidays.empty();
  const std::string kind = is_every_day ? "day" : "working day";
  return count_of(static_cast<std::size_t>(days), kind, kind + "s") + " after today";
}

std::string say_room(std::int64_t minutes, const planner::Calendar& calendar) {
  const auto half_day = calendar.minutes_per_day / 2;
  const planner::Minutes room{minutes};
  return say_work(room < 2 * half_day ? room : room / half_day * half_day, calendar);
}

std::string say_lateness(std::int64_t minutes, const planner::Calendar& calendar) {
  const auto half_day = calendar.minutes_per_day / 2;
  const planner::Minutes late{minutes};
  return say_work(late < 2 * half_day ? late : (late + half_day - planner::Minutes{1}) / half_day * half_day, calendar);
}

std::string address_of(const planner::Plan& plan) {
  return plan.guests.empty() ? plan.key : plan.key + "/u" + std::to_string(plan.owner.value);
}

std::string in_plan(const planner::Plan& plan, const std::string& command) {
  // Behind these, "in KEY" would be part of the text.
  const bool takes_all = command.find(" because ") != std::string::npos || command.starts_with("template ");
  return takes_all ? address_of(plan) + " " + command : command + " in " + address_of(plan);
}

std::string with_word(std::string command, const std::string& word) {
  const auto reason = command.find(" because ");
  return command.insert(reason == std::string::npos ? command.size() : reason, " " + word);
}

std::optional<std::string> say_late(const View& view) {
  if (!view.walk || view.walk->schedule.is_feasible) return std::nullopt;
  const auto late = planner::lateness(view.plan, *view.walk);
  // Who finished a minute past nine is not late: under an hour of work nobody can or need do anything about it.
  if (!late || planner::Minutes{late->minutes} < std::chrono::hours{1}) return std::nullopt;
  // What is missed is the goal, or a milestone with a date of its own.
  const auto missed = late->chain.empty() ? planner::Ref{} : late->chain.back();
  const auto* slot = view.walk->find(missed);
  const auto reached = slot != nullptr ? slot->earliest_finish : late->earliest_goal;
  return "This does not fit: " + named(view.plan, missed) + " would be reached " + say_local(reached, view.today) + ", " +
         say_lateness(late->minutes, view.plan.calendar) +
         " of work too late. The chain that makes it late: " + chain_of(view.plan, late->chain) + ".";
}

std::string say_review(int days) {
  const bool is_weeks = days % 7 == 0;
  const int count = is_weeks ? days / 7 : days;
  const std::string unit = is_weeks ? "week" : "day";
  return count == 1 ? "every " + unit : "every " + std::to_string(count) + " " + unit + "s";
}

}  // namespace backwalk::talk
