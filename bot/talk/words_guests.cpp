// What is said of private plans that are shown to somebody.
#include "bot/talk/words.hpp"

namespace backwalk::talk {

chat::Message guests_of(const planner::Plan& plan, const turn::State& state) {
  std::string names;
  for (const auto guest : plan.guests) names += (names.empty() ? "" : ", ") + name_of(state, guest);
  if (names.empty()) return message("Only you can see " + plan.key + ".", {quiet_line("For example: invite @friend")});
  return message("Beside you " + names + " can see " + plan.key + ", and answer in it.", {quiet_line("For example: invite @friend stop")});
}

chat::Message guest_set(const planner::Plan& plan, const std::string& name, bool is_guest) {
  if (!is_guest) return message(name + " cannot see " + plan.key + " any more.");
  return message(name + " can see " + plan.key + " now, and answer in it.", {quiet_line("“invite @PERSON stop” takes it back.")});
}

chat::Message shown_to_guest(const View& view, const std::string& owner, bool is_guest) {
  const auto& plan = view.plan;
  if (!is_guest) return message(owner + " no longer shows you " + plan.key + ".");
  const std::string by = plan.goal.due ? " by " + say_date(plan.goal.due->date, view.today) : "";
  const std::string also = owner.find(' ') == std::string::npos ? plan.key + "/" + owner : address_of(plan);
  auto result = message(owner + " shows you a private plan, " + plan.key + ": " + plan.goal.title + by + ".",
                        {quiet_line("You can answer in it here. Say its key, as in: status in " + plan.key),
                         quiet_line("If you have a " + plan.key + " of your own, say " + also + ".")});
  chat::Buttons buttons{{{"Status", in_plan(plan, "status"), chat::Weight::normal}, {"Plan", in_plan(plan, "plan"), chat::Weight::normal}}};
  if (!plan.is_committed && !plan.closed_at) buttons.buttons.push_back({"Walk", in_plan(plan, "walk"), chat::Weight::normal});
  result.blocks.emplace_back(std::move(buttons));
  return result;
}

chat::Message open_to_all(const planner::Plan& plan) {
  return message(plan.key + " is the team's: everybody here can see it and answer in its thread. “invite” is for a private plan.",
                 {quiet_line("For example: owner A3 @dev")});
}

}  // namespace backwalk::talk
