#include <algorithm>

#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

void add_late(chat::Message& to, const View& view) {
  if (const auto late = say_late(view)) to.blocks.push_back(line(*late));
}

/// "; at the latest from Wed 30 Sep to Fri 9 Oct" where the plan has a date.
std::string say_latest(const View& view, Ref ref) {
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  if (slot == nullptr) return "";
  if (ref.kind != Kind::action) return "; must be true by " + say_local(slot->latest_finish, view.today);
  return "; at the latest " + say_stretch(slot->latest_start, slot->latest_finish, view.today);
}

/// ", before M3 Beta and after A1 Terms".
std::string say_neighbours(const View& view, Ref ref) {
  std::vector<Ref> before;
  std::vector<Ref> after;
  for (const auto& link : view.plan.links) {
    if (link.before == ref) before.push_back(link.after);
    if (link.after == ref) after.push_back(link.before);
  }
  std::string text = ", before " + (before.empty() ? "the goal" : list_of(view.plan, before));
  if (!after.empty()) text += ", after " + list_of(view.plan, after);
  return text;
}

std::string say_owner(const View& view, Ref ref) {
  const auto owner = planner::owner_of(view.plan, ref);
  return owner ? ", " + name_of(view.state, *owner) : "";
}

std::string say_goal(const View& view) {
  const auto& goal = view.plan.goal;
  return goal.due ? say_moment(*goal.due, view.today) + ", " + say_days_left(view) : "no date yet";
}

}  // namespace

chat::Message plan_started(const View& view, const std::string& speaker, const std::string& zone_note, bool is_post) {
  if (is_post) {
    chat::Message result{{chat::strong(view.plan.key + " · " + view.plan.goal.title)}, {}};
    result.blocks.push_back(line("Goal: " + say_goal(view) + "."));
    result.blocks.push_back(quiet_line("Draft by " + speaker + ". Anyone can help in the thread."));
    result.blocks.push_back(chat::Buttons{{{"Status", in_plan(view.plan, "status"), chat::Weight::normal},
                                           {"Retrace", in_plan(view.plan, "retrace"), chat::Weight::normal},
                                           {"Help", "help", chat::Weight::normal}}});
    return result;
  }
  auto result = message("Started " + view.plan.key + ": " + quoted(view.plan.goal.title) + ", " + say_goal(view) + ".");
  const std::string privacy = view.plan.is_private ? "A private plan: only you can see it. " : "";
  result.blocks.push_back(quiet_line(privacy + "Dates are read in " + view.plan.zone + zone_note + "."));
  if (!view.plan.goal.due) result.blocks.push_back(quiet_line("For example: goal by 30 oct"));
  return result;
}

chat::Message goal_changed(const View& view, bool is_post) {
  auto result = message(view.plan.key + ": the goal is " + quoted(view.plan.goal.title) + ", " + say_goal(view) + "." +
                        (is_post && view.plan.is_committed ? " This is v" + std::to_string(view.plan.version) + "." : ""));
  add_late(result, view);
  return result;
}

chat::Message noted(planner::Topic topic, const std::string& words) {
  switch (topic) {
    case planner::Topic::announcement:
      return message("Noted as the announcement: " + quoted(words) + ".");
    case planner::Topic::audience:
      return message("Noted who it is for: " + quoted(words) + ".");
    case planner::Topic::benefit:
      return message("Noted as the benefit: " + quoted(words) + ".");
    case planner::Topic::evidence:
      return message("Noted how you know: " + quoted(words) + ".");
    case planner::Topic::experience:
      return message("Noted what it is like: " + quoted(words) + ".");
    default:
      return message("Added to “not done unless”: " + quoted(words) + ".");
  }
}

