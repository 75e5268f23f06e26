#include "bot/cli/plan_level.hpp"

#include <algorithm>
#include <boost/system/result.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "bot/cli/plan_text.hpp"
#include "bot/cli/project_file.hpp"
#include "bot/cli/project_team.hpp"
#include "bot/cli/psplib_file.hpp"

namespace backwalk::cli {
namespace {

using Ordered = nlohmann::ordered_json;
using planner::Levelled;
using Clock = std::chrono::steady_clock;

/// PSPLIB files begin with a line of stars, the neutral form with a brace.
bool is_psplib(const std::string& file, const std::string& text) { return file.ends_with(".sm") || text.substr(0, 1) == "*"; }

struct Answer {
  Levelled levelled{};
  double milliseconds = 0;
  Ordered tasks = Ordered::array();
};
using Answered = boost::system::result<Answer, std::string>;

Answer level_and_time(const planner::Network& network, const planner::Workload& workload) {
  const auto before = Clock::now();
  Answer answer{.levelled = planner::level(network, workload)};
  answer.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - before).count();
  return answer;
}

Answered level_psplib(const std::string& text) {
  const auto project = read_psplib(text);
  if (!project) return project.error();
  auto answer = level_and_time(project->network, project->workload);
  const auto& places = answer.levelled.places;
  const auto earlier = [](const planner::Place& a, const planner::Place& b) { return a.start < b.start; };
  const auto first = std::min_element(places.begin(), places.end(), earlier)->start;
  for (std::size_t i = 0; i < places.size(); ++i) {
    answer.tasks.push_back(
        {{"id", project->ids[i]}, {"start", (places[i].start - first).count()}, {"finish", (places[i].finish - first).count()}});
  }
  return answer;
}

Answered level_neutral(const std::string& text, std::optional<Instant> now) {
  const auto document = nlohmann::json::parse(text, nullptr, false);
  if (document.is_discarded()) return say_not_json(text);
  auto read = read_parsed_project(document);
  if (!read) return read.error();
  if (const auto problem = now ? begin_on(*read, *now) : std::nullopt) return *problem;
  const auto team = read_team(document, std::move(*read));
  if (!team) return team.error();
  auto answer = level_and_time(team->project.network, team->workload);
  const auto& places = answer.levelled.places;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& id = team->project.ids[i];
    if (!is_writable(places[i].start) || !is_writable(places[i].finish)) return "task \"" + id + "\" falls outside the years 1 to 9999";
    answer.tasks.push_back({{"id", id}, {"start", instant_text(places[i].start)}, {"finish", instant_text(places[i].finish)}});
  }
  return answer;
}

}  // namespace

int plan_level(const std::string& file, std::optional<Instant> now, std::ostream& out, std::ostream& err) {
  const auto text = text_of_file(file);
  const auto answer = !text ? Answered{say(text.error())} : is_psplib(file, *text) ? level_psplib(*text) : level_neutral(*text, now);
  if (!answer) {
    err << file << ": " << answer.error() << '\n';
    return 1;
  }
  const auto& levelled = answer->levelled;
  out << Ordered{{"makespan", levelled.makespan},   {"lower_bound", levelled.lower_bound}, {"gap", planner::gap(levelled)},
                 {"schedules", levelled.schedules}, {"ms", answer->milliseconds},          {"tasks", answer->tasks}}
             .dump()
      << '\n';
  return 0;
}

}  // namespace backwalk::cli
