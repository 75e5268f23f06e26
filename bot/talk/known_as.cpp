#include "bot/talk/known_as.hpp"

#include <algorithm>

#include "bot/talk/act_doing.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/walk.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

std::string rest_from(const std::vector<Word>& words, std::size_t at) {
  return at < words.size() ? " " + join(words, at, words.size()) : "";
}

/// The command's name for what is changed by it.
std::string noun_of(Ref ref) {
  if (ref.kind == Kind::action) return "action A" + std::to_string(ref.number);
  if (ref.kind == Kind::milestone) return "milestone M" + std::to_string(ref.number);
  return ref == Ref{} ? "goal" : "";
}

/// "add milestone ...", "create a kpi ..."
std::string added(const std::vector<Word>& words) {
  const std::size_t at = words.size() > 2 && is_one_of(parts::steering(words[1]), {"a", "an", "new", "another"}) ? 2 : 1;
  const auto* row = at + 1 < words.size() ? find_command(words[at].text) : nullptr;
  if (row == nullptr || words[at].is_quoted) return "";
  if (row->verb == Verb::kpi) return "kpi add" + rest_from(words, at + 1);
  const bool is_noun = row->verb == Verb::action || row->verb == Verb::milestone || row->verb == Verb::risk;
  return is_noun ? std::string(row->name) + rest_from(words, at + 1) : "";
}

/// What the sentence changes, "A1", "the goal", and where that ends.
struct Changed {
  std::optional<Ref> ref{};
  std::size_t end = 0;
};
Changed changed_in(const std::vector<Word>& words) {
  std::size_t at = 1;
  while (at < words.size() && is_one_of(parts::steering(words[at]), {"the", "title", "name", "date", "of", "length", "duration"})) ++at;
  const auto ref = at < words.size() && !words[at].is_quoted ? read_ref(words[at].text) : std::nullopt;
  if (!ref) return {};
  ++at;
  while (at < words.size() && is_one_of(parts::steering(words[at]), {"to", "as", "into", "takes", "take", "date", "=", "title", "name"}))
    ++at;
  return {ref, at};
}

std::vector<std::string> wordings(const std::vector<Word>& words) {
  const auto verb = parts::steering(words.front());
  if (is_one_of(verb, {"add", "create", "new", "insert"})) return {added(words)};
  const auto [ref, at] = changed_in(words);
  if (!ref || at >= words.size() || noun_of(*ref).empty()) return {};
  const auto name = planner::text(*ref);
  if (is_one_of(verb, {"give", "hand"})) return {"owner " + name + rest_from(words, at)};
  if (is_one_of(verb, {"rename", "retitle", "call"})) return {noun_of(*ref) + rest_from(words, at)};
  if (!is_one_of(verb, {"change", "set", "update", "edit", "make", "reschedule", "postpone", "push"})) return {};
  const bool is_title = std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), [](const Word& word) {
    return is_one_of(parts::steering(word), {"title", "name"});
  });
  if (is_title) return {noun_of(*ref) + rest_from(words, at)};
  return {noun_of(*ref) + " for" + rest_from(words, at), "move " + name + " to" + rest_from(words, at)};
}

}  // namespace

std::optional<std::string> known_as(const Context& context) {
  const auto& words = context.said.words;
  if (words.size() < 3 || words.front().is_quoted || words.front().mention || context.said.verb != Verb::bare) return std::nullopt;
  for (const auto& wording : wordings(words)) {
    if (wording.empty()) continue;
    const auto said = parse(words_of({chat::Piece{wording}}), context.calendarium);
    const bool is_for = wording.find(" for ") != std::string::npos && !said.duration;
    if (said.is_command && !is_for && !said.bad_date && !said.bad_duration) return wording;
  }
  return std::nullopt;
}

void read_kpi_by_name(Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (said.verb != Verb::kpi || !said.refs.empty() || said.from || said.words.size() < 2) return;
  const auto& words = said.words;
  const auto verb = std::ranges::find_if(words, [](const Word& word) {
    const auto* row = word.is_quoted || word.mention ? nullptr : find_command(word.text);
    return row != nullptr && row->verb == Verb::kpi;
  });
  const auto first = static_cast<std::size_t>(verb - words.begin()) + 1;
  if (first >= words.size() || is_one_of(parts::steering(words[first]), {"add", "new"})) return;
  for (std::size_t end = words.size(); end > first; --end) {
    const auto found = kpis_like(plan, join(words, first, end));
    if (found.size() != 1) continue;
    std::vector<Word> named(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
    named.push_back({planner::text(found.front()), false, {}, {}, {}, 0});
    named.insert(named.end(), words.begin() + static_cast<std::ptrdiff_t>(end), words.end());
    auto again = parse(named, context.calendarium);
    if (!again.is_command || again.bad_number) return;
    again.words = words;
    context.said = std::move(again);
    return;
  }
}

}  // namespace backwalk::talk
