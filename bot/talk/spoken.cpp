#include "bot/talk/spoken.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spans_parts.hpp"
#include "bot/talk/step_tail.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/whom.hpp"

namespace backwalk::talk {
namespace {

using Phrase = std::vector<Word>;

/// One plain word in brackets that is neither a length nor somebody whom we know.
bool says_a_remark(const Context& context, const Word& word) {
  if (parts::read_someone(word) || read_span({word.text}).used > 0) return false;
  return people_meant(context, Someone{false, {}, word.text}).empty();
}

/// "(2 days, bo)" at the end: where all that stands in the brackets is read, they are no part of a title.
StepTail read_tail_of(const Context& context, const Phrase& words, Names names = Names::any) {
  const auto opens = std::find_if(words.rbegin(), words.rend(), [](const Word& word) { return word.text.starts_with('('); });
  const bool is_closed = !words.empty() && !words.back().is_quoted && words.back().text.ends_with(')');
  const auto first = opens == words.rend() ? 0 : static_cast<std::size_t>(std::distance(opens, words.rend())) - 1;
  if (is_closed && first > 0) {
    auto plain = words;
    plain[first].text.erase(0, 1);
    plain.back().text.pop_back();
    for (auto* word : {&plain[first], &plain.back()}) {
      if (!word->mention && word->text.starts_with('@')) word->at_name = word->text.substr(1);
    }
    const bool is_remark = first + 1 == words.size() && says_a_remark(context, plain.back());
    StepTail tail(context, std::move(plain), names);
    if (!is_remark && tail.title() <= first) return tail;
    // "2d (printer)": the remark is a part of the title.
    StepTail before(context, {words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first)}, names);
    before.add_to_title({words.begin() + static_cast<std::ptrdiff_t>(first), words.end()});
    if (before.has_length()) return before;
  }
  return {context, words, names};
}

bool is_bullet(const Word& word) { return !word.is_quoted && (word.text == "-" || word.text == "*" || word.text == "\xE2\x80\xA2"); }

/// What a length at the beginning may stand before without a mark: "two weeks of tests", "2 days packing boxes".
bool is_done_for_so_long(const Word& word) {
  return stands_among(std::array<std::string_view, 2>{"of", "for"}, word) ||
         (word.text.size() > 5 && !word.is_quoted && word.text.ends_with("ing"));
}

/// "3 days external auditor": days or weeks, as many as there are, and what they are for. "30 day trial" and "24h hotline" are names.
bool begins_with_days(const Phrase& words, std::size_t first, std::size_t next) {
  constexpr std::array<std::string_view, 16> others{"before", "after", "from", "later", "ago", "until", "till", "in",
                                                    "at",     "per",   "each", "is",    "are", "or",    "and",  "left"};
  const auto unit = parts::steering(words[next - 1]);
  const bool is_one = is_one_of(parts::steering(words[first]), {"1", "one", "a", "half"});
  const bool is_days = unit.ends_with("days") || unit.ends_with("weeks") || (is_one && is_one_of(unit, {"day", "week"})) ||
                       (next == first + 1 && (unit.ends_with('d') || unit.ends_with('w')));
  return is_days && next + 1 < words.size() && !stands_among(others, words[next]);
}

/// "2 days: pack boxes", "2d - pack boxes", "3 weeks, the painter", "about 2 days packing boxes" with its length behind it.
Phrase with_length_behind(const Context& context, const Phrase& words) {
  std::size_t first = 0;
  while (first < words.size() && leads_length(words[first])) ++first;
  const auto texts = parts::open_texts(words, first);
  const auto span = read_span(texts);
  const auto length = std::holds_alternative<Span>(span.reading) ? span.used : 0;
  std::size_t next = first + length;
  if (length == 0 || next >= words.size()) return words;
  const bool has_length_at_end = read_tail_of(context, words).has_length();
  const bool has_colon = texts[length - 1].ends_with(':') || (texts[length - 1].ends_with(',') && !has_length_at_end);
  const bool has_dash = words[next].text == "-";
  const bool may_be_plain = is_done_for_so_long(words[next]) || begins_with_days(words, first, next);
  const bool is_plain = !has_colon && !has_dash && may_be_plain && !has_length_at_end;
  if (!has_colon && !has_dash && !is_plain) return words;
  if (has_dash || (is_plain && stands_among(std::array<std::string_view, 2>{"of", "for"}, words[next]))) ++next;
  if (next == words.size()) return words;
  Phrase turned(words.begin() + static_cast<std::ptrdiff_t>(next), words.end());
  for (std::size_t i = first; i < first + length; ++i) turned.push_back(words[i]);
  if (has_colon) turned.back().text.pop_back();
  return read_tail_of(context, turned).has_length() ? turned : words;  // "a week of rest"
}

}  // namespace

