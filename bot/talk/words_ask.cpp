// What is asked, or shown, before it is done.
#include <algorithm>

#include "bot/talk/words_doing.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Rows;
using chat::Weight;
using planner::Kind;
using planner::Ref;

constexpr std::size_t most_moves = 8;

std::string moved_by(const View& view, planner::LocalTime was, planner::LocalTime is) {
  const planner::WorkingTime time{view.plan.calendar};
  const auto by = time.work_before(is) - time.work_before(was);
  if (by == 0) return is > was ? "later" : "earlier";
  return say_room(by < 0 ? -by : by, view.plan.calendar) + (by < 0 ? " earlier" : " later");
}

std::vector<Ref> moved_items(const View& before, const View& after) {
  std::vector<Ref> moved;
  if (!before.walk || !after.walk) return moved;
  for (const auto ref : after.walk->refs) {
    const auto* was = before.walk->find(ref);
    const auto* is = after.walk->find(ref);
    if (was != nullptr && !is->is_finished && was->earliest_finish != is->earliest_finish) moved.push_back(ref);
  }
  return moved;
}

/// What the plan has of its own rhythm: it stops when the plan is closed.
std::string say_rhythm(const View& view) {
  std::string text;
  const auto add = [&](bool is_there, const std::string& what) {
    if (is_there) text += (text.empty() ? "" : ", ") + what;
  };
  add(view.plan.rhythm.standup.has_value(), "the standup");
  add(view.plan.rhythm.checkin.has_value(), "the check-in");
  add(view.plan.rhythm.brief.has_value(), "the brief");
  return text;
}

}  // namespace

std::vector<chat::Block> what_moves(const View& before, const View& after) {
  Rows rows;
  const auto moved = moved_items(before, after);
  for (const auto ref : moved) {
    if (rows.rows.size() == most_moves) break;
    const auto was = before.walk->find(ref)->earliest_finish;
    const auto is = after.walk->find(ref)->earliest_finish;
    rows.rows.push_back(
        {named(after.plan, ref), say_local(was, after.today) + " → " + say_local(is, after.today), moved_by(after, was, is)});
  }
  if (moved.empty()) return {line("No date moves.")};
  std::vector<chat::Block> blocks{line("At the earliest, these end:"), rows};
  if (moved.size() > most_moves) blocks.push_back(quiet_line("and " + std::to_string(moved.size() - most_moves) + " more."));
  return blocks;
}

std::vector<chat::Block> what_would_move(const View& before, const View& after) {
  auto blocks = what_moves(before, after);
  std::vector<std::string> people;
  for (const auto ref : moved_items(before, after)) {
    const auto owner = planner::owner_of(after.plan, ref);
    if (!owner || ref.kind == Kind::goal) continue;
    const std::string name = name_of(after.state, *owner);
    if (std::find(people.begin(), people.end(), name) == people.end()) people.push_back(name);
  }
  std::string names;
  for (const auto& name : people) names += (names.empty() ? "" : ", ") + name;
  if (!names.empty()) blocks.push_back(line("Dates move for " + names + "."));
  return blocks;
}

chat::Message gain_how(const View& before, const View& pulled, const planner::Gain& wish, const std::string& command) {
  const Ref ref{Kind::action, wish.number};
  const auto* action = planner::find_action(pulled.plan, wish.number);
  auto result = message(named(pulled.plan, ref) + " would take " + say_work(wish.by, pulled.plan.calendar) +
                        " less: " + (action == nullptr ? "" : say_estimate(pulled.plan, *action)) +
                        ". Pull forward what comes next, or keep the time as a buffer? Nothing is done yet.");
  for (auto& block : what_would_move(before, pulled)) result.blocks.push_back(std::move(block));
  result.blocks.push_back(Buttons{{{"Pull forward", in_plan(pulled.plan, with_word(command, "pull")), Weight::normal},
                                   {"Keep as buffer", in_plan(pulled.plan, with_word(command, "buffer")), Weight::normal}}});
  return result;
}

