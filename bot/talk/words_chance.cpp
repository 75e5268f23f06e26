// How likely, and why: the forecast and the dates explained.
#include <algorithm>
#include <cmath>

#include "bot/talk/words_decide.hpp"
#include "planner/spread.hpp"
#include "planner/why.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;
using planner::Because;
using planner::Kind;
using planner::Ref;

std::string say_percent(double share) { return std::to_string(static_cast<int>(std::lround(share * 100))) + " %"; }

/// "8 days (6 to 14)", of a single number the range that experience gives it.
std::string say_drawn(const planner::Plan& plan, const planner::Action& action) {
  const bool is_left = action.started && action.remaining;
  const auto likely = is_left ? action.remaining->left : planner::duration_of(plan, action);
  const auto& estimate = action.estimate;
  const bool has_range = estimate && estimate->best && estimate->worst && estimate->likely > planner::Minutes{0};
  auto range = has_range ? *estimate : planner::shown_range(likely);
  if (is_left && has_range) {
    range.best = *estimate->best * likely.count() / estimate->likely.count();
    range.worst = *estimate->worst * likely.count() / estimate->likely.count();
  }
  return told_work(likely, plan.calendar) + (is_left ? " left, " : ", ") + told_work(*range.best, plan.calendar) + " to " +
         told_work(*range.worst, plan.calendar) + (has_range ? "" : " by experience");
}

std::string say_lag(const planner::Plan& plan, const planner::Lag& lag) {
  if (lag.kind == planner::Lag::Kind::none || lag.length == planner::Minutes{0}) return "";
  const auto length = lag.length < planner::Minutes{0} ? -lag.length : lag.length;
  return " (" + say_work(length, plan.calendar) + (lag.length < planner::Minutes{0} ? " before its end)" : " later)");
}

std::string say_what_binds(const View& view, const Because& because) {
  const auto& plan = view.plan;
  switch (because.what) {
    case Because::What::due:
      return "the goal is due " + say_due(view);
    case Because::What::own_date:
      return "it has a date of its own, " + say_day(because.bound, view.today);
    case Because::What::successor: {
      const auto about = because.about.value_or(Ref{});
      const auto* slot = about.kind == Kind::milestone ? view.walk->find(about) : nullptr;
      if (slot != nullptr) return named(plan, about) + " must be true by " + say_day(slot->latest_finish, view.today);
      return named(plan, about) + " must begin by " + say_day(because.bound, view.today) + say_lag(plan, because.lag);
    }
    case Because::What::predecessor:
    case Because::What::data_date:
    case Because::What::begun:
      break;
  }
  return "nothing binds it";
}

std::string say_what_holds_up(const View& view, Ref ref, const Because& because) {
  const auto& plan = view.plan;
  switch (because.what) {
    case Because::What::predecessor:
      return "it waits for " + named(plan, because.about.value_or(Ref{})) + say_lag(plan, because.lag);
    case Because::What::own_date:
      return "it may not begin before " + say_day(because.bound, view.today);
    case Because::What::begun:
      return "it has begun";
    case Because::What::data_date:
    case Because::What::due:
    case Because::What::successor:
      break;
  }
  if (because.is_moved_by_calendar) {
    const auto owner = planner::owner_of(plan, ref);
    return (owner ? name_of(view.state, *owner) + " does" : std::string("nobody does")) +
           (owner ? " not work before that" : " anything before that");
  }
  return "nothing holds it up";
}

/// Everything unfinished that waits for it, directly or not.
std::vector<Ref> waits_on(const planner::Plan& plan, Ref ref) {
  std::vector<Ref> found{ref};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const auto& link : plan.links) {
      if (link.before == found[i] && std::find(found.begin(), found.end(), link.after) == found.end()) found.push_back(link.after);
    }
  }
  found.erase(found.begin());
  std::erase_if(found, [&](Ref each) {
    const auto* action = each.kind == Kind::action ? planner::find_action(plan, each.number) : nullptr;
    const auto* milestone = each.kind == Kind::milestone ? planner::find_milestone(plan, each.number) : nullptr;
    return (action != nullptr && action->finished) || (milestone != nullptr && milestone->reached);
  });
  std::sort(found.begin(), found.end());
  return found;
}

