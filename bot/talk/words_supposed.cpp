// What-ifs in words: what a change would do, what it did, and why it cannot be taken up any more.
#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/words_decide.hpp"

namespace backwalk::talk {
namespace {

using chat::Button;
using chat::Buttons;
using chat::Weight;
using planner::Kind;
using planner::Ref;

const planner::Slot* goal_slot(const View& view) { return view.walk ? view.walk->find(Ref{}) : nullptr; }

/// "the goal is reached Mon 26 Oct instead of Thu 5 Nov".
std::string say_goal_change(const Weighed& weighed, const std::string& is) {
  const auto* now = goal_slot(weighed.now);
  const auto* then = goal_slot(weighed.then);
  if (now == nullptr || then == nullptr) return "";
  const auto reached = say_goal_reached(weighed.then), was = say_goal_reached(weighed.now);
  return "the goal " + is + (reached == was ? " still reached " + reached : " reached " + reached + " instead of " + was);
}

/// "the chance of Fri 30 Oct is 89 % instead of under 1 %"; empty where it is not known.
std::string say_chance_change(const Weighed& weighed) {
  if (!weighed.chance_then) return "";
  const bool is_other_date = weighed.now.plan.goal.due != weighed.then.plan.goal.due;
  std::string text = "the chance of " + say_due(weighed.then) + " is " + say_chance(*weighed.chance_then);
  if (!weighed.chance_now) return text;
  if (is_other_date) return text + " (of " + say_due(weighed.now) + " it is " + say_chance(*weighed.chance_now) + ")";
  const auto now = say_chance(*weighed.chance_now);
  return now == say_chance(*weighed.chance_then) ? text + " as now" : text + " instead of " + now;
}

/// "A5 Beta ends Mon 19 Oct instead of Fri 30 Oct", at most five.
void add_moves(chat::Message& to, const Weighed& weighed) {
  if (!weighed.now.walk || !weighed.then.walk) return;
  std::string text;
  int count = 0;
  for (const auto& action : weighed.then.plan.actions) {
    const Ref ref{Kind::action, action.number};
    const auto* was = weighed.now.walk->find(ref);
    const auto* is = weighed.then.walk->find(ref);
    if (action.finished || was == nullptr || is == nullptr) continue;
    const auto ends = say_day(is->earliest_finish, weighed.then.today), ended = say_day(was->earliest_finish, weighed.then.today);
    if (ends == ended || ++count > 5) continue;
    text += (text.empty() ? "" : " · ") + named(weighed.then.plan, ref) + " ends " + ends + " instead of " + ended;
  }
  if (count > 5) text += " · and " + std::to_string(count - 5) + " more";
  if (!text.empty()) to.blocks.emplace_back(line(text + "."));
}

void add_people(chat::Message& to, const Weighed& weighed, turn::PersonId me) {
  const auto people = people_moved(weighed.now, weighed.then);
  if (people.empty()) return;
  const bool is_me_alone = people == std::vector{me};
  to.blocks.emplace_back(
      line(is_me_alone ? "This moves your dates." : "This moves dates of " + say_people(weighed.now.state, people, me) + "."));
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace

std::string say_chance(std::optional<double> chance) { return chance ? say_chance(*chance) : "not known"; }

std::string say_day(planner::LocalTime time, planner::Date today) { return say_date(planner::date_of(time - planner::Minutes{1}), today); }

std::string say_due(const View& view) { return say_moment(*view.plan.goal.due, view.today); }

std::string say_goal_reached(const View& view) {
  const auto* slot = goal_slot(view);
  return slot == nullptr ? "no date" : say_day(slot->earliest_finish, view.today);
}

std::vector<turn::PersonId> people_moved(const View& now, const View& then) {
  std::vector<turn::PersonId> people;
  if (!now.walk || !then.walk) return people;
  for (std::size_t i = 0; i < then.walk->refs.size(); ++i) {
    const auto ref = then.walk->refs[i];
    const auto* was = now.walk->find(ref);
    const auto& is = then.walk->schedule.slots[i];
    const auto owner = planner::owner_of(then.plan, ref);
    if (was == nullptr || is.is_finished || !owner || was->earliest_finish == is.earliest_finish) continue;
    people.push_back(*owner);
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

std::string say_people(const turn::State& state, const std::vector<turn::PersonId>& people, turn::PersonId me) {
  std::vector<std::string> names;
  for (const auto person : people) {
    if (person != me) names.push_back(name_of(state, person));
  }
  if (std::find(people.begin(), people.end(), me) != people.end()) names.emplace_back("you");
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

chat::Message whatif_shown(const Weighed& weighed, const turn::Way& way, const turn::Scenario& kept, turn::PersonId me, bool is_shared,
                           const std::optional<std::string>& best) {
  const auto& plan = weighed.now.plan;
  const auto goal = say_goal_change(weighed, "is");
  const auto chance = say_chance_change(weighed);
  auto result = message("If " + say_way(way, weighed.now.today) + ": " + (goal.empty() ? "the goal has no date, so nothing moves" : goal) +
                        (chance.empty() ? "" : "; " + chance) + ".");
  add_moves(result, weighed);
  add_people(result, weighed, me);
  if (const auto late = say_late(weighed.then)) result.blocks.emplace_back(line(*late));
  if (best) result.blocks.emplace_back(line(*best));
  const std::string until = moment_said(plan, kept.at + std::chrono::hours{24});
  result.blocks.emplace_back(quiet_line("Nothing is changed. " + std::string(is_shared ? "It stands" : "Only you see this; it stands") +
                                        " against " + version_of(plan, kept.version) + " of " + plan.key + " until " + until + "."));
  Buttons buttons;
  const bool may_apply = !plan.is_committed || plan.owner == me || plan.goal.due == weighed.then.plan.goal.due;
  if (may_apply) {
    buttons.buttons.push_back({"Apply", in_plan(plan, "apply seen " + std::to_string(name_of_scenario(kept))), Weight::primary});
  } else {
    result.blocks.emplace_back(
        quiet_line("The goal of a committed plan is moved by its owner, " + name_of(weighed.now.state, plan.owner) + "."));
  }
  if (!is_shared && !plan.is_private && way.words.size() <= longest_in_button)
    buttons.buttons.push_back({"Share", "whatif " + way.words + " in " + plan.key + " share", Weight::normal});
  buttons.buttons.push_back({"Why?", in_plan(plan, "chance why"), Weight::normal});
  result.blocks.emplace_back(std::move(buttons));
  return result;
}

chat::Message slip_weighed(const Weighed& weighed, int number, turn::PersonId me, const std::optional<std::string>& with,
                           const std::string& record, const std::string& together) {
  const auto& then = weighed.then;
  const Ref ref{Kind::action, number};
  const auto* slot = then.walk->find(ref);
  std::string text = named(then.plan, ref) + " would end " + say_day(slot->earliest_finish, then.today);
  if (slot->total_float < 0) text += ", " + say_lateness(-slot->total_float, then.plan.calendar) + " of work after it must";
  auto result = message(text + ".");
  const auto goal = capital(say_goal_change(weighed, "would be"));
  std::string falls;
  if (weighed.chance_then && then.plan.goal.due) {
    falls = "the chance of " + say_due(then) + " falls" + (weighed.chance_now ? " from " + say_chance(*weighed.chance_now) : "") + " to " +
            say_chance(*weighed.chance_then);
  }
  result.blocks.emplace_back(line(goal + (falls.empty() ? "" : "; " + falls) + "."));
  add_people(result, weighed, me);
  result.blocks.emplace_back(quiet_line("Nothing is recorded yet."));
  result.blocks.emplace_back(Buttons{{{"Record it", record, Weight::primary},
                                      {with ? "Record and think with " + *with : "Record and show ways back", together, Weight::normal},
                                      {"Cancel", "cancel", Weight::normal}}});
  return result;
}

chat::Message goal_move_weighed(const Weighed& weighed, turn::PersonId me, const std::string& command) {
  const auto& plan = weighed.now.plan;
  auto result = message(
      plan.key + ": the goal would move from " + (plan.goal.due ? say_due(weighed.now) : "no date") + " to " + say_due(weighed.then) +
      (weighed.then.plan.version > plan.version ? "; that makes v" + std::to_string(weighed.then.plan.version) + "." : "."));
  if (const auto chance = say_chance_change(weighed); !chance.empty()) result.blocks.emplace_back(line(capital(chance) + "."));
  std::string moved;
  for (const auto& milestone : weighed.then.plan.milestones) {
    const auto* was = planner::find_milestone(plan, milestone.number);
    if (was == nullptr || was->due == milestone.due || !milestone.due) continue;
    moved += (moved.empty() ? "" : ", ") + named(plan, {Kind::milestone, milestone.number}) + " to " +
             say_moment(*milestone.due, weighed.then.today);
  }
  if (!moved.empty()) result.blocks.emplace_back(line("With it move " + moved + "."));
  std::vector<turn::PersonId> owners;
  for (const auto& action : plan.actions) {
    if (!action.finished && action.owner) owners.push_back(*action.owner);
  }
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  const std::string told = plan.is_private ? "" : "Everybody in its channel is told. ";
  result.blocks.emplace_back(line(told + (owners.empty() ? "No owned work has another latest date then."
                                                         : "Latest dates change for " + say_people(weighed.now.state, owners, me) + ".")));
  if (const auto late = say_late(weighed.then)) result.blocks.emplace_back(line(*late));
  result.blocks.emplace_back(quiet_line("Nothing is moved yet."));
  result.blocks.emplace_back(Buttons{{{"Move the goal", command, Weight::danger}, {"Cancel", "cancel", Weight::normal}}});
  return result;
}

chat::Message applied(const Weighed& weighed, const std::optional<std::string>& why) {
  const auto& plan = weighed.then.plan;
  chat::Message result{
      {chat::strong(plan.is_committed ? plan.key + " v" + std::to_string(plan.version) + " applied" : plan.key + " changed")}, {}};
  const auto changes = planner::changes(weighed.now.plan, plan, weighed.now.today);
  result.headline.emplace_back(chat::plain_run("."));
  std::string changed;
  for (const auto& each : say_changes(weighed.then, weighed.now.plan, changes, 6)) changed += (changed.empty() ? "" : " · ") + each;
  if (!changed.empty()) result.blocks.emplace_back(line("Changed: " + changed + "."));
  const auto goal = capital(say_goal_change(weighed, "is"));
  const auto chance = say_chance_change(weighed);
  if (!goal.empty()) result.blocks.emplace_back(line(goal + (chance.empty() ? "" : "; " + chance) + "."));
  add_moves(result, weighed);
  if (why) result.blocks.emplace_back(line("Because: " + *why + "."));
  if (const auto late = say_late(weighed.then)) result.blocks.emplace_back(line(*late));
  return result;
}

chat::Button diff_button(const planner::Plan& before, const planner::Plan& after) {
  const std::string versions = "diff v" + std::to_string(before.version) + " v" + std::to_string(after.version);
  return {versions, in_plan(after, versions), Weight::normal};
}

chat::Message whatif_form(const planner::Plan& plan) {
  return message("What if, in " + plan.key + "?", {chat::Form{.say = plan.key + " whatif",
                                                              .submit = "Look",
                                                              .fields = {{.name = "change",
                                                                          .label = "What if",
                                                                          .hint = "A5 6d and A4 8d left, goal 9 nov, without A6",
                                                                          .say = "",
                                                                          .is_required = true,
                                                                          .input = chat::TextInput{}}}}});
}

}  // namespace backwalk::talk
