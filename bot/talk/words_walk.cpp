#include <algorithm>
#include <array>

#include "bot/talk/words_arrival.hpp"
#include "planner/goal_lights.hpp"

namespace backwalk::talk {
namespace {

using chat::Button;
using chat::Buttons;
using chat::Weight;
using planner::Kind;
using planner::Topic;

Button skip_button(const planner::Plan& plan) { return {"Skip", in_plan(plan, "skip"), Weight::normal}; }

/// Below a question that wants words. In a direct message one types; in a channel's thread a form spares the mention and the grammar.
Buttons with_answer(const planner::Plan& plan, std::vector<Button> others) {
  if (!plan.is_private) others.insert(others.begin(), answer_button(plan));
  return {std::move(others)};
}
Buttons answer_or_skip(const planner::Plan& plan) { return with_answer(plan, {skip_button(plan)}); }

/// Another way to look at it, one for each milestone (PRODUCT §4.3, L-P4).
std::string_view divergence(planner::Ref about) {
  constexpr std::array<std::string_view, 4> prompts{"Three different ways that this could come true: which is the shortest?",
                                                    "What would you do in half the time?", "What would you do without a budget?",
                                                    "What if somebody else did it?"};
  return prompts[static_cast<std::size_t>(about.number) % prompts.size()];
}

chat::Message ask_steps(const planner::Plan& plan, const NextQuestion& question, bool is_more) {
  const auto about = question.asked.about.value_or(planner::Ref{});
  const bool is_first = about.kind != Kind::action;
  const auto from = walking_from(plan);
  const auto state = state_just_before(plan, from.value_or(planner::Ref{}));
  std::string text;
  if (is_more) {
    text = "What else must be true just before " + named(plan, about) + "?";
  } else if (is_first) {
    text = "For " + named(plan, about) + ": what is the very last thing done? Say it with how long it takes" +
           (plan.is_private ? "." : " and who does it.");
  } else {
    text = "Just before " + named(plan, about) + ", what must be done or true?";
  }
  Buttons buttons = with_answer(plan, {});
  if (state && !is_first && !plan.is_private) {
    buttons.buttons.push_back({planner::text(*state) + " is true", in_plan(plan, "answer " + planner::text(*state)), Weight::normal});
  }
  if (!is_first) buttons.buttons.push_back({"Nothing before it", in_plan(plan, "answer nothing before it"), Weight::normal});
  buttons.buttons.push_back({"That's enough", in_plan(plan, "enough"), Weight::normal});
  auto result = message(text);
  if (is_first && !is_more) result.blocks.push_back(quiet_line(std::string(divergence(about))));
  result.blocks.push_back(quiet_line(plan.is_private ? "For example: buy shoes 1d" : "For example: fix beta findings 2/4/9d owner @dev"));
  result.blocks.push_back(buttons);
  return result;
}

chat::Message ask_announcement(const planner::Plan& plan, planner::Date today) {
  if (plan.is_private) {
    const std::string day = plan.goal.due ? "It is the evening of " + say_date(plan.goal.due->date, today) + ": what" : "What";
    return message(day + " makes you glad?", {answer_or_skip(plan)});
  }
  const std::string day = plan.goal.due ? "It is " + say_date(plan.goal.due->date, today) + " and it worked." : "It worked.";
  return message(day + " In one line, what does the announcement say?",
                 {Buttons{{Button{"Do it in a form", in_plan(plan, "answer form"), Weight::normal}, skip_button(plan)}}});
}

chat::Message ask_metrics(const planner::Plan& plan) {
  if (plan.is_private) {
    return message("Which number shows that you are getting there, and where is it today?",
                   {quiet_line("For example: longest run from 3 km to 10 km by 8 nov"), answer_or_skip(plan)});
  }
  return message("Which number will tell that it worked, from today's value to the target? If it is simply yes or no, say who checks.",
                 {quiet_line("For example: EU waitlist companies from 40 to 100 by 30 oct, or: checked by @legal"), answer_or_skip(plan)});
}

chat::Message ask_outcome(const planner::Plan& plan) {
  const auto lights = planner::goal_lights(plan);
  return message("“" + lights.task_word + "” is something to do. What will be true, and for whom, when that is done?",
                 {quiet_line("For example: EU customers buy and pay by themselves"),
                  with_answer(plan, {Button{"Keep it", in_plan(plan, "answer keep it"), Weight::normal}})});
}

std::string say_lights(const planner::Plan& plan) {
  const auto off = planner::goal_lights(plan).off;
  if (off.empty()) return "All five goal lights are on.";
  std::string text;
  for (const auto light : off) {
    constexpr std::array<std::string_view, 5> names{"an outcome, not a task", "a number", "a date", "an owner", "for whom it is"};
    text += (text.empty() ? "" : ", ") + std::string(names.at(static_cast<std::size_t>(light)));
  }
  return std::to_string(5 - off.size()) + " of 5 goal lights are on; still off: " + text + ". That blocks nothing.";
}

chat::Message ask_milestones(const planner::Plan& plan, planner::Date today, bool is_more) {
  const auto buttons =
      with_answer(plan, {plan.milestones.empty() ? skip_button(plan) : Button{"That's enough", in_plan(plan, "enough"), Weight::normal}});
  if (plan.is_private && !plan.milestones.empty()) {
    const planner::Ref last{Kind::milestone, plan.milestones.back().number};
    return message("Just before " + named(plan, last) + ", what must be true?", {buttons});
  }
  if (is_more) {
    const std::string plenty = plan.is_lite ? "Three milestones are plenty." : "Three to seven milestones are plenty.";
    return message("What else must be true before the goal?", {quiet_line(plenty), buttons});
  }
  const std::string from =
      plan.goal.due ? "Walking back from " + say_date(plan.goal.due->date, today) + ": what" : "Walking back from the goal: what";
  const std::string example = plan.is_private ? "8 km comfortably by 25 oct" : "20 customers finished the beta by T-1w owner @legal";
  const std::string plenty = plan.is_lite ? "three are plenty." : "three to seven is plenty.";
  auto result =
      message(from + " must be true just before it? Say states, not tasks; " + plenty, {quiet_line("For example: " + example), buttons});
  if (!plan.is_private && !plan.is_lite) result.blocks.insert(result.blocks.begin(), quiet_line(say_lights(plan)));
  return result;
}

chat::Message ask_certain(const planner::Plan& plan) {
  std::vector<planner::Ref> refs;
  for (const auto& milestone : plan.milestones) refs.push_back({Kind::milestone, milestone.number});
  const std::string true_then = refs.size() == 1 ? " is true, is " : " are all true, is ";
  return message("If " + list_of(plan, refs) + true_then + quoted(plan.goal.title) + " certain?",
                 {Buttons{{{"Yes", in_plan(plan, "answer yes"), Weight::normal},
                           {"Something is missing", in_plan(plan, "answer something is missing"), Weight::normal}}}});
}

chat::Message ask_serves(const planner::Plan& plan, planner::Ref milestone) {
  const std::string name = planner::text(milestone);
  return message(named(plan, milestone) + " came after the commit. Does this still serve " +
                     quoted(plan.goal.announcement.value_or(plan.goal.title)) + "? Say what it serves.",
                 {with_answer(plan, {{"Yes", in_plan(plan, "answer yes"), Weight::normal},
                                     {"Drop " + name, in_plan(plan, "drop " + name), Weight::normal},
                                     skip_button(plan)})});
}

chat::Message question_put(const View& view, const NextQuestion& question, bool is_more) {
  const auto& plan = view.plan;
  const auto today = view.today;
  switch (question.asked.topic) {
    case Topic::due:
      return message("By when must " + quoted(plan.goal.title) + " be true?",
                     {quiet_line("For example: 30 oct, or in 8 weeks"), answer_or_skip(plan)});
    case Topic::announcement:
      return ask_announcement(plan, today);
    case Topic::audience:
      return message("Who is it for, and what do they get that they lack now?",
                     {quiet_line("[Answer] asks three more about them, and why."), answer_or_skip(plan)});
    case Topic::not_done_unless:
      return message("What would make you say “not done”, even if everything else is there?", {answer_or_skip(plan)});
    case Topic::metrics:
      return ask_metrics(plan);
    case Topic::outcome:
      return ask_outcome(plan);
    case Topic::milestones:
      return ask_milestones(plan, today, is_more);
    case Topic::certain:
      return ask_certain(plan);
    case Topic::steps:
      return ask_steps(plan, question, is_more);
    case Topic::parked:
      return ask_parked(plan);
    case Topic::cadence:
      return ask_cadence(view);
    case Topic::acceptance:
      return ask_acceptance(plan, view.state);
    case Topic::serves:
      return ask_serves(plan, question.asked.about.value_or(planner::Ref{}));
    case Topic::owner:
    case Topic::benefit:
    case Topic::evidence:
    case Topic::experience:
      // These are never asked by themselves, those below by the clock.
    case Topic::reading:
    case Topic::standup:
      break;
  }
  return message("");
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

std::string tip_of(int step, bool is_private) {
  switch (step) {
    case 1:
      return is_private ? "Tip: say it as if it had happened. learn tells the method."
                        : "Tip: say what is true on that day, not what is done for it. learn tells the method.";
    case 2:
      return "Tip: a state can be seen by anybody: “20 customers finished the beta”, not “work on the beta”.";
    case 3:
      return "Tip: a range (2/4/9d: best, likely, worst) tells the chance; one number only hopes.";
    default:
      return "Tip: a plan is a guess that gets better each time it is walked.";
  }
}

chat::Message ask(const View& view, const NextQuestion& question, bool is_more) {
  auto result = question_put(view, question, is_more);
  if (question.step > 0) result.blocks.insert(result.blocks.begin(), chat::Progress{question.step, 4, step_name(question.step)});
  return result;
}

void add_time_used(chat::Message& question, const planner::Plan& plan, const std::string& used) {
  question.blocks.emplace_back(quiet_line(used));
  if (plan.is_lite) return;
  for (auto& block : question.blocks) {
    auto* buttons = std::get_if<Buttons>(&block);
    if (buttons != nullptr) return buttons->buttons.push_back({"Keep it short", in_plan(plan, "lite"), Weight::normal});
  }
}

chat::Message resumed(const View& view) {
  const auto& plan = view.plan;
  const auto wanted = next_question(plan);
  if (plan.is_committed && !wanted) {
    return message(plan.key + " is committed, v" + std::to_string(plan.version) + ": its walk has arrived.",
                   {quiet_line("For example: next, retrace, status")});
  }
  if (plan.closed_at) return nothing_is_asked(plan);
  if (!wanted) return arrived(view);
  auto result = ask(view, *wanted, false);
  result.blocks.push_back(quiet_line("It waits for as long as you like. undo takes back the last answer."));
  return result;
}

chat::Message arrived(const View& view) {
  const auto& plan = view.plan;
  const auto start = say_start_here(view);
  const std::string text = "The walk has arrived." + (start ? " " + *start : "");
  // Whoever owns a step is asked before the plan stands, though nobody said how often it is walked again.
  const bool asks_owners = !plan.is_private && !plan.is_lite && !planner::not_accepted(plan).empty() &&
                           !plan.closed.contains(planner::Asked{Topic::acceptance, {}});
  const std::string commit = asks_owners ? "answer every 2w" : "commit every 2w";
  auto result = message(text);
  if (asks_owners) result.blocks.push_back(line("Before the commit they accept their steps: " + say_not_accepted(plan, view.state) + "."));
  if (!plan.goal.due) {
    result.blocks.push_back(line("It has no date yet, so nothing can be counted back from it. With one it can be committed: by when must " +
                                 quoted(plan.goal.title) + " be true?"));
    result.blocks.push_back(quiet_line("For example: goal by 30 oct"));
    return result;
  }
  if (!plan.kpis.empty() || plan.checker) {
    result.blocks.push_back(Buttons{{{asks_owners ? "Ask them" : "Commit", in_plan(plan, commit), Weight::primary}}});
    return result;
  }
  result.blocks.push_back(line("Nothing tells yet that the goal is met: say who checks it, or a number."));
  result.blocks.push_back(quiet_line("For example: kpi orders a week 3 to 40"));
  result.blocks.push_back(
      Buttons{{{asks_owners ? "I check it: ask them" : "I check it: commit", in_plan(plan, commit + " checked by me"), Weight::primary}}});
  return result;
}

}  // namespace backwalk::talk
