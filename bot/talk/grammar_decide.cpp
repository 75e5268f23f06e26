// chance · why A6 · whatif A5 6d and A4 8d left · apply 1+2 · move goal to 9 nov · diff v5 v6 · compare A5 6d or without A6.
#include <algorithm>
#include <array>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk::parts {
namespace {

using std::chrono::days;

/// "1+2", "1, 2 and 3", "O1 O2", "v5 v6", "v5..v6": numbers and nothing else; empty when there is anything else.
std::vector<int> numbers_in(const std::vector<Word>& words, bool may_be_versions) {
  std::vector<int> numbers;
  std::string digits;
  const auto end_number = [&] {
    if (!digits.empty()) numbers.push_back(std::stoi(digits));
    digits.clear();
  };
  for (const Word& word : words) {
    const std::string name = word.is_quoted || word.mention ? std::string{"x"} : steering(word);
    if (name == "and" || name == "&" || name == "to" || name == "with" || name == "together") continue;
    for (std::size_t i = 0; i < word.text.size(); ++i) {
      const char c = word.text[i];
      const bool is_letter = may_be_versions ? c == 'v' || c == 'V' : c == 'o' || c == 'O';
      const bool is_lead = is_letter && digits.empty() && i + 1 < word.text.size() && word.text[i + 1] >= '0' && word.text[i + 1] <= '9';
      if (c >= '0' && c <= '9' && digits.size() < 6) {
        digits += c;
      } else if (c == '+' || c == ',' || c == '.' || c == '&') {
        end_number();
      } else if (!is_lead) {
        return {};
      }
    }
    end_number();
  }
  return numbers;
}

/// Of something that was: the last such day, today included.
Moment in_the_past(Moment moment, Date today) {
  if (moment.date <= today) return moment;
  if (moment.date - today <= days{7}) return {moment.date - days{7}, moment.time, {}};
  const std::chrono::year_month_day civil{moment.date};
  auto before = civil - std::chrono::years{1};
  if (!before.ok()) before = before.year() / before.month() / std::chrono::last;
  const Date date{std::chrono::local_days{before}};
  return date <= today ? Moment{date, moment.time, {}} : moment;
}

/// "since 21 sep", "since yesterday", "since 2w".
void take_since(Utterance& utterance, const std::vector<Word>& words, const Calendarium& calendarium) {
  const std::string typed = join(words, 0, words.size());
  const auto texts = open_texts(words, 0);
  if (steering(words[0]) == "yesterday" && words.size() == 1) {
    utterance.by = Moment{calendarium.today - days{1}, {}, {}};
    return;
  }
  if (const SpanParse span = read_span(texts); span.used == words.size() && std::holds_alternative<Span>(span.reading)) {
    const auto amount = std::get<Span>(span.reading).likely;
    const bool is_weeks = amount && (amount->unit == Unit::weeks || amount->unit == Unit::calendar_weeks);
    const bool is_days = amount && (amount->unit == Unit::days || amount->unit == Unit::calendar_days);
    if (is_weeks || is_days) {
      utterance.by = Moment{calendarium.today - days{amount->milli / 1000 * (is_weeks ? 7 : 1)}, {}, {}};
      return;
    }
  }
  const DateParse date = read_date(texts, calendarium);
  utterance.by_text = typed;
  if (date.used != words.size()) {
    utterance.bad_date = "I cannot read a date there";
    return;
  }
  put_date(utterance, date, typed);
  if (utterance.by) utterance.by = in_the_past(*utterance.by, calendarium.today);
  if (utterance.by_two) {
    const auto first = in_the_past({utterance.by_two->first, {}, {}}, calendarium.today).date;
    utterance.by_two = TwoDates{first, in_the_past({utterance.by_two->second, {}, {}}, calendarium.today).date};
  }
}

void take_diff(Utterance& utterance, const std::vector<Word>& rest, const Calendarium& calendarium) {
  if (rest.size() > 1 && steering(rest[0]) == "since") {
    take_since(utterance, {rest.begin() + 1, rest.end()}, calendarium);
    utterance.is_command = true;
    return;
  }
  utterance.numbers = numbers_in(rest, true);
  if (utterance.numbers.empty() || utterance.numbers.size() > 2) utterance.text = join(rest, 0, rest.size());
  utterance.is_command = rest.empty() || utterance.text.empty();
}

bool leads_to_date(const std::string& word) { return word == "to" || word == "by" || word == "on" || word == "until"; }

/// "the beta to 9 oct": words that are to name one item.
void take_move_of_words(Utterance& utterance, const std::vector<Word>& rest, const Calendarium& calendarium) {
  for (std::size_t at = 1; at + 1 < rest.size(); ++at) {
    if (!leads_to_date(steering(rest[at]))) continue;
    const DateParse date = read_date(open_texts(rest, at + 1), calendarium);
    if (date.used == 0 || at + 1 + date.used != rest.size()) continue;
    put_date(utterance, date, join(rest, at + 1, rest.size()));
    utterance.to_date = true;
    utterance.text = join(rest, 0, at);
    utterance.is_command = true;
    return;
  }
}

/// "goal to 9 nov", "M3 by 9 oct", "the goal to 13.11.".
void take_move(Utterance& utterance, const std::vector<Word>& rest, const Calendarium& calendarium) {
  const std::size_t at = !rest.empty() && steering(rest[0]) == "the" ? 1 : 0;
  utterance.text = join(rest, 0, rest.size());
  const auto ref = at < rest.size() ? read_ref(steering(rest[at])) : std::nullopt;
  if (!ref) return take_move_of_words(utterance, rest, calendarium);
  utterance.refs = {*ref};
  utterance.text = join(rest, at + 1, rest.size());
  const bool is_led = at + 1 < rest.size() && leads_to_date(steering(rest[at + 1]));
  const std::size_t from = at + (is_led ? 2 : 1);
  if (from >= rest.size()) return;
  const DateParse date = read_date(open_texts(rest, from), calendarium);
  if (date.used == 0 || from + date.used != rest.size()) return;
  put_date(utterance, date, join(rest, from, rest.size()));
  utterance.to_date = true;
  utterance.text.clear();
  utterance.is_command = true;
}

/// Whether a sentence begins as a change does; "compare prices" is the title of a step.
bool begins_a_change(const std::vector<Word>& words) {
  if (words.size() < 2) return words.size() == 1 && !numbers_in(words, false).empty();
  const std::string first = steering(words[0]);
  const bool has_ref = read_ref(first).has_value() || !numbers_in({words[0]}, false).empty();
  constexpr std::array<std::string_view, 6> leads{"without", "second", "slip", "drop", "goal", "no"};
  return has_ref || std::find(leads.begin(), leads.end(), first) != leads.end();
}

/// A change that stands in quotes as a whole: they say where it ends, not that its words mean nothing.
void unquote(std::vector<Word>& words) {
  if (!std::all_of(words.begin(), words.end(), [](const Word& word) { return word.is_quoted; })) return;
  for (Word& word : words) word.is_quoted = false;
}

/// "... for M3" at the end, "M3 ..." in front of a change, or "M3" alone: to what a way is wanted. "M3 9 oct" is a change itself.
void take_goal_of_ways(Utterance& utterance, std::vector<Word>& rest) {
  const std::size_t count = rest.size();
  const auto last = count > 0 ? read_ref(steering(rest[count - 1])) : std::nullopt;
  const std::string lead = count > 1 ? steering(rest[count - 2]) : std::string{};
  if (last && (lead == "for" || lead == "to")) {
    utterance.refs = {*last};
    rest.resize(count - 2);
    return;
  }
  const auto first = count > 0 ? read_ref(steering(rest[0])) : std::nullopt;
  const bool is_state = first && (first->kind == planner::Kind::milestone || first->kind == planner::Kind::goal);
  if (!is_state) return;
  const std::string next = count > 1 ? steering(rest[1]) : std::string{};
  constexpr std::array<std::string_view, 5> leads{"without", "second", "slip", "drop", "no"};
  const bool has_change = count > 1 && (rest[1].is_quoted || read_ref(next) || std::find(leads.begin(), leads.end(), next) != leads.end());
  if (count > 1 && !has_change) return;
  utterance.refs = {*first};
  rest.erase(rest.begin());
}

/// Changes, with "or" between them or one alone, for a milestone or the goal.
void take_ways(Utterance& utterance, std::vector<Word> rest) {
  take_goal_of_ways(utterance, rest);
  unquote(rest);
  utterance.text = join(rest, 0, rest.size());
  utterance.is_command = rest.empty() || begins_a_change(rest);
}

/// "1+2", "A5 6d", nothing; and, as buttons say it, "seen 48213": which list or what-if is meant.
void take_apply(Utterance& utterance, std::vector<Word> rest) {
  const auto count = rest.size();
  const auto name = count > 1 && steering(rest[count - 2]) == "seen" ? numbers_in({rest[count - 1]}, false) : std::vector<int>{};
  if (name.size() == 1) {
    utterance.number = name.front();
    rest.resize(count - 2);
  }
  unquote(rest);
  utterance.numbers = numbers_in(rest, false);
  if (utterance.numbers.empty()) utterance.text = join(rest, 0, rest.size());
  utterance.is_command = rest.empty() || !utterance.numbers.empty() || begins_a_change(rest);
}

/// "A4", "would it be in 2", "is free for A4", "A4 @dev2"; and, as buttons say it, "A4 yes". With other words it is a sentence.
void take_who(Utterance& utterance, const std::vector<Word>& rest) {
  constexpr std::array<std::string_view, 16> fillers{"would", "it",   "be",   "is", "free", "for", "in",   "can",
                                                     "could", "help", "with", "on", "do",   "has", "time", "me"};
  std::vector<Word> object;
  for (const Word& word : rest) {
    const std::string name = steering(word);
    auto someone = read_someone(word);
    const bool is_last = &word == &rest.back() && rest.size() > 1;
    if (someone && !someone->is_me) {
      utterance.owner = std::move(someone);
    } else if (is_last && (name == "yes" || name == "no")) {
      utterance.part = name == "yes" ? Part::on : Part::off;
    } else if (std::find(fillers.begin(), fillers.end(), name) == fillers.end()) {
      object.push_back(word);
      while (object.back().text.ends_with('?')) object.back().text.pop_back();
    }
  }
  utterance.refs = read_refs(object, 0).refs;
  if (utterance.refs.empty()) utterance.numbers = numbers_in(object, false);
  const bool is_all = object.size() == 1 && (!utterance.refs.empty() || utterance.numbers.size() == 1);
  utterance.is_command = is_all;
  if (is_all) return;
  utterance.refs.clear();
  utterance.numbers.clear();
  utterance.text = join(rest, 0, rest.size());
}

}  // namespace

