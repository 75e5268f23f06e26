#include "bot/talk/grammar.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

using parts::steering;

/// Where "what if" stands as the verb, which is "whatif"; the number of words where it does not.
std::size_t find_what_if(const std::vector<Word>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (steering(words[i]) == "what" && steering(words[i + 1]) == "if") return i;
    if (!is_key(words[i].text) && steering(words[i]) != "preview") break;
  }
  return words.size();
}

bool is_thats_enough(const std::vector<Word>& words, std::size_t at) {
  const std::size_t count = words.size() - at;
  const std::string first = steering(words[at]);
  if (count == 2) return (first == "that's" || first == "thats") && steering(words[at + 1]) == "enough";
  return count == 3 && first == "that" && steering(words[at + 1]) == "is" && steering(words[at + 2]) == "enough";
}

/// "K1 49", "k1 = 49", "K1 +9": a KPI's reading without the verb.
bool is_reading(const std::vector<Word>& words, std::size_t at) {
  if (at + 1 >= words.size()) return false;
  const auto ref = words[at].is_quoted || words[at].mention ? std::nullopt : read_ref(words[at].text);
  if (!ref || ref->kind != planner::Kind::kpi) return false;
  const bool has_equals = words[at + 1].text == "=" && at + 2 < words.size();
  return read_figure({words[at + (has_equals ? 2 : 1)].text}, 0).used > 0 || steering(words[at + 1]) == "same";
}

const CommandRow* verb_at(const std::vector<Word>& words, std::size_t at) {
  if (at >= words.size() || words[at].is_quoted || words[at].mention) return nullptr;
  return find_command(words[at].text);
}

/// "BILL done A3", "preview slip A4 3d": what may stand before the verb.
std::size_t take_lead(Utterance& utterance) {
  const std::vector<Word>& words = utterance.words;
  std::size_t at = 0;
  while (at + 1 < words.size() && verb_at(words, at) == nullptr) {
    const std::string word = steering(words[at]);
    const bool is_flag = word == "preview" || word == "again";
    const bool is_lead_key = !utterance.plan_key && !words[at].is_quoted && is_key(words[at].text);
    if (!is_flag && !is_lead_key) break;
    if (word == "preview") utterance.is_preview = true;
    if (word == "again") utterance.is_again = true;
    if (!is_flag) utterance.plan_key = words[at].text;
    ++at;
  }
  if (verb_at(words, at) != nullptr || is_thats_enough(words, at)) return at;
  utterance.is_preview = utterance.is_again = false;
  utterance.plan_key.reset();
  return 0;
}

