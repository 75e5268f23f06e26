#include "bot/talk/commands_page.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {

chat::Message help() {
  auto result = message("Three to begin with: next (what to do now), kpi (is it working), brief (tell the others).");
  result.blocks.push_back(line("Tell me the finish line; I walk you back to what must start this week: start TITLE by DATE."));
  chat::Rows rows;
  for (const auto& group : command_groups()) {
    std::string names;
    for (const auto* row : group.rows) names += (names.empty() ? "" : " · ") + std::string(row->name);
    rows.rows.push_back({std::string(group.name), names});
  }
  result.blocks.push_back(rows);
  result.blocks.push_back(quiet_line("“help slip” tells how one is said, “learn” tells the method."));
  result.blocks.push_back(quiet_line(
      "Dates: 2026-10-30, 30 oct, fri, next tue, in 3w, T-2w. Durations: 3d, 4h, 2w, 3-8d, 2/3/6d. Anything can end with “in KEY”."));
  return result;
}

chat::Message help(const CommandRow& row) {
  auto result = message(std::string(row.usage) + ": " + std::string(row.purpose));
  result.blocks.push_back(quiet_line("For example: " + std::string(row.example)));
  if (!row.aliases.empty()) {
    std::string others;
    for (const auto alias : row.aliases) others += (others.empty() ? "" : ", ") + std::string(alias);
    result.blocks.push_back(quiet_line("Also: " + others));
  }
  return result;
}

chat::Message greeting() {
  return message(
      "I walk a team back from its finish line: what must be true before, what is done last, down to what starts today. "
      "By when must what be true?",
      {quiet_line("For example: start Self-serve billing live for EU customers by 30 oct"),
       chat::Buttons{{{"Start a walk", "start", chat::Weight::primary},
                      {"Not here", "cancel", chat::Weight::normal},
                      {"Help", "help", chat::Weight::normal}}}});
}

}  // namespace backwalk::talk
