#include <algorithm>

#include "bot/talk/words.hpp"
#include "planner/versions.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;
using planner::Why;

std::string example(const CommandRow& row) { return "For example: " + std::string(row.example); }

/// Verbs for which "started or slip" would be beside the point.
bool is_of_doing(Verb verb) {
  const auto verbs = {Verb::unlink, Verb::needs, Verb::split, Verb::merge, Verb::gain, Verb::mitigate, Verb::flexible};
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

std::string sentence(const planner::Refusal& refusal, const planner::Plan& plan, planner::Date today, Verb verb) {
  const auto about = refusal.about.empty() ? planner::Ref{} : refusal.about.front();
  const std::string date = refusal.about_date ? say_date(*refusal.about_date, today) : "that date";
  switch (refusal.why) {
    case Why::empty_title:
      return "It needs a title.";
    case Why::title_too_long:
      return "The title is too long: 200 characters are the most. The rest belongs in the thread.";
    case Why::date_in_past:
      return "I understood " + date + ", which has passed. A plan is walked back from a date that is still to come.";
    case Why::not_workable:
      return "The working calendar has no open hours, so nothing can be planned in it.";
    case Why::no_such_item:
      return "There is no " + planner::text(about) + " in " + plan.key + ".";
    case Why::cycle:
      return "That would go in a circle: " + chain_of(plan, refusal.about) + ". Each would wait for the other.";
    case Why::already_linked:
      return named(plan, about) + " already waits for it.";
    case Why::not_a_duration:
      return "How long it takes must be more than nothing and less than ten years of work.";
    case Why::not_ordered:
      return "A range runs from best to worst: the first number must be the smallest.";
    case Why::already_started:
      return named(plan, about) + " is already started.";
    case Why::already_finished:
      return named(plan, about) + " is already done.";
    case Why::not_an_action:
      if (verb == Verb::done && about.kind == planner::Kind::kpi) return named(plan, about) + " is a number: it is read, not done.";
      if (verb == Verb::done && about.kind == planner::Kind::goal) return "When the goal is met, the plan is closed.";
      return named(plan, about) + (is_of_doing(verb) ? (verb == Verb::flexible ? " is neither an action nor a milestone."
                                                                               : " is not an action, and this takes one.")
                                                     : " is not an action; only an action can be started or slip.");
    case Why::goal_needs_owner:
      return "A plan always has an owner.";
    case Why::nothing_to_change:
      return "Nothing would change: it is like that already.";
    case Why::already_committed:
      return plan.key + " is already committed.";
    case Why::no_goal_date:
      return "The goal has no date yet, and a plan is committed to a date.";
    case Why::too_many:
      return "The plan is full: 1,000 actions and 100 milestones are the most. A second plan would be clearer.";
    case Why::no_such_version:
      return plan.versions.empty() ? "There is no earlier version to go back to."
                                   : "There is no version v" + std::to_string(refusal.about_number.value_or(0)) + " to go back to.";
    case Why::changed_since:
      return list_of(plan, refusal.about) + " was changed after that.";
    case Why::nothing_to_undo:
      return "There is nothing of yours to take back here from the last 24 hours.";
    case Why::no_metric:
      return "Nothing tells yet that the goal is met. A plan is committed with a number, or with somebody who says yes or no.";
    case Why::same_as_baseline:
      return "The target is today's value already, so there is nothing to reach.";
    case Why::not_a_number:
      return "That number is too large to count with.";
    case Why::never_fires:
      return "On those days nobody works in " + plan.key + ", so it would never come.";
    case Why::already_posted:
      return "The brief of " + date + " is already out.";
    case Why::not_asked:
      return "The standup of " + date + " asks nothing of you.";
    case Why::plan_closed:
      return plan.key + " is closed, so nothing was changed. Its owner can say “reopen”.";
    case Why::not_closed:
      return plan.key + " is open.";
    case Why::nothing_blocks:
      return "No open risk blocks " + named(plan, about) + ".";
    case Why::day_off:
      return "Nobody works on " + date + ", so " + named(plan, about) + " cannot begin then.";
    case Why::not_a_chance:
      return "A risk needs both, a chance from 0 to 100 % and the work that it would cost.";
    case Why::not_a_factor:
      return "What several actions have in common needs a name of its own, each action once, and a spread from 0 to 1.";
    case Why::not_linked:
      return named(plan, about) + " does not wait for " + (refusal.about.size() > 1 ? named(plan, refusal.about[1]) : "it") + ".";
    case Why::has_its_own:
      return named(plan, about) +
             " has a date, or an open risk, which would be lost with it. Name it first: what hangs on the first one stays.";
    case Why::not_the_owner:
      return named(plan, about) + " is not yours to accept: who owns it does.";
  }
  return "That is not possible.";
}

/// What helps after this refusal: an example of the verb, or of the verb that is missing.
std::string example_for(Why why, const Utterance& said) {
  if (why == Why::no_goal_date) return "For example: goal by 30 oct";
  const bool is_no_action = why == Why::not_an_action && said.verb == Verb::done && said.refs.size() == 1;
  if (is_no_action && said.refs.front().kind == planner::Kind::kpi) return "For example: kpi " + planner::text(said.refs.front()) + " 49";
  if (is_no_action && said.refs.front().kind == planner::Kind::goal) return "For example: close";
  if (why == Why::no_metric) return "For example: kpi add EU waitlist from 40 to 100 by 30 oct, or: commit checked by @legal";
  for (const auto& row : commands()) {
    if (row.verb == said.verb && !row.example.empty()) return example(row);
  }
  return "For example: help";
}

}  // namespace

