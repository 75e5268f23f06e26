#include "bot/talk/template.hpp"

#include <algorithm>
#include <charconv>

#include "bot/talk/spans_parts.hpp"
#include "generated/templates.hpp"

namespace backwalk::talk {
namespace {

int count_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void put_head(PlanTemplate& made, std::string_view line) {
  const auto name = line.substr(0, line.find(' '));
  const auto at = line.find_first_not_of(' ', name.size());
  const auto value = at == std::string_view::npos ? std::string_view{} : line.substr(at);
  if (name == "family") made.is_personal = value == "personal";
  if (name == "weeks") made.weeks = count_in(value);
  if (name == "sprint") made.sprint_days = count_in(value);
  if (name == "title") made.title = value;
  if (name == "about") made.about = value;
}

PlanTemplate read(const TemplateFile& file) {
  PlanTemplate made;
  made.name = file.name;
  bool is_head = true;
  for (std::string_view text = file.text; !text.empty();) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.empty()) is_head = false;
    if (line.empty() || line.front() == '#') continue;
    if (is_head) {
      put_head(made, line);
    } else {
      made.lines.push_back(line);
    }
  }
  return made;
}

std::vector<PlanTemplate> read_all() {
  std::vector<PlanTemplate> all;
  for (const auto& file : template_files) all.push_back(read(file));
  std::stable_partition(all.begin(), all.end(), [](const PlanTemplate& made) { return !made.is_personal; });
  return all;
}

}  // namespace

const std::vector<PlanTemplate>& templates() {
  static const std::vector<PlanTemplate> all = read_all();
  return all;
}

const PlanTemplate* find_template(std::string_view name) {
  const std::string wanted = parts::bare(name);
  const auto& all = templates();
  const auto found = std::find_if(all.begin(), all.end(), [&](const PlanTemplate& made) { return made.name == wanted; });
  return found == all.end() ? nullptr : &*found;
}

planner::Date sprint_end(planner::Date date, planner::Date from, int days, const planner::WorkingTime& time) {
  // The sprint of `date` is over when its last working day has come; else the one before it is the last that is.
  const auto since = (date - from).count();
  const auto sprints = since >= 0 ? since / days : (since - days + 1) / days;
  planner::Date next = from + std::chrono::days{(sprints + 1) * days};
  for (;; next -= std::chrono::days{days}) {
    auto end = next - std::chrono::days{1};
    while (!time.is_working_day(end)) end -= std::chrono::days{1};
    if (end <= date) return end;
  }
}

}  // namespace backwalk::talk
