// What is left of a sentence that gives work another shape, or says what came of it, once its modifiers are taken out.
#include <algorithm>
#include <utility>

#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {
namespace {

using SaidWords = std::vector<Word>;

SaidWords slice(const SaidWords& words, std::size_t from, std::size_t to) {
  return {words.begin() + static_cast<std::ptrdiff_t>(from), words.begin() + static_cast<std::ptrdiff_t>(to)};
}

std::size_t find_word(const SaidWords& words, std::initializer_list<std::string_view> wanted, std::size_t from = 0) {
  for (std::size_t at = from; at < words.size(); ++at) {
    if (std::ranges::find(wanted, std::string_view{steering(words[at])}) != wanted.end()) return at;
  }
  return words.size();
}

/// References, or else the words that are to name one item.
void put_object(Utterance& utterance, const SaidWords& words) {
  const RefsParse parse = read_refs(words, 0, RefKinds::all);
  utterance.refs = parse.refs;
  utterance.text = join(words, parse.used, words.size());
}

bool has_object(const Utterance& utterance) { return utterance.refs.empty() != utterance.text.empty(); }

/// "tax forms 3d": a duration at the end of a part is how long it takes.
SaidPart said_part(const SaidWords& words) {
  for (std::size_t at = words.size() > 3 ? words.size() - 3 : 1; at < words.size(); ++at) {
    const SpanParse span = read_span(open_texts(words, at));
    const auto* read = std::get_if<Span>(&span.reading);
    if (span.used != words.size() - at || read == nullptr) continue;
    const std::size_t end = at > 1 && steering(words[at - 1]) == "for" ? at - 1 : at;
    return {join(words, 0, end), *read};
  }
  return {join(words, 0, words.size()), {}};
}

std::vector<SaidPart> said_parts(SaidWords words) {
  std::vector<SaidPart> parts;
  std::size_t from = 0;
  const auto close = [&](std::size_t to) {
    if (to > from) parts.push_back(said_part(slice(words, from, to)));
    from = to + 1;
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool ends_part = !words[at].is_quoted && words[at].text.size() > 1 && words[at].text.back() == ',';
    if (ends_part) {
      words[at].text.pop_back();
      close(at + 1);
      from = at + 1;
    } else if (steering(words[at]) == "and" || (!words[at].is_quoted && (words[at].text == "," || words[at].text == "+"))) {
      close(at);
    }
  }
  close(words.size());
  return parts;
}

/// "pull", "pull forward", "as buffer", "keep as a buffer" at the end.
void take_use(Utterance& utterance, SaidWords& rest) {
  const auto ends_with = [&](std::string_view word) { return !rest.empty() && steering(rest.back()) == word; };
  const auto drop_last = [&](std::initializer_list<std::string_view> words) {
    while (!rest.empty() && std::ranges::find(words, std::string_view{steering(rest.back())}) != words.end()) rest.pop_back();
  };
  if (ends_with("buffer")) {
    utterance.part = Part::buffer;
    drop_last({"buffer", "a", "as", "keep", "and", "the"});
  } else if (ends_with("pull") || ends_with("forward")) {
    utterance.part = Part::pull;
    drop_last({"forward", "it", "pull", "and", "everything"});
  }
}

}  // namespace

/// "A5 after A4", "A5 from A4", "A4 before A5", "A4 A5".
void take_unlink(Utterance& utterance, const SaidWords& rest) {
  const std::size_t from = find_word(rest, {"from"});
  if (from < rest.size() && utterance.after.empty()) {
    const RefsParse others = read_refs(rest, from + 1);
    if (others.used > 0 && from + 1 + others.used == rest.size()) utterance.after = others.refs;
  }
  put_object(utterance, utterance.after.empty() || from == rest.size() ? rest : slice(rest, 0, from));
  if (utterance.before && utterance.after.empty() && !utterance.refs.empty()) {
    utterance.after = utterance.refs;
    utterance.refs = {*utterance.before};
    utterance.before.reset();
  }
  utterance.is_command = has_object(utterance) && (!utterance.after.empty() || utterance.refs.size() == 2);
}

/// "A6 designer": what needs it, then what it needs.
void take_needs(Utterance& utterance, const SaidWords& rest) {
  const auto ref = rest.empty() || rest[0].is_quoted || rest[0].mention ? std::nullopt : read_ref(rest[0].text);
  if (ref) utterance.refs = {*ref};
  utterance.text = join(rest, ref ? 1 : 0, rest.size());
  utterance.is_command = ref && !utterance.text.empty();
}

