#include <algorithm>

#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Rows;
using chat::Weight;
using planner::Kind;
using planner::Ref;

/// Shape tells the state, not only colour: done, under way, not begun.
std::string mark(const planner::Action& action) { return action.finished ? "●" : action.started ? "◐" : "○"; }

std::string state_of(const planner::Plan& plan) {
  return plan.closed_at ? "closed" : plan.is_committed ? "v" + std::to_string(plan.version) : "draft";
}

std::vector<std::string> milestone_row(const View& view, const planner::Milestone& milestone) {
  const Ref ref{Kind::milestone, milestone.number};
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  std::string date = "no date";
  if (milestone.reached) {
    date = say_date(std::chrono::floor<std::chrono::days>(*milestone.reached), view.today);
  } else if (slot != nullptr) {
    date = say_local(slot->latest_finish, view.today);
  }
  return {milestone.reached ? "●" : "○", named(view.plan, ref), date};
}

std::string headline_of(const View& view) {
  return view.plan.key + " · " + view.plan.goal.title + " (" + state_of(view.plan) + ", owner " + name_of(view.state, view.plan.owner) +
         ")";
}

std::vector<Ref> last_to_first(const View& view) {
  std::vector<Ref> refs;
  for (const auto ref : view.walk->refs) {
    if (ref.kind != Kind::goal) refs.push_back(ref);
  }
  std::stable_sort(refs.begin(), refs.end(), [&](Ref a, Ref b) {
    const auto* x = view.walk->find(a);
    const auto* y = view.walk->find(b);
    if (x->latest_finish_raw != y->latest_finish_raw) return x->latest_finish_raw > y->latest_finish_raw;
    if (x->latest_start != y->latest_start) return x->latest_start > y->latest_start;
    return a < b;
  });
  return refs;
}

constexpr std::size_t most_plans = 50;  // more is no list that anybody reads, and no platform shows it

/// All in their order; of too many those that are due first.
std::vector<turn::RecordPtr> soonest(std::vector<turn::RecordPtr> plans) {
  if (plans.size() <= most_plans) return plans;
  const auto due_of = [](const turn::RecordPtr& record) {
    return record->plan.goal.due ? record->plan.goal.due->date : planner::Date::max();
  };
  const auto is_sooner = [&](const auto& a, const auto& b) { return std::pair(due_of(a), a->id) < std::pair(due_of(b), b->id); };
  std::partial_sort(plans.begin(), plans.begin() + most_plans, plans.end(), is_sooner);
  plans.resize(most_plans);
  return plans;
}

std::vector<std::string> retrace_row(const View& view, Ref ref) {
  const auto* slot = view.walk->find(ref);
  const std::string owner = planner::owner_of(view.plan, ref) ? name_of(view.state, planner::owner_of(view.plan, ref)) : "";
  if (ref.kind == Kind::milestone) {
    const auto* milestone = planner::find_milestone(view.plan, ref.number);
    return {milestone->reached ? "●" : "◇", named(view.plan, ref), "", owner,
            milestone->reached ? "reached" : "true by " + say_local(slot->latest_finish, view.today)};
  }
  const auto* action = planner::find_action(view.plan, ref.number);
  std::string when = "start by " + say_local(slot->latest_start, view.today);
  if (action->finished) when = "done " + say_date(std::chrono::floor<std::chrono::days>(*action->finished), view.today);
  if (action->started && !action->finished) when = "finish by " + say_local(slot->latest_finish, view.today);
  return {mark(*action), named(view.plan, ref),
          told_work(planner::duration_of(view.plan, *action), view.plan.calendar) + (action->estimate ? "" : "?"), owner, when};
}

}  // namespace