chat::Message refusal(const planner::Refusal& refusal, const planner::Plan& plan, planner::Date today, const Utterance& said) {
  const bool is_put_off = refusal.why == Why::date_in_past && said.verb == Verb::snooze && refusal.about_date;
  auto result = message(is_put_off ? "I understood " + say_date(*refusal.about_date, today) + ", which is not after today."
                                   : sentence(refusal, plan, today, said.verb));
  const bool needs_example = refusal.why != Why::nothing_to_undo && refusal.why != Why::nothing_to_change &&
                             refusal.why != Why::already_committed && refusal.why != Why::plan_closed && refusal.why != Why::not_closed &&
                             refusal.why != Why::already_posted;
  if (needs_example) result.blocks.push_back(quiet_line(example_for(refusal.why, said)));
  return result;
}

chat::Message no_plan_here(bool is_direct) {
  const std::string where = is_direct ? "You have no plan in this conversation yet." : "There is no plan in this channel yet.";
  return message(where + " Tell me the finish line and I walk you back from it.",
                 {quiet_line("For example: start Self-serve billing live for EU customers by 30 oct"),
                  Buttons{{{"Plans", "list", Weight::normal}, {"Help", "help", Weight::normal}}}});
}

chat::Message no_such_key(const std::string& key, const turn::State& state) {
  std::string known;
  for (std::size_t i = 0; i < state.plans.size() && i < 10; ++i) known += (known.empty() ? "" : ", ") + state.plans[i]->plan.key;
  if (state.plans.size() > 10) known += " and more";
  return message("I know no plan " + key + " that you can see." + (known.empty() ? "" : " Here there is " + known + "."),
                 {quiet_line("For example: list")});
}

chat::Message which_of(const std::vector<const turn::Record*>& plans, const std::string& command) {
  Buttons buttons;
  std::string names;
  for (const auto* record : plans) {
    names += (names.empty() ? "" : ", ") + record->plan.key + " (" + record->plan.goal.title + ")";
    if (buttons.buttons.size() < 5) buttons.buttons.push_back({record->plan.key, in_plan(record->plan, command), Weight::normal});
  }
  return message("Which plan? Here are " + names + ".", {quiet_line("For example: " + in_plan(plans.front()->plan, command)), buttons});
}

chat::Message which_question(const turn::State& state, const std::vector<turn::PlanId>& plans, const std::string& text) {
  Buttons buttons;
  std::string names;
  for (const auto id : plans) {
    const auto* record = turn::find(state, id);
    names += (names.empty() ? "" : ", ") + record->plan.key + " (" + record->plan.goal.title + ")";
    if (buttons.buttons.size() < 5)
      buttons.buttons.push_back({record->plan.key, "answer " + text + " in " + record->plan.key, Weight::normal});
  }
  return message("Several plans have asked you something: " + names + ". Which one is " + quoted(text) + " for?", {buttons});
}

chat::Message question_is_gone(const planner::Plan& plan, const planner::Asked& asked, const std::string& text) {
  const std::string understood = "I did not understand " + quoted(text) + ": the question here has been answered or withdrawn.";
  if (!asked.about) return message(understood, {quiet_line("For example: next, status, done A3")});
  const std::string ref = planner::text(*asked.about);
  return message(understood, {line("Is it a reading of " + ref + "?"),
                              Buttons{{{ref + " " + text, in_plan(plan, "kpi " + ref + " " + text), Weight::normal}}}});
}

chat::Message unknown_verb(const Utterance& said, const std::optional<std::string>& meant) {
  if (meant) {
    return message("I know no “" + said.first_word + "”. Did you mean “" + *meant + "”?",
                   {Buttons{{{"Run it", *meant, Weight::primary}, {"Help", "help", Weight::normal}}}});
  }
  return message("I did not understand " + quoted(join(said.words, 0, said.words.size())) + ".",
                 {quiet_line("For example: next, status, done A3, slip A4 2d"), Buttons{{{"Help", "help", Weight::normal}}}});
}

chat::Message lacks(const CommandRow& row, const std::string& what) {
  return message("“" + std::string(row.name) + "” needs " + what + ".", {quiet_line(example(row))});
}

chat::Message bad_date(const Utterance& said, const CommandRow& row) {
  return message("I read " + quoted(said.by_text.value_or("")) + " as a date: " + said.bad_date.value_or("there is no such date") + ".",
                 {quiet_line(example(row))});
}