/// "A6 → M4 → goal": along what binds the latest dates.
std::string chain_from(const View& view, Ref ref) {
  std::vector<Ref> chain{ref};
  while (chain.size() < 12 && chain.back() != Ref{}) {
    const auto reasons = planner::why(*view.walk, chain.back());
    const bool goes_on = reasons && reasons->latest.what == Because::What::successor && reasons->latest.about;
    chain.push_back(goes_on ? *reasons->latest.about : Ref{});
    if (reasons && reasons->latest.what == Because::What::own_date) {
      chain.pop_back();
      break;
    }
  }
  return chain_of(view.plan, chain);
}

chat::Message about_measure(const View& view, Ref ref) {
  const auto* risk = ref.kind == Kind::risk ? planner::find_risk(view.plan, ref.number) : nullptr;
  const std::string blocks = risk != nullptr && risk->about ? " It is about " + named(view.plan, *risk->about) + "." : "";
  return message(named(view.plan, ref) + " has no dates to explain: it is no work." + blocks, {quiet_line("For example: why A6")});
}

}  // namespace

// The earliest first, at most three.
void add_safe_starts(chat::Message& to, const View& view, const planner::Forecast& forecast) {
  std::vector<const planner::ItemForecast*> safe;
  for (const auto& item : forecast.items) {
    if (item.safe_start) safe.push_back(&item);
  }
  std::stable_sort(safe.begin(), safe.end(), [](const auto* a, const auto* b) { return *a->safe_start < *b->safe_start; });
  std::string text;
  for (std::size_t i = 0; i < safe.size() && i < 3; ++i) {
    text += (i == 0 ? "" : " · ") + named(view.plan, safe[i]->ref) + " " + say_day(*safe[i]->safe_start, view.today);
  }
  const std::string level = say_percent(forecast.sampling.level);
  const bool is_below = forecast.goal.chance && *forecast.goal.chance < forecast.sampling.level;
  const bool has_unstarted = std::any_of(view.plan.actions.begin(), view.plan.actions.end(),
                                         [](const planner::Action& action) { return !action.started && !action.finished; });
  if (!text.empty()) to.blocks.emplace_back(line("Safe start (" + level + "): " + text + "."));
  if (text.empty() && is_below && has_unstarted) {
    to.blocks.emplace_back(line("Safe start (" + level + "): none, " + say_chance(*forecast.goal.chance) + " even today."));
  }
}

chat::Message no_chance(const View& view) {
  if (!view.plan.goal.due) {
    return message(view.plan.key + " has no chance yet: the goal has no date.", {quiet_line("For example: goal by 30 oct")});
  }
  return message("The chance of " + view.plan.key + " could not be worked out just now. Please say it again.",
                 {quiet_line("For example: chance")});
}

chat::Message chance_told(const View& view, const planner::Forecast& forecast) {
  const auto& plan = view.plan;
  if (!forecast.goal.chance) return no_chance(view);
  auto result = message(plan.key + ": the chance of " + say_due(view) + " is " + say_chance(*forecast.goal.chance) + " today.");
  result.blocks.emplace_back(line("It is reached by " + say_day(forecast.goal.p50, view.today) + " with 50 %, by " +
                                  say_day(forecast.goal.p80, view.today) + " with 80 %, by " + say_day(forecast.goal.p90, view.today) +
                                  " with 90 %."));
  add_safe_starts(result, view, forecast);
  if (const auto late = say_late(view)) result.blocks.emplace_back(line(*late));
  Buttons buttons{{{"Why?", in_plan(plan, "chance why"), Weight::normal}, {"What if", in_plan(plan, "whatif"), Weight::normal}}};
  if (*forecast.goal.chance < 0.7) buttons.buttons.push_back({"Ways back", in_plan(plan, "replan"), Weight::normal});
  result.blocks.emplace_back(std::move(buttons));
  return result;
}

