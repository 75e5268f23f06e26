// What is said around the walk's answers: what was set aside, who accepted what.
#include <algorithm>
#include <map>

#include "bot/talk/misread.hpp"
#include "bot/talk/words.hpp"
#include "planner/split_off.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;

/// "answer yes in BILL", "BILL answer yes" -> "answer yes".
std::string without_key(std::string words, const std::string& key) {
  if (words.ends_with(" in " + key)) words.resize(words.size() - key.size() - 4);
  if (words.starts_with(key + " ")) words.erase(0, key.size() + 1);
  return words;
}

/// The button that says this; none where it was not one of these.
std::optional<std::string> label_of(const chat::Message& shown, const std::string& words, const std::string& key) {
  for (const auto& button : chat::buttons_of(shown)) {
    if (without_key(button.say, key) == words) return button.label;
  }
  return std::nullopt;
}

/// The first eight, and how many more.
std::string list_of_some(const planner::Plan& plan, std::vector<planner::Ref> refs) {
  constexpr std::size_t most = 8;
  const auto more = refs.size() > most ? refs.size() - most : 0;
  if (more == 0) return list_of(plan, refs);
  refs.resize(most);
  std::string text;
  for (const auto ref : refs) text += named(plan, ref) + ", ";
  return text + "and " + std::to_string(more) + " more";
}

}  // namespace

chat::Message answered(chat::Message shown, const Context& context, const planner::Plan& plan) {
  const auto words = without_key(without_key(context.heard, address_of(plan)), plan.key);
  const auto pressed = label_of(shown, words, address_of(plan));
  // Free text may begin like a command ("finished without walking"); what the walk read as another sentence was an answer, too.
  const bool is_free = context.heard != join(context.said.words, 0, context.said.words.size()) || is_free_text(context, plan, nullptr);
  const bool is_answer = is_free || pressed || context.form != nullptr || context.heard_as == Verb::bare ||
                         context.heard_as == Verb::answer || context.heard_as == Verb::skip || context.heard_as == Verb::enough;
  const std::string name = name_of(context.state, context.me);
  const bool is_own = plan.is_private && context.me == plan.owner;
  std::string told;
  if (context.heard_as == Verb::undo) {
    told =
        is_own ? "No longer asked: you took back what was said before." : "No longer asked: " + name + " took back what was said before.";
  } else {
    const std::string what = pressed.value_or(quoted(words.starts_with("answer ") ? words.substr(7) : words));
    told = std::string(is_answer ? "Answered" : "Settled") + (is_own ? "" : " by " + name) +
           (context.form != nullptr ? " in the form." : ": " + what);
  }
  // An earlier answer can still be taken back from here, unless that has just been done.
  const auto is_used = [&](const chat::Button& button) { return context.heard_as == Verb::undo || !button.say.starts_with("undo "); };
  for (auto& block : shown.blocks) {
    if (auto* buttons = std::get_if<Buttons>(&block)) std::erase_if(buttons->buttons, is_used);
  }
  std::erase_if(shown.blocks, [](const chat::Block& block) {
    const auto* buttons = std::get_if<Buttons>(&block);
    return buttons != nullptr && buttons->buttons.empty();
  });
  shown.blocks.push_back(quiet_line(std::move(told)));
  return shown;
}

std::string list_parked(const planner::Plan& plan) {
  constexpr std::size_t most = 3;
  std::string text;
  std::size_t count = 0;
  for (const auto& words : plan.parked) {
    if (++count <= most) text += (text.empty() ? "" : ", ") + quoted(words);
  }
  return count > most ? text + " and " + std::to_string(count - most) + " more" : text;
}

chat::Message parked(const std::string& words, bool is_parked) {
  if (!is_parked) return message(quoted(words) + " is off the parking lot.");
  return message("I parked " + quoted(words) + ": that is something to do. I will ask for it again in step 3.");
}

chat::Message what_is_missing(const planner::Plan& plan) {
  return message("What is missing? Say a state, or something to do.",
                 {quiet_line("For example: support is trained; or: the launch page"),
                  Buttons{{answer_button(plan), {"It is certain", in_plan(plan, "answer yes"), Weight::normal}}}});
}

chat::Message is_before_the_goal(const planner::Plan& plan, const std::vector<planner::Ref>& items) {
  return message(list_of(plan, items) + ": before the goal already, as everything is that leads to nothing else.",
                 {quiet_line("For example: announce it 1d owner me")});
}

