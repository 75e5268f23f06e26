// Ways back and routes, in tables.
#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/words_decide.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Rows;
using chat::Weight;
using planner::Kind;
using planner::Ref;
using planner::WayBack;

/// What is then left of a started action, or the work of one that is not.
planner::Minutes work_then(const planner::Plan& plan, const WayBack& way) {
  if (way.left) return *way.left;
  const auto* action = planner::find_action(plan, way.about.number);
  return action == nullptr ? planner::Minutes{0} : planner::duration_of(plan, *action);
}

/// To half days, from one day on.
std::string say_about(planner::Minutes work, const planner::Calendar& calendar) {
  const auto half = calendar.minutes_per_day / 2;
  return told_work(work < 2 * half ? work : (work + half / 2) / half * half, calendar);
}

bool is_started(const planner::Plan& plan, Ref ref) {
  const auto* action = planner::find_action(plan, ref.number);
  return action != nullptr && action->started.has_value();
}

}  // namespace

int name_of_scenario(const turn::Scenario& scenario) {
  constexpr std::int64_t names = 1'000'000;  // a moment has the name of another eleven days later
  return static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(scenario.at.time_since_epoch()).count() % names);
}

std::string way_command(const planner::Plan& plan, const WayBack& way) {
  const std::string about = planner::text(way.about);
  switch (way.what) {
    case WayBack::What::move_dates:
      return "";
    case WayBack::What::drop:
      return "without " + about;
    case WayBack::What::shorten:
      return about + " " + told_work(work_then(plan, way), plan.calendar) + (is_started(plan, way.about) ? " left" : "");
    case WayBack::What::overlap:
      return planner::text(way.with.value_or(Ref{})) + " overlapping " + about;
    case WayBack::What::add_person:
      return "second person on " + about;
  }
  return "";
}

std::string way_label(const planner::Plan& plan, const WayBack& way) {
  const std::string about = named(plan, way.about);
  const auto* action = planner::find_action(plan, way.about.number);
  const std::string then = say_about(work_then(plan, way), plan.calendar);
  switch (way.what) {
    case WayBack::What::move_dates:
      return "";
    case WayBack::What::drop:
      return "without " + about;
    case WayBack::What::shorten:
      if (action == nullptr || action->started) return about + ": " + then + " left";
      return about + " in " + then + " instead of " + told_work(planner::duration_of(plan, *action), plan.calendar);
    case WayBack::What::overlap:
      return named(plan, way.with.value_or(Ref{})) + " begins when half of " + planner::text(way.about) + " is done";
    case WayBack::What::add_person:
      return "a second person on " + about + " (" + then + (is_started(plan, way.about) ? " left)" : ")");
  }
  return "";
}

chat::Message ways_shown(const WaysShown& shown) {
  const auto& plan = shown.view.plan;
  const std::string due = say_due(shown.view);
  auto result = message(plan.key + ": " + (shown.is_late ? "this does not fit before " : "the chance can be better for ") + due +
                        ". What each way gives:");
  Rows table{{{"", "", "goal reached", "chance of " + due}}};
  for (const auto& row : shown.rows) table.rows.push_back({row.name, row.words, row.reached, row.chance});
  result.blocks.emplace_back(std::move(table));
  const bool has_ways = shown.best.has_value();
  const std::string example = has_ways ? "“apply " + *shown.best + " because …” decides, “whatif 1 and A5 6d” tries another. " : "";
  result.blocks.emplace_back(
      quiet_line(example + "The numbers hold for 24 hours, and until something else is changed. Nothing is decided yet."));
  Buttons buttons;
  const std::string seen = " seen " + std::to_string(shown.name);
  if (has_ways) buttons.buttons.push_back({"Apply " + *shown.best, in_plan(plan, "apply " + *shown.best + seen), Weight::primary});
  if (has_ways && *shown.best != "1") buttons.buttons.push_back({"Apply 1", in_plan(plan, "apply 1" + seen), Weight::normal});
  if (shown.move_goal)
    buttons.buttons.push_back({"Move the goal", in_plan(plan, "move goal to " + zones::iso(*shown.move_goal)), Weight::normal});
  buttons.buttons.push_back({"Try another", in_plan(plan, "whatif"), Weight::normal});
  buttons.buttons.push_back({"Why?", in_plan(plan, "chance why"), Weight::normal});
  result.blocks.emplace_back(std::move(buttons));
  return result;
}

chat::Message no_way_needed(const View& view, std::optional<double> chance) {
  if (!view.plan.goal.due)
    return message(view.plan.key + " has no goal date, so nothing can be late.", {quiet_line("For example: goal by 30 oct")});
  return message(
      view.plan.key + " fits before " + say_due(view) + (chance ? ", with a chance of " + say_chance(*chance) : "") +
          ", so no way back is needed.",
      {Buttons{{{"Why?", in_plan(view.plan, "chance why"), Weight::normal}, {"What if", in_plan(view.plan, "whatif"), Weight::normal}}}});
}

chat::Message routes_compared(const View& view, const std::vector<planner::Option>& options, Ref milestone, bool is_shared) {
  const auto& plan = view.plan;
  auto result = message(plan.key + ": routes to " + named(plan, milestone) + ", the best first.");
  Rows table{{{"", "reached", "with 80 %", "chance", "of the goal", "work"}}};
  for (const auto& option : options) {
    table.rows.push_back({option.name, option.earliest_finish ? say_day(*option.earliest_finish, view.today) : "–",
                          option.p80 ? say_day(*option.p80, view.today) : "–", option.chance ? say_chance(*option.chance) : "–",
                          option.goal_chance ? say_chance(*option.goal_chance) : "–", told_work(option.work, plan.calendar)});
  }
  result.blocks.emplace_back(std::move(table));
  result.blocks.emplace_back(
      quiet_line(std::string(is_shared ? "" : "Only you see this. ") + "“apply” with the change behind it makes one of them the plan."));
  return result;
}

chat::Message list_is_full(const planner::Plan& plan, int most) {
  return message("Your list for " + plan.key + " is full: " + std::to_string(most) + " are the most. “replan” begins a new one.",
                 {quiet_line("For example: replan")});
}

chat::Message option_kept(const View& view, const turn::Way& way, const turn::Scenario& scenario, std::optional<Ref> milestone) {
  const auto& plan = view.plan;
  const std::string compare = milestone ? "compare for " + planner::text(*milestone) : "compare";
  std::string names;
  for (const auto& each : scenario.ways) names += (names.empty() ? "O" : ", O") + each.name + " (" + say_way(each, view.today) + ")";
  const std::string whose = scenario.seen_by ? "your" : "the";
  return message("Kept as O" + way.name + " of " + whose + " list for " + plan.key + ": " + say_way(way, view.today) + ".",
                 {quiet_line("The list is " + names + ". It holds for 24 hours, and until something else is changed."),
                  Buttons{{{"Compare", in_plan(plan, compare), Weight::normal},
                           {"Apply O" + way.name,
                            in_plan(plan, "apply " + way.name + " seen " + std::to_string(name_of_scenario(scenario))), Weight::normal}}}});
}

}  // namespace backwalk::talk
