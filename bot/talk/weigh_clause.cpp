#include "bot/talk/weigh_clause.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "bot/talk/context.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

using parts::steering;
using planner::Kind;
using planner::Ref;
using Spoken = std::vector<Word>;

bool is_any_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "1", "1+2", "1,", "O1+O2": numbers of a list.
std::vector<int> list_numbers(const Word& word) {
  const std::string text = steering(word);
  std::vector<int> numbers;
  int number = 0;
  bool has_digit = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '+';
    if (c >= '0' && c <= '9' && number < 1000) {
      number = number * 10 + (c - '0');
      has_digit = true;
    } else if (c == 'o' && !has_digit && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
      continue;  // as a reference: O1
    } else if ((c == '+' || c == ',') && has_digit) {
      numbers.push_back(number);
      number = 0;
      has_digit = false;
    } else {
      return {};
    }
  }
  return numbers;
}

bool is_joint(const Word& word) { return is_any_of(steering(word), {"and", "plus", "then", "&"}) || word.text == "," || word.text == "+"; }

/// Whether a change begins here.
bool begins(const Spoken& words, std::size_t at) {
  const std::string first = steering(words[at]);
  if (!list_numbers(words[at]).empty()) return true;
  if (at + 1 >= words.size() || is_joint(words[at + 1])) return false;
  if (read_ref(first) || is_any_of(first, {"without", "second", "another", "the"})) return true;
  const auto* row = find_command(words[at].text);
  return row != nullptr && row->writes && !words[at].is_quoted;
}

std::vector<Spoken> cut_clauses(const Spoken& words) {
  std::vector<Spoken> result(1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool may_cut = !result.back().empty() && i + 1 < words.size();
    if (may_cut && is_joint(words[i]) && begins(words, i + 1)) {
      result.emplace_back();
      continue;
    }
    result.back().push_back(words[i]);
    const bool ends_with_comma = words[i].text.size() > 1 && words[i].text.back() == ',' && !words[i].is_quoted;
    if (ends_with_comma && i + 1 < words.size() && begins(words, i + 1)) {
      result.back().back().text.pop_back();
      result.emplace_back();
    }
  }
  if (result.back().empty()) result.pop_back();
  return result;
}

std::string texted(const Spoken& words, std::size_t from) { return join(words, from, words.size()); }

/// A duration from `at` on, and the words behind it.
struct Timed {
  std::optional<Span> span{};
  std::string why_not{};
  std::size_t end = 0;
  std::string behind{};
};
Timed timed(const Spoken& words, std::size_t at) {
  Timed result;
  auto texts = parts::open_texts(words, at);
  const bool is_more = !texts.empty() && texts[0].size() > 1 && texts[0][0] == '+';
  if (is_more) texts[0].erase(0, 1);
  const SpanParse span = read_span(texts);
  result.end = at + span.used;
  if (span.used == 0) return result;
  if (const auto* read = std::get_if<Span>(&span.reading)) result.span = *read;
  if (const auto* no = std::get_if<NoSpan>(&span.reading)) result.why_not = no->why;
  for (std::size_t i = result.end; i < words.size(); ++i) result.behind += (result.behind.empty() ? "" : " ") + steering(words[i]);
  if (is_more && result.behind.empty()) result.behind = "more";
  return result;
}

std::optional<Moment> date_at(const Spoken& words, std::size_t at, const Calendarium& calendarium) {
  if (at >= words.size()) return std::nullopt;
  const DateParse date = read_date(parts::open_texts(words, at), calendarium);
  const auto* moment = std::get_if<Moment>(&date.reading);
  return date.used > 0 && at + date.used == words.size() && moment != nullptr ? std::optional(*moment) : std::nullopt;
}

using ClauseWhat = decltype(Clause::what);

/// "goal 9 nov", "M3 by 9 oct". The date may be one that cannot be: then the command says why.
ClauseWhat of_date(Ref ref, const Spoken& words, std::size_t at) {
  const bool is_led = at < words.size() && is_any_of(steering(words[at]), {"to", "by", "on", "until", "at", "is"});
  const std::size_t from = at + (is_led ? 1 : 0);
  if (from >= words.size()) return NotUnderstood{};
  return Command{"move " + planner::text(ref) + " to " + texted(words, from)};
}

