#include "bot/talk/weigh.hpp"

#include <algorithm>
#include <array>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/weigh_clause.hpp"
#include "bot/talk/words_decide.hpp"
#include "bot/turn/absences.hpp"
#include "planner/evolve.hpp"
#include "planner/ways_back.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

/// Verbs whose commands can be supposed: they change work, dates or their order.
bool can_be_supposed(Verb verb) {
  constexpr std::array<Verb, 10> verbs{Verb::goal, Verb::milestone, Verb::action, Verb::before, Verb::link,
                                       Verb::drop, Verb::slip,      Verb::done,   Verb::move,   Verb::started};
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

/// What of an item a clause settles.
enum class Fixes { work, date, whole };
struct Fixed {
  Ref item{};
  Fixes what{};
  std::string said{};
};

/// The plan as it would be so far, and what has been put together.
struct Supposing {
  const Context& context;
  const turn::Record& base;
  turn::Record record;  ///< without its log
  turn::Way way{};
  planner::Date today{};
  std::vector<Fixed> fixed{};

  /// Says of an item what can be said once: how long it takes, when it begins or is due, that it is out.
  std::optional<Reply> fix(Ref item, Fixes what, const std::string& said) {
    for (const auto& known : fixed) {
      const bool is_same = known.item == item && (known.what == what || known.what == Fixes::whole || what == Fixes::whole);
      if (is_same) return refuse(said_twice(record.plan, item, known.said, said));
    }
    fixed.push_back({item, what, said});
    return std::nullopt;
  }
  /// What a sentence of the ordinary grammar fixes.
  std::optional<Reply> fix(const Utterance& inner, const std::string& said) {
    const bool is_date = inner.verb == Verb::move || inner.verb == Verb::milestone || (inner.verb == Verb::slip && inner.to_date);
    const bool is_work = inner.verb == Verb::action || inner.verb == Verb::done || (inner.verb == Verb::slip && inner.is_left);
    if (inner.verb == Verb::goal && inner.by) return fix(Ref{}, Fixes::date, said);
    for (const auto item : inner.refs) {
      auto reply = inner.verb == Verb::drop ? fix(item, Fixes::whole, said)
                   : is_date && inner.by    ? fix(item, item.kind == Kind::action ? Fixes::work : Fixes::date, said)
                   : is_work                ? fix(item, Fixes::work, said)
                                            : std::nullopt;
      if (reply) return reply;
    }
    return std::nullopt;
  }

  void take(std::vector<planner::Edit> edits, const std::string& words) {
    record.plan = planner::replay(edits, std::move(record.plan));
    way.edits.insert(way.edits.end(), std::make_move_iterator(edits.begin()), std::make_move_iterator(edits.end()));
    way.words += (way.words.empty() ? "" : " and ") + words;
  }

  std::optional<Reply> add(const Clause& clause) {
    return std::visit([&](const auto& what) { return add_one(what, clause.said); }, clause.what);
  }

  std::optional<Reply> add_one(const NotUnderstood& what, const std::string& said) {
    return refuse(what.why.empty() ? change_not_understood(said) : change_refused(said, what.why));
  }
  std::optional<Reply> add_one(const Numbers& what, const std::string&) {
    auto listed = listed_ways(context, base, what.numbers);
    if (auto* reply = std::get_if<Reply>(&listed)) return std::move(*reply);
    auto& found = std::get<turn::Way>(listed);
    if (way.edits.empty()) way.chance = found.chance;
    way.name = found.name;
    take(std::move(found.edits), found.words);
    return std::nullopt;
  }
  std::optional<Reply> add_one(const SecondPerson& what, const std::string& said) {
    if (auto reply = check(what.on, said)) return reply;
    auto edits = planner::second_person(record.plan, what.on.number, today, turn::absences_of(context.state.people));
    if (edits.empty()) return refuse(change_refused(said, "a second person helps from two days of unfinished work on"));
    take(std::move(edits), said);
    return std::nullopt;
  }
  std::optional<Reply> add_one(const Overlap& what, const std::string& said) {
    for (const auto ref : {what.of, what.with}) {
      if (auto reply = check(ref, said)) return reply;
    }
    const auto link = std::find_if(record.plan.links.begin(), record.plan.links.end(),
                                   [&](const planner::Link& known) { return known.before == what.with && known.after == what.of; });
    if (link == record.plan.links.end()) {
      return refuse(change_refused(said, named(record.plan, what.of) + " does not wait for " + named(record.plan, what.with)));
    }
    const auto half = planner::duration_of(record.plan, *planner::find_action(record.plan, what.with.number)) / 2;
    if (planner::duration_of(record.plan, *planner::find_action(record.plan, what.of.number)) < half) {
      return refuse(change_refused(said, named(record.plan, what.of) + " would be done before " + named(record.plan, what.with)));
    }
    take({planner::Linked{{what.with, what.of, {planner::Lag::Kind::working, -half}}}}, said);
    return std::nullopt;
  }
  std::optional<Reply> add_one(const NewWork& what, const std::string& said) {
    if (auto reply = check(what.of, said)) return reply;
    const auto work = what.amount.likely ? work_of(*what.amount.likely, record.plan.calendar) : std::nullopt;
    if (!work) return refuse(change_refused(said, how_work_is_counted));
    if (auto reply = fix(what.of, Fixes::work, said)) return reply;
    return estimate(what.of, *work, said);
  }
  std::optional<Reply> add_one(const Left& what, const std::string& said) {
    if (auto reply = check(what.of, said)) return reply;
    const auto work = what.amount.likely && !what.amount.best ? work_of(*what.amount.likely, record.plan.calendar) : std::nullopt;
    if (!work) return refuse(change_refused(said, "what is left is one number of working days, hours or weeks"));
    if (auto reply = fix(what.of, Fixes::work, said)) return reply;
    return decide(planner::Slip{what.of.number, planner::SlipLeft{*work}, plan_now(context, record.plan)}, said);
  }
  std::optional<Reply> add_one(const Less& what, const std::string& said) {
    if (auto reply = check(what.of, said)) return reply;
    const auto work = what.amount.likely && !what.amount.best ? work_of(*what.amount.likely, record.plan.calendar) : std::nullopt;
    const auto* action = planner::find_action(record.plan, what.of.number);
    const auto now = planner::duration_of(record.plan, *action);
    if (!work || *work >= now) return refuse(change_refused(said, "it takes " + say_work(now, record.plan.calendar) + " now"));
    return estimate(what.of, now - *work, said);
  }
  std::optional<Reply> add_one(const NotBefore& what, const std::string& said) {
    if (auto reply = check(what.of, said)) return reply;
    if (auto reply = fix(what.of, Fixes::date, said)) return reply;
    return decide(planner::ConstrainAction{what.of.number, planner::Constraint{planner::Constraint::Kind::not_before,
                                                                               *on_plan_clock(context, record.plan, what.at)}},
                  dated(said, what.at, what.typed));
  }
  std::optional<Reply> add_one(const Command& what, const std::string& said) {
    Context inner = context;
    inner.form = nullptr;
    inner.is_supposed = true;
    inner.said = parse(words_of({chat::Piece{what.text}}), context.calendarium);
    if (!inner.said.is_command) return refuse(change_not_understood(said));
    if (!can_be_supposed(inner.said.verb)) return refuse(change_refused(said, "only what changes work or dates can be supposed"));
    if (inner.said.by_two) {
      return refuse(which_date_supposed(*inner.said.by_two, context.said, inner.said.by_text.value_or(""), record.plan, today));
    }
    if (auto reply = fix(inner.said, said)) return reply;
    const auto wish = wish_of(inner, record);
    if (const auto* reply = std::get_if<Reply>(&wish)) {
      return refuse(change_refused(said, reply->told ? chat::plain(reply->told->headline) : std::string()));
    }
    std::vector<planner::Edit> edits;
    auto plan = record.plan;
    for (const auto& command : std::get<0>(wish)) {
      const auto facts = facts_of(context, plan, command);
      if (!facts) return refuse(change_refused(said, chat::plain(refusal(facts.error(), plan, today, inner.said).headline)));
      plan = planner::replay(*facts, std::move(plan));
      edits.insert(edits.end(), facts->begin(), facts->end());
    }
    take(std::move(edits), dated(said, inner.said.by, inner.said.by_text.value_or("")));
    return std::nullopt;
  }

 private:
  /// An unfinished action that is there.
  std::optional<Reply> check(Ref ref, const std::string& said) const {
    const auto* action = ref.kind == Kind::action ? planner::find_action(record.plan, ref.number) : nullptr;
    const auto why = ref.kind != Kind::action ? planner::Why::not_an_action
                     : action == nullptr      ? planner::Why::no_such_item
                                              : planner::Why::already_finished;
    if (action != nullptr && !action->finished) return std::nullopt;
    return refuse(change_refused(said, chat::plain(refusal({why, {ref}, {}, {}}, record.plan, today, context.said).headline)));
  }
  /// The likely work is so much; the range that was known stays, as far as it can.
  std::optional<Reply> estimate(Ref ref, planner::Minutes likely, const std::string& said) {
    auto changed = planner::find_action(record.plan, ref.number)->estimate.value_or(planner::Estimate{});
    changed.likely = likely;
    if (changed.best) changed.best = std::min(*changed.best, likely);
    if (changed.worst) changed.worst = std::max(*changed.worst, likely);
    return decide(planner::ChangeAction{ref.number, {}, changed, {}}, said);
  }
  std::optional<Reply> decide(const planner::Command& command, const std::string& said) {
    auto facts = facts_of(context, record.plan, command);
    if (!facts) return refuse(change_refused(said, chat::plain(refusal(facts.error(), record.plan, today, context.said).headline)));
    take(std::move(*facts), said);
    return std::nullopt;
  }
};

}  // namespace

Supposed suppose(const Context& context, const turn::Record& record, const std::string& text) {
  Supposing supposing{context, record, {}, {}, plan_today(context, record.plan), {}};
  supposing.record.id = record.id;
  supposing.record.plan = record.plan;
  const auto clauses = clauses_of(words_of({chat::Piece{text}}), record.plan, context.calendarium);
  for (const auto& clause : clauses) {
    if (auto reply = supposing.add(clause)) return std::move(*reply);
  }
  if (planner::looks_same(supposing.record.plan, record.plan)) return refuse(nothing_supposed(text));
  const bool is_listed = clauses.size() == 1 && std::holds_alternative<Numbers>(clauses.front().what);
  if (!is_listed) supposing.way.name = text;
  return std::move(supposing.way);
}

}  // namespace backwalk::talk