/// "A4 into tax rates and tax forms 3d".
void take_split(Utterance& utterance, SaidWords rest) {
  // "split off M3", "split M3 off": a plan of its own.
  const bool is_off_first = rest.size() > 1 && steering(rest.front()) == "off";
  if (is_off_first || (rest.size() > 1 && steering(rest.back()) == "off")) {
    rest.erase(is_off_first ? rest.begin() : rest.end() - 1);
    put_object(utterance, rest);
    utterance.part = Part::off;
    utterance.is_command = !utterance.refs.empty() && utterance.text.empty();
    return;
  }
  const std::size_t into = find_word(rest, {"into"});
  put_object(utterance, slice(rest, 0, into));
  if (into < rest.size()) utterance.parts = said_parts(slice(rest, into + 1, rest.size()));
  utterance.is_command = has_object(utterance) && utterance.parts.size() > 1;
}

/// "A4 A5", "A4 with A5 as taxes".
void take_merge(Utterance& utterance, SaidWords rest) {
  const auto title = find_word(rest, {"as", "into"});
  for (std::size_t at = 1; at + 1 < std::min(title, rest.size()); ++at) {  // a title keeps its "with"
    if (steering(rest[at]) == "with" && read_ref(rest[at + 1].text)) rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
  }
  const RefsParse parse = read_refs(rest, 0, RefKinds::all);
  utterance.refs = parse.refs;
  const std::string led = parse.used < rest.size() ? steering(rest[parse.used]) : std::string{};
  const bool has_title = (led == "as" || led == "into") && parse.used + 1 < rest.size();
  utterance.text = join(rest, parse.used + (has_title ? 1 : 0), rest.size());
  utterance.is_command = utterance.refs.size() > 1 && (utterance.text.empty() || has_title);
  if (has_title) utterance.part = Part::note;
}

/// "A2 2d", then how it is to be used.
void take_gain(Utterance& utterance, SaidWords rest, const Calendarium& calendarium) {
  take_use(utterance, rest);
  take_slip(utterance, rest, calendarium);
  const bool is_gain = (utterance.duration || utterance.bad_duration) && !utterance.is_left;
  utterance.is_command = utterance.is_command && is_gain;
}

/// "R2", "R2 3d": a risk, and what it costs.
void take_happened(Utterance& utterance, SaidWords rest) {
  const RefsParse refs = read_refs(rest, 0, RefKinds::all);
  const SpanParse span = refs.used > 0 ? read_span(open_texts(rest, refs.used)) : SpanParse{};
  if (span.used > 0 && refs.used + span.used == rest.size()) {
    put_span(utterance, span, join(rest, refs.used, rest.size()));
    rest.resize(refs.used);
  }
  put_object(utterance, rest);
  utterance.is_command = has_object(utterance);
}

/// "R2 with A9", "R2 call the vendor".
void take_mitigate(Utterance& utterance, SaidWords rest) {
  if (rest.size() > 2 && (steering(rest[1]) == "with" || steering(rest[1]) == "by")) rest.erase(rest.begin() + 1);
  put_object(utterance, rest);
  const bool has_risk = !utterance.refs.empty() && utterance.refs.front().kind == planner::Kind::risk;
  utterance.is_command = has_risk && (utterance.refs.size() == 2) == utterance.text.empty();
}

/// "A6", "A6 off".
void take_flexible(Utterance& utterance, SaidWords rest) {
  const std::string last = rest.empty() ? std::string{} : steering(rest.back());
  if (last == "off" || last == "no") {
    utterance.part = Part::off;
    rest.pop_back();
  }
  put_object(utterance, rest);
  utterance.is_command = has_object(utterance);
}

/// Nothing, or "now": done without asking.
void take_now(Utterance& utterance, const SaidWords& rest) {
  const bool is_now = rest.size() == 1 && steering(rest[0]) == "now";
  if (is_now) utterance.part = Part::now;
  utterance.text = is_now ? std::string{} : join(rest, 0, rest.size());
  utterance.is_command = utterance.text.empty();
}

/// One item or its words, or nothing.
void take_one(Utterance& utterance, const SaidWords& rest) {
  put_object(utterance, rest);
  utterance.is_command = utterance.refs.empty() || utterance.text.empty();
}

}  // namespace backwalk::talk::parts
