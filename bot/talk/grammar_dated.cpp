// Dates of a title: one that ends it without "by", as people say it, and what stands behind "by" and is none.
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
  constexpr std::array<std::string_view, 28> all{"of",    "from", "since", "after", "before", "than",    "the", "every", "each", "about",
                                                 "vs",    "and",  "for",   "to",    "as",     "between", "or",  "like",  "on",   "in",
                                                 "until", "till", "at",    "is",    "are",    "was",     "be",  "by"};
  return is_among(all, word);
}

/// "100 orders in a day", "10 km in 50 minutes", "answered in 2 days": how fast; "costs in 2027", "a report on 2026": what it is about.
bool is_a_measure(const std::string& lead, const std::vector<std::string>& texts) {
  const auto last = bare(texts.back());
  const std::size_t first = is_among(std::array<std::string_view, 2>{"on", "in"}, lead) ? 1 : 0;
  if (texts.size() == first + 1 && number_of(last)) return true;
  if (lead != "in") return false;
  const auto amount = bare(texts[first]);
  if (amount == "a" || amount == "an" || amount == "one") return true;
  const bool is_amount = amount[0] >= '0' && amount[0] <= '9';
  const bool is_far =
      last.starts_with("week") || last.starts_with("month") || last.starts_with("year") || (texts.size() == 2 && last.ends_with('w'));
  const bool is_day_and_month = std::ranges::any_of(texts, [](const std::string& text) { return parts::month_of(bare(text)).has_value(); });
  return is_amount && !is_far && !is_day_and_month;
}

/// "signed until 1 feb" means by then; "open until 1 feb" is how long.
bool is_done_until(const Word& word) {
  constexpr std::array<std::string_view, 8> all{"done", "ready", "built", "sold", "set", "live", "complete", "there"};
  const auto name = steering(word);
  return is_among(all, name) || (name.ends_with("ed") && name != "closed");
}

/// "22:00", "10 pm": a time says no day.
bool is_time_alone(const std::vector<std::string>& texts) {
  const auto last = bare(texts.back());
  return texts.size() <= 2 && (bare(texts.front()).find(':') != std::string::npos || last.ends_with("am") || last.ends_with("pm"));
}

bool is_dash(const Word& word) {
  constexpr std::array<std::string_view, 4> all{"-", "/", "\xE2\x80\x93", "\xE2\x80\x94"};
  return !word.is_quoted && is_among(all, word.text);
}

/// "from 12 june - 14 june": of two dates neither is the one.
bool has_month_before(const std::vector<Word>& words, std::size_t end) {
  return std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Word& word) { return parts::month_of(steering(word)).has_value(); });
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

bool owns_length(const std::string& word) {
  constexpr std::array<std::string_view, 9> all{"in", "within", "every", "by", "than", "under", "after", "before", "until"};
  return is_among(all, word);
}

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
  constexpr std::array<std::string_view, 5> leads{"until", "till", "on", "in", "at"};
  constexpr std::array<std::string_view, 2> said_with_date{"on", "in"};
  constexpr std::size_t most = 8;
  for (std::size_t at = std::max(first, end - std::min(end, most)); at < end; ++at) {
    const std::string lead = steering(words[at]);
    const bool is_led = is_among(leads, lead) && at + 1 < end;
    auto texts = texts_between(words, at + (is_led && !is_among(said_with_date, lead) ? 1 : 0), end);
    if (texts.empty()) continue;
    if (is_led && is_a_measure(lead, texts)) return std::nullopt;
    auto date = read_date(texts, calendarium);
    if (date.used == 0 && is_led && lead == "in") {
      texts.erase(texts.begin());
      if (!is_among(leads, bare(texts.front()))) date = read_date(texts, calendarium);  // "logged in on 3 march"
    }
    if (date.used == 0 || date.used != texts.size() || std::holds_alternative<NoDate>(date.reading)) continue;
    // The longest date that ends the words: it is theirs, or a part of the title.
    const bool is_until = is_led && (lead == "until" || lead == "till");
    if (is_time_alone(texts) || (at > 0 && owns_date(steering(words[at - 1])))) return std::nullopt;
    if (is_until && (at == 0 || !is_done_until(words[at - 1]))) return std::nullopt;
    if (has_month_before(words, at) || (lead == "on" && texts.size() == 2 && parts::month_of(bare(texts[1])))) return std::nullopt;
    if (is_led) return DatedEnd{at, std::move(date)};
    const bool has_dash = at > 1 && is_dash(words[at - 1]);
    const bool has_mark = has_dash || words[at].text.starts_with('(') || (at > 0 && words[at - 1].text.ends_with(','));
    if (!is_date_by_itself(texts) || bare(texts.front()) == "the" || (at == 1 && !has_mark)) return std::nullopt;  // "prepare 1 may"
    return DatedEnd{at - (has_dash ? 1 : 0), std::move(date)};
  }
  return std::nullopt;
}

}  // namespace backwalk::talk::parts