chat::Message chance_explained(const View& view, const planner::Forecast& forecast) {
  const auto& plan = view.plan;
  if (!forecast.goal.chance) return no_chance(view);
  std::vector<const planner::Action*> open;
  for (const auto& action : plan.actions) {
    if (!action.finished) open.push_back(&action);
  }
  const auto risks =
      std::count_if(plan.risks.begin(), plan.risks.end(), [](const planner::Risk& risk) { return !risk.closed && risk.probability; });
  auto result = message(plan.key + ": " + say_chance(*forecast.goal.chance) + " for " + say_due(view) + ", and why.");
  result.blocks.emplace_back(line("Counted: " + std::to_string(open.size()) +
                                  (open.size() == 1 ? " unfinished action" : " unfinished actions") + ", each drawn from its range " +
                                  std::to_string(forecast.sampling.samples) + " times, and " + std::to_string(risks) +
                                  (risks == 1 ? " weighed risk" : " weighed risks") + ". The chance is " + say_chance(forecast.goal.low) +
                                  " to " + say_chance(forecast.goal.high) + " as counted."));
  std::stable_sort(open.begin(), open.end(), [&](const auto* a, const auto* b) {
    const auto* x = forecast.find({Kind::action, a->number});
    const auto* y = forecast.find({Kind::action, b->number});
    return (x == nullptr ? 0 : x->criticality) > (y == nullptr ? 0 : y->criticality);
  });
  chat::Rows rows;
  for (std::size_t i = 0; i < open.size() && i < 8; ++i) {
    const auto* item = forecast.find({Kind::action, open[i]->number});
    rows.rows.push_back({named(plan, {Kind::action, open[i]->number}), say_drawn(plan, *open[i]),
                         "decides in " + say_percent(item == nullptr ? 0 : item->criticality)});
  }
  if (!rows.rows.empty()) result.blocks.emplace_back(std::move(rows));
  if (open.size() > 8) result.blocks.emplace_back(quiet_line("And " + std::to_string(open.size() - 8) + " more that decide less often."));
  std::string drivers;
  for (const auto& driver : forecast.drivers) {
    drivers += (drivers.empty() ? "" : " · ") + named(plan, driver.ref) +
               (driver.ref.kind == Kind::risk ? " does not come: " : " goes best: ") + say_chance(driver.chance);
  }
  if (!drivers.empty()) result.blocks.emplace_back(line("What drives it, if " + drivers + "."));
  add_safe_starts(result, view, forecast);
  result.blocks.emplace_back(quiet_line(
      "A safe start holds for one action at a time, not for all together. That one person can do one thing at a time is not counted."));
  result.blocks.emplace_back(
      Buttons{{{"What if", in_plan(plan, "whatif"), Weight::normal}, {"Ways back", in_plan(plan, "replan"), Weight::normal}}});
  return result;
}

chat::Message explained(const View& view, Ref ref) {
  const auto& plan = view.plan;
  if (ref.kind == Kind::kpi || ref.kind == Kind::risk) return about_measure(view, ref);
  if (!view.walk) return message(plan.key + " has no dates yet: the goal has none.", {quiet_line("For example: goal by 30 oct")});
  const auto* slot = view.walk->find(ref);
  const auto reasons = planner::why(*view.walk, ref);
  if (slot == nullptr || !reasons) return message(named(plan, ref) + " is not in the plan.", {quiet_line("For example: why A6")});
  const std::string name = ref == Ref{} ? plan.key + "'s goal" : named(plan, ref);
  if (slot->is_finished && ref != Ref{}) return message(name + " is done since " + say_day(slot->earliest_finish, view.today) + ".");
  auto result = message(ref == Ref{} ? name + " is due " + say_due(view) + "; it can be reached " + say_goal_reached(view) + "."
                                     : name + ": " + chain_from(view, ref) + ".");
  if (ref != Ref{}) {
    const bool is_work = ref.kind == Kind::action;
    result.blocks.emplace_back(
        line((is_work ? "It must start by " + say_day(slot->latest_start, view.today) + " and be done by " : "It must be true by ") +
             say_day(slot->latest_finish, view.today) + ", because " + say_what_binds(view, reasons->latest) + "."));
    result.blocks.emplace_back(line((is_work ? "It can start " + say_day(slot->earliest_start, view.today) + " at the earliest: "
                                             : "It can be true " + say_day(slot->earliest_finish, view.today) + " at the earliest: ") +
                                    say_what_holds_up(view, ref, reasons->earliest) + "."));
    const auto waiting = waits_on(plan, ref);
    result.blocks.emplace_back(
        line(waiting.empty() ? "Only the goal waits for it." : "For it wait " + list_of(plan, waiting) + ", and the goal."));
  } else {
    result.blocks.emplace_back(line("Longest chain: " + chain_of(plan, view.walk->longest_chain()) + "."));
  }
  const auto room = slot->total_float;
  result.blocks.emplace_back(
      line(room < 0    ? "It is " + say_lateness(-room, plan.calendar) + " of work late."
           : room == 0 ? "It has no room: a day later moves the goal a day."
                       : "It has " + say_room(room, plan.calendar) + " of room" + (slot->is_critical ? ", and nothing has less." : ".")));
  return result;
}

}  // namespace backwalk::talk
