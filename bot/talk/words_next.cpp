#include "bot/talk/words_next.hpp"

#include <algorithm>
#include <cmath>

#include "bot/talk/words_decide.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;
using planner::Cue;
using planner::Kind;
using planner::Ref;

std::string in_percent(double share) { return std::to_string(static_cast<int>(std::lround(share * 100))) + " %"; }

Ref advised_ref(const planner::Advice& advice) { return {Kind::action, advice.action.number}; }

/// When to begin, or, under way, by when to be done.
std::string begin_when(const View& view, const planner::Advice& advice) {
  const auto latest = say_local(advice.action.latest_start, view.today);
  if (advice.action.is_started) {
    const auto* slot = view.walk->find(advised_ref(advice));
    const auto by = say_local(slot->latest_finish, view.today);
    if (planner::date_of(slot->latest_finish - planner::Minutes{1}) < view.today) return "under way and late, it was to be done by " + by;
    return (slot->total_float < 0 ? "under way and late, to be done by " : "under way, to be done by ") + by;
  }
  const bool is_late = advice.cues.front() == Cue::late;
  const std::string at_the_latest = is_late ? ", its latest start was " + latest : ", at the latest " + latest;
  if (!advice.is_foretold) return is_late ? "late, its latest start was " + latest : "start by " + latest;
  if (!advice.safe_start) return "start today" + at_the_latest;
  const bool is_for_milestone = !is_late && advice.action.latest_start < *advice.safe_start;
  if (is_for_milestone) return "start by " + latest + " for a date on the way";
  return "safe start " + (advice.due == view.today ? std::string("today") : say_day(*advice.safe_start, view.today)) + at_the_latest;
}

/// "K1 and K2 are behind and read after it".
std::string say_kpis_behind(const std::vector<int>& kpis) {
  std::string text;
  for (const int kpi : kpis) text += (text.empty() ? "K" : " and K") + std::to_string(kpi);
  return text + (kpis.size() == 1 ? " is behind and read after it" : " are behind and read after it");
}

/// Nothing where the two would be told by the same words.
std::string say_gain(double chance, double gain) {
  const auto now = say_chance(chance);
  const auto best = say_chance(chance + gain);
  return best == now ? "" : "at its best " + best + " instead of " + now;
}

/// What beside its date speaks for it; empty where nothing does, or the date says it.
std::string say_cue(const Advised& of, const planner::Advice& advice, Cue cue) {
  const auto waiting = advice.action.waiting;
  switch (cue) {
    case Cue::critical:
      return of.forecast == nullptr ? "on the chain that drives the date" : "decides the date in " + in_percent(advice.criticality);
    case Cue::drives_chance:
      return say_gain(of.forecast->goal.chance.value_or(0), advice.gain);
    case Cue::others_wait:
      return std::to_string(waiting) + (waiting == 1 ? " waits for it" : " wait for it");
    case Cue::kpi_behind:
      return say_kpis_behind(advice.kpis);
    case Cue::nothing_before:
      return "nothing stands before it";
    case Cue::late:
    case Cue::below_level:
    case Cue::safe_start_today:
    case Cue::in_progress:
      break;
  }
  return "";
}

/// Of a plan without a single action: the state that nothing comes before, the soonest first.
std::optional<Ref> first_state(const View& view) {
  if (!view.plan.actions.empty()) return std::nullopt;
  std::optional<Ref> first;
  const auto due = [&](Ref ref) { return view.walk->find(ref)->latest_finish; };
  for (const auto& milestone : view.plan.milestones) {
    const Ref ref{Kind::milestone, milestone.number};
    const auto leads_here = [&](const planner::Link& link) { return link.after == ref; };
    const bool is_first = std::none_of(view.plan.links.begin(), view.plan.links.end(), leads_here);
    if (!milestone.reached && is_first && (!first || due(ref) < due(*first))) first = ref;
  }
  return first;
}

std::string say_reasons(const Advised& of, const planner::Advice& advice) {
  std::string text = begin_when(of.view, advice);
  const char* between = "; ";
  for (const auto cue : advice.cues) {
    const auto said = say_cue(of, advice, cue);
    if (said.empty()) continue;
    text += between + said;
    between = ", ";
  }
  return text;
}

/// By what they are in order.
std::string say_order(const Advised& advised) {
  const auto* forecast = advised.forecast;
  if (forecast == nullptr) return "In the order of latest starts: the chance could not be worked out just now.";
  const auto level = in_percent(forecast->sampling.level);
  const bool is_below = forecast->goal.chance && *forecast->goal.chance < forecast->sampling.level;
  if (is_below) {
    const auto chance = say_chance(*forecast->goal.chance);
    const auto told = chance == level ? "just under " + level : chance;
    return "The chance of " + say_due(advised.view) + " is " + told + " even if all starts today: a start is safe from " + level + " on.";
  }
  return "In the order of safe starts: until then the chance stays at " + level + ".";
}

