#include "bot/talk/act_decide.hpp"

#include <algorithm>

#include "bot/talk/words_decide.hpp"
#include "planner/evolve.hpp"
#include "planner/health.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;
using What = turn::Wanted::What;

turn::Answer look_chance(const Context& context, const turn::Record& record) {
  const auto view = view_of(record.plan, context.state, plan_today(context, record.plan));
  if (!context.said.text.empty()) {
    Utterance understood = context.said;
    understood.text.clear();
    understood.plan_key = record.plan.key;
    return finish(context, refuse(not_all_understood(context.said.text, canonical(understood))));
  }
  const auto* known = foretold(context, record, {}, What::drivers);
  if (known == nullptr || !known->forecast) return show_look(context, record, no_chance(view));
  const bool is_why = context.said.part == Part::note;
  return show_look(context, record, is_why ? chance_explained(view, *known->forecast) : chance_told(view, *known->forecast));
}

turn::Answer look_why(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  const auto view = view_of(plan, context.state, plan_today(context, plan));
  const auto& row = row_of(said.verb);
  auto refs = said.refs;
  if (refs.empty() && said.text.empty()) return finish(context, refuse(lacks(row, "an item, like A6, or the goal")));
  if (refs.empty()) refs = items_like(plan, said.text);
  if (refs.empty()) return finish(context, refuse(no_item_like(said.text, plan, row)));
  if (said.refs.empty() && refs.size() > 1) return finish(context, refuse(which_item(refs, plan, row)));
  if (!planner::exists(plan, refs.front())) {
    return finish(context, refuse(refusal({planner::Why::no_such_item, {refs.front()}, {}, {}}, plan, view.today, said)));
  }
  return show_look(context, record, explained(view, refs.front()));
}

turn::Answer look_replan(const Context& context, const turn::Record& record) {
  const auto view = view_of(record.plan, context.state, plan_today(context, record.plan));
  if (!view.walk) return show_look(context, record, no_way_needed(view, std::nullopt));
  const auto chance = chance_of(context, record, {});
  const bool is_well = view.walk->schedule.is_feasible && chance && *chance >= planner::good_chance;
  if (is_well) return show_look(context, record, no_way_needed(view, chance));
  auto listed = list_ways(context, record, {});
  if (!listed) return show_look(context, record, no_chance(view));
  if (is_shared(context, record)) listed->kept.seen_by.reset();
  return show_look(context, record, std::move(listed->message), {std::move(listed->kept)});
}

/// By how much work a date is missed; 0 when none is.
std::int64_t lateness_of(const View& view) {
  const auto late = view.walk ? planner::lateness(view.plan, *view.walk) : std::nullopt;
  return late ? late->minutes : 0;
}

bool moves_goal(const std::vector<planner::Edit>& edits) {
  return std::any_of(edits.begin(), edits.end(),
                     [](const planner::Edit& edit) { return std::holds_alternative<planner::GoalMoved>(edit); });
}

/// The log says what was applied, not by which number it went.
Context resolved_to(const Context& context, const std::string& words) {
  Context resolved = context;
  resolved.said.text = words;
  resolved.said.numbers.clear();
  resolved.said.number.reset();
  return resolved;
}

/// As a button says it; a reason that is too long for one stays out.
std::string button_command(Utterance command) {
  constexpr std::size_t longest = 2'000;
  auto text = canonical(command);
  if (text.size() <= longest) return text;
  command.because.reset();
  return canonical(command);
}

/// What the facts, a move of the goal among them, lead to, with a button that does what was said.
Reply weigh_goal_move(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& facts) {
  const auto today = plan_today(context, record.plan);
  const auto moved = planner::replay(facts, record.plan);
  const auto now = view_of(record.plan, context.state, today);
  const auto then = view_of(moved, context.state, today);
  Utterance sure = context.said;
  sure.plan_key = record.plan.key;
  sure.is_sure = true;
  sure.is_preview = false;
  return tell(
      goal_move_weighed({now, then, chance_of(context, record, {}), chance_of(context, record, facts)}, context.me, button_command(sure)));
}