/// Verbs of a plan as a whole, or of one item: behind them a plan may be named without "in".
bool may_name_plan(Verb verb) {
  constexpr std::array<Verb, 23> verbs{Verb::who,     Verb::status, Verb::retrace,  Verb::next,     Verb::history, Verb::undo,
                                       Verb::restore, Verb::commit, Verb::chance,   Verb::why,      Verb::replan,  Verb::diff,
                                       Verb::check,   Verb::pace,   Verb::plan,     Verb::walk,     Verb::accept,  Verb::close,
                                       Verb::reopen,  Verb::fever,  Verb::timeline, Verb::simplify, Verb::brief};
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

/// "status BILL", "why A6 BILL": the sentence without the key, where that parses whole.
std::optional<Utterance> with_plan_named(const Utterance& utterance, const std::vector<Word>& rest, const Calendarium& calendarium) {
  if (utterance.plan_key || !may_name_plan(utterance.verb)) return std::nullopt;
  const auto is_it = [](const Word& word) { return !word.is_quoted && !word.mention && is_key(word.text); };
  // Behind "brief" people write sentences: there the plan stands right after the verb or nowhere.
  const auto until = utterance.verb == Verb::brief && !rest.empty() ? rest.begin() + 1 : rest.end();
  const auto key = std::find_if(rest.begin(), until, is_it);
  if (key == until) return std::nullopt;
  Utterance named = utterance;
  named.plan_key = key->text;
  std::vector<Word> others(rest.begin(), key);
  others.insert(others.end(), key + 1, rest.end());
  parts::take_objects(named, others, calendarium);
  return named.is_command ? std::optional(std::move(named)) : std::nullopt;
}

Utterance parse_as_said(const std::vector<Word>& words, const Calendarium& calendarium);

/// "start A4", "start A4 today": nobody's plan is called that. The work on it begins.
std::optional<Utterance> begun(const std::vector<Word>& words, std::size_t at, const Calendarium& calendarium) {
  constexpr std::array<std::string_view, 10> others{"by", "on", "in", "at", "today", "now", "tomorrow", "owner", "for", "until"};
  const auto refs = parts::read_refs(words, at + 1, parts::RefKinds::items);
  if (refs.refs.empty()) return std::nullopt;
  const std::size_t next = at + 1 + refs.used;
  const bool names_more = next < words.size() && std::ranges::find(others, steering(words[next])) == others.end();
  std::vector<Word> spoken = words;
  spoken[at].text = "started";
  auto result = parse_as_said(spoken, calendarium);
  if (!result.is_command || (!result.text.empty() && names_more)) return std::nullopt;
  result.words = words;
  return result;
}

Utterance parse_as_said(const std::vector<Word>& words, const Calendarium& calendarium) {
  Utterance utterance;
  utterance.words = words;
  if (words.empty()) {
    utterance.is_command = true;
    return utterance;
  }
  if (const std::size_t what_if = find_what_if(words); what_if < words.size()) {
    std::vector<Word> spoken = words;
    spoken[what_if].text = "whatif";
    spoken.erase(spoken.begin() + static_cast<std::ptrdiff_t>(what_if) + 1);
    auto result = parse_as_said(spoken, calendarium);
    result.words = words;
    return result;
  }
  const std::size_t at = take_lead(utterance);
  utterance.first_word = words[at].text;
  if (is_reading(words, at)) {  // "K1 = 49"
    std::vector<Word> spoken = words;
    spoken.insert(spoken.begin() + static_cast<std::ptrdiff_t>(at), Word{"kpi", false, {}, {}, {}, 0});
    auto result = parse_as_said(spoken, calendarium);
    result.words = words;
    return result;
  }
  if (is_thats_enough(words, at)) {
    utterance.verb = Verb::enough;
    utterance.is_command = true;
    return utterance;
  }
  const CommandRow* row = verb_at(words, at);
  if (row == nullptr) {
    utterance.text = join(words, 0, words.size());
    if (words.size() == 1 && !words[0].is_quoted && is_key(words[0].text)) utterance.plan_key = words[0].text;
    return utterance;
  }
  if (row->verb == Verb::start) {
    if (auto work = begun(words, at, calendarium)) return std::move(*work);
  }
  utterance.verb = row->verb;
  std::vector<Word> rest(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  if (row->verb == Verb::answer) {
    // As a button says it: "answer nothing before it in BILL".
    const bool has_key = rest.size() > 2 && steering(rest[rest.size() - 2]) == "in" && !rest.back().is_quoted && is_key(rest.back().text);
    if (has_key) {
      utterance.plan_key = rest.back().text;
      rest.resize(rest.size() - 2);
    }
    utterance.text = join(rest, 0, rest.size());
    utterance.is_command = !utterance.text.empty();
    return utterance;
  }
  parts::take_modifiers(utterance, rest, calendarium);
  if (auto named = with_plan_named(utterance, rest, calendarium)) return std::move(*named);
  parts::take_objects(utterance, rest, calendarium);
  return utterance;
}

}  // namespace

std::vector<Word> without_politeness(std::vector<Word> words) {
  const auto is_in = [](const Word& word, std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), std::string_view{steering(word)}) != all.end();
  };
  while (words.size() > 1 && is_in(words.front(), {"please", "pls", "kindly"})) words.erase(words.begin());
  while (words.size() > 1) {
    const bool is_thank_you = words.size() > 2 && steering(words[words.size() - 2]) == "thank" && is_in(words.back(), {"you"});
    if (!is_thank_you && !is_in(words.back(), {"please", "pls", "thanks", "thx", "ty"})) break;
    words.resize(words.size() - (is_thank_you ? 2 : 1));
  }
  while (!words.back().is_quoted && !words.back().mention && words.back().text.size() > 1 && words.back().text.ends_with(',')) {
    words.back().text.pop_back();
  }
  return words;
}

