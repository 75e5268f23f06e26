// Ways back as they are listed: the best few, the best two together, and another date for the goal.
#include <algorithm>

#include "bot/talk/act_decide.hpp"
#include "bot/talk/words_decide.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

using planner::WayBack;

constexpr std::size_t most_ways = 4;

/// The likeliest three that keep the work, one for each item first; then the best that gives some of it up.
std::vector<const WayBack*> picked_ways(const std::vector<WayBack>& ways) {
  std::vector<const WayBack*> result;
  const auto is_taken = [&](const WayBack& way) { return std::find(result.begin(), result.end(), &way) != result.end(); };
  const auto is_about_the_same = [&](const WayBack& way) {
    return std::any_of(result.begin(), result.end(),
                       [&](const WayBack* other) { return other->about == way.about && other->what != WayBack::What::overlap; });
  };
  for (const auto& way : ways) {
    const bool is_other = way.what == WayBack::What::overlap || !is_about_the_same(way);
    if (way.what != WayBack::What::drop && is_other && result.size() + 1 < most_ways) result.push_back(&way);
  }
  for (const auto& way : ways) {
    if (way.what != WayBack::What::drop && !is_taken(way) && result.size() + 1 < most_ways) result.push_back(&way);
  }
  std::stable_sort(result.begin(), result.end(), [](const WayBack* a, const WayBack* b) { return a->chance > b->chance; });
  const auto drop = std::find_if(ways.begin(), ways.end(), [](const WayBack& way) { return way.what == WayBack::What::drop; });
  if (drop != ways.end()) result.push_back(&*drop);
  return result;
}

std::vector<planner::Edit> joint(std::vector<planner::Edit> first, const std::vector<planner::Edit>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// The plan with these edits, looked at.
std::string reached_with(const Context& context, const planner::Plan& plan, const std::vector<planner::Edit>& edits) {
  const auto changed = planner::replay(edits, plan);
  return say_goal_reached(view_of(changed, context.state, plan_today(context, plan)));
}

/// The likeliest two together, where they are likelier than any alone.
std::optional<turn::Way> best_pair(const Context& context, const turn::Record& record, const planner::Plan& plan,
                                   const std::vector<planner::Edit>& more, const std::vector<turn::Way>& ways) {
  std::optional<turn::Way> best;
  double most = 0;
  for (const auto& way : ways) most = std::max(most, way.chance.value_or(0));
  for (std::size_t i = 0; i < ways.size(); ++i) {
    for (std::size_t k = i + 1; k < ways.size(); ++k) {
      if (!can_go_together(plan, ways[i], ways[k])) continue;
      turn::Way both{ways[i].name + "+" + ways[k].name, ways[i].words + " and " + ways[k].words, joint(ways[i].edits, ways[k].edits), {}};
      both.chance = chance_of(context, record, joint(more, both.edits));
      if (!both.chance || *both.chance <= most) continue;
      most = *both.chance;
      best = std::move(both);
    }
  }
  return best;
}

}  // namespace

std::optional<Listed> list_ways(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& more) {
  const auto* known = foretold(context, record, more, turn::Wanted::What::ways_back);
  if (known == nullptr || !known->forecast) return std::nullopt;
  const auto plan = planner::replay(more, record.plan);
  const auto view = view_of(plan, context.state, plan_today(context, plan));
  WaysShown shown{.view = view};
  shown.is_late = view.walk && !view.walk->schedule.is_feasible;
  shown.rows.push_back({"", "as it stands", say_goal_reached(view), say_chance(known->forecast->goal.chance)});

  std::vector<turn::Way> ways;
  for (const auto* way : picked_ways(known->ways)) {
    ways.push_back({std::to_string(ways.size() + 1), way_command(plan, *way), way->edits, way->chance});
    shown.rows.push_back({ways.back().name, way_label(plan, *way), reached_with(context, plan, way->edits), say_chance(way->chance)});
  }
  // What gives work up is listed, but not advised.
  const auto keeping = std::find_if(ways.begin(), ways.end(), [](const turn::Way& way) { return way.words.starts_with("without "); });
  const std::vector<turn::Way> kept_work(ways.begin(), keeping);
  if (!kept_work.empty()) shown.best = kept_work.front().name;
  if (auto pair = best_pair(context, record, plan, more, kept_work)) {
    shown.rows.push_back({pair->name, "together", reached_with(context, plan, pair->edits), say_chance(pair->chance)});
    shown.best = pair->name;
    ways.push_back(std::move(*pair));
  }
  const auto date = planner::date_of(known->forecast->goal.p90 - planner::Minutes{1});
  if (date > plan.goal.due->date) {
    const std::vector<planner::Edit> move{planner::GoalMoved{planner::Moment{date, {}, {}}}};
    const auto chance = chance_of(context, record, joint(more, move));
    const std::string when = say_date(date, view.today);
    shown.rows.push_back({"", "move the goal to " + when, "–", say_chance(chance) + " of " + when});
    shown.move_goal = date;
  }
  auto scenario = kept(context, record, turn::Scenario::What::ways, std::move(ways), more);
  shown.name = name_of_scenario(scenario);
  return Listed{ways_shown(shown), std::move(scenario)};
}

}  // namespace backwalk::talk
