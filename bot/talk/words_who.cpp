#include "bot/talk/words_who.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;
using planner::Ref;

/// "free from Fri 2 Oct (until then A2 of PAY), knows A5 beta".
std::string say_helper(const View& view, const Helper& helper) {
  std::string text = helper.from <= view.today ? "free now" : "free from " + say_date(helper.from, view.today);
  if (helper.until_then) text += " (until then " + planner::text(helper.until_then->action) + " of " + helper.until_then->plan + ")";
  if (helper.knows) text += ", knows " + named(view.plan, *helper.knows);
  return text;
}

}  // namespace

chat::Message who_told(const View& view, Ref action, planner::Minutes work, const std::vector<Helper>& helpers) {
  const auto& plan = view.plan;
  const auto& known = *planner::find_action(plan, action.number);
  const std::string what = named(plan, action) + ", " + told_work(work, plan.calendar) + (known.started && known.remaining ? " left" : "");
  if (helpers.empty()) {
    return message("Nobody whom I know here has time for " + what + " in the next three months.",
                   {quiet_line("For example: owner " + planner::text(action) + " @dev")});
  }
  auto result = message("Who could help with " + what + ":");
  Buttons buttons;
  for (const auto& helper : helpers) {
    const auto name = name_of(view.state, helper.person);
    result.blocks.emplace_back(line(name + ": " + say_helper(view, helper)));
    Utterance ask;
    ask.verb = Verb::who;
    ask.refs = {action};
    ask.owner = Someone{false, {}, helper.user};  // names may have spaces, and two people one name
    buttons.buttons.push_back({"Ask " + name, in_plan(plan, canonical(ask)), Weight::normal});
  }
  result.blocks.emplace_back(quiet_line("By the plans of the team that I know; nothing is changed and nobody is asked yet."));
  if (!plan.is_private) result.blocks.emplace_back(std::move(buttons));
  return result;
}

chat::Message help_not_asked(const View& view, Ref action, turn::PersonId helper, NotAsked why) {
  const auto name = name_of(view.state, helper);
  const auto what = named(view.plan, action);
  switch (why) {
    case NotAsked::is_asking:
      return message("You need not be asked about " + what + ".", {quiet_line("For example: take " + planner::text(action))});
    case NotAsked::has_it:
      return message(name + " has " + what + " already, so nobody was asked.");
    case NotAsked::is_away:
      break;
  }
  const auto& away = *view.state.people.at(helper).away;
  return message(name + " is away until " + say_date(away.until - std::chrono::days{1}, view.today) + ", so nobody was asked.");
}

chat::Message help_asked(const View& view, Ref action, turn::PersonId helper) {
  return message(name_of(view.state, helper) + " is asked about " + named(view.plan, action) + "; the answer comes into the thread of " +
                 view.plan.key + ".");
}

chat::Message help_wanted(const View& view, Ref action, turn::PersonId asker, std::optional<planner::Date> from) {
  const auto& plan = view.plan;
  const bool is_later = from && *from > view.today;
  const std::string when = is_later ? " from " + say_date(*from, view.today) : "";
  auto result = message(name_of(view.state, asker) + " asks: can you help with " + named(plan, action) + when + "?");
  const auto* slot = view.walk ? view.walk->find(action) : nullptr;
  if (slot != nullptr) result.blocks.emplace_back(line("It must be done by " + say_local(slot->latest_finish, view.today) + "."));
  result.blocks.emplace_back(quiet_line(plan.key + " · " + plan.goal.title));
  const std::string say = "who " + planner::text(action);
  result.blocks.emplace_back(
      Buttons{{{"Yes" + when, in_plan(plan, say + " yes"), Weight::primary}, {"No", in_plan(plan, say + " no"), Weight::normal}}});
  return result;
}

chat::Message help_answered(const View& view, Ref action, bool can) {
  return message((can ? "I can help with " : "I cannot help with ") + named(view.plan, action) + ".");
}

chat::Message unknown_person(const Someone& someone, const CommandRow& row) {
  auto result = message("I know nobody called @" + someone.name + " here. Pick them from the list that appears after typing @.",
                        {quiet_line("For example: " + std::string(row.example))});
  if (row.verb == Verb::action || row.verb == Verb::before || row.verb == Verb::owner)
    result.blocks.push_back(quiet_line("Somebody outside this chat owns no step: name them in its words, and let it be yours."));
  return result;
}

chat::Message one_owner_each(const std::vector<Someone>& named) {
  std::string all;
  for (const auto& one : named) all += (all.empty() ? "" : &one == &named.back() ? " and " : ", ") + (one.is_me ? "you" : "@" + one.name);
  return message("A step has one owner, who answers for it; here " + all + " are named.",
                 {quiet_line("For example: print the bags 2d owner " + (named.front().is_me ? "me" : "@" + named.front().name))});
}

}  // namespace backwalk::talk
