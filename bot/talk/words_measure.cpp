// KPIs, risks and status in words.
#include <algorithm>
#include <cmath>

#include "bot/talk/words_decide.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/health.hpp"
#include "planner/pace.hpp"
#include "planner/projection.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Kpi;
using planner::Ref;
using planner::Risk;

Ref ref_of(const Kpi& kpi) { return {Kind::kpi, kpi.number}; }

std::string say_reason(const View& view, const planner::Reason& reason) {
  const std::string about = reason.about ? planner::text(*reason.about) : "";
  switch (reason.what) {
    case planner::Reason::late:
      return reason.about && reason.about->kind == Kind::milestone ? about + " will be late" : "it does not fit before the goal";
    case planner::Reason::no_room:
      return reason.about && reason.about->kind == Kind::milestone ? about + " has no room left" : "no room is left before the goal";
    case planner::Reason::unlikely:
    case planner::Reason::doubtful:
      return "the chance of the goal date is " + say_chance(reason.figure);
    case planner::Reason::kpi_unlikely:
      return "the chance of " + about + "'s target is " + say_chance(reason.figure);
    case planner::Reason::kpi_behind:
      return about + " is slower than it must be";
    case planner::Reason::kpi_missed:
      return about + " has missed its date";
    case planner::Reason::blocked:
      return reason.about && reason.about->kind == Kind::risk
                 ? about + " blocks " + planner::text(planner::find_risk(view.plan, reason.about->number)->about.value_or(Ref{}))
                 : about + " is blocked";
  }
  return "";
}

/// Where it leads: what is projected; while there are too few readings for that, what the pace comes to, which is no forecast.
std::string say_outcome(const View& view, const Kpi& kpi, const planner::Pace& pace) {
  if (planner::projection(view.plan, kpi)) return " " + say_projected(view, kpi) + ".";
  if (!pace.expected) return "";
  const std::string text = " At this pace: " + say_value(kpi, std::round(*pace.expected * 10) / 10) + " on the day";
  return text + (pace.reaches ? ", " + say_value(kpi, kpi.target) + " on " + say_date(*pace.reaches, view.today) + "." : ".");
}

}  // namespace

// Whole percents; the ends say no more than they know.
std::string say_chance(double chance) {
  if (chance < 0.01) return "under 1 %";
  if (chance > 0.99) return "over 99 %";
  return say_figure(std::round(chance * 100), "%");
}

std::string say_status(planner::Status status) {
  switch (status) {
    case planner::Status::on_track:
      return "on track";
    case planner::Status::at_risk:
      return "at risk";
    case planner::Status::off_track:
      break;
  }
  return "off track";
}

std::string say_health(const View& view) {
  const auto health = planner::health(view.plan, view.walk, view.today, view.chance);
  std::string text = "computed " + say_status(health.status);
  for (std::size_t i = 0; i < health.reasons.size() && i < 2; ++i) text += (i == 0 ? " (" : "; ") + say_reason(view, health.reasons[i]);
  if (!health.reasons.empty()) text += ")";
  const auto tells_chance = [](const planner::Reason& reason) {
    return reason.what == planner::Reason::unlikely || reason.what == planner::Reason::doubtful;
  };
  const auto told = health.reasons.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, health.reasons.size()));
  if (view.chance && std::none_of(health.reasons.begin(), told, tells_chance)) text += " · chance " + say_chance(*view.chance);
  const auto& reported = view.plan.reported;
  if (!reported) return text;
  return "reported " + say_status(reported->status) + (reported->why ? " (" + *reported->why + ")" : "") + " · " + text;
}

std::string say_value(const Kpi& kpi, double value) { return say_figure(value, kpi.unit); }

std::string say_kpi(const View& view, const Kpi& kpi) {
  std::string text =
      planner::text(ref_of(kpi)) + " " + kpi.name + " " + say_value(kpi, planner::value_of(kpi)) + " of " + say_value(kpi, kpi.target);
  const auto rate = say_rate(view, kpi);
  return rate.empty() ? text : text + ", " + rate;
}

