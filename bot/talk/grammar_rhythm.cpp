// What is left of a sentence about check-ins, standups, briefs, absences and reminders.
#include <algorithm>
#include <utility>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {
namespace {

void drop_front(std::vector<Word>& words, std::size_t count = 1) {
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(count, words.size())));
}

std::string first_of(const std::vector<Word>& words) { return words.empty() ? std::string{} : steering(words[0]); }

bool is_off(const std::vector<Word>& words) {
  const std::string word = first_of(words);
  return words.size() == 1 && (word == "off" || word == "stop" || word == "never" || word == "none");
}

/// "2026-09-24" in front: the date that it is for.
void take_slot(Utterance& utterance, std::vector<Word>& words, const Calendarium& calendarium) {
  const std::string word = first_of(words);
  if (word.size() != 10 || word[4] != '-') return;
  const auto parse = read_date({word}, calendarium);
  const auto* moment = std::get_if<Moment>(&parse.reading);
  if (parse.used != 1 || moment == nullptr) return;
  utterance.slot = moment->date;
  drop_front(words);
}

/// The recurrence in front; the rest stays.
void take_every(Utterance& utterance, std::vector<Word>& words) {
  const auto parse = read_every(open_texts(words, 0));
  utterance.every_text = join(words, 0, words.size());
  if (parse.used == 0 || !parse.why.empty()) {
    utterance.bad_every = parse.why.empty() ? "it names no day of the week and no time" : parse.why;
    words.clear();
    return;
  }
  utterance.every_text = join(words, 0, parse.used);
  utterance.every = parse.every;
  drop_front(words, parse.used);
}

/// "report at 11:00" anywhere.
void take_report_time(Utterance& utterance, std::vector<Word>& words) {
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (steering(words[at]) != "report" && steering(words[at]) != "reports") continue;
    const auto time = read_time(Bare(open_texts(words, at + 1)), 0);
    if (time.used == 0) continue;
    utterance.report_at = time.time;
    if (!time.time) utterance.bad_every = "there is no such time of day";
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
    words.erase(begin, begin + 1 + static_cast<std::ptrdiff_t>(time.used));
    return;
  }
}

/// "for @a @b and @c" at the end.
void take_people(Utterance& utterance, std::vector<Word>& words) {
  if (first_of(words) != "for") return;
  std::size_t at = 1;
  for (; at < words.size(); ++at) {
    const std::string word = steering(words[at]);
    if (word == "and" || word == "&" || (word.empty() && words[at].text == ",")) continue;
    const auto someone = read_someone(words[at]);
    if (!someone) break;
    utterance.people.push_back(*someone);
  }
  if (!utterance.people.empty()) drop_front(words, at);
}

/// "A4" or words in front: what an answer to a standup is about.
void take_about(Utterance& utterance, std::vector<Word>& words) {
  const auto refs = read_refs(words, 0);
  if (refs.refs.size() != 1) return;
  utterance.refs = refs.refs;
  drop_front(words, refs.used);
}

/// "on A4", "else TEXT", "blocked A4 TEXT", "skip"; false when it is none of these.
bool take_doing(Utterance& utterance, std::vector<Word>& words) {
  const std::string word = first_of(words);
  const std::string second = words.size() > 1 ? steering(words[1]) : std::string{};
  if (word == "skip" && words.size() == 1) {
    utterance.part = Part::skip;
    return true;
  }
  if (word == "on" && (second == "it" || (words.size() > 1 && !words[1].is_quoted && read_ref(words[1].text)))) {
    utterance.part = Part::on_it;
    drop_front(words, second == "it" ? 2 : 1);
    take_about(utterance, words);
    utterance.text = join(words, 0, words.size());
    return true;
  }
  const bool is_else = word == "else" || (word == "something" && second == "else");
  if (is_else || word == "blocked") {
    utterance.part = is_else ? Part::something_else : Part::blocked;
    drop_front(words, word == "something" ? 2 : 1);
    if (!is_else) take_about(utterance, words);
    utterance.text = join(words, 0, words.size());
    return true;
  }
  return false;
}

}  // namespace

std::optional<planner::Nudge> read_nudge(std::string_view word) {
  using planner::Nudge;
  if (word == "standup" || word == "standups") return Nudge::standup;
  if (word == "checkin" || word == "checkins" || word == "check-in" || word == "check-ins") return Nudge::checkin;
  if (word == "brief" || word == "briefs") return Nudge::brief;
  if (word == "all" || word == "everything") return Nudge::everything;
  return std::nullopt;
}

void take_checkin(Utterance& utterance, const std::vector<Word>& rest) {
  utterance.is_command = true;
  if (rest.empty()) return;
  if (is_off(rest)) {
    utterance.part = Part::off;
    return;
  }
  std::vector<Word> words = rest;
  take_every(utterance, words);
  utterance.text = join(words, 0, words.size());
}

void take_standup(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium) {
  utterance.is_command = true;
  take_slot(utterance, rest, calendarium);
  if (rest.empty() || take_doing(utterance, rest)) return;
  if (is_off(rest)) {
    utterance.part = Part::off;
    return;
  }
  take_report_time(utterance, rest);
  take_every(utterance, rest);
  take_people(utterance, rest);
  utterance.text = join(rest, 0, rest.size());
}

void take_brief(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium) {
  utterance.is_command = true;
  take_slot(utterance, rest, calendarium);
  const std::string word = first_of(rest);
  if (rest.empty()) return;
  if (rest.size() == 1 && (word == "send" || word == "skip" || word == "edit")) {
    utterance.part = word == "send" ? Part::send : word == "skip" ? Part::skip : Part::edit;
    return;
  }
  if (word == "note") {
    utterance.part = Part::note;
    utterance.text = join(rest, 1, rest.size());
    return;
  }
  if (is_off(rest)) {
    utterance.part = Part::off;
    return;
  }
  take_every(utterance, rest);
  if (first_of(rest) == "in" && rest.size() > 1 && rest[1].channel) {
    utterance.channel = rest[1].channel;
    utterance.channel_name = rest[1].text.starts_with('#') ? rest[1].text.substr(1) : rest[1].text;
    drop_front(rest, 2);
  }
  utterance.text = join(rest, 0, rest.size());
}

void take_remind(Utterance& utterance, const std::vector<Word>& rest) {
  std::vector<Word> words = rest;
  const std::string word = first_of(words);
  if (word == "off" || word == "on") {
    utterance.part = word == "off" ? Part::off : Part::on;
    drop_front(words);
  }
  const RefsParse parse = read_refs(words, 0, RefKinds::all);
  utterance.refs = parse.refs;
  drop_front(words, parse.used);
  if (parse.refs.empty() && words.size() == 1) {
    utterance.nudge = read_nudge(first_of(words));
    if (utterance.nudge) words.clear();
  }
  utterance.text = join(words, 0, words.size());
  utterance.is_command = utterance.part != Part::plain && utterance.text.empty();
}

void take_settings(Utterance& utterance, const std::vector<Word>& rest) {
  const bool has_zone = !rest.empty() && (steering(rest[0]) == "zone" || steering(rest[0]) == "timezone");
  utterance.text = join(rest, has_zone ? 1 : 0, rest.size());
  utterance.part = has_zone ? Part::add : Part::plain;
  utterance.is_command = has_zone;
}

}  // namespace backwalk::talk::parts
