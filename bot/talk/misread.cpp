#include "bot/talk/misread.hpp"

#include <algorithm>

#include "bot/talk/act.hpp"
#include "bot/talk/act_doing.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

/// The command with its first word mended.
std::string corrected(const Context& context, const CommandRow& row) {
  const auto& words = context.said.words;
  return std::string(row.name) + (words.size() > 1 ? " " + join(words, 1, words.size()) : "");
}

/// Whose object, where it is words, names something that is there.
bool names_something(Verb verb) {
  const auto all = {Verb::started, Verb::done,     Verb::drop,   Verb::history, Verb::take, Verb::gain,
                    Verb::split,   Verb::flexible, Verb::unlink, Verb::why,     Verb::move};
  return std::find(all.begin(), all.end(), verb) != all.end();
}

/// Whether the mended sentence parses whole. "lease signed" is no `learn signed`: these want an item, a date or a length to be believed.
bool is_surely_command(const Context& context, const CommandRow& row) {
  const auto mended = parse(words_of({chat::Piece{corrected(context, row)}}), context.calendarium);
  const bool has_more = !mended.refs.empty() || mended.by || mended.duration || mended.owner || !mended.after.empty() || mended.before;
  const bool is_free = names_something(row.verb) || row.verb == Verb::learn;
  return mended.is_command && (mended.words.size() == 1 || has_more || !is_free);
}

bool ends_a_walk(const std::string& text) {
  return is_one_of(text, {"never", "no", "yes", "nothing", "nothing before it", "that's enough", "thats enough", "sunday evening only"});
}

bool is_greeting(const std::string& text) {
  return is_one_of(text, {"hello", "hi", "hey", "hello there", "hi there", "good morning", "good afternoon", "good evening"});
}

}  // namespace

turn::Answer not_understood(const Context& context, const turn::Record* record, const turn::Question* question) {
  // Where only a few words are wanted, none of them is a slip of the finger.
  const bool has_few_answers = question != nullptr && question->is_open && step_of(question->asked.topic) > 1 &&
                               question->asked.topic != planner::Topic::milestones && question->asked.topic != planner::Topic::steps;
  const bool may_be_slip = context.said.verb == Verb::bare && !has_few_answers;
  const auto* nearest = may_be_slip ? nearest_command(context.said.first_word) : nullptr;
  if (record != nullptr && question != nullptr) {
    // A slip of the finger only where the mended sentence is a whole command, and not just any words behind a verb; else it is the answer.
    const bool is_command = nearest != nullptr && is_surely_command(context, *nearest);
    if (!is_command) return answer_question(context, *record, question);
    const auto text = join(context.said.words, 0, context.said.words.size());
    return finish(context, refuse(answer_or_run(text, corrected(context, *nearest), record->plan.key)));
  }
  // What would answer the walk, were it still asking.
  const auto text_said = lower_text(context.said.words);
  const bool is_late_answer =
      record != nullptr && (says_how_often(context, record->plan, context.said.words) || means_back(text_said) || ends_a_walk(text_said));
  if (is_late_answer) return finish(context, refuse(nothing_is_asked(record->plan)));
  if (record == nullptr && is_greeting(text_said)) return finish(context, tell(no_plan_here(context.envelope.place.is_direct())));
  if (const auto* gone = nearest == nullptr ? question_gone(context) : nullptr) {
    const auto text = join(context.said.words, 0, context.said.words.size());
    return finish(context, refuse(question_is_gone(turn::find(context.state, gone->plan)->plan, gone->asked, text)));
  }
  return finish(context, refuse(unknown_verb(context.said, nearest, nearest != nullptr ? corrected(context, *nearest) : "")));
}

turn::Answer no_plan(const Context& context, const WhichPlan& which) {
  struct Visitor {
    const Context& context;
    turn::Answer operator()(const turn::Record*) const { return {}; }
    turn::Answer operator()(const NoPlan&) const {
      Reply reply = tell(no_plan_here(context.envelope.place.is_direct()));
      reply.refused = context.said.verb != Verb::bare;
      return finish(context, std::move(reply));
    }
    turn::Answer operator()(const NoSuchKey& unknown) const { return finish(context, refuse(no_such_key(unknown.key, context.state))); }
    turn::Answer operator()(const SeveralPlans& several) const {
      const std::string command = context.said.words.empty() ? "status" : join(context.said.words, 0, context.said.words.size());
      return finish(context, refuse(which_of(several.plans, command)));
    }
  };
  return std::visit(Visitor{context}, which);
}

bool is_free_text(const Context& context, const planner::Plan& plan, const turn::Question* question) {
  const auto& said = context.said;
  if (said.words.empty()) return false;
  const bool is_parked = question != nullptr && question->is_open && question->asked.topic == planner::Topic::parked;
  const bool says_where = said.verb == Verb::before && said.text.empty() && !said.refs.empty();
  if (is_parked && (says_where || (said.words.size() == 1 && (said.verb == Verb::drop || said.verb == Verb::snooze)))) return true;
  if (!said.is_command) return said.verb == Verb::bare || (said.words.size() > 1 && said.refs.empty());
  // A slash command in a channel is meant as one; in a direct message everything that is typed is part of the conversation.
  const bool is_slash = context.envelope.answers_inline && !context.envelope.place.is_direct();
  if (said.text.empty() || !said.refs.empty() || is_slash) return false;
  if (said.verb == Verb::happened) return risks_like(plan, said.text).empty();
  if (said.verb == Verb::pace) return kpis_like(plan, said.text).empty();
  return names_something(said.verb) && items_like(plan, said.text).empty();
}

}  // namespace backwalk::talk
