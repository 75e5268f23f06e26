#include "bot/talk/misread.hpp"

#include <algorithm>

#include "bot/talk/act.hpp"
#include "bot/talk/act_doing.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/known_as.hpp"
#include "bot/talk/spans_parts.hpp"
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

/// One letter wrong, missing, too many, or two that changed places. "staff" is no `start`.
bool is_one_slip(std::string_view word, std::string_view name) {
  if (word.size() > name.size()) std::swap(word, name);
  if (name.size() - word.size() > 1) return false;
  std::size_t at = 0;
  while (at < word.size() && word[at] == name[at]) ++at;
  if (word.size() < name.size()) return word.substr(at) == name.substr(at + 1);
  if (at == word.size() || word.substr(at + 1) == name.substr(at + 1)) return true;
  return at + 1 < word.size() && word[at] == name[at + 1] && word[at + 1] == name[at] && word.substr(at + 2) == name.substr(at + 2);
}

bool is_slip_of(std::string_view word, const CommandRow& row) {
  if (word.size() < 4) return false;  // "ask" is no slip of `task`
  return is_one_slip(word, row.name) ||
         std::any_of(row.aliases.begin(), row.aliases.end(), [&](std::string_view alias) { return is_one_slip(word, alias); });
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
    const bool is_command = nearest != nullptr && is_slip_of(parts::bare(context.said.first_word), *nearest) &&
                            !is_sentence(context.said.words) && is_surely_command(context, *nearest);
    if (const auto meant = has_few_answers ? std::nullopt : known_as(context); meant && !is_command)
      return finish(context, refuse(answer_or_run(join(context.said.words, 0, context.said.words.size()), *meant, record->plan.key)));
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
  auto meant = known_as(context);
  if (!meant && nearest != nullptr && parse(words_of({chat::Piece{corrected(context, *nearest)}}), context.calendarium).is_command)
    meant = corrected(context, *nearest);
  return finish(context, refuse(unknown_verb(context.said, meant)));
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

bool takes_sentences(planner::Topic topic) {
  using planner::Topic;
  const auto all = {Topic::announcement, Topic::audience, Topic::not_done_unless, Topic::outcome,
                    Topic::milestones,   Topic::certain,  Topic::steps,           Topic::serves};
  return std::find(all.begin(), all.end(), topic) != all.end();
}

bool may_be_answer(const Context& context, const planner::Plan& plan, const turn::Question* question) {
  const auto& said = context.said;
  if (question == nullptr || !question->is_open || !said.is_command || !takes_sentences(question->asked.topic)) return false;
  if (said.verb == Verb::answer || said.verb == Verb::skip || said.verb == Verb::enough || said.is_again) return false;
  const bool has_parts = !said.refs.empty() || said.by || said.by_two || said.bad_date || said.duration || said.owner || said.because ||
                         said.before || !said.after.empty() || said.every || said.plan_key || said.words.size() < 3 || said.text.empty();
  if (has_parts) return false;
  // "risk is gone", "start of sales is possible", "goal reached: ...": its first word is what the sentence is about.
  const auto second = parts::steering(said.words[1]);
  const bool is_subject =
      is_one_of(second, {"is", "are", "was", "were", "has", "have", "can", "will"}) || (second == "of" && is_sentence(said.words));
  const bool lacks_item = names_something(said.verb) && items_like(plan, said.text).empty();
  const bool is_goal_reached = said.verb == Verb::goal && (said.words[1].text.ends_with(':') || second.ends_with("ed"));
  return is_subject || lacks_item || is_goal_reached || said.verb == Verb::start;
}

bool is_free_text(const Context& context, const planner::Plan& plan, const turn::Question* question) {
  const auto& said = context.said;
  if (said.words.empty()) return false;
  const bool is_parked = question != nullptr && question->is_open && question->asked.topic == planner::Topic::parked;
  const bool says_where = said.verb == Verb::before && said.text.empty() && !said.refs.empty();
  const bool is_it = said.words.size() == 1 || is_one_of(said.text, {"it", "that", "this", "them"});
  const bool is_where = said.verb == Verb::before && said.refs.empty();
  if (is_parked && (says_where || is_where || (is_it && (said.verb == Verb::drop || said.verb == Verb::snooze)))) return true;
  if (!said.is_command) return said.verb == Verb::bare || (said.words.size() > 1 && said.refs.empty());
  // A slash command in a channel is meant as one; in a direct message everything that is typed is part of the conversation.
  const bool is_slash = context.envelope.answers_inline && !context.envelope.place.is_direct();
  if (said.text.empty() || !said.refs.empty() || is_slash) return false;
  if (said.verb == Verb::happened) return risks_like(plan, said.text).empty();
  if (said.verb == Verb::pace) return kpis_like(plan, said.text).empty();
  return names_something(said.verb) && items_like(plan, said.text).empty();
}

}  // namespace backwalk::talk
