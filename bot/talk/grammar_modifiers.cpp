// Modifiers: a modifier word counts only when what follows reads as its kind. Dates and owners may stand anywhere; all others count only at
// the end of the sentence, since text runs to the next modifier: "test before M3 starts" is a title. Of two of a kind the last wins.
#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {
namespace {

enum class Kind { by, duration, owner, after, before, in, every, lead, mitigate };

struct Found {
  Kind kind{};
  std::size_t begin = 0;
  std::size_t end = 0;
  DateParse date{};
  SpanParse span{};
  std::optional<Someone> someone{};
  std::vector<planner::Ref> refs{};
  int days = 0;
};

bool is_titled(Verb verb) {
  return verb == Verb::start || verb == Verb::goal || verb == Verb::milestone || verb == Verb::action || verb == Verb::before ||
         verb == Verb::from_template || verb == Verb::lite;
}

bool takes(Verb verb, Kind kind) {
  const bool is_item = verb == Verb::milestone || verb == Verb::action || verb == Verb::before;
  const bool makes_action = verb == Verb::needs || verb == Verb::mitigate;
  switch (kind) {
    case Kind::by:
      return is_titled(verb) || verb == Verb::kpi;
    case Kind::owner:
      return is_titled(verb) || verb == Verb::kpi || verb == Verb::risk || verb == Verb::block || makes_action;
    case Kind::duration:
      return verb == Verb::action || verb == Verb::before || makes_action;
    case Kind::after:
      return is_item || verb == Verb::link || verb == Verb::unlink;
    case Kind::before:
      return verb == Verb::milestone || verb == Verb::action || verb == Verb::link || verb == Verb::unlink || verb == Verb::mitigate;
    case Kind::in:
      return verb != Verb::start && verb != Verb::help && verb != Verb::learn && verb != Verb::from_template;
    case Kind::every:
      return verb == Verb::commit || verb == Verb::from_template;
    case Kind::lead:
      return verb == Verb::needs;
    case Kind::mitigate:
      return verb == Verb::risk;
  }
  return false;
}

std::optional<Found> every_at(const std::vector<Word>& words, std::size_t at) {
  const CadenceParse cadence = read_cadence(words, at);
  Found found{Kind::every, at, at + cadence.used, {}, {}, {}, {}, cadence.days};
  return cadence.days > 0 ? std::optional{found} : std::nullopt;
}

/// The modifier that begins at this word.
std::optional<Found> read_at(const std::vector<Word>& words, std::size_t at, Verb verb, const Calendarium& calendarium) {
  const std::string word = steering(words[at]);
  if (word.empty()) return {};
  if (takes(verb, Kind::every)) {
    if (auto every = every_at(words, at)) return every;
  }
  if (at + 1 >= words.size()) return {};
  Found found{Kind::by, at, at + 1, {}, {}, {}, {}, 0};
  std::size_t used = 0;
  if (word == "by" && takes(verb, Kind::by)) {
    found.date = read_date(open_texts(words, at + 1), calendarium);
    used = found.date.used;
    if (used == 0 && no_deadline(words, at + 1, found.date)) used = 1;
  } else if (word == "for" && takes(verb, Kind::duration)) {
    found.kind = Kind::duration;
    found.span = read_span(open_texts(words, at + 1));
    used = found.span.used;
  } else if (word == "lead" && takes(verb, Kind::lead)) {
    found.kind = Kind::lead;
    found.span = read_span(open_texts(words, at + 1));
    used = found.span.used;
  } else if (word == "mitigate" && takes(verb, Kind::mitigate)) {
    found.kind = Kind::mitigate;
    RefsParse refs = read_refs(words, at + 1);
    found.refs = std::move(refs.refs);
    used = refs.used == 1 ? 1 : 0;
  } else if (word == "owner" && takes(verb, Kind::owner)) {
    found.kind = Kind::owner;
    found.someone = read_someone(words[at + 1]);
    used = found.someone ? 1 : 0;
  } else if ((word == "after" && takes(verb, Kind::after)) || (word == "before" && takes(verb, Kind::before))) {
    found.kind = word == "after" ? Kind::after : Kind::before;
    RefsParse refs = read_refs(words, at + 1);
    found.refs = std::move(refs.refs);
    used = refs.used;
  } else if (word == "in" && takes(verb, Kind::in)) {
    found.kind = Kind::in;
    std::string key = words[at + 1].text;
    while (!key.empty() && std::string_view{".,;:!?"}.find(key.back()) != std::string_view::npos) key.pop_back();
    used = !words[at + 1].is_quoted && is_key(key) ? 1 : 0;
  }
  found.end += used;
  return used > 0 ? std::optional{found} : std::nullopt;
}

/// A duration that ends the text without `for`: "switch on and announce 1d".
std::optional<Found> read_bare_duration(const std::vector<Word>& words, std::size_t end) {
  for (std::size_t at = end >= 6 ? end - 6 : 0; at < end; ++at) {
    const std::string word = steering(words[at]);
    const std::string_view first = std::string_view{word}.substr(0, 1);
    const bool is_number = (first >= "0" && first <= "9") || first == "-" || word.rfind("\xC2\xBD", 0) == 0;
    if (word.empty() || !is_number) continue;
    std::vector<std::string> texts = open_texts(words, at);
    texts.resize(std::min(texts.size(), end - at));
    Found found{Kind::duration, at, end, {}, read_span(texts), {}, {}, 0};
    if (found.span.used != end - at) continue;
    const std::string led = at == 0 ? std::string{} : steering(words[at - 1]);
    return owns_length(led) || led == "for" ? std::nullopt : std::optional{found};
  }
  return {};
}

struct Kept {
  std::vector<Found> found{};  ///< last first
  std::size_t text_end = 0;    ///< where the modifiers at the end of the sentence begin
};

std::optional<Found> found_date(const std::vector<Word>& words, Verb verb, std::size_t end, const Calendarium& calendarium) {
  auto dated = read_date_at_end(words, verb, end, calendarium);
  if (!dated) return std::nullopt;
  return Found{Kind::by, dated->begin, end, std::move(dated->date), {}, {}, {}, 0};
}

Kept keep(const std::vector<Word>& words, Verb verb, const Calendarium& calendarium) {
  std::vector<Found> all;
  for (std::size_t at = 0; at < words.size();) {
    auto found = read_at(words, at, verb, calendarium);
    at = found ? found->end : at + 1;
    if (found) all.push_back(std::move(*found));
  }
  // A date without "by" at the very end leaves what stands before it at the end, too.
  const bool has_date = std::ranges::any_of(all, [](const Found& found) { return found.kind == Kind::by; });
  if (auto dated = has_date ? std::nullopt : found_date(words, verb, words.size(), calendarium)) {
    std::erase_if(all, [&](const Found& found) { return found.end > dated->begin; });
    all.push_back(std::move(*dated));
  }
  Kept kept{{}, words.size()};
  std::set<Kind> seen;
  for (auto found = all.rbegin(); found != all.rend(); ++found) {
    const bool is_at_end = found->end == kept.text_end;
    const auto anywhere = {Kind::by, Kind::owner, Kind::every, Kind::lead, Kind::mitigate};
    const bool is_anywhere = std::ranges::find(anywhere, found->kind) != anywhere.end();
    if ((!is_at_end && !is_anywhere) || !seen.insert(found->kind).second) continue;
    if (is_at_end) kept.text_end = found->begin;
    kept.found.push_back(*found);
  }
  const bool lacks_length = takes(verb, Kind::duration) && !seen.contains(Kind::duration);
  if (auto bare = lacks_length ? read_bare_duration(words, kept.text_end) : std::nullopt) {
    kept.text_end = bare->begin;
    kept.found.push_back(std::move(*bare));
  }
  if (auto dated = seen.contains(Kind::by) ? std::nullopt : found_date(words, verb, kept.text_end, calendarium)) {
    kept.text_end = dated->begin;
    kept.found.push_back(std::move(*dated));
  }
  std::ranges::sort(kept.found, std::ranges::greater{}, &Found::begin);
  return kept;
}

void put(Utterance& utterance, const std::vector<Word>& words, const Found& found) {
  switch (found.kind) {
    case Kind::by: {
      const auto leads = {"by", "until", "till", "at", "-", "/"};
      const bool is_led = std::ranges::find(leads, words[found.begin].text) != leads.end();
      return put_date(utterance, found.date, join(words, found.begin + (is_led ? 1 : 0), found.end));
    }
    case Kind::duration: {
      const bool has_word = steering(words[found.begin]) == "for";
      return put_span(utterance, found.span, join(words, found.begin + (has_word ? 1 : 0), found.end));
    }
    case Kind::owner:
      utterance.owner = found.someone;
      return;
    case Kind::after:
      utterance.after = found.refs;
      return;
    case Kind::before:
      utterance.before = found.refs.front();
      return;
    case Kind::in:
      utterance.plan_key = words[found.begin + 1].text.substr(0, words[found.begin + 1].text.find_first_of(".,;:!?"));
      return;
    case Kind::every:
      utterance.every_days = found.days;
      return;
    case Kind::lead:
      utterance.lead_text = join(words, found.begin + 1, found.end);
      if (const auto* span = std::get_if<Span>(&found.span.reading)) utterance.lead = *span;
      if (const auto* no = std::get_if<NoSpan>(&found.span.reading)) utterance.bad_lead = no->why;
      return;
    case Kind::mitigate:
      utterance.mitigation = found.refs.front();
      return;
  }
}

bool is_flag(const std::string& word, Verb verb) {
  if (word == "all") return verb == Verb::next || verb == Verb::list;
  if (word == "anyway")
    return verb == Verb::slip || verb == Verb::move || verb == Verb::goal || verb == Verb::apply || verb == Verb::from_template;
  if (word == "together") return verb == Verb::slip;
  return word == "share" || word == "quiet" || word == "preview" || word == "again";
}

/// Trailing words. In a sentence with a title "share", "quiet" and "preview" could be its last word, so there they count only after a
/// modifier.
std::vector<Word> cut_flags(std::vector<Word>& rest, Verb verb) {
  std::size_t end = rest.size();
  while (end > 0 && is_flag(steering(rest[end - 1]), verb)) --end;
  std::vector<Word> flags(rest.begin() + static_cast<std::ptrdiff_t>(end), rest.end());
  rest.resize(end);
  return flags;
}

void give_back(std::vector<Word>& rest, std::vector<Word>& flags) {
  const auto is_again = [](const Word& word) { return steering(word) == "again"; };
  const auto last = std::find_if_not(flags.rbegin(), flags.rend(), is_again).base();
  rest.insert(rest.end(), flags.begin(), last);
  flags.erase(flags.begin(), last);
}

/// `because` runs to the end; only behind a quoted reason may trailing words follow, as behind a button's command.
std::vector<Word> take_because(Utterance& utterance, std::vector<Word>& rest) {
  for (std::size_t at = 0; at + 1 < rest.size(); ++at) {
    if (steering(rest[at]) != "because") continue;
    std::vector<Word> reason(rest.begin() + static_cast<std::ptrdiff_t>(at) + 1, rest.end());
    rest.resize(at);
    std::vector<Word> flags = reason[0].is_quoted ? cut_flags(reason, utterance.verb) : std::vector<Word>{};
    if (!flags.empty() && !reason.back().is_quoted) {
      reason.insert(reason.end(), flags.begin(), flags.end());
      flags.clear();
    }
    utterance.because = join(reason, 0, reason.size());
    return flags;
  }
  return {};
}

}  // namespace