Utterance parse(const std::vector<Word>& words, const Calendarium& calendarium) {
  auto said = parse_as_said(words, calendarium);
  auto plain = words.size() < 2 ? words : without_politeness(words);
  if (plain.size() == words.size()) return said;
  auto polite = parse_as_said(plain, calendarium);
  // Words of a text may be about thanks; behind a reference alone they are not.
  const bool is_better = !said.is_command || (!polite.refs.empty() && polite.text.empty());
  return polite.is_command && polite.verb != Verb::bare && is_better ? polite : said;
}

std::optional<planner::Ref> read_ref(std::string_view word) {
  if (!word.empty() && word.front() == '#') word.remove_prefix(1);
  const std::string name = parts::bare(word);
  if (name == "goal") return planner::Ref{};
  constexpr std::array<std::pair<char, planner::Kind>, 4> letters{
      {{'m', planner::Kind::milestone}, {'a', planner::Kind::action}, {'k', planner::Kind::kpi}, {'r', planner::Kind::risk}}};
  const auto letter = std::ranges::find(letters, name.empty() ? '\0' : name[0], &std::pair<char, planner::Kind>::first);
  if (name.size() < 2 || name.size() > 7 || letter == letters.end()) return {};
  int number = 0;
  for (const char c : name.substr(1)) {
    if (c < '0' || c > '9') return {};
    number = number * 10 + (c - '0');
  }
  if (number == 0) return {};
  return planner::Ref{letter->second, number};
}

bool is_key(std::string_view word) {
  const auto slash = word.find('/');
  if (slash != std::string_view::npos && slash + 1 == word.size()) return false;
  word = word.substr(0, slash);
  return word.size() >= 2 && word.size() <= 6 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

namespace parts {

std::string steering(const Word& word) { return word.is_quoted || word.mention ? std::string{} : bare(word.text); }

std::vector<std::string> open_texts(const std::vector<Word>& words, std::size_t at) {
  std::vector<std::string> texts;
  for (; at < words.size() && texts.size() < 16 && !words[at].is_quoted && !words[at].mention; ++at) texts.push_back(words[at].text);
  return texts;
}

RefsParse read_refs(const std::vector<Word>& words, std::size_t at, RefKinds kinds) {
  RefsParse parse;
  for (std::size_t i = at; i < words.size(); ++i) {
    const std::string word = steering(words[i]);
    const bool is_and = word == "and" || word == "&" || (word.empty() && words[i].text == ",");
    if (is_and && !parse.refs.empty()) continue;
    std::vector<planner::Ref> refs;
    std::string_view left = word;
    for (bool more = !word.empty(); more;) {
      const std::size_t comma = left.find(',');
      const auto ref = read_ref(left.substr(0, comma));
      if (!ref || (kinds == RefKinds::items && (ref->kind == planner::Kind::kpi || ref->kind == planner::Kind::risk))) {
        refs.clear();
        break;
      }
      refs.push_back(*ref);
      more = comma != std::string_view::npos;
      if (more) left.remove_prefix(comma + 1);
    }
    if (refs.empty()) break;
    parse.refs.insert(parse.refs.end(), refs.begin(), refs.end());
    parse.used = i + 1 - at;
  }
  return parse;
}

std::optional<Someone> read_someone(const Word& word) {
  if (word.mention) {
    std::string name = word.text.substr(std::min(word.text.find('@') + 1, word.text.size()));
    while (!name.empty() && std::string_view{".,;:!?)"}.find(name.back()) != std::string_view::npos) name.pop_back();
    return Someone{false, word.mention, name};
  }
  if (word.at_name) return Someone{false, {}, *word.at_name};
  if (steering(word) == "me") return Someone{true, {}, {}};
  return {};
}

}  // namespace parts

}  // namespace backwalk::talk