/// With whom to think about it: the plan's owner, else the first other person whose dates move.
std::optional<turn::PersonId> whom_to_ask(const Context& context, const View& now, const View& then) {
  if (now.plan.is_private) return std::nullopt;
  if (now.plan.owner != context.me) return now.plan.owner;
  const auto moved = people_moved(now, then);
  const auto other = std::find_if(moved.begin(), moved.end(), [&](turn::PersonId person) { return person != context.me; });
  return other == moved.end() ? std::nullopt : std::optional(*other);
}

std::optional<chat::Mention> mention_of(const Context& context, const turn::Record& record, turn::PersonId person) {
  const auto known = context.state.people.find(person);
  if (known == context.state.people.end()) return std::nullopt;
  for (const auto& door : known->second.doors) {
    if (door.platform == record.platform && door.workspace == record.workspace)
      return chat::Mention{door.user, name_of(context.state, person)};
  }
  return std::nullopt;
}

}  // namespace

bool is_shared(const Context& context, const turn::Record& record) {
  return context.said.is_share && !context.envelope.place.is_direct() && !record.plan.is_private;
}

turn::Answer show_look(const Context& context, const turn::Record& record, chat::Message message, std::vector<turn::Scenario> kept) {
  const bool is_wish_to_share = context.said.is_share && !context.envelope.place.is_direct();
  if (is_wish_to_share && record.plan.is_private) return finish(context, refuse(private_plan(record.plan.key)));
  Reply reply;
  if (is_shared(context, record)) {
    reply.post = std::move(message);
    if (context.envelope.answers_inline) reply.told = shared_here();
  } else {
    reply.told = std::move(message);
  }
  auto answer = finish(context, std::move(reply));
  answer.scenarios = std::move(kept);
  if (context.envelope.place.is_direct() && context.state.focus != record.id) answer.focus = record.id;
  return answer;
}

std::optional<turn::Answer> looked_at(const Context& context, const turn::Record& record) {
  switch (context.said.verb) {
    case Verb::chance:
      return look_chance(context, record);
    case Verb::why:
      return look_why(context, record);
    case Verb::whatif:
      return look_whatif(context, record);
    case Verb::option:
      return look_option(context, record);
    case Verb::compare:
      return look_compare(context, record);
    case Verb::replan:
      return look_replan(context, record);
    case Verb::diff:
      return look_diff(context, record);
    case Verb::check:
      return look_check(context, record);
    case Verb::who:
      return look_who(context, record);
    default:
      return std::nullopt;
  }
}

turn::Answer apply(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  if (auto reply = malformed(context, record.plan.key)) return finish(context, std::move(*reply));
  // A second press finds that what it names was overtaken by the first.
  if (const auto words = words_named(context, record)) {
    const auto named = resolved_to(context, *words);
    if (auto reply = already_said(named, record, said_of(named))) return finish(context, std::move(*reply));
  }
  auto supposed = !said.numbers.empty() ? listed_ways(context, record, said.numbers)
                  : said.text.empty()   ? last_whatif(context, record)
                                        : suppose(context, record, said.text);
  if (auto* reply = std::get_if<Reply>(&supposed)) return finish(context, std::move(*reply));
  auto& way = std::get<turn::Way>(supposed);
  if (moves_goal(way.edits) && record.plan.is_committed && context.me != record.plan.owner) {
    return finish(context, refuse(owner_only(name_of(context.state, record.plan.owner), row_of(Verb::move))));
  }
  const auto resolved = resolved_to(context, way.words);
  // What stood in a what-if or a list has been weighed; what is only said now has not.
  const bool is_weighed = said.text.empty() || said.is_sure || said.is_again;
  if (moves_goal(way.edits) && record.plan.is_committed && !is_weighed)
    return finish(context, weigh_goal_move(resolved, record, way.edits));
  if (auto reply = already_said(resolved, record, said_of(resolved))) return finish(context, std::move(*reply));
  return carry_out(resolved, record, {planner::Apply{std::move(way.edits), said.because}}, false);
}

