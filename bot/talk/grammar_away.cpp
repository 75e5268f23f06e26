// away and snooze: a day until when, a duration, or the days themselves.
#include <algorithm>
#include <utility>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {
namespace {

constexpr Minutes later_today{3 * 60};

void drop_words(std::vector<Word>& words, std::size_t count = 1) {
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(count, words.size())));
}

std::string lead_of(const std::vector<Word>& words) { return words.empty() ? std::string{} : steering(words[0]); }

void put_bad_date(Utterance& utterance, const std::vector<Word>& words, std::string why) {
  utterance.by_text = join(words, 0, words.size());
  utterance.bad_date = std::move(why);
}

/// A day without a time: absences are counted in days.
void put_day(Utterance& utterance, const std::vector<Word>& words, const DateParse& date) {
  const auto* moment = std::get_if<Moment>(&date.reading);
  const auto* two = std::get_if<TwoDates>(&date.reading);
  if (date.used != words.size()) return put_bad_date(utterance, words, "it names no day");
  if ((moment != nullptr && moment->time) || (two != nullptr && two->time))
    return put_bad_date(utterance, words, "days are counted here, so leave the time out");
  put_date(utterance, date, join(words, 0, words.size()));
}

/// A date behind "until", or a duration, or nothing. "until next week" is until its first day.
void take_until(Utterance& utterance, std::vector<Word>& words, const Calendarium& calendarium) {
  const std::string lead = lead_of(words);
  if (lead == "until" || lead == "till" || lead == "to" || lead == "for") drop_words(words);
  if (words.empty()) return;
  const auto texts = open_texts(words, 0);
  const auto span = read_span(texts);
  if (span.used == words.size()) return put_span(utterance, span, join(words, 0, words.size()));
  const auto stretch = texts.size() == words.size() ? read_range(texts, calendarium) : std::nullopt;
  const auto* range = stretch ? std::get_if<Range>(&*stretch) : nullptr;
  if (range != nullptr && range->grain != "day" && range->grain != "minute") {
    utterance.by_text = join(words, 0, words.size());
    utterance.by = range->first;
    return;
  }
  put_day(utterance, words, read_date(texts, calendarium));
}

