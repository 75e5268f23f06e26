#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

using chat::Button;
using chat::Buttons;
using chat::Weight;
using planner::Kind;
using planner::Topic;

Buttons skip_button(const planner::Plan& plan) { return {{Button{"Skip", in_plan(plan, "skip"), Weight::normal}}}; }

chat::Message ask_steps(const planner::Plan& plan, const NextQuestion& question, bool is_more) {
  const auto about = question.asked.about.value_or(planner::Ref{});
  const bool is_first = about.kind != Kind::action;
  std::string text;
  if (is_more) {
    text = "What else must be true just before " + named(plan, about) + "?";
  } else if (is_first) {
    text = "For " + named(plan, about) + ": what is the very last thing done? Say it with how long it takes and who does it.";
  } else {
    text = "Just before " + named(plan, about) + ", what must be done?";
  }
  Buttons buttons;
  if (!is_first) buttons.buttons.push_back({"Nothing before it", in_plan(plan, "answer nothing before it"), Weight::normal});
  buttons.buttons.push_back({"That's enough", in_plan(plan, "enough"), Weight::normal});
  return message(text, {quiet_line("For example: fix beta findings 2/4/9d owner @dev"), buttons});
}

chat::Message ask_line(const planner::Plan& plan, Topic topic, planner::Date today) {
  switch (topic) {
    case Topic::due:
      return message("By when must " + quoted(plan.goal.title) + " be true?",
                     {quiet_line("For example: 30 oct, or in 8 weeks"), skip_button(plan)});
    case Topic::announcement: {
      const std::string day = plan.goal.due ? "It is " + say_date(plan.goal.due->date, today) + " and it worked." : "It worked.";
      return message(day + " In one line, what does the announcement say?", {skip_button(plan)});
    }
    case Topic::audience:
      return message("Who is it for, and what do they get that they lack now?", {skip_button(plan)});
    case Topic::not_done_unless:
      return message("What would make you say “not done”, even if everything else is there?", {skip_button(plan)});
    case Topic::metrics:
      return message("Which number will tell that it worked, from today's value to the target? If it is simply yes or no, say who checks.",
                     {quiet_line("For example: EU waitlist companies from 40 to 100 by 30 oct, or: checked by @legal"), skip_button(plan)});
    case Topic::milestones:
    case Topic::steps:
    case Topic::owner:
    case Topic::cadence:
    case Topic::reading:
    case Topic::standup:
      break;
  }
  return message("");
}

chat::Message ask_milestones(const planner::Plan& plan, planner::Date today, bool is_more) {
  Buttons buttons;
  if (!plan.milestones.empty()) buttons.buttons.push_back({"That's enough", in_plan(plan, "enough"), Weight::normal});
  buttons.buttons.push_back({"Skip", in_plan(plan, "skip"), Weight::normal});
  if (is_more) {
    return message("What else must be true before the goal?", {quiet_line("Three to seven milestones are plenty."), buttons});
  }
  const std::string from =
      plan.goal.due ? "Walking back from " + say_date(plan.goal.due->date, today) + ": what" : "Walking back from the goal: what";
  return message(from + " must be true just before it? Say states, not tasks; three to seven is plenty.",
                 {quiet_line("For example: 20 customers finished the beta by T-1w owner @legal"), buttons});
}

chat::Message ask_cadence(const planner::Plan& plan, const turn::State& state, planner::Date today) {
  auto result = message("We have arrived at today. How often shall the plan be walked again?");
  const auto view = view_of(plan, state, today);
  const auto walk = retraced(view);
  result.blocks.insert(result.blocks.end(), walk.blocks.begin(), walk.blocks.end());
  result.blocks.push_back(Buttons{{{"Every week", in_plan(plan, "commit every 1w"), Weight::normal},
                                   {"Every 2 weeks", in_plan(plan, "commit every 2w"), Weight::primary},
                                   {"Every 4 weeks", in_plan(plan, "commit every 4w"), Weight::normal}}});
  return result;
}

}  // namespace

std::string step_name(int step) {
  switch (step) {
    case 1:
      return "The end";
    case 2:
      return "Milestones";
    case 3:
      return "Back from the last step";
    default:
      return "Staying honest";
  }
}

chat::Message ask(const planner::Plan& plan, const NextQuestion& question, const turn::State& state, planner::Date today, bool is_more) {
  chat::Message result;
  switch (question.asked.topic) {
    case Topic::due:
    case Topic::announcement:
    case Topic::audience:
    case Topic::not_done_unless:
    case Topic::metrics:
    case Topic::owner:
      result = ask_line(plan, question.asked.topic, today);
      break;
    case Topic::milestones:
      result = ask_milestones(plan, today, is_more);
      break;
    case Topic::steps:
      result = ask_steps(plan, question, is_more);
      break;
    case Topic::cadence:
      result = ask_cadence(plan, state, today);
      break;
    case Topic::reading:
    case Topic::standup:
      break;  // asked by the clock
  }
  result.blocks.insert(result.blocks.begin(), chat::Progress{question.step, 4, step_name(question.step)});
  return result;
}

chat::Message arrived(const planner::Plan& plan, const turn::State& state, planner::Date today) {
  const auto view = view_of(plan, state, today);
  if (const auto start = say_start_here(view)) return message("The walk has arrived. " + *start);
  return message("The walk has arrived.");
}

}  // namespace backwalk::talk
