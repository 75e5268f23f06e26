#include "bot/talk/words_doing.hpp"

#include <algorithm>

#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

void add_if_late(chat::Message& to, const View& view) {
  if (const auto late = say_late(view)) to.blocks.push_back(line(*late));
}

Ref action_ref(int number) { return {Kind::action, number}; }

std::string estimate_text(const View& view, Ref ref) {
  const auto* action = planner::find_action(view.plan, ref.number);
  return action == nullptr ? std::string{} : say_estimate(view.plan, *action);
}

std::string ends(const View& view, Ref ref) {
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  return slot == nullptr ? std::string{} : ", at the earliest by " + say_local(slot->earliest_finish, view.today);
}

}  // namespace

chat::Message unlinked(const View& view, Ref item, const std::vector<Ref>& after) {
  auto result = message(named(view.plan, item) + " waits for " + list_of(view.plan, after) + " no longer.");
  if (const auto start = say_start_here(view)) result.blocks.push_back(line(*start));
  add_if_late(result, view);
  return result;
}

chat::Message split_up(const View& before, const View& after, int number) {
  std::vector<Ref> parts{action_ref(number)};
  for (int added = before.plan.last_action + 1; added <= after.plan.last_action; ++added) parts.push_back(action_ref(added));
  auto result = message(named(before.plan, action_ref(number)) + " is now " + list_of(after.plan, parts) + ", one after the other.");
  for (const auto part : parts) result.blocks.push_back(line(planner::text(part) + ": " + estimate_text(after, part) + "."));
  add_if_late(result, after);
  return result;
}

chat::Message merged(const View& before, const View& after, const std::vector<int>& numbers) {
  std::vector<Ref> refs;
  for (const int number : numbers) refs.push_back(action_ref(number));
  const auto kept = refs.front();
  auto result = message(list_of(before.plan, refs) + " are now one: " + named(after.plan, kept) + ", " + estimate_text(after, kept) +
                        ends(after, kept) + ".");
  add_if_late(result, after);
  return result;
}

chat::Message gain_too_great(const planner::Plan& plan, const planner::Action& action, planner::Minutes work) {
  const auto ref = action_ref(action.number);
  return message(
      named(plan, ref) + " takes " + say_estimate(plan, action) + ", so it cannot take " + say_work(work, plan.calendar) + " less.",
      {quiet_line("For example: gain " + planner::text(ref) + " 1h")});
}

chat::Message gained(const View& before, const View& after, const planner::Gain& wish) {
  const auto ref = action_ref(wish.number);
  const std::string much = say_work(wish.by, after.plan.calendar);
  const auto* action = planner::find_action(after.plan, wish.number);
  const bool is_done = action != nullptr && action->finished;
  auto result =
      message(named(after.plan, ref) +
              (is_done ? " gained " + much + "." : " takes " + much + " less: " + estimate_text(after, ref) + ends(after, ref) + "."));
  if (wish.is_buffer) {
    result.blocks.push_back(line("Kept as a buffer: what comes next begins when it was to begin."));
    return result;
  }
  for (auto& block : what_moves(before, after)) result.blocks.push_back(std::move(block));
  return result;
}

chat::Message has_happened(const View& before, const View& after, int number) {
  const auto* risk = planner::find_risk(after.plan, number);
  if (risk == nullptr) return message("");
  auto result = message("R" + std::to_string(number) + " has happened: " + quoted(risk->words) + ".");
  const auto* action = risk->about ? planner::find_action(after.plan, risk->about->number) : nullptr;
  const auto* was = risk->about ? planner::find_action(before.plan, risk->about->number) : nullptr;
  const bool is_longer = action != nullptr && was != nullptr && action->estimate != was->estimate;
  if (is_longer) {
    result.blocks.push_back(line(named(after.plan, *risk->about) + " now takes " + say_estimate(after.plan, *action) + "."));
    for (auto& block : what_moves(before, after)) result.blocks.push_back(std::move(block));
  } else if (action != nullptr && !action->finished) {
    result.blocks.push_back(line("Nobody told what it costs. For example: slip " + planner::text(*risk->about) + " 3d"));
  }
  const auto* answer = risk->mitigation ? planner::find_action(after.plan, *risk->mitigation) : nullptr;
  if (answer != nullptr && !answer->finished) {
    result.blocks.push_back(line("What was to be done about it: " + named(after.plan, action_ref(answer->number)) + ", " +
                                 name_of(after.state, planner::owner_of(after.plan, action_ref(answer->number))) + "."));
  }
  add_if_late(result, after);
  return result;
}

chat::Message mitigated(const View& view, int number) {
  const auto* risk = planner::find_risk(view.plan, number);
  if (risk == nullptr || !risk->mitigation) return message("");
  const auto ref = action_ref(*risk->mitigation);
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  const std::string by = slot == nullptr ? "" : ", to begin by " + say_local(slot->latest_start, view.today);
  return message("Against R" + std::to_string(number) + " " + quoted(risk->words) + ": " + named(view.plan, ref) + by + ".");
}

chat::Message flexible_set(const View& view, const std::vector<Ref>& items, bool is_flexible) {
  const bool is_one = items.size() == 1;
  if (!is_flexible) return message(list_of(view.plan, items) + (is_one ? " is" : " are") + " needed as planned.");
  return message(list_of(view.plan, items) + (is_one ? " is" : " are") + " flexible: when time runs short, look here first.");
}

chat::Message simplified(const View& before, const View& after) {
  std::vector<Ref> gone;
  for (const auto& milestone : before.plan.milestones) {
    if (planner::find_milestone(after.plan, milestone.number) == nullptr) gone.push_back({Kind::milestone, milestone.number});
  }
  std::string text = gone.empty() ? "" : list_of(before.plan, gone) + (gone.size() == 1 ? " is" : " are") + " taken out.";
  const auto links_before = before.plan.links.size();
  const auto links_after = after.plan.links.size();
  if (links_after < links_before) {
    text += std::string(text.empty() ? "" : " ") + "There are " + std::to_string(links_after) + " links now, of " +
            std::to_string(links_before) + ".";
  }
  return message(before.plan.key + " is simpler. " + text, what_moves(before, after));
}

}  // namespace backwalk::talk