chat::Message names_nothing(const planner::Plan& plan, const std::string& text) {
  return message(quoted(text) + " names nothing that could be true or be done, so nothing was noted.",
                 {quiet_line("For example: 20 customers finished the beta; or: skip, enough"),
                  Buttons{{{"Ask me again", in_plan(plan, "walk"), Weight::normal}}}});
}

chat::Message no_day(const planner::Plan& plan, const std::string& text) {
  return message("I read no date alone in " + quoted(text) + ", so nothing was noted: " + plan.key + " has no date yet.",
                 {quiet_line("For example: 30 oct, or in 8 weeks")});
}

chat::Message no_measure(const planner::Plan& plan, const std::string& text) {
  const std::string otherwise = plan.is_private ? "" : "; or, where it is simply yes or no: checked by me";
  const std::string example = plan.is_private ? "longest run from 3 km to 10 km by 8 nov" : "orders a week from 3 to 40";
  return message(quoted(text) +
                     " does not tell what is counted, from today's value to the target, so nothing was noted. "
                     "It can also be said later.",
                 {quiet_line("For example: " + example + otherwise), Buttons{{{"Skip", in_plan(plan, "skip"), Weight::normal}}}});
}

chat::Message one_measure_at_a_time(const planner::Plan& plan) {
  return message("That reads like two numbers. One at a time, please: the first now, the next one when this is noted.",
                 {quiet_line("For example: orders a week from 3 to 40"), Buttons{{{"Skip", in_plan(plan, "skip"), Weight::normal}}}});
}

chat::Message nothing_parked(const planner::Plan& plan) {
  return message("Nothing is parked in " + plan.key + ".", {quiet_line("For example: walk")});
}

chat::Message how_often_not_understood(const planner::Plan& plan, const std::string& text, const std::string& step) {
  auto result = message("I did not understand " + quoted(text) + " as how often the plan is walked again, so nothing was done.",
                        {quiet_line("For example: every 2 weeks; or skip")});
  if (!step.empty()) result.blocks.push_back(Buttons{{{"Put it in as a step", in_plan(plan, "action " + step), Weight::normal}}});
  return result;
}

chat::Message how_to_go_back(const planner::Plan& plan) {
  return message("To take back the last answer and be asked that again, say undo.",
                 {Buttons{{{"Undo", in_plan(plan, "undo"), Weight::normal}}}});
}

chat::Message nothing_is_asked(const planner::Plan& plan) {
  const std::string example = plan.closed_at ? "reopen" : plan.is_committed ? "next, status, or commit every 4w" : "next, status, walk";
  return message("Nothing is being asked in " + plan.key + " now, so there is nothing to answer.", {quiet_line("For example: " + example)});
}

chat::Message where_to_put(const planner::Plan& plan, const std::vector<planner::Ref>& meant) {
  if (!meant.empty()) {
    Buttons buttons;
    for (std::size_t i = 0; i < meant.size() && i < 5; ++i)
      buttons.buttons.push_back({planner::text(meant[i]), in_plan(plan, "answer before " + planner::text(meant[i])), Weight::normal});
    return message("Before which one: " + list_of(plan, meant) + "?", {buttons});
  }
  return message("Before what does it come? I parked " + list_parked(plan) + ".", {quiet_line("For example: before A3, drop, or later")});
}

chat::Message when_to_write() {
  return message("I did not understand when to write to you, so nothing was done.",
                 {quiet_line("For example: every sun at 19:00, Sunday evening only, or never")});
}

std::string say_not_accepted(const planner::Plan& plan, const turn::State& state) {
  std::map<turn::PersonId, std::string> theirs;
  for (const int number : planner::not_accepted(plan)) theirs[*planner::find_action(plan, number)->owner] += " A" + std::to_string(number);
  std::string text;
  for (const auto& [person, actions] : theirs) text += (text.empty() ? "" : " · ") + name_of(state, person) + actions;
  return text;
}

chat::Message accepted(const View& view, const std::vector<int>& numbers) {
  std::vector<planner::Ref> refs;
  for (const int number : numbers) refs.push_back({planner::Kind::action, number});
  auto result = message("Accepted: " + list_of(view.plan, refs) + ".");
  const auto left = say_not_accepted(view.plan, view.state);
  if (!left.empty()) result.blocks.push_back(quiet_line("Still to accept: " + left + "."));
  return result;
}