std::string say_rate(const View& view, const Kpi& kpi) {
  const auto pace = planner::pace(view.plan, kpi, view.today);
  if (pace.is_reached) return "reached";
  std::string text;
  if (pace.required_per_week) text = "needs " + say_figure(std::abs(*pace.required_per_week), kpi.unit, 1) + " a week";
  if (!pace.recent_per_week) return text;
  const bool is_down = (kpi.target < kpi.baseline) != (*pace.recent_per_week < 0) && *pace.recent_per_week != 0;
  const std::string doing = say_figure(std::abs(*pace.recent_per_week), kpi.unit, 1);
  return text + (text.empty() ? "" : ", ") + (is_down ? "moving away by " + doing : "doing " + doing) + (text.empty() ? " a week" : "");
}

chat::Message kpi_added(const View& view, int number) {
  const auto* kpi = planner::find_kpi(view.plan, number);
  if (kpi == nullptr) return message("");
  const auto due = planner::due_of(view.plan, *kpi);
  std::string text = named(view.plan, ref_of(*kpi)) + ": from " + say_value(*kpi, kpi->baseline) + " to " + say_value(*kpi, kpi->target);
  if (due) text += " by " + say_moment(*due, view.today);
  text += ", asked of " + name_of(view.state, planner::asked_about(view.plan, *kpi));
  auto result = message(text + ".");
  const auto pace = planner::pace(view.plan, *kpi, view.today);
  if (pace.required_per_week) {
    result.blocks.push_back(line("That is " + say_figure(std::abs(*pace.required_per_week), kpi->unit, 1) + " a week from today."));
  }
  return result;
}

chat::Message kpi_read(const View& view, int number) {
  const auto* kpi = planner::find_kpi(view.plan, number);
  if (kpi == nullptr || kpi->readings.empty()) return message("");
  const auto& reading = kpi->readings.back();
  std::string text = named(view.plan, ref_of(*kpi)) + ": " + say_value(*kpi, reading.value);
  if (reading.corrected && *reading.corrected != reading.value) text += " (was " + say_value(*kpi, *reading.corrected) + ")";
  auto result = message(text + ".");
  const auto pace = planner::pace(view.plan, *kpi, view.today);
  const auto due = planner::due_of(view.plan, *kpi);
  if (pace.is_reached) {
    result.blocks.push_back(line("The target, " + say_value(*kpi, kpi->target) + ", is reached."));
    return result;
  }
  if (pace.required_per_week && due) {
    std::string rate = "To reach " + say_value(*kpi, kpi->target) + " by " + say_date(due->date, view.today) + " it needs " +
                       say_figure(std::abs(*pace.required_per_week), kpi->unit, 1) + " a week";
    if (pace.recent_per_week)
      rate += "; it is doing " + say_figure(*pace.recent_per_week * (kpi->target < kpi->baseline ? -1 : 1), kpi->unit, 1);
    rate += ".";
    rate += say_outcome(view, *kpi, pace);
    result.blocks.push_back(line(rate));
  }
  if (reading.note) result.blocks.push_back(quiet_line("Noted: " + quoted(*reading.note)));
  return result;
}

chat::Message kpi_changed(const View& view, int number) {
  const auto* kpi = planner::find_kpi(view.plan, number);
  if (kpi == nullptr) return message("");
  const auto due = planner::due_of(view.plan, *kpi);
  std::string text = named(view.plan, ref_of(*kpi)) + " is changed: to " + say_value(*kpi, kpi->target);
  if (due) text += " by " + say_moment(*due, view.today);
  return message(text + ".", {line(say_kpi(view, *kpi) + ".")});
}

