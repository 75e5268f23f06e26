// What is told of templates.
#include <algorithm>

#include "bot/talk/act_template.hpp"

namespace backwalk::talk {

chat::Message templates_listed() {
  auto result = message("Plans to begin with. Each is walked back from your date; everything in it can be changed.");
  chat::Rows rows;
  for (const auto& each : templates()) {
    rows.rows.push_back({std::string(each.name), each.is_personal ? "for you" : "for a team", std::to_string(each.weeks) + " weeks",
                         std::string(each.about)});
  }
  result.blocks.emplace_back(std::move(rows));
  result.blocks.push_back(
      quiet_line("For example: template launch Self-serve billing by 18 dec. One for you is private in a direct message."));
  return result;
}

chat::Message no_such_template(const std::string& name) {
  std::string names;
  for (const auto& each : templates()) names += (names.empty() ? "" : ", ") + std::string(each.name);
  return message("There is no template called " + quoted(name) + ". There are " + names + ".",
                 {quiet_line("For example: template launch Self-serve billing by 18 dec")});
}

chat::Message no_sprints(const PlanTemplate& chosen) {
  return message("The template " + std::string(chosen.name) + " has no sprints, so “every” means nothing to it.",
                 {quiet_line("For example: template project Billing by 18 dec every 3w")});
}

chat::Message template_told(const View& view, const PlanTemplate& chosen, const std::vector<planner::Ref>& undated) {
  const auto& plan = view.plan;
  auto result =
      message("From the template " + std::string(chosen.name) + ": " + count_of(plan.milestones.size(), "milestone", "milestones") +
              " and " + count_of(plan.actions.size(), "action", "actions") + ", last to first. Change what is different for you.");
  const auto walked = retraced(view);
  result.blocks.insert(result.blocks.end(), walked.blocks.begin(), walked.blocks.end());
  for (const auto& risk : plan.risks) {
    result.blocks.push_back(
        line("R" + std::to_string(risk.number) + " " + risk.words + (risk.watch ? "; watch: " + *risk.watch : "") + "."));
  }
  if (!undated.empty()) {
    result.blocks.push_back(line("Without a date of " + std::string(undated.size() == 1 ? "its" : "their") +
                                 " own, because that has passed: " + list_of(plan, undated) + "."));
  }
  return result;
}

chat::Message template_too_near(const TooNear& near) {
  const auto& plan = near.view.plan;
  auto result = message("The template " + std::string(near.chosen.name) + " does not fit before " +
                        say_date(plan.goal.due->date, near.view.today) + ". Nothing is done yet.");
  if (near.days_past > 0) {
    result.blocks.push_back(
        line("Its first milestone would have been due " + count_of(static_cast<std::size_t>(near.days_past), "day", "days") + " ago."));
  }
  if (const auto late = say_late(near.view)) result.blocks.push_back(line(*late));
  chat::Buttons buttons;
  if (near.later) {
    const std::string date = say_date(*near.later, near.view.today);
    result.blocks.push_back(line("In whole weeks, the first date by which all of it fits: " + date + "."));
    buttons.buttons.push_back({"Begin with " + date, near.later_command, chat::Weight::primary});
  }
  buttons.buttons.push_back({"Make it all the same", near.anyway_command, chat::Weight::normal});
  result.blocks.emplace_back(std::move(buttons));
  return result;
}

}  // namespace backwalk::talk