chat::Message which_date(const TwoDates& dates, const Utterance& said, planner::Date today, const std::string& plan_key) {
  const auto with = [&](planner::Date date) {
    Utterance chosen = said;
    chosen.by_two.reset();
    chosen.by = planner::Moment{date, dates.time};
    if (!plan_key.empty()) chosen.plan_key = plan_key;
    return canonical(chosen);
  };
  return message(quoted(said.by_text.value_or("")) + " can be read in two ways. Which day is meant?",
                 {Buttons{{{say_moment({dates.first, dates.time}, today), with(dates.first), Weight::normal},
                           {say_moment({dates.second, dates.time}, today), with(dates.second), Weight::normal}}}});
}

chat::Message bad_duration(const Utterance& said, const CommandRow& row) {
  return message("I read " + quoted(said.duration_text.value_or("")) +
                     " as how long it takes: " + said.bad_duration.value_or("it is no duration") + ".",
                 {quiet_line(example(row))});
}

chat::Message no_item_like(const std::string& text, const planner::Plan& plan, const CommandRow& row) {
  return message("Nothing in " + plan.key + " is called " + quoted(text) + ".",
                 {quiet_line(example(row)), Buttons{{{"Retrace", in_plan(plan, "retrace"), Weight::normal}}}});
}

chat::Message which_item(const std::vector<planner::Ref>& refs, const planner::Plan& plan, const CommandRow& row) {
  Buttons buttons;
  for (const auto ref : refs) {
    if (buttons.buttons.size() == 5) break;
    buttons.buttons.push_back({planner::text(ref), in_plan(plan, std::string(row.name) + " " + planner::text(ref)), Weight::normal});
  }
  return message("Which one: " + list_of(plan, refs) + "?", {buttons});
}

chat::Message which_item(const std::vector<planner::Ref>& refs, const planner::Plan& plan, const Utterance& said) {
  Buttons buttons;
  for (const auto ref : refs) {
    if (buttons.buttons.size() == 5) break;
    Utterance chosen = said;
    chosen.refs = {ref};
    chosen.text.clear();
    chosen.plan_key.reset();
    buttons.buttons.push_back({planner::text(ref), in_plan(plan, canonical(chosen)), Weight::normal});
  }
  return message("Which one: " + list_of(plan, refs) + "?", {buttons});
}

chat::Message owner_only(const std::string& owner, const CommandRow& row) {
  return message("Only the plan's owner, " + owner + ", can say “" + std::string(row.name) + "” here.");
}

chat::Message answer_or_run(const std::string& text, const std::string& command, const std::string& plan_key) {
  std::string shown = command;
  for (const auto& behind : {std::string(" again"), " in " + plan_key}) {
    if (shown.ends_with(behind)) shown.resize(shown.size() - behind.size());
  }
  return message("Is " + quoted(text) + " the answer to my question, or the command “" + shown + "”?",
                 {Buttons{{{"Answer", "answer " + text + " in " + plan_key, Weight::normal}, {"Run", command, Weight::normal}}}});
}

chat::Message replace_or_keep(const planner::Plan& plan, planner::Topic topic, const std::string& text) {
  const auto* words = planner::described(plan.goal, topic);
  const std::string known = words != nullptr ? words->value_or("") : "";
  const std::string name = topic == planner::Topic::announcement ? "announcement"
                           : topic == planner::Topic::audience   ? "audience"
                                                                 : "unless";
  return message("That has been answered already: " + quoted(known) + ".",
                 {Buttons{{{"Replace", in_plan(plan, "answer " + name + ": " + text), Weight::normal},
                           {"Keep", in_plan(plan, "status"), Weight::normal}}}});
}

chat::Message already_done(std::chrono::seconds ago, const std::string& command) {
  return message("Already done " + std::to_string(ago.count()) + " s ago.",
                 {Buttons{{{"Do it again", with_word(command, "again"), Weight::normal}}}});
}

chat::Message not_all_understood(const std::string& rest, const std::string& command) {
  return message("I understood “" + command + "”, but not " + quoted(rest) + ", so nothing was done.",
                 {Buttons{{{"Run it without", command, Weight::normal}, {"Help", "help", Weight::normal}}}});
}

chat::Message no_date_of_its_own() {
  return message("An action has no date of its own: it is walked back from what comes after it. A date belongs to a milestone.",
                 {quiet_line("For example: milestone 20 customers finished the beta by 9 oct")});
}

chat::Message private_plan(const std::string& key) {
  return message(
      key +
          " is private, so nobody else can have a part in it and no channel is told. “invite @PERSON” shows it to somebody; plans "
          "started in a channel are the team's.",
      {quiet_line("For example: owner A3 me")});
}

chat::Message not_yet(const std::string& modifier) {
  return message("“" + modifier + "” is not available in this version, so nothing was done. Say it without that word.");
}

chat::Message not_readable(const std::string& value) {
  return message("I could not read " + quoted(value) + " here, so nothing was done.");
}

}  // namespace backwalk::talk
