#include "bot/cli/plan_schedule.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "bot/cli/plan_text.hpp"
#include "bot/cli/project_file.hpp"

namespace backwalk::cli {
namespace {

using Ordered = nlohmann::ordered_json;
using planner::Slot;

bool are_writable(const Slot& slot) {
  const auto instants = {slot.latest_start, slot.latest_finish, slot.latest_finish_raw, slot.earliest_start, slot.earliest_finish};
  return std::all_of(instants.begin(), instants.end(), is_writable);
}

Ordered task_json(const std::string& id, const Slot& slot) {
  return {{"id", id},
          {"ls", instant_text(slot.latest_start)},
          {"lf", instant_text(slot.latest_finish)},
          {"lf_raw", instant_text(slot.latest_finish_raw)},
          {"es", instant_text(slot.earliest_start)},
          {"ef", instant_text(slot.earliest_finish)},
          {"float_min", slot.total_float},
          {"free_min", slot.free_float},
          {"critical", slot.is_critical ? 1 : 0},
          {"driving", slot.is_driving ? 1 : 0}};
}

}  // namespace

int plan_schedule(const std::string& file, std::ostream& out, std::ostream& err) {
  const auto refuse = [&](const std::string& why) {
    err << file << ": " << why << '\n';
    return 1;
  };
  const auto text = text_of_file(file);
  if (!text) return refuse("this file cannot be read");
  const auto project = read_project(*text);
  if (!project) return refuse(project.error());

  const auto schedule = planner::schedule(project->network);
  Ordered tasks = Ordered::array();
  for (std::size_t i = 0; i < schedule.slots.size(); ++i) {
    if (!are_writable(schedule.slots[i])) return refuse("task \"" + project->ids[i] + "\" falls outside the years 1 to 9999");
    tasks.push_back(task_json(project->ids[i], schedule.slots[i]));
  }
  out << Ordered{{"feasible", schedule.is_feasible}, {"late_min", schedule.late_minutes}, {"tasks", std::move(tasks)}}.dump() << '\n';
  return 0;
}

}  // namespace backwalk::cli