Phrase step_words(const Context& context, Phrase words, Names names) {
  while (words.size() > 1 && is_bullet(words.front())) words.erase(words.begin());
  if (names == Names::any) words = with_length_behind(context, words);
  return read_tail_of(context, words, names).in_order();
}

bool lacks_title(const Context& context, const Phrase& words) { return read_tail_of(context, words).title() == 0; }

bool tells_successor(const Context& context, const Phrase& words) { return read_tail_of(context, words).has_successor(); }

bool tells_length(const Context& context, const Phrase& words) {
  const auto tail = read_tail_of(context, with_length_behind(context, words));
  return tail.has_length() && tail.title() > 0;
}

void read_step_again(Context& context) {
  const auto& said = context.said;
  const bool is_before = said.verb == Verb::before;
  if (!said.is_command || (!is_before && said.verb != Verb::action)) return;
  if ((!is_before && !said.refs.empty()) || said.because) return;
  const auto verb = std::ranges::find_if(said.words, [&](const Word& word) {
    const auto* row = word.is_quoted || word.mention ? nullptr : find_command(word.text);
    return row != nullptr && row->verb == said.verb;
  });
  if (verb == said.words.end()) return;
  const auto at = static_cast<std::size_t>(std::distance(said.words.begin(), verb)) + 1;
  const auto title = at + (is_before ? parts::read_refs(said.words, at).used : 0);
  auto last = said.words.size();
  while (last > title && is_one_of(parts::steering(said.words[last - 1]), {"quiet", "again", "preview"})) --last;
  if (said.plan_key && last > title + 2 && parts::steering(said.words[last - 2]) == "in") last -= 2;
  const auto end = said.words.begin() + static_cast<std::ptrdiff_t>(last);
  Phrase words(said.words.begin(), said.words.begin() + static_cast<std::ptrdiff_t>(title));
  const auto step = step_words(context, {said.words.begin() + static_cast<std::ptrdiff_t>(title), end}, Names::known);
  words.insert(words.end(), step.begin(), step.end());
  words.insert(words.end(), end, said.words.end());
  auto again = parse(words, context.calendarium);
  // "for about 2 days owner @bo": all was read but what led to it
  const bool is_shorter =
      again.duration == said.duration && again.owner.has_value() == said.owner.has_value() && again.text.size() < said.text.size();
  const bool tells_more = (again.duration && !said.duration) || (again.owner && !said.owner) || is_shorter;
  if (owners_named(again).size() > 1) {  // to be told
    context.said = std::move(again);
    return;
  }
  const bool loses_some =
      (said.duration && !again.duration) || (said.owner && !again.owner) || said.text.find(again.text) == std::string::npos;
  if (loses_some) return;
  if (!again.is_command || again.verb != said.verb || again.refs != said.refs || (again.by && !said.by) || !tells_more ||
      again.text.empty())
    return;
  again.words = said.words;
  context.said = std::move(again);
}

}  // namespace backwalk::talk
