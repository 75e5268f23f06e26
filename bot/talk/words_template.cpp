// What is told of templates.
#include <algorithm>

#include "bot/talk/act_template.hpp"

namespace backwalk::talk {

chat::Message templates_listed(const std::vector<const planner::Plan*>& kept) {
  auto result = message("Plans to begin with. Each is walked back from your date; everything in it can be changed.");
  chat::Rows rows;
  for (const auto& each : templates()) {
    rows.rows.push_back({std::string(each.name), each.is_personal ? "for you" : "for a team", std::to_string(each.weeks) + " weeks",
                         std::string(each.about)});
  }
  for (const auto* plan : kept) {
    rows.rows.push_back({*plan->template_name, plan->is_private ? "for you" : "yours", "", "as " + plan->key + ", " + plan->goal.title});
  }
  result.blocks.emplace_back(std::move(rows));
  result.blocks.push_back(
      quiet_line("For example: template launch Self-serve billing by 18 dec. One for you is private in a direct message."));
  result.blocks.push_back(
      quiet_line("A plan that went well can be begun again, too: template KEY TITLE by DATE. Once it is closed, “template save NAME” puts "
                 "it on this list."));
  return result;
}

chat::Message no_such_template(const std::string& name) {
  std::string names;
  for (const auto& each : templates()) names += (names.empty() ? "" : ", ") + std::string(each.name);
  return message(
      "There is no template called " + quoted(name) + ". There are " + names + "; the key of a plan that you can see will do, too.",
      {quiet_line("For example: template launch Self-serve billing by 18 dec")});
}

chat::Message no_template_name(const std::string& name, bool is_taken) {
  const std::string why = name.empty() ? std::string("A template needs a name.")
                          : is_taken   ? quoted(name) + " means something already."
                                       : quoted(name) + " is no name for a template: it is small letters, digits and at least one dash.";
  return message(why, {quiet_line("For example: template save beta-launch")});
}

chat::Message not_over_yet(const planner::Plan& plan) {
  return message(plan.key + " is not closed, and a template is kept of a plan that is over. Its key does as a template already.",
                 {quiet_line("For example: template " + plan.key + " Next launch by 18 dec")});
}

chat::Message template_of_another(const std::string& name, const std::string& key) {
  return message("There is a template " + quoted(name) + " already, of " + key + " and somebody else, so nothing was saved.",
                 {quiet_line("For example: template save " + name + "-2")});
}

chat::Message template_named(const planner::Plan& plan, const std::string& name) {
  return message(plan.key + " is kept as the template " + name + ".",
                 {quiet_line("For example: template " + name + " Next launch by 18 dec")});
}

chat::Message no_sprints(const std::string& name) {
  return message("The template " + name + " has no sprints, so “every” means nothing to it.",
                 {quiet_line("For example: template project Billing by 18 dec every 3w")});
}

chat::Message no_date_to_copy(const planner::Plan& plan) {
  return message(plan.key + " has no date, so there is nothing to count back from.",
                 {quiet_line("For example: goal by 30 oct in " + plan.key)});
}

chat::Message template_told(const View& view, const std::string& name, const std::vector<planner::Ref>& undated) {
  const auto& plan = view.plan;
  auto result = message("From the template " + name + ": " + count_of(plan.milestones.size(), "milestone", "milestones") + " and " +
                        count_of(plan.actions.size(), "action", "actions") + ", last to first. Change what is different for you.");
  const auto walked = retraced(view);
  result.blocks.insert(result.blocks.end(), walked.blocks.begin(), walked.blocks.end());
  for (const auto& milestone : plan.milestones) {
    if (milestone.done_when)
      result.blocks.push_back(line("M" + std::to_string(milestone.number) + " is done when " + *milestone.done_when + "."));
  }
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
  auto result = message("The template " + near.name + " does not fit before " + say_date(plan.goal.due->date, near.view.today) +
                        ". Nothing is done yet.");
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