chat::Message nothing_to_accept(const planner::Plan& plan) {
  return message("Nothing in " + plan.key + " waits for your word: accept is for steps that you own and the plan's owner does not.",
                 {quiet_line("For example: take A4, then accept A4")});
}

chat::Message how_to_accept(const planner::Plan& plan) {
  return message("Accept what is yours, or change it first.", {quiet_line("For example: accept; action A4 for 10d; owner A4 @dev2"),
                                                               Buttons{{{"Accept mine", in_plan(plan, "accept"), Weight::normal}}}});
}

chat::Message review_agreed(const View& view) {
  return message("It is walked again " + say_review(view.plan.review_every_days.value_or(0)) + ".");
}

chat::Message serves(const planner::Plan& plan, int milestone) {
  const auto* known = planner::find_milestone(plan, milestone);
  const std::string what = known != nullptr && known->serves ? quoted(*known->serves) : "the goal";
  return message(named(plan, {planner::Kind::milestone, milestone}) + " serves " + what + ".");
}

chat::Message serves_nothing(const planner::Plan& plan, planner::Ref milestone) {
  const std::string name = planner::text(milestone);
  return message(
      "What does not serve the goal can go. Drop " + named(plan, milestone) + "?",
      {Buttons{{{"Drop " + name, in_plan(plan, "drop " + name), Weight::normal}, {"Keep it", in_plan(plan, "skip"), Weight::normal}}}});
}

chat::Message was_split_off(const planner::Plan& before, const View& here, planner::Ref of, const View& there) {
  const auto* milestone = planner::find_milestone(here.plan, of.number);
  const auto& other = there.plan;
  const std::string what = count_of(other.actions.size(), "action", "actions") +
                           (other.milestones.empty() ? "" : " and " + count_of(other.milestones.size(), "milestone", "milestones"));
  const std::string by = milestone != nullptr && milestone->due ? ", by " + say_moment(*milestone->due, here.today) : "";
  return message(named(here.plan, of) + " is a plan of its own now: " + other.key + ", with " + what + ".",
                 {line("It takes along " + list_of_some(before, planner::leads_only_to(before, of)) + "."),
                  line("Here it stays as a milestone" + by + ".")});
}

chat::Text split_half_taken_back(const planner::Plan& other, bool is_closed) {
  if (is_closed) return line(other.key + ", which it had begun, is closed with it.");
  return line(other.key + ", which it had begun, has been changed since, so it stays. To close it: close in " + other.key);
}

chat::Message split_off_at_home(const planner::Plan& plan) {
  return message(
      "The second plan begins where " + plan.key + " did: say it there" + (plan.is_private ? ", as its owner." : ", in its channel."),
      {quiet_line("For example: split off M2")});
}

chat::Message nothing_to_split_off(const planner::Plan& plan, planner::Ref milestone) {
  return message("Nothing leads to " + named(plan, milestone) + " alone, so there is nothing to make a plan of.",
                 {quiet_line("For example: before " + planner::text(milestone) + " fix beta findings 2/4/9d")});
}

chat::Message walked_short(const planner::Plan& plan) {
  if (!plan.is_lite) return message(plan.key + " is walked the whole way again: all four steps are asked.");
  return message(plan.key + " is walked the short way: a date, a number, three milestones, a look every week.",
                 {quiet_line("All else can still be said. “lite off” asks for it again.")});
}

chat::Message states_dated(const View& view, const std::vector<planner::DatedState>& dates) {
  std::string text;
  for (auto each = dates.rbegin(); each != dates.rend(); ++each) {
    text += (text.empty() ? "" : " ← ") + named(view.plan, {planner::Kind::milestone, each->milestone}) + " " +
            say_date(each->date, view.today);
  }
  const auto& first = dates.front();
  const std::string how =
      "milestone M" + std::to_string(first.milestone) + " by " + say_date(first.date + std::chrono::days{1}, view.today);
  return message((dates.size() == 1 ? "Nobody said when it is true, so I chose a date, counted back from "
                                    : "Nobody said when they are true, so I chose dates, counted back from ") +
                     say_date(view.plan.goal.due->date, view.today) + ": " + text + ".",
                 {quiet_line("To change one: " + how + ". undo takes all of them back.")});
}

}  // namespace backwalk::talk