chat::Message milestone_set(const View& view, int number, bool is_new) {
  const Ref ref{Kind::milestone, number};
  const auto* milestone = planner::find_milestone(view.plan, number);
  std::string text = named(view.plan, ref) + (is_new ? "" : " is changed");
  if (milestone != nullptr && milestone->due) text += ", by " + say_moment(*milestone->due, view.today);
  text += say_owner(view, ref);
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  const bool is_bound_otherwise = slot != nullptr && (milestone == nullptr || !milestone->due || slot->binding);
  auto result = message(text + (is_bound_otherwise ? say_latest(view, ref) : "") + ".");
  if (milestone != nullptr && milestone->due && view.plan.goal.due && view.plan.goal.due->date < milestone->due->date) {
    result.blocks.push_back(line("That is after the goal's own date, " + say_moment(*view.plan.goal.due, view.today) + ", which counts."));
  }
  if (milestone != nullptr && milestone->done_when) result.blocks.push_back(line("Done when: " + *milestone->done_when));
  add_late(result, view);
  return result;
}

chat::Message action_set(const View& view, int number, bool is_new) {
  const Ref ref{Kind::action, number};
  const auto* action = planner::find_action(view.plan, number);
  if (action == nullptr) return message("");
  auto result = message(named(view.plan, ref) + (is_new ? ": " : " now takes ") + say_estimate(view.plan, *action) + say_owner(view, ref) +
                        say_neighbours(view, ref) + say_latest(view, ref) + ".");
  add_late(result, view);
  return result;
}

chat::Message linked(const View& view, Ref item, const std::vector<Ref>& after) {
  auto result = message(named(view.plan, item) + " waits for " + list_of(view.plan, after) + say_latest(view, after.front()) + ".");
  add_late(result, view);
  return result;
}

chat::Message owner_set(const View& view, const std::vector<Ref>& items, const std::string& owner) {
  return message(owner + " owns " + list_of(view.plan, items) + ".");
}

chat::Message action_started(const View& view, int number) {
  const Ref ref{Kind::action, number};
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  std::string text = named(view.plan, ref) + " is started";
  if (slot != nullptr) text += "; it must be done by " + say_local(slot->latest_finish, view.today);
  auto result = message(text + ".");
  add_late(result, view);
  return result;
}

chat::Message finished(const View& view, Ref item) {
  auto result = message(named(view.plan, item) + (item.kind == Kind::action ? " is done." : " is reached."));
  const auto* milestone = item.kind == Kind::milestone ? planner::find_milestone(view.plan, item.number) : nullptr;
  if (milestone != nullptr && milestone->done_when) result.blocks.push_back(line("That is to say: " + *milestone->done_when));
  if (const auto start = say_start_here(view)) result.blocks.push_back(line(*start));
  add_late(result, view);
  return result;
}

chat::Message slipped(const View& before, const View& after, int number) {
  const Ref ref{Kind::action, number};
  const auto* action = planner::find_action(after.plan, number);
  if (action == nullptr) return message("");
  const bool is_left_told = action->started && action->remaining;
  std::string text = named(after.plan, ref) + (is_left_told ? " has " + told_work(action->remaining->left, after.plan.calendar) + " left"
                                                            : " now takes " + say_estimate(after.plan, *action));
  const auto* slot = after.walk ? after.walk->find(ref) : nullptr;
  if (slot != nullptr) {
    text += " (" + say_stretch(slot->earliest_start, slot->earliest_finish, after.today) + " at the earliest)";
  }
  auto result = message(text + ".");
  if (slot != nullptr && after.plan.goal.due && slot->total_float >= 0 && after.walk->schedule.is_feasible) {
    const auto* was = before.walk->find(ref);
    const std::string room =
        slot->total_float == 0 ? "no room is left" : say_room(slot->total_float, after.plan.calendar) + " of room left";
    const std::string had = was != nullptr && was->total_float > 0 ? ", of " + say_room(was->total_float, after.plan.calendar) : "";
    result.blocks.push_back(line("The goal date holds: " + room + had + "."));
  }
  add_late(result, after);
  return result;
}

chat::Message dropped(const planner::Plan& before, const View& after, Ref item) {
  if (item.kind == Kind::kpi || item.kind == Kind::risk) return message(named(before, item) + " is dropped.");
  auto result = message(named(before, item) + " is dropped; what waited for it now waits for what came before it.");
  if (const auto start = say_start_here(after)) result.blocks.push_back(line(*start));
  add_late(result, after);
  return result;
}

