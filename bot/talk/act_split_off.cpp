// A plan that is too much becomes two: one sentence, two logs. One undo takes both back (undo.cpp).
#include "bot/talk/act.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "bot/turn/absences.hpp"
#include "planner/evolve.hpp"
#include "planner/split_off.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

template <class T>
void move_to(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool is_at(const chat::Place& home, const chat::Place& place) {
  if (home.platform != place.platform || home.workspace != place.workspace) return false;
  return home.is_direct() ? home.user == place.user : !place.is_direct() && home.channel == place.channel;
}

planner::StartPlan start_like(const planner::Plan& plan, const planner::Milestone& milestone, const turn::State& state) {
  planner::StartPlan start;
  start.key = make_key(milestone.title, state.keys_taken);
  start.owner = plan.is_private ? plan.owner : milestone.owner.value_or(plan.owner);
  start.zone = plan.zone;
  start.calendar = plan.calendar;
  start.is_private = plan.is_private;
  return start;
}

}  // namespace

turn::Answer both_of(turn::Answer first, turn::Answer second) {
  move_to(first.changes, second.changes);
  move_to(first.later, second.later);
  move_to(first.questions, second.questions);
  move_to(first.closed, second.closed);
  move_to(first.bindings, second.bindings);
  return first;
}

turn::Answer split_off(const Context& context, const turn::Record& record) {
  const auto& plan = record.plan;
  const auto& said = context.said;
  const auto today = plan_today(context, plan);
  // A plan's home is where its first word was said: the other one is to live where this one does.
  const auto home = home_of(record);
  if (!is_at(home, context.envelope.place)) return finish(context, refuse(split_off_at_home(plan)));
  const auto* milestone = said.refs.size() == 1 && said.refs.front().kind == Kind::milestone
                              ? planner::find_milestone(plan, said.refs.front().number)
                              : nullptr;
  if (milestone == nullptr) return finish(context, refuse(lacks(row_of(said.verb), "one milestone of the plan, as in: split off M2")));
  const Ref of = said.refs.front();
  const auto split =
      planner::split_off(plan, of.number, start_like(plan, *milestone, context.state), today, turn::absences_of(context.state.people));
  if (!split && split.error().why == planner::Why::nothing_to_change) return finish(context, refuse(nothing_to_split_off(plan, of)));
  if (!split) return finish(context, refuse(refusal(split.error(), plan, today, said)));
  const auto here = facts_of(context, plan, planner::Apply{split->here, said.because});
  if (!here) return finish(context, refuse(refusal(here.error(), plan, today, said)));

  const auto said_here = said_of(context);
  turn::Record other;
  other.id = context.state.next_plan;
  other.plan = planner::replay(split->there);
  other.platform = record.platform;
  other.workspace = record.workspace;
  other.log.push_back({1, split->there, said_here, context.me, context.now, home, 0});
  const auto there = view_of(other, context.state, today);
  const auto left = planner::replay(*here, plan);
  auto words = was_split_off(plan, view_of(left, context.state, today), of, there);
  if (said.is_preview) {
    Utterance command = said;
    command.is_preview = command.is_again = false;
    command.plan_key.reset();
    return finish(context, tell(previewed(words, {}, in_plan(plan, canonical(command)))));
  }
  words.blocks.push_back(quiet_line("undo takes both back, as long as nothing else is done in " + other.plan.key + "."));

  Reply start;
  start.post = card(there);
  auto begun = finish(context, other, split->there, said_here, std::move(start), false);
  bind_home(begun, other.id, home);
  Reply reply;
  reply.line = by(name_of(context.state, context.me), words);
  words.blocks.emplace_back(chat::Buttons{{undo_button(record, plan.seq + 1)}});
  reply.told = std::move(words);
  return both_of(finish(context, record, *here, said_here, std::move(reply), false), std::move(begun));
}

}  // namespace backwalk::talk