chat::Message kpis_listed(const View& view) {
  if (view.plan.kpis.empty()) {
    const std::string checker =
        view.plan.checker ? " " + name_of(view.state, *view.plan.checker) + " says whether the goal is reached." : "";
    return message(view.plan.key + " has no KPI." + checker, {quiet_line("For example: kpi add EU waitlist from 40 to 100 by 30 oct")});
  }
  chat::Message result{{chat::strong(view.plan.key + " · KPIs")}, {}};
  for (const auto& kpi : view.plan.kpis) {
    const auto due = planner::due_of(view.plan, kpi);
    const auto pace = planner::pace(view.plan, kpi, view.today);
    std::string text = say_kpi(view, kpi) + (due ? "; by " + say_moment(*due, view.today) : "");
    if (pace.line && !pace.is_reached && !kpi.readings.empty())
      text += "; the line was at " + say_value(kpi, std::round(*pace.line * 10) / 10) + " on " + say_date(pace.on, view.today);
    if (planner::projection(view.plan, kpi)) text += ". " + say_projected(view, kpi);
    result.blocks.push_back(line(text + "."));
  }
  result.blocks.push_back(quiet_line("For example: kpi K" + std::to_string(view.plan.kpis.front().number) + " 49"));
  return result;
}

chat::Message checker_set(const View& view, turn::PersonId checker) {
  return message(name_of(view.state, checker) + " says whether " + quoted(view.plan.goal.title) + " is reached.");
}

std::string say_risk(const View& view, const Risk& risk) {
  std::string text = "R" + std::to_string(risk.number) + " " + risk.words;
  if (risk.about) text += ", blocks " + planner::text(*risk.about);
  if (risk.owner) text += " (" + name_of(view.state, *risk.owner) + ")";
  if (risk.watch) text += "; watch: " + *risk.watch;
  return text;
}

const Risk* top_risk(const planner::Plan& plan) {
  const Risk* found = nullptr;
  for (const auto& risk : plan.risks) {
    if (risk.closed) continue;
    if (found == nullptr || (risk.about && !found->about)) found = &risk;
  }
  return found;
}

chat::Message risk_added(const View& view, int number) {
  const auto* risk = planner::find_risk(view.plan, number);
  if (risk == nullptr) return message("");
  if (!risk->about) return message("Noted: " + say_risk(view, *risk) + ".");
  auto result =
      message("Recorded as R" + std::to_string(number) + " on " + named(view.plan, *risk->about) + ": " + quoted(risk->words) + ".");
  const auto* slot = view.walk ? view.walk->find(*risk->about) : nullptr;
  if (slot != nullptr && slot->total_float > 0) {
    result.blocks.push_back(line(planner::text(*risk->about) + " has room until " + say_local(slot->latest_start, view.today) +
                                 ": each lost day takes one of " + say_room(slot->total_float, view.plan.calendar) + "."));
  } else if (slot != nullptr) {
    result.blocks.push_back(line(planner::text(*risk->about) + " has no room: each lost day moves the goal."));
  }
  return result;
}

chat::Message risks_closed(const View& before, const View& after) {
  std::vector<Ref> closed;
  for (const auto& risk : before.plan.risks) {
    const auto* now = planner::find_risk(after.plan, risk.number);
    if (!risk.closed && now != nullptr && now->closed) closed.push_back({Kind::risk, risk.number});
  }
  return message(closed.size() == 1 ? named(after.plan, closed.front()) + " is no longer in the way."
                                    : list_of(after.plan, closed) + " are no longer in the way.");
}

chat::Message risks_listed(const View& view) {
  chat::Message result{{chat::strong(view.plan.key + " · risks")}, {}};
  for (const auto& risk : view.plan.risks) {
    if (!risk.closed) result.blocks.push_back(line(say_risk(view, risk) + "."));
  }
  if (result.blocks.empty())
    return message(view.plan.key + " has no open risk.",
                   {quiet_line("For example: risk rival launches first watch their beta page goes live")});
  return result;
}

chat::Message status_reported(const View& view) {
  return message("Reported " + say_status(view.plan.reported->status) + ".", {line(view.plan.key + ": " + say_health(view) + ".")});
}

}  // namespace backwalk::talk
