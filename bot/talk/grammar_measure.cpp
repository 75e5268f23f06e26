// What is left of a sentence about KPIs, risks and status once its modifiers are taken out.
#include <algorithm>
#include <array>
#include <utility>

#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {
namespace {

std::vector<std::string> texts_of(const std::vector<Word>& words) {
  std::vector<std::string> texts;
  for (const Word& word : words) texts.push_back(word.is_quoted || word.mention ? std::string{} : word.text);
  return texts;
}

bool is_to(const Word& word) {
  const std::string name = steering(word);
  return name == "to" || (!word.is_quoted && (word.text == "→" || word.text == "->"));
}

void put_number(Utterance& utterance, const FigureParse& parse, std::string typed) {
  utterance.number_text = std::move(typed);
  if (parse.figure) {
    utterance.value = parse.figure;
    utterance.other_value = parse.other;
  } else {
    utterance.bad_number = parse.why.empty() ? "it is no number" : parse.why;
  }
}

/// "EU waitlist from 40 to 100": the last "to" that a number follows and a number precedes.
bool take_span_of_numbers(Utterance& utterance, const std::vector<Word>& words) {
  const auto texts = texts_of(words);
  for (std::size_t at = words.size(); at-- > 1;) {
    if (!is_to(words[at])) continue;
    const auto target = read_figure(texts, at + 1);
    if (target.used == 0) continue;
    for (const std::size_t width : {std::size_t{1}, std::size_t{2}}) {
      if (at < width) break;
      const auto baseline = read_figure(texts, at - width);
      if (baseline.used != width) continue;
      const bool is_led = at > width && steering(words[at - width - 1]) == "from";
      utterance.text = join(words, 0, at - width - (is_led ? 1 : 0));
      utterance.number_text = join(words, at - width, std::min(words.size(), at + 1 + target.used));
      utterance.from = baseline.figure;
      utterance.value = target.figure;
      utterance.other_from = baseline.other;
      utterance.other_value = target.other;
      if (!baseline.figure || !target.figure) utterance.bad_number = baseline.figure ? target.why : baseline.why;
      return at + 1 + target.used >= words.size();
    }
  }
  return false;
}

/// "K1", "K1 49", "K1 = +9", "K1 same", "K1 to 120".
void take_reading(Utterance& utterance, std::vector<Word> words) {
  if (!words.empty() && !words[0].is_quoted && (words[0].text == "=" || words[0].text == ":")) words.erase(words.begin());
  utterance.is_command = true;
  if (words.empty()) return;
  const std::string first = steering(words[0]);
  const bool is_no_change = first == "no" && words.size() == 2 && steering(words[1]) == "change";
  if ((words.size() == 1 && (first == "same" || first == "unchanged")) || is_no_change) {
    utterance.part = Part::same;
    return;
  }
  const bool is_target = words.size() > 1 && is_to(words[0]);
  if (is_target) {
    utterance.part = Part::add;
    words.erase(words.begin());
  }
  // A form puts the value in quotes.
  std::vector<std::string> texts;
  for (const Word& word : words) texts.push_back(word.text);
  const auto parse = read_figure(texts, 0);
  const bool is_whole = parse.used == words.size();
  put_number(utterance, is_whole ? parse : FigureParse{}, join(words, 0, words.size()));
}

}  // namespace

void take_kpi(Utterance& utterance, const std::vector<Word>& rest) {
  utterance.is_command = true;
  if (rest.empty()) return;
  const auto ref = rest[0].is_quoted || rest[0].mention ? std::nullopt : read_ref(rest[0].text);
  if (ref && ref->kind == planner::Kind::kpi) {
    utterance.refs = {*ref};
    return take_reading(utterance, {rest.begin() + 1, rest.end()});
  }
  utterance.part = Part::add;
  const bool has_add = steering(rest[0]) == "add" || steering(rest[0]) == "new";
  const std::vector<Word> words(rest.begin() + (has_add ? 1 : 0), rest.end());
  if (!take_span_of_numbers(utterance, words)) {
    if (utterance.text.empty()) utterance.text = join(words, 0, words.size());
    utterance.is_command = has_add || utterance.from.has_value();
  }
}

void take_risk(Utterance& utterance, std::vector<Word> rest) {
  for (std::size_t at = rest.size(); at-- > 1;) {
    if (steering(rest[at]) != "watch" || at + 1 == rest.size()) continue;
    utterance.watch = join(rest, at + 1, rest.size());
    rest.resize(at);
    break;
  }
  utterance.text = join(rest, 0, rest.size());
  utterance.is_command = true;
}

/// "A4 sandbox keys not delivered": the action, then what stops it.
void take_block(Utterance& utterance, const std::vector<Word>& rest) {
  const RefsParse parse = read_refs(rest, 0);
  utterance.refs = parse.refs;
  std::size_t from = parse.used;
  if (from < rest.size() && (steering(rest[from]) == "because" || steering(rest[from]) == "by")) ++from;
  utterance.text = join(rest, from, rest.size());
  if (utterance.text.empty() && utterance.because) utterance.text = *std::exchange(utterance.because, std::nullopt);
  utterance.is_command = !utterance.refs.empty();
}

void take_checked(Utterance& utterance, const std::vector<Word>& rest) {
  const std::size_t at = !rest.empty() && steering(rest[0]) == "by" ? 1 : 0;
  if (at < rest.size()) utterance.checker = read_someone(rest[at]);
  utterance.text = utterance.checker ? join(rest, at + 1, rest.size()) : join(rest, at, rest.size());
  utterance.is_command = utterance.checker && utterance.text.empty();
}

void take_report(Utterance& utterance, const std::vector<Word>& rest) {
  constexpr std::array<std::pair<std::string_view, planner::Status>, 6> known{{{"on track", planner::Status::on_track},
                                                                               {"at risk", planner::Status::at_risk},
                                                                               {"off track", planner::Status::off_track},
                                                                               {"green", planner::Status::on_track},
                                                                               {"amber", planner::Status::at_risk},
                                                                               {"red", planner::Status::off_track}}};
  std::string said;
  for (const Word& word : rest) said += (said.empty() ? "" : " ") + steering(word);
  std::ranges::replace(said, '-', ' ');
  for (const auto& [words, status] : known) {
    if (said == words) utterance.status = status;
  }
  utterance.text = utterance.status ? "" : join(rest, 0, rest.size());
  utterance.is_command = utterance.status.has_value();
}

}  // namespace backwalk::talk::parts
