// A date that ends a title without "by", as people say it.
#include <algorithm>
#include <array>
#include <string>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk::parts {
namespace {

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& all, const std::string& word) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

/// "T-2w", "3 march", "end of march", "2027-03-01": nothing else is said so. A month, a weekday or a number alone may belong to the title.
bool is_date_by_itself(const std::vector<std::string>& texts) {
  const auto first = bare(texts.front());
  if (first.starts_with("t-") || (first == "t" && texts.size() > 1)) return true;
  if (texts.size() == 1) return first.size() == 10 && first[4] == '-' && first[7] == '-';
  const auto is_month = [](const std::string& text) { return parts::month_of(bare(text)).has_value(); };
  return std::ranges::any_of(texts, is_month);
}

/// What a date behind it belongs to: "numbers from 3 march", "the report of 3 march".
bool owns_date(const std::string& word) {
  constexpr std::array<std::string_view, 16> all{"of",   "from",  "since", "after", "before", "than", "the", "every",
                                                 "each", "about", "vs",    "and",   "for",    "to",   "as",  "between"};
  return is_among(all, word);
}

/// The words from `at` to `end`, without the brackets around them.
std::vector<std::string> texts_between(const std::vector<Word>& words, std::size_t at, std::size_t end) {
  auto texts = open_texts(words, at);
  texts.resize(std::min(texts.size(), end - at));
  if (texts.size() != end - at || texts.empty()) return {};
  if (texts.front().starts_with('(') && texts.back().ends_with(')')) {
    texts.front().erase(0, 1);
    texts.back().pop_back();
  }
  if (texts.front().empty() || texts.back().empty()) return {};
  return texts;
}

/// "done when 20 customers paid in march": a date there is a part of it.
bool tells_when_done(const std::vector<Word>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (steering(words[i]) == "done" && steering(words[i + 1]) == "when") return true;
  }
  return false;
}

}  // namespace

bool no_deadline(const std::vector<Word>& words, std::size_t at, DateParse& date) {
  const std::string word = steering(words[at]);
  constexpr std::array<std::string_view, 9> vague{"asap", "soon", "next", "later", "whenever", "eventually", "sometime", "tbd", "then"};
  constexpr std::array<std::string_view, 6> modifiers{"owner", "for", "after", "before", "in", "every"};
  if (!is_among(vague, word)) return false;
  if (at + 1 < words.size() && !is_among(modifiers, steering(words[at + 1]))) return false;
  date.reading = NoDate{"that is no day that can be counted back from"};
  return true;
}

std::optional<DatedEnd> read_date_at_end(const std::vector<Word>& words, Verb verb, std::size_t end, const Calendarium& calendarium) {
  const bool has_title_and_date = verb == Verb::start || verb == Verb::lite || verb == Verb::goal || verb == Verb::milestone;
  if (!has_title_and_date || tells_when_done(words)) return std::nullopt;
  const std::size_t first = verb == Verb::goal ? 0 : 1;  // the others have a title
  constexpr std::array<std::string_view, 4> leads{"until", "till", "on", "in"};
  constexpr std::size_t most = 8;
  for (std::size_t at = std::max(first, end - std::min(end, most)); at < end; ++at) {
    const std::string lead = steering(words[at]);
    const bool is_led = is_among(leads, lead) && at + 1 < end;
    const bool skips_lead = is_led && (lead == "until" || lead == "till");
    auto texts = texts_between(words, at + (skips_lead ? 1 : 0), end);
    if (texts.empty()) continue;
    // "100 orders in a day" is how many at a time, "costs in 2027" no day
    const bool is_rate = lead == "in" && is_led && (bare(texts[1]) == "a" || bare(texts[1]) == "an" || bare(texts[1]) == "one");
    if (is_rate) return std::nullopt;
    auto date = read_date(texts, calendarium);
    if (date.used == 0 && lead == "in" && is_led) {
      texts.erase(texts.begin());
      date = texts.size() == 1 && number_of(bare(texts[0])) ? DateParse{} : read_date(texts, calendarium);
    }
    if (date.used == 0 || date.used != texts.size() || std::holds_alternative<NoDate>(date.reading)) continue;
    if (is_led) return DatedEnd{at, std::move(date)};
    if (!is_date_by_itself(texts) || (at > 0 && owns_date(steering(words[at - 1])))) continue;
    const bool has_dash = at > 1 && !words[at - 1].is_quoted && words[at - 1].text == "-";
    return DatedEnd{at - (has_dash ? 1 : 0), std::move(date)};
  }
  return std::nullopt;
}

}  // namespace backwalk::talk::parts
