// Answers to the third step: what is done for it, from the last step to the first, and where what was set aside belongs.
#include <algorithm>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spoken.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

using planner::Closing;
using planner::Kind;
using planner::Ref;

/// "M2 is true", as a button says it: without what says so.
std::vector<Word> without_truth(std::vector<Word> words) {
  const auto ends_with = [&](std::string_view last) { return words.size() > 1 && parts::steering(words.back()) == last; };
  const auto begins_with = [&](std::string_view first) { return words.size() > 1 && parts::steering(words.front()) == first; };
  while (begins_with("if") || begins_with("when") || begins_with("only")) words.erase(words.begin());
  if (ends_with("true") || ends_with("done") || ends_with("reached") || ends_with("finished")) {
    words.pop_back();
    while (ends_with("is") || ends_with("are") || ends_with("be") || ends_with("must")) words.pop_back();
  }
  // "M3 is true and M1"
  auto refs = words;
  std::erase_if(refs, [](const Word& word) {
    return is_one_of(parts::steering(word), {"is", "are", "true", "both", "all", "done", "must", "be"});
  });
  return !refs.empty() && parts::read_refs(refs, 0).used == refs.size() ? refs : words;
}

/// The references that the words are, whether they are there or not; empty where the words are more than references.
std::vector<Ref> refs_alone(const std::vector<Word>& words) {
  const auto parse = parts::read_refs(words, 0);
  return parse.used == words.size() ? parse.refs : std::vector<Ref>{};
}

}  // namespace

std::optional<Ref> item_called(const planner::Plan& plan, const std::vector<Word>& words, Ref about) {
  const auto wanted = lower_text(words);
  std::vector<Ref> found;
  const auto look = [&](Ref ref, const std::string& title) {
    if (ref != about && lower_text(words_of({chat::Piece{title}})) == wanted) found.push_back(ref);
  };
  for (const auto& milestone : plan.milestones) look({Kind::milestone, milestone.number}, milestone.title);
  for (const auto& action : plan.actions) look({Kind::action, action.number}, action.title);
  return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

turn::Answer answer_step(const Context& context, const turn::Record& record, const Given& given) {
  const auto& plan = record.plan;
  const auto about = given.asked.about.value_or(Ref{});
  auto words = without_lead(given.words);
  const auto plain = without_truth(words);
  auto items = refs_alone(plain);
  const auto is_gone = [&](Ref ref) { return !planner::exists(plan, ref); };
  if (const auto gone = std::find_if(items.begin(), items.end(), is_gone); gone != items.end()) {
    return finish(context, refuse(refusal({planner::Why::no_such_item, {*gone}, {}, {}}, plan, plan_today(context, plan), context.said)));
  }
  if (items.empty()) {
    for (const auto& way : {words, plain}) {
      if (const auto ref = item_called(plan, way, about); ref && items.empty()) items.push_back(*ref);
    }
  }
  if (!items.empty() && about == Ref{}) return finish(context, tell(is_before_the_goal(plan, items)));
  if (!items.empty()) return carry_out(context, record, {planner::LinkAfter{about, items, {}}}, true);
  // "in 2 weeks": a length, and nothing that takes so long.
  const auto length =
      parts::open_texts(words, words.size() > 1 && is_one_of(parts::steering(words.front()), {"in", "about", "for"}) ? 1 : 0);
  const bool is_length = !length.empty() && length.size() + 1 >= words.size() && read_span(length).used == length.size();
  if (names_no_state(words) || is_length) return finish(context, refuse(names_nothing(plan, join(words, 0, words.size()))));
  const auto steps = several_steps(context, words);
  const auto before = [&](const std::vector<Word>& step) {
    if (tells_successor(context, step)) return as_command(context, {"action"}, step_words(context, step));
    return as_command(context, {"before", planner::text(about)}, step_words(context, step));
  };
  if (steps.size() == 1) return run(before(steps.front()), record);
  std::vector<planner::Command> all;
  for (const auto& step : steps) {
    auto wish = wish_of(before(step), record);
    if (auto* reply = std::get_if<Reply>(&wish)) return finish(context, std::move(*reply));
    all.insert(all.end(), std::get<0>(wish).begin(), std::get<0>(wish).end());
  }
  return carry_out(context, record, all, true);
}

namespace {

/// What was set aside, as the action that it is: with the length and the owner that were said with it, where they can be read.
planner::AddAction parked_action(const Context& context, const turn::Record& record, const std::string& words) {
  auto read = as_command(context, {"action"}, step_words(context, words_of({chat::Piece{words}})));
  auto wish = wish_of(read, record);
  const auto* all = std::get_if<0>(&wish);
  const auto* action = all != nullptr && all->size() == 1 ? std::get_if<planner::AddAction>(&all->front()) : nullptr;
  if (action != nullptr) return *action;
  return {words, {}, record.plan.is_private ? std::optional(record.plan.owner) : std::nullopt, {}, {}};
}

}  // namespace

turn::Answer answer_parked(const Context& context, const turn::Record& record, const Given& given) {
  const auto& plan = record.plan;
  const auto text = lower_text(given.words);
  if (plan.parked.empty()) return finish(context, refuse(nothing_parked(plan)));
  const std::string& words = *plan.parked.begin();
  if (is_one_of(text, {"later", "not now"})) return carry_out(context, record, {planner::CloseTopic{given.asked, Closing::skipped}}, true);
  if (is_one_of(text, {"drop", "drop it", "drop that", "drop this", "no", "nope", "forget it", "leave it", "remove it", "nowhere"}))
    return carry_out(context, record, {planner::Park{words, false}}, true);
  auto rest = without_truth(given.words);
  const auto is_filler = [](const Word& word) {
    const auto name = parts::steering(word);
    return name == "before" || name == "the" || name == "just" || name == "right" || name == "it" || name == "comes" || name == "put";
  };
  while (!rest.empty() && is_filler(rest.front())) rest.erase(rest.begin());
  auto refs = refs_alone(rest);
  if (refs.empty() && !rest.empty()) {
    std::erase_if(rest, [](const Word& word) {
      return is_one_of(parts::steering(word), {"is", "are", "the", "a", "an", "has", "have", "all", "been", "can", "we"});
    });
    if (!rest.empty()) refs = items_like(plan, join(rest, 0, rest.size()));
    if (refs.empty()) refs = items_like(plan, join(given.words, 0, given.words.size()));
    if (refs.size() > 1) return finish(context, refuse(where_to_put(plan, refs)));
  }
  if (refs.empty()) return finish(context, refuse(where_to_put(plan, {})));
  auto action = parked_action(context, record, words);
  action.before = std::move(refs);
  return carry_out(context, record, {std::move(action), planner::Park{words, false}}, true);
}

}  // namespace backwalk::talk
