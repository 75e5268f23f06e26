#include "bot/cli/plan_schedule.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "bot/cli/plan_text.hpp"
#include "bot/cli/project_file.hpp"

namespace backwalk::cli {
namespace {

using planner::LocalTime;
using planner::Slot;

/// "2026-03-02T09:00"
void write_instant(LocalTime t, std::string& text) {
  const auto date = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day day{date};
  const auto minutes = static_cast<int>((t - date).count());
  const auto digits = [&](int number, int places, char before = '"') {
    text += before;
    for (int unit = places == 4 ? 1000 : 10; unit > 0; unit /= 10) text += static_cast<char>('0' + number / unit % 10);
  };
  digits(static_cast<int>(day.year()), 4);
  digits(static_cast<int>(static_cast<unsigned>(day.month())), 2, '-');
  digits(static_cast<int>(static_cast<unsigned>(day.day())), 2, '-');
  digits(minutes / 60, 2, 'T');
  digits(minutes % 60, 2, ':');
  text += '"';
}

bool is_slot_writable(const Slot& slot) {
  const auto instants = {slot.latest_start, slot.latest_finish, slot.latest_finish_raw, slot.earliest_start, slot.earliest_finish};
  return std::all_of(instants.begin(), instants.end(), is_writable);
}

/// By hand: of a document in memory 10,000 tasks would cost as much again as all the rest.
void write_task(const std::string& id, const Slot& slot, std::string& text) {
  const auto instant = [&](const char* name, LocalTime t) {
    text += name;
    write_instant(t, text);
  };
  text += "{\"id\":" + nlohmann::json(id).dump();
  instant(",\"ls\":", slot.latest_start);
  instant(",\"lf\":", slot.latest_finish);
  instant(",\"lf_raw\":", slot.latest_finish_raw);
  instant(",\"es\":", slot.earliest_start);
  instant(",\"ef\":", slot.earliest_finish);
  text += ",\"float_min\":" + std::to_string(slot.total_float) + ",\"free_min\":" + std::to_string(slot.free_float);
  text += slot.is_critical ? ",\"critical\":1" : ",\"critical\":0";
  text += slot.is_driving ? ",\"driving\":1}" : ",\"driving\":0}";
}

}  // namespace

int plan_schedule(const std::string& file, std::optional<Instant> now, std::ostream& out, std::ostream& err) {
  const auto refuse = [&](const std::string& why) {
    err << file << ": " << why << '\n';
    return 1;
  };
  const auto text = text_of_file(file);
  if (!text) return refuse(say(text.error()));
  auto project = read_project(*text);
  if (!project) return refuse(project.error());

  if (const auto problem = now ? begin_on(*project, *now) : std::nullopt) return refuse(*problem);
  const auto schedule = planner::schedule(project->network);
  std::string result = schedule.is_feasible ? "{\"feasible\":true" : "{\"feasible\":false";
  result += ",\"late_min\":" + std::to_string(schedule.late_minutes) + ",\"tasks\":[";
  for (std::size_t i = 0; i < schedule.slots.size(); ++i) {
    if (!is_slot_writable(schedule.slots[i])) return refuse("task \"" + project->ids[i] + "\" falls outside the years 1 to 9999");
    if (i > 0) result += ',';
    write_task(project->ids[i], schedule.slots[i], result);
  }
  out << result << "]}\n";
  return 0;
}

}  // namespace backwalk::cli
