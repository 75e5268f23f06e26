// What several plans want at once.
#include "bot/talk/words_doing.hpp"

namespace backwalk::talk {
namespace {

std::string when_due(const Due& due, planner::Date today) {
  return due.when ? due.what + " " + say_local(*due.when, today) : due.what.empty() ? "no date" : "no date yet";
}

std::string count_plans(std::size_t plans) { return std::to_string(plans) + (plans == 1 ? " plan" : " plans"); }

}  // namespace

chat::Message mine_listed(const std::vector<Due>& dues, std::size_t count, std::size_t plans, planner::Date today) {
  if (count == 0) return message("Nothing is yours in the plans that you can see.", {quiet_line("For example: take A4")});
  chat::Message result{
      {chat::strong((count == 1 ? "1 thing is" : std::to_string(count) + " things are") + std::string(" yours, in ") + count_plans(plans))},
      {}};
  chat::Rows rows;
  for (const auto& due : dues) rows.rows.push_back({due.record->plan.key, named(due.record->plan, due.ref), when_due(due, today)});
  result.blocks.push_back(rows);
  if (count > dues.size()) result.blocks.push_back(quiet_line("and " + std::to_string(count - dues.size()) + " more, due later."));
  return result;
}

}  // namespace backwalk::talk
