// What is told beside the walk's questions: what is there already, what was meant for another question, what a question means.
#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;
using planner::Topic;

chat::Button ask_again(const planner::Plan& plan) { return {"Ask me again", in_plan(plan, "walk"), Weight::normal}; }

/// The command that gives the answer to what was asked then; empty where there is none.
std::string answer_to(planner::Asked asked, const std::string& text) {
  switch (asked.topic) {
    case Topic::announcement:
      return "answer announcement: " + text;
    case Topic::audience:
      return "answer audience: " + text;
    case Topic::not_done_unless:
      return "answer unless: " + text;
    case Topic::due:
      return "goal by " + text;
    case Topic::metrics:
      return "kpi add " + text;
    case Topic::milestones:
      return "milestone " + text;
    case Topic::steps:
      return "before " + planner::text(asked.about.value_or(planner::Ref{})) + " " + text;
    default:
      return "";
  }
}

/// What is asked, in a few words.
std::string topic_said(const planner::Plan& plan, planner::Asked asked) {
  switch (asked.topic) {
    case Topic::announcement:
      return "the announcement";
    case Topic::audience:
      return "who it is for";
    case Topic::not_done_unless:
      return "what makes it not done";
    case Topic::due:
      return "the date";
    case Topic::metrics:
      return "the number";
    case Topic::outcome:
      return "the outcome";
    case Topic::milestones:
      return "the milestones";
    case Topic::certain:
      return "whether the goal is certain";
    case Topic::steps:
      return "what comes before " + named(plan, asked.about.value_or(planner::Ref{}));
    case Topic::parked:
      return "what is parked";
    case Topic::cadence:
      return "how often the plan is walked again";
    case Topic::acceptance:
      return "who accepts";
    default:
      return "the question";
  }
}

}  // namespace

chat::Message is_there_already(const planner::Plan& plan, planner::Ref item) {
  return message(named(plan, item) + " is there already, so nothing was noted.", {Buttons{{ask_again(plan)}}});
}

chat::Message say_as_state(const planner::Plan& plan, const std::string& text, const std::string& state) {
  return message(quoted(text) + " says what is not. What will be true instead?",
                 {quiet_line("For example: " + state), Buttons{{{"“" + state + "”", in_plan(plan, "answer " + state), Weight::normal},
                                                                {"As I said it", in_plan(plan, "answer " + text), Weight::normal}}}});
}

chat::Message who_checks(const planner::Plan& plan) {
  return message(
      "Then somebody says on the day whether it is true: who checks?",
      {quiet_line(plan.is_private ? "For example: checked by me" : "For example: checked by @legal"),
       Buttons{{{"I check it", in_plan(plan, "answer checked by me"), Weight::normal}, {"Skip", in_plan(plan, "skip"), Weight::normal}}}});
}

chat::Message walk_waits(const planner::Plan& plan) {
  return message("The walk of " + plan.key + " waits for as long as you like; nothing is lost. walk goes on with it.",
                 {Buttons{{{"Go on", in_plan(plan, "walk"), Weight::normal}}}});
}

chat::Message explained(const planner::Plan& plan, Topic topic) {
  std::string text = "An answer in your own words is enough, and skip leaves the question for now.";
  if (topic == Topic::milestones)
    text =
        "A milestone is something that anybody can see to be true, and without which the goal cannot be. "
        "For example: 20 customers finished the beta. enough ends the list.";
  if (topic == Topic::certain)
    text = "Think that all milestones are true: can the goal still fail? Then something is missing, and you can say what. Else: yes.";
  if (topic == Topic::steps)
    text =
        "Think of that moment, and of what is done or true just before it. Say what is done, how long it takes and who does it; "
        "“nothing before it” if it can start now; “enough” to go on with the next milestone.";
  if (topic == Topic::parked)
    text =
        "It was said where a state was asked for, and is something to do. Say before which step or milestone it is done, as in: before A1; "
        "drop, if it is not needed; or later.";
  if (topic == Topic::cadence)
    text = "A plan is a guess. So often it is looked at again: what changed, what goes, what was learned. For example: every 2 weeks.";
  if (topic == Topic::metrics)
    text =
        "Something that can be counted, with its value today and the one that shows that it worked. For example: orders a week from 3 to "
        "40. "
        "Where it is simply yes or no: checked by me.";
  return message(text, {Buttons{{ask_again(plan), {"Learn the method", "learn", Weight::normal}}}});
}

chat::Message was_answered(const planner::Plan& plan, const std::string& who, planner::Asked old, planner::Asked now,
                           const std::string& text) {
  Buttons buttons;
  if (const auto command = answer_to(old, text); !command.empty() && !text.empty())
    buttons.buttons.push_back({"For " + topic_said(plan, old), in_plan(plan, command), Weight::normal});
  if (!text.empty()) buttons.buttons.push_back({"For " + topic_said(plan, now), in_plan(plan, "answer " + text), Weight::normal});
  buttons.buttons.push_back(ask_again(plan));
  const std::string what = text.empty() ? "Nothing was done." : "For which question is " + quoted(text) + "? Nothing was noted yet.";
  return message(who + " has just answered about " + topic_said(plan, old) + ", so I ask about " + topic_said(plan, now) + " now. " + what,
                 {buttons});
}

}  // namespace backwalk::talk
