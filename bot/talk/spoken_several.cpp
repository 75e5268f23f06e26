// Several steps or states in one answer: lists, sentences, and steps that each tell their length.
#include <cctype>
#include <optional>
#include <string>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spoken.hpp"
#include "bot/talk/walk.hpp"

namespace backwalk::talk {
namespace {

using Phrase = std::vector<Word>;

bool begins_item(const Word& word) { return !word.is_quoted && is_one_of(word.text, {"-", "*", "\xE2\x80\xA2"}); }

bool joins_steps(const Word& word) { return !word.is_quoted && is_one_of(word.text, {"and", "plus", "then", "&"}); }

/// "1.", "2)": the mark of this place in a list.
bool is_mark(const Word& word, std::size_t number) {
  return !word.is_quoted && (word.text == std::to_string(number) + "." || word.text == std::to_string(number) + ")");
}

/// The items of a list that begins with a mark; empty where the words are none.
std::vector<Phrase> listed(const Phrase& words) {
  std::vector<Phrase> items;
  if (words.size() < 2) return items;
  const bool is_numbered = is_mark(words.front(), 1);
  if (!is_numbered && !begins_item(words.front())) return items;
  for (const auto& word : words) {
    if (is_numbered ? is_mark(word, items.size() + 1) : begins_item(word)) {
      items.emplace_back();
    } else {
      items.back().push_back(word);
    }
  }
  std::erase_if(items, [](const Phrase& item) { return item.empty(); });
  return items;
}

/// Where another step begins behind one that told its length; none when it is one step.
std::optional<std::size_t> next_step(const Context& context, const Phrase& words) {
  for (std::size_t at = 2; at + 1 < words.size(); ++at) {
    const bool is_joint = joins_steps(words[at]);
    const bool is_after_comma = !words[at - 1].is_quoted && (words[at - 1].text.ends_with(',') || words[at - 1].text.ends_with(';'));
    if (!is_joint && !is_after_comma) continue;
    const Phrase first(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
    const Phrase rest(words.begin() + static_cast<std::ptrdiff_t>(at + (is_joint ? 1 : 0)), words.end());
    if (tells_length(context, first) && tells_length(context, rest)) return at;
  }
  return std::nullopt;
}

/// "terms are signed by 1 feb, stand is built by 1 march": apart at the commas, where each part has a date of its own; else empty.
std::vector<Phrase> dated_states(const Context& context, const Phrase& words) {
  std::vector<Phrase> parts(1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto word = words[i];
    const bool ends = i + 1 < words.size() && !word.is_quoted && !word.mention && word.text.size() > 1 && word.text.ends_with(',');
    if (ends) word.text.pop_back();
    parts.back().push_back(std::move(word));
    if (ends) parts.emplace_back();
  }
  for (auto& part : parts) {
    while (part.size() > 1 && joins_steps(part.front())) part.erase(part.begin());
    const auto said = as_command(context, {"milestone"}, part).said;
    if (!said.by || said.text.empty()) return {};
  }
  return parts.size() > 1 ? parts : std::vector<Phrase>{};
}

}  // namespace

std::vector<Phrase> several_steps(const Context& context, const Phrase& words) {
  std::vector<Phrase> steps;
  if (auto items = listed(words); !items.empty()) {
    // "- fix findings - 2 days - @bo" is one step: what names nothing by itself belongs to what stands before it.
    for (auto& item : items) {
      const bool is_someone = item.size() == 1 && parts::read_someone(item.front());
      if (!steps.empty() && (is_someone || lacks_title(context, item))) {
        steps.back().insert(steps.back().end(), item.begin(), item.end());
      } else {
        steps.push_back(std::move(item));
      }
    }
    return steps;
  }
  Phrase rest = words;
  while (const auto at = next_step(context, rest)) {
    steps.emplace_back(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(*at));
    rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(*at));
    while (rest.size() > 1 && joins_steps(rest.front())) rest.erase(rest.begin());
  }
  steps.push_back(std::move(rest));
  return steps;
}

std::vector<Phrase> several_states(const Context& context, const Phrase& words) {
  if (auto items = listed(words); !items.empty()) return items;
  if (auto dated = dated_states(context, words); !dated.empty()) return dated;
  std::vector<Phrase> states(1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto word = words[i];
    const bool has_more = i + 2 < words.size() && !words[i + 1].text.empty();
    const auto next = has_more ? static_cast<unsigned char>(words[i + 1].text.front()) : 0U;
    const bool is_end = !word.is_quoted && !word.mention && word.text.size() > 3 && states.back().size() > 1 &&
                        (word.text.ends_with(';') || (word.text.ends_with('.') && std::isupper(static_cast<int>(next)) != 0));
    if (is_end && has_more) word.text.pop_back();
    states.back().push_back(std::move(word));
    if (is_end && has_more) states.emplace_back();
  }
  return states;
}

}  // namespace backwalk::talk
