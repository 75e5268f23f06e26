// slip: A4 3d · A4 12d left · A4 by 3d · A4 to 15 oct.
#include <algorithm>
#include <utility>

#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {
namespace {

/// How far the words behind a duration belong to it; `is_left` when they say that it is what remains.
struct Tail {
  std::size_t used = 0;
  bool is_left = false;
};

Tail read_tail(const std::vector<Word>& words, std::size_t at) {
  if (at >= words.size()) return {};
  const std::string word = steering(words[at]);
  if (word == "left" || word == "remaining") return {1, true};
  if (word == "to" && at + 1 < words.size() && steering(words[at + 1]) == "go") return {2, true};
  if (word == "more" || word == "longer" || word == "late" || word == "later") return {1, false};
  return {};
}

std::vector<std::string> without_plus(std::vector<std::string> texts) {
  if (!texts.empty() && texts[0].size() > 1 && texts[0][0] == '+') texts[0].erase(0, 1);
  return texts;
}

/// Whether how far it slips is said from `at` to the end; then it is in the utterance.
bool take_how_far(Utterance& utterance, const std::vector<Word>& words, std::size_t at, const Calendarium& calendarium) {
  const std::string lead = steering(words[at]);
  const bool is_to = lead == "to" || lead == "until" || lead == "till";
  const bool is_by = lead == "by";
  const bool is_led = is_to || is_by || lead == "for" || lead == "another";
  const std::size_t from = at + (is_led ? 1 : 0);
  if (lead.empty() || from >= words.size()) return false;
  const SpanParse span = is_to ? SpanParse{} : read_span(without_plus(open_texts(words, from)));
  if (span.used > 0) {
    const Tail tail = read_tail(words, from + span.used);
    if (from + span.used + tail.used != words.size()) return false;
    put_span(utterance, span, join(words, from, from + span.used));
    utterance.is_left = tail.is_left;
    return true;
  }
  const DateParse date = is_to || is_by ? read_date(open_texts(words, from), calendarium) : DateParse{};
  if (date.used == 0 || from + date.used != words.size()) return false;
  put_date(utterance, date, join(words, from, words.size()));
  utterance.to_date = true;
  return true;
}

/// "slip A4 3": a number that lacks its unit.
bool take_lone_number(Utterance& utterance, const std::vector<Word>& rest) {
  const std::string last = rest.empty() ? std::string{} : steering(rest.back());
  if (last.empty() || last.size() > 4 || last.find_first_not_of("0123456789") != std::string::npos) return false;
  utterance.duration_text = last;
  utterance.bad_duration = last + " of what? Write " + last + "d";
  return true;
}

}  // namespace

void take_slip(Utterance& utterance, std::vector<Word>& rest, const Calendarium& calendarium) {
  std::size_t end = 0;
  bool is_found = false;
  for (; end < rest.size() && !is_found; end += is_found ? 0 : 1) is_found = take_how_far(utterance, rest, end, calendarium);
  if (!is_found && take_lone_number(utterance, rest)) {
    end = rest.size() - 1;
    is_found = true;
  }
  const std::vector<Word> object(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(end));
  const RefsParse refs = read_refs(object, 0);
  utterance.refs = refs.refs;
  utterance.text = join(object, refs.used, object.size());
  utterance.is_command = is_found && (utterance.refs.empty() != utterance.text.empty());
}

}  // namespace backwalk::talk::parts