void take_decision(Utterance& utterance, const std::vector<Word>& rest, const Calendarium& calendarium) {
  const std::string only = rest.size() == 1 ? steering(rest[0]) : std::string{};
  switch (utterance.verb) {
    case Verb::chance:
      if (only == "why") utterance.part = Part::note;
      if (only != "why") utterance.text = join(rest, 0, rest.size());
      utterance.is_command = utterance.text.empty();
      return;
    case Verb::why: {
      const RefsParse parse = read_refs(rest, 0, RefKinds::all);
      utterance.refs = parse.refs;
      utterance.text = join(rest, parse.used, rest.size());
      utterance.is_command = utterance.refs.empty() != utterance.text.empty();
      return;
    }
    case Verb::apply:
      return take_apply(utterance, rest);
    case Verb::move:
      return take_move(utterance, rest, calendarium);
    case Verb::diff:
      return take_diff(utterance, rest, calendarium);
    case Verb::compare:
    case Verb::option:
      return take_ways(utterance, rest);
    case Verb::who:
      return take_who(utterance, rest);
    default: {  // whatif
      std::vector<Word> change = rest;
      unquote(change);
      utterance.text = join(change, 0, change.size());
      utterance.is_command = true;
      return;
    }
  }
}

}  // namespace backwalk::talk::parts
