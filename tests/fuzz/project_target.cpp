#include <cstdlib>
#include <nlohmann/json.hpp>

#include "bot/cli/project_doubt.hpp"
#include "bot/cli/project_file.hpp"
#include "bot/cli/project_team.hpp"
#include "tests/fuzz/target.hpp"

namespace backwalk::fuzz {

std::vector<std::string> seeds() {
  return {R"({"format":"bwp-neutral/1","name":"p","seed":1,"timezone":"UTC","minutes_per_day":480,
"project":{"start":"2026-01-05T00:00","end":"2026-12-30T00:00"},"goal":{"id":"goal","due":"2026-06-19T17:00"},"risks":[{"id":"r1","probability":0.3,"task":"t2","delay":{"o":1,"m":2,"p":8}}],
"drivers":[{"id":"d1","tasks":["t1","t4"],"spread":0.25}],
"calendars":[{"id":"std","week":{"mon":[["09:00","17:00"]],"tue":[["09:00","12:00"],["13:00","24:00"]]},"holidays":["2026-04-14","2026-05-25"]},
{"id":"six","week":{"sat":[["06:00","14:00"]],"mon":[["06:00","14:00"]]},"holidays":[]}],"default_calendar":"std",
"owners":[{"id":"o1","capacity":1,"calendar":"std"},{"id":"o2","capacity":2,"calendar":"six"}],
"tasks":[{"id":"t1","name":"a","duration_days":2.5,"predecessors":[],"owner":"o1","estimate":{"o":1,"m":2.5,"p":5}},
{"id":"t2","name":"b","duration_days":1,"predecessors":["t1"],"owner":"o1","lags":{"t1":{"days":2,"kind":"working"}}},
{"id":"t3","name":"c","duration_days":0,"predecessors":["t1"],"owner":"o2","lags":{"t1":{"days":3,"kind":"elapsed"}}},
{"id":"t4","name":"d","duration_days":4,"predecessors":["t3"],"owner":"o2","calendar":"six"},
{"id":"goal","name":"g","duration_days":0,"predecessors":["t2","t4"],"owner":null}]})"};
}

bool attempt(std::string_view text) {
  const auto document = nlohmann::json::parse(text, nullptr, false);
  auto project = cli::read_project(text);
  if (!project && project.error().empty()) std::abort();
  if (!project) return false;
  planner::schedule(project->network);
  const auto doubt = cli::read_doubt(text, *project);
  if (!doubt && doubt.error().empty()) std::abort();
  if (doubt) {
    const auto found = planner::forecast(project->network, doubt->doubt, {.samples = 64});
    if (found && !(found->goal.chance >= 0 && found->goal.chance <= 1)) std::abort();
  }
  const auto team = cli::read_team(document, std::move(*project));
  if (!team && team.error().empty()) std::abort();
  if (!team) return false;
  const auto levelled = planner::level(team->project.network, team->workload);
  if (levelled.makespan < levelled.lower_bound) std::abort();
  return true;
}

}  // namespace backwalk::fuzz