chat::Message committed(const View& view, ReviewSaid said) {
  std::string text = view.plan.key + " committed, v" + std::to_string(view.plan.version);
  if (view.plan.goal.due) text += ": " + quoted(view.plan.goal.title) + " by " + say_moment(*view.plan.goal.due, view.today);
  text += ".";
  if (view.planned) text += " Planned " + say_effort(*view.planned) + ".";
  if (view.plan.review_every_days) text += " It is walked again " + say_review(*view.plan.review_every_days) + ".";
  auto result = message(text);
  if (said == ReviewSaid::no) {
    result.blocks.push_back(quiet_line("Nobody said how often, so this is the usual."));
    result.blocks.push_back(chat::Buttons{{{"Every week", in_plan(view.plan, "commit every 1w"), chat::Weight::normal},
                                           {"Every 4 weeks", in_plan(view.plan, "commit every 4w"), chat::Weight::normal}}});
  }
  if (const auto start = say_start_here(view)) result.blocks.push_back(line(*start));
  add_late(result, view);
  const auto open = view.plan.is_private || view.plan.is_lite ? std::string{} : say_not_accepted(view.plan, view.state);
  if (!open.empty()) result.blocks.push_back(quiet_line("Not accepted yet: " + open + ". Each says: accept"));
  if (view.plan.is_private) result.blocks.push_back(quiet_line("Nobody else is told anything. To show it to somebody: invite @friend"));
  return result;
}

chat::Message restored(const View& view, int version) {
  auto result =
      message(view.plan.key + " is again as v" + std::to_string(version) + " was. This is v" + std::to_string(view.plan.version) + ".");
  add_late(result, view);
  return result;
}

chat::Message undone(const View& before, const View& after, const std::string& command) {
  auto result = message("Taken back: " + quoted(command) + ".");
  if (after.plan.goal.due != before.plan.goal.due) {
    const std::string version = after.plan.is_committed ? " This is v" + std::to_string(after.plan.version) + "." : "";
    const std::string goal = after.plan.goal.due ? "The goal is again " + say_goal(after) + "." : "The goal has no date again.";
    result.blocks.push_back(line(goal + version));
  }
  add_late(result, after);
  return result;
}

chat::Message start_taken_back(const planner::Plan& plan) {
  return message("Taken back: the start of " + plan.key + ", " + quoted(plan.goal.title) + ". It is closed.",
                 {quiet_line(in_plan(plan, "reopen") + " takes it up again.")});
}

chat::Message more_than_its_start(const planner::Plan& plan) {
  return message("More was said in " + plan.key + " since it was started, so its start cannot be taken back.",
                 {quiet_line("For example: " + in_plan(plan, "close"))});
}

chat::Message topic_closed(const planner::Plan& plan, const planner::Asked& asked, planner::Closing how) {
  switch (how) {
    case planner::Closing::skipped:
      if (asked.topic == planner::Topic::parked) return message("Left for later; check shows what is parked.");
      return message(asked.topic == planner::Topic::outcome ? "It stays as it is." : "Skipped.");
    case planner::Closing::enough:
      if (asked.topic == planner::Topic::certain) return message("With that, the goal is certain.");
      if (asked.topic == planner::Topic::outcome) return message("That is the outcome.");
      if (asked.topic == planner::Topic::serves && asked.about) return message(named(plan, *asked.about) + " serves the goal.");
      if (asked.topic == planner::Topic::steps && asked.about) return message("Enough of " + named(plan, *asked.about) + ".");
      return message("Enough of that.");
    case planner::Closing::nothing_before:
      if (asked.about && asked.about->kind != Kind::action)
        return message("Nothing is to be done for " + named(plan, *asked.about) + " itself.");
      return message("Nothing before it: that can start now.");
  }
  return message("");
}

chat::Message calendar_set() { return message("The working calendar is set."); }
chat::Message risk_weighed(int number) { return message("R" + std::to_string(number) + " is weighed."); }
chat::Message drivers_set() { return message("What the actions have in common is set."); }

chat::Message shared_here() { return message("Shared in the channel."); }

chat::Message by(const std::string& name, chat::Message what) {
  what.headline.insert(what.headline.begin(), chat::Span{chat::strong(name + ": ")});
  std::erase_if(what.blocks, [](const chat::Block& block) { return std::holds_alternative<chat::Buttons>(block); });
  return what;
}

}  // namespace backwalk::talk