chat::Message simplify_asked(const View& before, const View& after) {
  std::vector<Ref> reached;
  std::vector<Ref> alone;
  for (const auto& milestone : before.plan.milestones) {
    if (planner::find_milestone(after.plan, milestone.number) != nullptr) continue;
    (milestone.reached ? reached : alone).push_back({Kind::milestone, milestone.number});
  }
  const auto links = before.plan.links.size() > after.plan.links.size() ? before.plan.links.size() - after.plan.links.size() : 0;
  if (reached.empty() && alone.empty() && links == 0) {
    return message(before.plan.key + " is as simple as it can be: " + count_of(before.plan.milestones.size(), "milestone", "milestones") +
                   " and " + count_of(before.plan.actions.size(), "action", "actions") + ", and each tells something.");
  }
  auto result = message(before.plan.key + " can be simpler. Nothing is done yet.");
  if (!reached.empty()) result.blocks.push_back(line("Reached, so they need no line of their own: " + list_of(before.plan, reached) + "."));
  if (!alone.empty()) result.blocks.push_back(line("One action stands for each of these: " + list_of(before.plan, alone) + "."));
  if (links > 0) result.blocks.push_back(line(count_of(links, "link says", "links say") + " what others say already."));
  result.blocks.push_back(line("Left: " + count_of(after.plan.milestones.size(), "milestone", "milestones") + ", " +
                               count_of(after.plan.actions.size(), "action", "actions") + ", " +
                               count_of(after.plan.links.size(), "link", "links") + "."));
  for (auto& block : what_would_move(before, after)) result.blocks.push_back(std::move(block));
  result.blocks.push_back(Buttons{{{"Simplify", in_plan(before.plan, "simplify now"), Weight::normal}}});
  return result;
}

chat::Message close_asked(const View& view) {
  const auto& plan = view.plan;
  const auto open = static_cast<std::size_t>(
      std::count_if(plan.actions.begin(), plan.actions.end(), [](const auto& action) { return !action.finished; }));
  auto result = message("Close " + plan.key + ", " + quoted(plan.goal.title) + "? Nothing is done yet.");
  result.blocks.push_back(line("Then nothing in it can be changed, and nobody is asked or reminded." +
                               std::string(open == 0 ? "" : " " + count_of(open, "action is", "actions are") + " not done.")));
  if (const auto rhythm = say_rhythm(view); !rhythm.empty()) result.blocks.push_back(line("What stops: " + rhythm + "."));
  result.blocks.push_back(quiet_line("reopen takes it up again."));
  result.blocks.push_back(Buttons{
      {{"Close " + plan.key, in_plan(plan, "close now"), Weight::danger}, {"Keep it open", in_plan(plan, "status"), Weight::normal}}});
  return result;
}

chat::Text dates_move_for(const std::vector<chat::Mention>& people) {
  chat::Line text{chat::plain_run("Dates move for ")};
  for (const auto& person : people) {
    if (text.size() > 1) text.emplace_back(chat::plain_run(", "));
    text.emplace_back(person);
  }
  text.emplace_back(chat::plain_run("."));
  return chat::Text{std::move(text)};
}

std::vector<chat::Block> pull_or_buffer(const View& view, Ref done, std::int64_t days, const std::vector<Ref>& sooner) {
  const auto& plan = view.plan;
  const std::string command = "gain " + planner::text(done) + " " + std::to_string(days) + "d";
  return {line("That is " + say_room(days * plan.calendar.minutes_per_day.count(), plan.calendar) +
               " earlier than planned: " + list_of(plan, sooner) + " can begin earlier. Pull that forward, or keep the time as a buffer?"),
          Buttons{{{"Pull forward", in_plan(plan, command + " pull"), Weight::normal},
                   {"Keep as buffer", in_plan(plan, command + " buffer"), Weight::normal}}}};
}

