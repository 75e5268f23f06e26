#include "bot/cli/plan_forecast.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "bot/cli/plan_text.hpp"
#include "bot/cli/project_doubt.hpp"

namespace backwalk::cli {
namespace {

using Ordered = nlohmann::ordered_json;

Ordered json(const planner::NetworkForecast& forecast, const planner::Sampling& sampling, const Project& project,
             const ProjectDoubt& doubt) {
  Ordered tasks = Ordered::array(), drivers = Ordered::array();
  for (std::size_t i = 0; i < project.ids.size(); ++i) {
    const auto& node = forecast.nodes[i];
    tasks.push_back({{"id", project.ids[i]},
                     {"safe_start", node.safe_start ? Ordered(instant_text(*node.safe_start)) : Ordered()},
                     {"criticality", node.criticality}});
  }
  for (const auto& driver : forecast.drivers) {
    const auto index = static_cast<std::size_t>(driver.index);
    drivers.push_back({{"kind", driver.is_risk ? "risk" : "task"},
                       {"id", driver.is_risk ? doubt.risks[index] : project.ids[index]},
                       {"chance", driver.chance}});
  }
  const auto& goal = forecast.goal;
  return {{"chance", goal.chance.value_or(0)}, {"samples", sampling.samples},   {"seed", sampling.seed},
          {"p50", instant_text(goal.p50)},     {"p80", instant_text(goal.p80)}, {"p90", instant_text(goal.p90)},
          {"tasks", std::move(tasks)},         {"drivers", std::move(drivers)}};
}

bool are_writable(const planner::NetworkForecast& forecast) {
  const auto is_safe = [](const planner::NodeForecast& node) { return !node.safe_start || is_writable(*node.safe_start); };
  return is_writable(forecast.goal.p50) && is_writable(forecast.goal.p90) &&
         std::all_of(forecast.nodes.begin(), forecast.nodes.end(), is_safe);
}

}  // namespace

int plan_forecast(const ForecastOptions& options, std::ostream& out, std::ostream& err) {
  const auto refuse = [&](const std::string& why) {
    err << options.file << ": " << why << '\n';
    return 1;
  };
  const auto text = text_of_file(options.file);
  if (!text) return refuse(say(text.error()));
  auto project = read_project(*text);
  if (!project) return refuse(project.error());
  const auto doubt = read_doubt(*text, *project);
  if (!doubt) return refuse(doubt.error());
  if (const auto problem = options.now ? begin_on(*project, *options.now) : std::nullopt) return refuse(*problem);

  const planner::Sampling sampling{.seed = options.seed, .samples = options.samples, .level = options.level};
  const auto vectors = options.plain_vectors ? planner::Vectors::plain : planner::Vectors::fastest;
  const auto forecast = planner::forecast(project->network, doubt->doubt, sampling, vectors);
  if (!forecast) return refuse("goal.due: lies too far from the data date");
  if (forecast->goal.is_cut_off)
    return refuse("tasks: one finish in ten lies beyond the horizon of a forecast; the durations are too long");
  if (!are_writable(*forecast)) return refuse("the forecast falls outside the years 1 to 9999");
  out << json(*forecast, sampling, *project, *doubt).dump() << '\n';
  return 0;
}

}  // namespace backwalk::cli
