#include <algorithm>
#include <cmath>

#include "bot/talk/words_next.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/pace.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Rows;
using chat::Weight;
using planner::Kind;
using planner::Ref;

constexpr std::size_t most_lines = 12;
constexpr std::size_t most_rows = 5;  // of milestones, so that all stays within them

/// "K1 should read 87": on the way to the first KPI's target; empty without one.
std::string say_checkpoint(const View& view, const planner::Milestone& milestone) {
  if (view.plan.kpis.empty()) return "";
  const auto& kpi = view.plan.kpis.front();
  for (const auto& checkpoint : planner::checkpoints(view.plan, kpi, view.walk)) {
    if (checkpoint.milestone != milestone.number) continue;
    const bool is_long = std::abs(kpi.target - kpi.baseline) >= 10;  // then nobody reads its tenths
    const double value = is_long ? std::round(checkpoint.value) : checkpoint.value;
    return planner::text(Ref{Kind::kpi, kpi.number}) + " should read " + say_value(kpi, value);
  }
  return "";
}

std::vector<std::string> row_of(const View& view, const planner::Milestone& milestone, bool is_next) {
  const Ref ref{Kind::milestone, milestone.number};
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  std::string date;
  if (milestone.reached) {
    date = say_date(std::chrono::floor<std::chrono::days>(*milestone.reached), view.today);
  } else if (slot != nullptr) {
    date = say_local(slot->latest_finish, view.today);
  }
  const auto reading = is_next ? say_checkpoint(view, milestone) : "";
  if (!reading.empty()) date += " · " + reading;
  return {milestone.reached ? "●" : "○", named(view.plan, ref), date};
}

std::string say_next(const View& view) {
  if (!view.walk) return "";
  std::string text;
  int count = 0;
  for (const auto& advice : planner::advice(view.plan, *view.walk, view.forecast, std::nullopt)) {
    if (++count <= 2) text += (text.empty() ? "" : " · ") + say_next_briefly(view, advice);
  }
  return text;
}

void add_progress(chat::Message& card, const View& view) {
  const auto& plan = view.plan;
  const auto coming = std::ranges::find_if(plan.milestones, [](const auto& milestone) { return !milestone.reached; });
  const std::size_t most = plan.goal.announcement || plan.goal.audience ? most_rows - 1 : most_rows;
  Rows rows;
  for (auto milestone = plan.milestones.begin(); milestone != plan.milestones.end() && rows.rows.size() < most; ++milestone) {
    rows.rows.push_back(row_of(view, *milestone, milestone == coming));
  }
  if (!rows.rows.empty()) card.blocks.push_back(rows);
  std::size_t shown = 0;
  for (const auto& kpi : plan.kpis) {
    if (++shown <= 2) card.blocks.push_back(line(say_kpi(view, kpi)));
  }
  if (const auto* risk = top_risk(plan)) card.blocks.push_back(line("Top risk: " + say_risk(view, *risk)));
  if (const auto next = say_next(view); !next.empty()) card.blocks.push_back(line("Next: " + next));
}

std::size_t lines_of(const chat::Message& card) {
  std::size_t count = 1;
  for (const auto& block : card.blocks) {
    const auto* rows = std::get_if<Rows>(&block);
    count += rows == nullptr ? 1 : rows->rows.size();
  }
  return count;
}

/// What the goal is for, in the words of those who set it: on every card, whatever else changes.
void add_vision(chat::Message& card, const planner::Plan& plan) {
  const auto& vision = plan.goal.announcement ? plan.goal.announcement : plan.goal.audience;
  if (vision) card.blocks.push_back(quiet_line(quoted(*vision)));
}

/// All of the card but its buttons.
chat::Message said_on_card(const View& view) {
  const auto& plan = view.plan;
  const std::string state = plan.closed_at ? " · closed" : plan.is_committed ? " · v" + std::to_string(plan.version) : "";
  chat::Message result{{chat::strong(plan.key + " · " + plan.goal.title + state)}, {}};
  const std::string goal = plan.goal.due ? say_moment(*plan.goal.due, view.today) : "no date yet";
  const std::string owner = name_of(view.state, plan.owner);
  add_vision(result, plan);
  if (plan.is_committed) {
    result.blocks.push_back(line("Goal: " + goal + " · owner " + owner + (plan.closed_at ? "" : " · " + say_health(view))));
    if (!plan.closed_at) add_progress(result, view);
    if (view.planned && lines_of(result) + 2 <= most_lines)
      result.blocks.push_back(quiet_line("Planned " + say_effort(*view.planned) + "."));
    return result;
  }
  result.blocks.push_back(line("Goal: " + goal + "."));
  const auto wanted = next_question(plan);
  const std::string step = wanted ? " Step " + std::to_string(wanted->step) + " of 4 · " + step_name(wanted->step) + "." : "";
  result.blocks.push_back(quiet_line("Draft by " + owner + "." + (plan.closed_at ? "" : " Anyone can help in the thread.") + step));
  if (!plan.parked.empty()) result.blocks.push_back(line("Parked: " + list_parked(plan) + "."));
  return result;
}

/// Those of the plan's key and of whether it is a draft or closed, no more: what is said tells all of it.
Buttons buttons_of(const planner::Plan& plan) {
  if (plan.closed_at) {
    return {{{"Status", in_plan(plan, "status"), Weight::normal},
             {"Retrace", in_plan(plan, "retrace"), Weight::normal},
             {"Reopen", in_plan(plan, "reopen"), Weight::normal},
             {"Help", "help", Weight::normal}}};
  }
  if (plan.is_committed) {
    return {{{"Status", in_plan(plan, "status"), Weight::normal},
             {"Next", in_plan(plan, "next"), Weight::normal},
             {"Retrace", in_plan(plan, "retrace"), Weight::normal},
             {"Timeline", in_plan(plan, "timeline"), Weight::normal},
             {"Help", "help", Weight::normal}}};
  }
  return {{{"Go on", in_plan(plan, "walk"), Weight::normal},
           {"Do it in a form", in_plan(plan, "answer form"), Weight::normal},
           {"Status", in_plan(plan, "status"), Weight::normal},
           {"Help", "help", Weight::normal}}};
}

}  // namespace

chat::Message card(const View& view) {
  auto result = said_on_card(view);
  result.blocks.push_back(buttons_of(view.plan));
  return result;
}

std::optional<chat::Message> changed_card(const View& before, const View& after) {
  auto result = said_on_card(after);
  if (result == said_on_card(before)) return std::nullopt;
  result.blocks.push_back(buttons_of(after.plan));
  return result;
}

}  // namespace backwalk::talk