chat::Message status(const View& view) {
  chat::Message result{{chat::strong(headline_of(view))}, {}};
  const auto& goal = view.plan.goal;
  result.blocks.push_back(
      line(goal.due ? "Goal " + say_moment(*goal.due, view.today) + ", " + say_days_left(view) + "." : "The goal has no date yet."));
  if (!view.plan.milestones.empty()) {
    Rows rows;
    for (const auto& milestone : view.plan.milestones) rows.rows.push_back(milestone_row(view, milestone));
    result.blocks.push_back(rows);
  }
  const auto done =
      std::count_if(view.plan.actions.begin(), view.plan.actions.end(), [](const auto& action) { return action.finished.has_value(); });
  const auto running = std::count_if(view.plan.actions.begin(), view.plan.actions.end(),
                                     [](const auto& action) { return action.started && !action.finished; });
  if (!view.plan.actions.empty()) {
    result.blocks.push_back(line(std::to_string(done) + " of " + std::to_string(view.plan.actions.size()) + " actions done, " +
                                 std::to_string(running) + " under way."));
  }
  for (const auto& kpi : view.plan.kpis) result.blocks.push_back(line(say_kpi(view, kpi) + "."));
  for (const auto& risk : view.plan.risks) {
    if (!risk.closed) result.blocks.push_back(line("Risk " + say_risk(view, risk) + "."));
  }
  if (view.plan.is_committed) result.blocks.push_back(line("Status: " + say_health(view) + "."));
  if (const auto late = say_late(view)) result.blocks.push_back(line(*late));
  if (const auto start = say_start_here(view)) result.blocks.push_back(line(*start));
  if (!goal.due) result.blocks.push_back(quiet_line("For example: goal by 30 oct"));
  result.blocks.push_back(Buttons{{{"Next", in_plan(view.plan, "next"), Weight::normal},
                                   {"Retrace", in_plan(view.plan, "retrace"), Weight::normal},
                                   {"History", in_plan(view.plan, "history"), Weight::normal}}});
  return result;
}

chat::Message retraced(const View& view) {
  if (!view.walk) {
    return message(view.plan.key + " cannot be walked back yet: the goal has no date.", {quiet_line("For example: goal by 30 oct")});
  }
  chat::Message result{{chat::strong(view.plan.key + " retraced, last to first")}, {}};
  Rows rows;
  rows.rows.push_back({"★", view.plan.goal.title, "", name_of(view.state, view.plan.owner), say_moment(*view.plan.goal.due, view.today)});
  for (const auto ref : last_to_first(view)) rows.rows.push_back(retrace_row(view, ref));
  result.blocks.push_back(rows);
  const auto late = say_late(view);  // names its chain
  const auto chain = late ? std::vector<Ref>{} : view.walk->longest_chain();
  const bool has_work = std::any_of(chain.begin(), chain.end(), [](Ref ref) { return ref.kind == Kind::action; });
  if (has_work || chain.size() > 2) result.blocks.push_back(line("Longest chain: " + chain_of(view.plan, chain) + "."));
  if (late) result.blocks.push_back(line(*late));
  if (const auto start = say_start_here(view)) result.blocks.push_back(line(*start));
  return result;
}

chat::Message plans_listed(const std::vector<turn::RecordPtr>& plans, const turn::State& state, planner::Date today) {
  if (plans.empty())
    return message("There are no plans that you can see.", {quiet_line("For example: start Self-serve billing live by 30 oct")});
  chat::Message result{{chat::strong(plans.size() == 1 ? "1 plan" : std::to_string(plans.size()) + " plans")}, {}};
  Rows rows;
  for (const auto& record : soonest(plans)) {
    const auto& plan = record->plan;
    const auto has_key = [&](const turn::RecordPtr& other) { return other != record && other->plan.key == plan.key; };
    const bool is_one_of_two = !plan.guests.empty() && std::any_of(plans.begin(), plans.end(), has_key);
    rows.rows.push_back({is_one_of_two ? plan.key + "/" + name_of(state, plan.owner) : plan.key, plan.goal.title,
                         plan.goal.due ? say_date(plan.goal.due->date, today) : "no date", name_of(state, plan.owner),
                         plan.is_private ? "private" : state_of(plan)});
  }
  result.blocks.push_back(rows);
  if (plans.size() > most_plans) {
    result.blocks.push_back(
        quiet_line("and " + std::to_string(plans.size() - most_plans) + " more, due later. “status in KEY” shows one."));
  }
  return result;
}

}  // namespace backwalk::talk