Wish wish_move(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  auto refs = said.refs;
  if (refs.empty() && said.by) refs = items_like(plan, said.text);
  if (refs.empty() && said.by) return refuse(no_item_like(said.text, plan, row_of(said.verb)));
  if (refs.empty() || !said.by) return refuse(lacks(row_of(said.verb), "what to move and to which date"));
  if (refs.size() > 1) return refuse(which_item(refs, plan, said));
  const auto ref = refs.front();
  const auto today = plan_today(context, plan);
  const auto by = on_plan_clock(context, plan, said.by);
  if (!planner::exists(plan, ref)) return refuse(refusal({planner::Why::no_such_item, {ref}, {}, {}}, plan, today, said));
  if (ref.kind == Kind::milestone) return just(planner::ChangeMilestone{ref.number, {}, by, {}});
  if (ref.kind == Kind::action) {
    const planner::Slip slip{ref.number, planner::SlipTo{*by}, plan_now(context, plan)};
    if (auto reply = ask_before_slip(context, record, slip)) return *reply;
    return just(slip);
  }
  if (ref.kind != Kind::goal) return refuse(lacks(row_of(said.verb), "the goal, a milestone or an action"));
  const planner::ChangeGoal wish{{}, by};
  if (auto reply = ask_before_goal_move(context, record, wish)) return *reply;
  return just(wish);
}

std::optional<Reply> ask_before_goal_move(const Context& context, const turn::Record& record, const planner::ChangeGoal& wish) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  if (context.is_supposed || !wish.due || !plan.is_committed) return std::nullopt;
  if (context.me != plan.owner) return refuse(owner_only(name_of(context.state, plan.owner), row_of(said.verb)));
  const auto facts = facts_of(context, plan, wish);
  if (said.is_sure || said.is_again || !facts || !moves_goal(*facts)) return std::nullopt;
  return weigh_goal_move(context, record, *facts);
}

std::optional<Reply> ask_before_slip(const Context& context, const turn::Record& record, const planner::Slip& slip) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  if (context.is_supposed || said.is_sure || said.is_again || said.is_together || !plan.goal.due) return std::nullopt;
  const auto today = plan_today(context, plan);
  const auto facts = facts_of(context, plan, slip);
  if (!facts) return std::nullopt;
  const auto slipped_plan = plan_after(record, *facts);
  const auto now = view_of(record, context.state, today);
  const auto then = view_after(record, *facts, *slipped_plan, context.state, today);
  const auto late = lateness_of(then);
  if (late <= lateness_of(now) || late < 60) return std::nullopt;  // under an hour nobody can or need do anything about it
  Utterance command = said;
  command.verb = Verb::slip;  // "move A4 to 15 oct" is one too
  command.plan_key = plan.key;
  command.refs = {{Kind::action, slip.number}};
  command.text.clear();
  command.is_sure = true;
  command.is_preview = false;
  const auto record_it = button_command(command);
  command.is_sure = false;
  command.is_together = true;
  const auto whom = whom_to_ask(context, now, then);
  const auto name = whom ? std::optional(name_of(context.state, *whom)) : std::nullopt;
  return tell(slip_weighed({now, then, chance_of(context, record, {}), chance_of(context, record, *facts)}, slip.number, context.me, name,
                           record_it, button_command(command)));
}

std::optional<Listed> think_together(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& more) {
  auto listed = list_ways(context, record, more);
  if (!listed) return std::nullopt;
  listed->kept.seen_by.reset();
  const auto today = plan_today(context, record.plan);
  const auto after = planner::replay(more, record.plan);
  const auto whom = whom_to_ask(context, view_of(record.plan, context.state, today), view_of(after, context.state, today));
  const auto mention = whom ? mention_of(context, record, *whom) : std::nullopt;
  if (mention)
    listed->message.headline.insert(listed->message.headline.begin(), {chat::Span{*mention}, chat::Span{chat::plain_run(" · ")}});
  return listed;
}

}  // namespace backwalk::talk