ClauseWhat of_action(Ref ref, const Spoken& words, std::size_t at, const Calendarium& calendarium) {
  const std::string name = planner::text(ref);
  while (at < words.size() && is_any_of(steering(words[at]), {"takes", "took", "would", "take", "has", "had", "is", "=", "for", "in"}))
    ++at;
  if (at >= words.size()) return NotUnderstood{};
  const std::string lead = steering(words[at]);
  if (is_any_of(lead, {"to", "until"})) return Command{"slip " + name + " " + texted(words, at)};
  if (is_any_of(lead, {"done", "finished"}) && at + 1 == words.size()) return Command{"done " + name};
  if (is_any_of(lead, {"started", "begun"}) && at + 1 == words.size()) return Command{"started " + name};
  if (is_any_of(lead, {"after", "before"})) return Command{"link " + name + " " + texted(words, at)};
  if (is_any_of(lead, {"overlapping", "overlaps", "alongside"}) && at + 1 < words.size()) {
    if (const auto other = read_ref(steering(words[at + 1]))) return Overlap{ref, *other};
  }
  if (lead == "with" && at + 2 < words.size()) return SecondPerson{ref};  // "with a second engineer"
  if (is_any_of(lead, {"from", "starts", "begins"})) {
    const std::size_t from = at + 1 < words.size() && is_any_of(steering(words[at + 1]), {"on", "from"}) ? at + 2 : at + 1;
    if (const auto date = date_at(words, from, calendarium)) return NotBefore{ref, *date, texted(words, from)};
    return NotUnderstood{};
  }
  const Timed time = timed(words, at);
  if (!time.why_not.empty()) return NotUnderstood{time.why_not};
  if (!time.span) return NotUnderstood{};
  const std::string amount = join(words, at, time.end);
  if (time.behind.empty() && time.span->best) return Command{"action " + name + " for " + amount};
  if (time.behind.empty()) return NewWork{ref, *time.span};
  if (is_any_of(time.behind, {"left", "remaining", "to go"})) return Left{ref, *time.span};
  if (is_any_of(time.behind, {"more", "longer", "late", "later"})) return Command{"slip " + name + " " + amount};
  if (is_any_of(time.behind, {"less", "shorter", "faster", "earlier", "sooner"})) return Less{ref, *time.span};
  return NotUnderstood{};
}

ClauseWhat of_ref(Ref ref, const Spoken& words, std::size_t at, const Calendarium& calendarium) {
  if (ref.kind == Kind::action) return of_action(ref, words, at, calendarium);
  if (ref.kind == Kind::goal || ref.kind == Kind::milestone) return of_date(ref, words, at);
  return NotUnderstood{"only the goal, milestones and actions have dates"};
}

/// "tax engine 6d": the longest beginning that names one item, and what is read behind it.
ClauseWhat of_title(const Spoken& words, const planner::Plan& plan, const Calendarium& calendarium) {
  for (std::size_t i = words.size(); i-- > 1;) {
    const auto like = items_like(plan, join(words, 0, i));
    if (like.size() != 1) continue;
    auto what = of_ref(like.front(), words, i, calendarium);
    if (!std::holds_alternative<NotUnderstood>(what)) return what;
  }
  return NotUnderstood{};
}

ClauseWhat read_clause(const Spoken& words, const planner::Plan& plan, const Calendarium& calendarium) {
  const std::string first = steering(words[0]);
  if (is_any_of(first, {"without", "no"}) && words.size() > 1) return Command{"drop " + texted(words, 1)};
  if (is_any_of(first, {"second", "another", "a", "two", "2", "more"}) && words.size() > 2 && steering(words[words.size() - 2]) == "on") {
    if (const auto ref = read_ref(steering(words.back()))) return SecondPerson{*ref};
  }
  const std::size_t at = first == "the" && words.size() > 1 ? 1 : 0;
  if (const auto ref = read_ref(steering(words[at]))) return of_ref(*ref, words, at + 1, calendarium);
  const auto* row = find_command(words[0].text);
  if (row != nullptr && row->writes && !words[0].is_quoted) return Command{texted(words, 0)};
  return of_title(words, plan, calendarium);
}

}  // namespace

std::vector<Clause> clauses_of(const std::vector<Word>& words, const planner::Plan& plan, const Calendarium& calendarium) {
  std::vector<Clause> clauses;
  for (const auto& part : cut_clauses(words)) {
    std::vector<int> numbers;
    for (const auto& word : part) {
      const auto more = list_numbers(word);
      numbers.insert(numbers.end(), more.begin(), more.end());
      if (more.empty() && !is_joint(word) && !is_any_of(steering(word), {"together", "way", "option"})) {
        numbers.clear();
        break;
      }
    }
    auto* last = clauses.empty() ? nullptr : std::get_if<Numbers>(&clauses.back().what);
    if (numbers.empty()) {
      clauses.push_back({texted(part, 0), read_clause(part, plan, calendarium)});
    } else if (last != nullptr) {
      last->numbers.insert(last->numbers.end(), numbers.begin(), numbers.end());
    } else {
      clauses.push_back({texted(part, 0), Numbers{std::move(numbers)}});
    }
  }
  if (clauses.empty()) clauses.push_back({join(words, 0, words.size()), NotUnderstood{}});
  return clauses;
}

}  // namespace backwalk::talk