/// "from 21 sep until 26 sep": the second is free again.
bool take_from_until(Utterance& utterance, const std::vector<Word>& words, const Calendarium& calendarium) {
  if (lead_of(words) != "from") return false;
  const auto is_until = [](const Word& word) { return steering(word) == "until" || steering(word) == "till"; };
  const auto at = static_cast<std::size_t>(std::find_if(words.begin(), words.end(), is_until) - words.begin());
  if (at + 1 >= words.size()) return false;
  const std::vector<Word> first(words.begin() + 1, words.begin() + static_cast<std::ptrdiff_t>(at));
  const auto begin = read_date(open_texts(first, 0), calendarium);
  const auto* from = std::get_if<Moment>(&begin.reading);
  if (first.empty() || begin.used != first.size() || from == nullptr || from->time) return false;
  std::vector<Word> last(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  take_until(utterance, last, calendarium);
  if (utterance.by && utterance.by->date <= from->date) {
    utterance.by.reset();
    put_bad_date(utterance, words, "the end is not after the beginning");
  }
  utterance.away_from = from->date;
  return true;
}

/// "21-25 sep", "next week", "fri": the days themselves.
void take_days(Utterance& utterance, std::vector<Word> words, const Calendarium& calendarium) {
  const auto texts = open_texts(words, 0);
  const auto stretch = texts.size() == words.size() ? read_range(texts, calendarium) : std::nullopt;
  if (const auto* no = stretch ? std::get_if<NoDate>(&*stretch) : nullptr) return put_bad_date(utterance, words, no->why);
  if (const auto* range = stretch ? std::get_if<Range>(&*stretch) : nullptr) {
    if (range->grain == "minute") return put_bad_date(utterance, words, "days are counted here, so leave the time out");
    utterance.by_text = join(words, 0, words.size());
    utterance.away_from = range->first.date;
    utterance.by = Moment{range->last.date + std::chrono::days{1}, {}, {}};
    return;
  }
  if (lead_of(words) == "on") drop_words(words);
  utterance.part = Part::on;
  put_day(utterance, words, read_date(open_texts(words, 0), calendarium));
}

/// In hours, from now on.
std::optional<Minutes> hours_of(const SpanParse& span) {
  const auto* said = std::get_if<Span>(&span.reading);
  if (said == nullptr || !said->likely || said->best) return std::nullopt;
  const auto& amount = *said->likely;
  if (amount.unit != Unit::hours && amount.unit != Unit::minutes) return std::nullopt;
  const long long milli = amount.milli * (amount.unit == Unit::hours ? 60 : 1);
  return milli % 1000 == 0 ? std::optional(Minutes{milli / 1000}) : std::nullopt;
}

/// "2h" (from now, never two o'clock), "later today" (in three hours, at a full quarter), "tue 14:00"; false where it is a day, as for an
/// absence.
bool take_clock(Utterance& utterance, const std::vector<Word>& words, const Calendarium& calendarium) {
  if (words.empty()) return false;
  const auto texts = open_texts(words, 0);
  const auto span = read_span(texts);
  const auto hours = span.used == words.size() ? hours_of(span) : std::nullopt;
  const auto date = read_date(texts, calendarium);
  const auto* moment = std::get_if<Moment>(&date.reading);
  const bool is_date = date.used == words.size() && moment != nullptr;
  const bool is_later_today = !hours && is_date && !moment->time && moment->date == calendarium.today;
  if (!hours && !is_later_today && !(is_date && moment->time)) return false;
  utterance.by_text = join(words, 0, words.size());
  if (!hours && !is_later_today) {
    utterance.by = *moment;
    return true;
  }
  auto at = planner::LocalTime{calendarium.today} + calendarium.time_now + hours.value_or(later_today);
  if (is_later_today) at = planner::LocalTime{std::chrono::ceil<std::chrono::duration<int, std::ratio<900>>>(at.time_since_epoch())};
  const Date on = planner::date_of(at);
  if (is_later_today && on != calendarium.today) {
    put_bad_date(utterance, words, "less than three hours of today are left");
    return true;
  }
  utterance.by = Moment{on, at - planner::LocalTime{on}, {}};
  return true;
}

}  // namespace

void take_away(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium) {
  const std::string lead = lead_of(rest);
  const bool is_until = lead == "until" || lead == "till" || lead == "to" || lead == "for" || lead.empty();
  const bool is_span = read_span(open_texts(rest, 0)).used == rest.size();
  if (is_until || is_span) {
    take_until(utterance, rest, calendarium);
  } else if (!take_from_until(utterance, rest, calendarium)) {
    take_days(utterance, rest, calendarium);
  }
  utterance.is_command = utterance.by || utterance.by_two || utterance.duration || utterance.bad_date || utterance.bad_duration;
}

void take_snooze(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium) {
  const RefsParse parse = read_refs(rest, 0, RefKinds::all);
  utterance.refs = parse.refs;
  drop_words(rest, parse.used);
  if (parse.refs.empty()) {
    utterance.nudge = read_nudge(lead_of(rest));
    if (utterance.nudge) drop_words(rest);
  }
  if (rest.size() > 1 && lead_of(rest) == "later") drop_words(rest);
  std::vector<Word> when = rest;
  if (lead_of(when) == "until" || lead_of(when) == "till" || lead_of(when) == "for") drop_words(when);
  if (!take_clock(utterance, when, calendarium)) take_until(utterance, rest, calendarium);
  const bool is_when_alone = parse.refs.empty() && (utterance.by || utterance.by_two || utterance.duration);
  utterance.is_command = parse.refs.size() == 1 || utterance.nudge || is_when_alone;
}

}  // namespace backwalk::talk::parts