void put_date(Utterance& utterance, const DateParse& parse, std::string typed) {
  utterance.by_text = std::move(typed);
  if (const auto* moment = std::get_if<Moment>(&parse.reading)) utterance.by = *moment;
  if (const auto* two = std::get_if<TwoDates>(&parse.reading)) utterance.by_two = *two;
  if (const auto* no = std::get_if<NoDate>(&parse.reading)) utterance.bad_date = no->why;
}

void put_span(Utterance& utterance, const SpanParse& parse, std::string typed) {
  utterance.duration_text = std::move(typed);
  if (const auto* span = std::get_if<Span>(&parse.reading)) utterance.duration = *span;
  if (const auto* no = std::get_if<NoSpan>(&parse.reading)) utterance.bad_duration = no->why;
}

void take_modifiers(Utterance& utterance, std::vector<Word>& rest, const Calendarium& calendarium) {
  // Where the words themselves are kept, a reason is a part of them.
  const bool keeps_words = utterance.verb == Verb::risk || utterance.verb == Verb::block || utterance.verb == Verb::brief ||
                           utterance.verb == Verb::standup || utterance.verb == Verb::prfaq;
  const bool may_reason = find_command(utterance.first_word)->writes && !keeps_words;
  std::vector<Word> after_reason = may_reason ? take_because(utterance, rest) : std::vector<Word>{};
  std::vector<Word> flags = cut_flags(rest, utterance.verb);
  const Kept kept = keep(rest, utterance.verb, calendarium);
  const std::vector<Word> words = rest;
  for (const Found& found : kept.found) {
    put(utterance, words, found);
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(found.begin), rest.begin() + static_cast<std::ptrdiff_t>(found.end));
  }
  // "the stand is built, by 4 june"
  if (!kept.found.empty() && is_titled(utterance.verb) && !rest.empty() && !rest.back().is_quoted && rest.back().text.size() > 1 &&
      rest.back().text.ends_with(','))
    rest.back().text.pop_back();
  const bool has_words = is_titled(utterance.verb) || utterance.verb == Verb::prfaq;
  if (has_words && kept.text_end == words.size() && !utterance.because) give_back(rest, flags);
  flags.insert(flags.end(), after_reason.begin(), after_reason.end());
  for (const Word& word : flags) {
    const std::string flag = steering(word);
    if (flag == "share") utterance.is_share = true;
    if (flag == "quiet") utterance.is_quiet = true;
    if (flag == "preview") utterance.is_preview = true;
    if (flag == "again") utterance.is_again = true;
    if (flag == "all") utterance.is_all = true;
    if (flag == "anyway") utterance.is_sure = true;
    if (flag == "together") utterance.is_together = true;
  }
}

}  // namespace backwalk::talk::parts