chat::Button button_of(const planner::Plan& plan, const planner::Advice& advice) {
  const auto ref = planner::text(advised_ref(advice));
  const bool is_started = advice.action.is_started;
  return {(is_started ? "Done " : "Start ") + ref, in_plan(plan, (is_started ? "done " : "started ") + ref), Weight::normal};
}

}  // namespace

std::optional<std::string> say_start_here(const View& view) {
  if (!view.walk) return std::nullopt;
  const auto first = planner::first_to_start(view.plan, *view.walk, view.forecast);
  if (!first) {
    const auto state = first_state(view);
    return state ? std::optional("Start here: " + named(view.plan, *state) + ", to be true by " +
                                 say_local(view.walk->find(*state)->latest_finish, view.today) + ".")
                 : std::nullopt;
  }
  const Ref ref = advised_ref(*first);
  const bool is_by_latest = !first->is_foretold && first->cues.front() != Cue::late;
  return "Start here: " + named(view.plan, ref) + ", " + name_of(view.state, planner::owner_of(view.plan, ref)) + ", " +
         (is_by_latest ? "at the latest " + say_local(first->action.latest_start, view.today) : begin_when(view, *first)) + ".";
}

std::string say_next_briefly(const View& view, const planner::Advice& advice) {
  const auto ref = advised_ref(advice);
  const std::string who = planner::text(ref) + " " + name_of(view.state, planner::owner_of(view.plan, ref)) + ", ";
  if (advice.action.is_started) return who + "under way";
  const bool is_late = advice.cues.front() == Cue::late;
  if (advice.is_foretold && !advice.safe_start) return who + "start today";
  const bool is_by_latest = !advice.is_foretold || (!is_late && advice.action.latest_start < *advice.safe_start);
  if (is_by_latest) return who + "start by " + say_local(advice.action.latest_start, view.today);
  return who + "safe start " + (advice.due == view.today ? std::string("today") : say_day(*advice.safe_start, view.today));
}

chat::Message next_told(const Advised& advised, const NextFor& whose) {
  const auto& view = advised.view;
  const auto& plan = view.plan;
  if (!view.walk) {
    return message(plan.key + ": what is next cannot be told yet, because the goal has no date.",
                   {quiet_line("For example: goal by 30 oct")});
  }
  if (!advised.advice) {
    const auto start = say_start_here(view);
    auto result = message(plan.key + ": " + (plan.actions.empty() ? "there are no actions yet." : "nothing is ready to start.") +
                          (start ? " " + *start : ""));
    if (plan.actions.empty() && !start) result.blocks.push_back(quiet_line("For example: before goal the first step 2d"));
    return result;
  }
  const std::string whom = whose.name.empty() ? "you" : whose.name;
  chat::Message result;
  result.headline.emplace_back(chat::strong(plan.key + (whose.is_all       ? " · next for the team"
                                                        : !whose.is_theirs ? " · nothing waits for " + whom + "; next for the team"
                                                                           : " · next for " + whom)));
  result.blocks.reserve(advised.advice->size() + 2);
  Buttons buttons;
  buttons.buttons.reserve(advised.advice->size() + 1);
  for (const auto& advice : *advised.advice) {
    const auto ref = advised_ref(advice);
    result.blocks.push_back(
        line(named(plan, ref) + " (" + name_of(view.state, planner::owner_of(plan, ref)) + "): " + say_reasons(advised, advice) + "."));
    if (whose.is_theirs) buttons.buttons.push_back(button_of(plan, advice));
  }
  result.blocks.push_back(quiet_line(say_order(advised)));
  if (advised.forecast != nullptr) buttons.buttons.push_back({"Why?", in_plan(plan, "chance why"), Weight::normal});
  if (!buttons.buttons.empty()) result.blocks.emplace_back(std::move(buttons));
  return result;
}

chat::Message next_listed(const std::vector<NextOf>& list, std::size_t plans, std::size_t weighed) {
  const auto counted = count_of(plans, "plan", "plans");
  if (list.empty()) return message("Nothing is ready to start in " + counted + ".");
  chat::Message result{{chat::strong("Next in " + counted)}, {}};
  chat::Rows rows;
  for (const auto& each : list) {
    const auto& plan = each.of->view.plan;
    const auto ref = advised_ref(*each.advice);
    rows.rows.push_back(
        {plan.key, named(plan, ref), name_of(each.of->view.state, planner::owner_of(plan, ref)), say_reasons(*each.of, *each.advice)});
  }
  result.blocks.push_back(rows);
  const bool is_by_chance = std::all_of(list.begin(), list.end(), [](const NextOf& each) { return each.of->forecast != nullptr; });
  const std::string by =
      is_by_chance ? "In the order of safe starts" : "In the order of latest starts: not every chance could be worked out";
  result.blocks.push_back(quiet_line(
      by + (weighed < plans ? ", of the " + count_of(weighed, "plan", "plans") + " in which something must start first." : ".")));
  return result;
}

chat::Text first_of_mine(const NextOf& first) {
  const auto& plan = first.of->view.plan;
  return line("Do first: " + plan.key + " " + named(plan, advised_ref(*first.advice)) + ", " + say_reasons(*first.of, *first.advice) + ".");
}

}  // namespace backwalk::talk
