// The whole plan in words, and what can be set.
#include <algorithm>

#include "bot/talk/words_doing.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using chat::Rows;
using planner::Kind;
using planner::Ref;

/// Through which milestone an action leads: the first one on its way; the goal where there is none.
Ref state_behind(const planner::Plan& plan, Ref from) {
  std::vector<Ref> open{from};
  std::vector<Ref> seen{from};
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (open[i].kind == Kind::milestone) return open[i];
    for (const auto& link : plan.links) {
      if (link.before != open[i] || std::find(seen.begin(), seen.end(), link.after) != seen.end()) continue;
      seen.push_back(link.after);
      open.push_back(link.after);
    }
  }
  return {};
}

std::string when_of(const View& view, const planner::Action& action) {
  const Ref ref{Kind::action, action.number};
  if (action.finished) return "done " + say_date(std::chrono::floor<std::chrono::days>(*action.finished), view.today);
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  if (slot == nullptr) return action.started ? "under way" : "no date";
  return action.started ? "finish by " + say_local(slot->latest_finish, view.today)
                        : "start by " + say_local(slot->latest_start, view.today);
}

std::vector<std::string> action_row(const View& view, const planner::Action& action) {
  const Ref ref{Kind::action, action.number};
  return {action.finished  ? "●"
          : action.started ? "◐"
                           : "○",
          named(view.plan, ref) + (action.is_flexible ? " (flexible)" : ""),
          told_work(planner::duration_of(view.plan, action), view.plan.calendar) + (action.estimate ? "" : "?"),
          action.owner ? name_of(view.state, *action.owner) : "", when_of(view, action)};
}

void add_state(chat::Message& to, const View& view, Ref state, const std::vector<std::pair<Ref, const planner::Action*>>& actions) {
  Rows rows;
  for (const auto& [behind, action] : actions) {
    if (behind == state) rows.rows.push_back(action_row(view, *action));
  }
  if (state.kind == Kind::goal) {
    if (rows.rows.empty()) return;
    to.blocks.push_back(line("Then the goal itself:"));
  } else {
    const auto* milestone = planner::find_milestone(view.plan, state.number);
    const auto* slot = view.walk ? view.walk->find(state) : nullptr;
    std::string text = (milestone->reached ? "● " : "◇ ") + named(view.plan, state);
    if (milestone->is_flexible) text += " (flexible)";
    if (milestone->owner) text += ", " + name_of(view.state, *milestone->owner);
    if (milestone->reached) {
      text += ", reached " + say_date(std::chrono::floor<std::chrono::days>(*milestone->reached), view.today);
    } else if (slot != nullptr) {
      text += ", true by " + say_local(slot->latest_finish, view.today);
    }
    to.blocks.push_back(line(text));
    if (milestone->done_when) to.blocks.push_back(quiet_line("Done when: " + *milestone->done_when));
    if (milestone->serves) to.blocks.push_back(quiet_line("Serves: " + *milestone->serves));
  }
  if (!rows.rows.empty()) to.blocks.push_back(rows);
}

/// Milestones in the order of their dates; without dates by number.
std::vector<Ref> states_in_order(const View& view) {
  std::vector<Ref> states;
  for (const auto& milestone : view.plan.milestones) states.push_back({Kind::milestone, milestone.number});
  if (view.walk) {
    std::stable_sort(states.begin(), states.end(),
                     [&](Ref a, Ref b) { return view.walk->find(a)->latest_finish < view.walk->find(b)->latest_finish; });
  }
  return states;
}

std::string say_week(const planner::Calendar& calendar) {
  constexpr std::array<std::string_view, 7> names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::string days;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!calendar.week.at(i).empty()) days += (days.empty() ? "" : " ") + std::string(names.at(i));
  }
  std::string text = days + ", a day is " + std::to_string(calendar.minutes_per_day.count() / 60) + " hours";
  if (calendar.minutes_per_day.count() % 60 != 0) text += " " + std::to_string(calendar.minutes_per_day.count() % 60) + " min";
  return text;
}

}  // namespace

chat::Message plan_told(const View& view) {
  const auto& plan = view.plan;
  chat::Message result{{chat::strong(plan.key + " · " + plan.goal.title)}, {}};
  const std::string due = plan.goal.due ? say_moment(*plan.goal.due, view.today) + ", " + say_days_left(view) : "no date yet";
  result.blocks.push_back(line("Goal: " + due + "; owner " + name_of(view.state, plan.owner) + "."));
  if (plan.goal.announcement) result.blocks.push_back(line("It worked when: " + *plan.goal.announcement));
  if (plan.goal.audience) result.blocks.push_back(line("For: " + *plan.goal.audience));
  if (plan.goal.not_done_unless) result.blocks.push_back(line("Not done unless: " + *plan.goal.not_done_unless));
  std::vector<std::pair<Ref, const planner::Action*>> actions;
  for (const auto& action : plan.actions) actions.emplace_back(state_behind(plan, {Kind::action, action.number}), &action);
  for (const auto state : states_in_order(view)) add_state(result, view, state, actions);
  add_state(result, view, {}, actions);
  for (const auto& kpi : plan.kpis) result.blocks.push_back(line(say_kpi(view, kpi) + "."));
  for (const auto& risk : plan.risks) {
    if (risk.closed) continue;
    const std::string answer = risk.mitigation ? "; against it: A" + std::to_string(*risk.mitigation) : "";
    result.blocks.push_back(line("Risk " + say_risk(view, risk) + answer + "."));
  }
  if (const auto late = say_late(view)) result.blocks.push_back(line(*late));
  if (const auto start = say_start_here(view)) result.blocks.push_back(line(*start));
  return result;
}

chat::Message settings_shown(const View& view) {
  const auto& plan = view.plan;
  const auto& rhythm = plan.rhythm;
  chat::Message result{{chat::strong(plan.key + " · what can be set")}, {}};
  const auto or_none = [](const auto& set) { return set ? say_cadence(set->cadence) : std::string("none"); };
  const std::string review = plan.review_every_days ? say_review(*plan.review_every_days) : "none";
  Rows rows;
  rows.rows.push_back({"time zone", plan.zone, "settings zone Europe/Berlin"});
  rows.rows.push_back({"check-in", rhythm.checkin ? say_cadence(*rhythm.checkin) : "none", "checkin weekly mon 9:00"});
  rows.rows.push_back({"standup", or_none(rhythm.standup), "standup mon wed fri at 9:30"});
  rows.rows.push_back({"brief", or_none(rhythm.brief), "brief every fri at 10:00"});
  rows.rows.push_back({"walked again", review, "commit every 2w"});
  rows.rows.push_back({"owner", name_of(view.state, plan.owner), "owner goal @product"});
  rows.rows.push_back({"your reminders", "", "remind off, remind on"});
  result.blocks.push_back(rows);
  result.blocks.push_back(quiet_line("Working days: " + say_week(plan.calendar) + "."));
  return result;
}

}  // namespace backwalk::talk