chat::Message reading_of_which(const planner::Plan& plan, const std::vector<Ref>& kpis, const std::string& text) {
  Buttons buttons;
  for (const auto ref : kpis) {
    const std::string reading = planner::text(ref) + " " + text;
    if (buttons.buttons.size() < 5) buttons.buttons.push_back({reading, in_plan(plan, "kpi " + reading), Weight::normal});
  }
  return message("Which one is " + quoted(text) + ": " + list_of(plan, kpis) + "?", {buttons});
}

chat::Message try_again() { return message("I could not store that just now, so nothing was done. Please say it again in a minute."); }

chat::Message too_long_to_read() {
  return message("That is longer than 4,000 characters, so I read none of it and nothing was done. Say it in parts.",
                 {quiet_line("For example: milestone 20 customers finished the beta by 9 oct")});
}

chat::Text key_kept_in_title(const std::string& key) {
  return quiet_line("No plan here is called " + key + ", so “in " + key + "” is a part of the words.");
}

chat::Message restore_asked(const View& before, const View& after, int version, const std::string& command) {
  const auto& plan = before.plan;
  const std::string name = "v" + std::to_string(version);
  auto result = message("Make " + plan.key + " again what it was as " + name + "? Nothing is done yet.");
  const auto missing = [](const planner::Plan& from, const planner::Plan& in) {
    std::vector<Ref> refs;
    for (const auto& milestone : from.milestones) {
      if (planner::find_milestone(in, milestone.number) == nullptr) refs.push_back({Kind::milestone, milestone.number});
    }
    for (const auto& action : from.actions) {
      if (planner::find_action(in, action.number) == nullptr) refs.push_back({Kind::action, action.number});
    }
    return refs;
  };
  const auto tell_some = [&](const std::string& lead, const planner::Plan& from, std::vector<Ref> refs) {
    const auto more = refs.size() > most_moves ? refs.size() - most_moves : 0;
    refs.resize(refs.size() - more);
    const std::string rest = more == 0 ? "." : " and " + std::to_string(more) + " more.";
    if (!refs.empty()) result.blocks.push_back(line(lead + list_of(from, refs) + rest));
  };
  tell_some("What came since goes: ", plan, missing(plan, after.plan));
  tell_some("What was dropped comes back: ", after.plan, missing(after.plan, plan));
  for (auto& block : what_would_move(before, after)) result.blocks.push_back(std::move(block));
  result.blocks.push_back(quiet_line("It becomes a version of its own, and undo takes it back."));
  result.blocks.push_back(Buttons{{{"Restore " + name, command, Weight::danger}, {"Cancel", "cancel", Weight::normal}}});
  return result;
}

chat::Message delete_asked(const planner::Plan& plan, const std::vector<Ref>& items, const std::string& command) {
  std::string refs;
  for (const auto ref : items) refs += (refs.empty() ? "" : " ") + planner::text(ref);
  auto result = message("Take " + list_of(plan, items) + " out of " + plan.key + "? Nothing is done yet.");
  result.blocks.push_back(line("What waits for it will wait for what comes before it. undo brings it back."));
  result.blocks.push_back(Buttons{{{"Drop " + refs, command, Weight::danger}, {"Cancel", "cancel", Weight::normal}}});
  return result;
}

chat::Message previewed(const chat::Message& words, std::vector<chat::Block> moves, const std::string& command) {
  auto result = message("Preview, nothing is done yet. It would say:");
  result.blocks.push_back(chat::Text{words.headline});
  for (const auto& block : words.blocks) {
    if (!std::holds_alternative<Buttons>(block)) result.blocks.push_back(block);
  }
  for (auto& block : moves) result.blocks.push_back(std::move(block));
  result.blocks.push_back(Buttons{{{"Do it", command, Weight::primary}}});
  return result;
}

}  // namespace backwalk::talk
