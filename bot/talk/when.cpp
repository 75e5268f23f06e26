// How `backwalk when` answers: the first reading that takes every word. Durations come before times of day ("17h" is a duration, "19h30" a
// time); a period that is no single day is a range.
#include <algorithm>
#include <array>
#include <utility>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/normalise.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

using planner::LocalTime;
using std::chrono::days;

using Words = std::vector<std::string>;

When none(std::string why) {
  When when;
  when.kind = "none";
  when.text = std::move(why);
  return when;
}

When between(std::string kind, LocalTime start, LocalTime end, std::string grain, std::string text) {
  return {std::move(kind), start, end, std::move(grain), (end - start).count(), std::move(text)};
}

std::string words_for(const Amount& amount) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> names{{{" minute", " minutes"},
                                                                                {" hour", " hours"},
                                                                                {" day", " days"},
                                                                                {" week", " weeks"},
                                                                                {" calendar day", " calendar days"},
                                                                                {" calendar week", " calendar weeks"},
                                                                                {" month", " months"}}};
  std::string number = std::to_string(amount.milli / 1000);
  if (amount.milli % 1000 != 0) {
    number += "." + std::to_string(1000 + amount.milli % 1000).substr(1);
    number.erase(number.find_last_not_of('0') + 1);
  }
  const auto& [one, many] = names.at(static_cast<std::size_t>(amount.unit));
  return number + std::string{amount.milli == 1000 ? one : many};
}

/// Elapsed minutes of calendar units; a month has no fixed length.
std::optional<long long> elapsed(const Amount& amount) {
  const long long unit = amount.unit == Unit::calendar_days ? 1440 : amount.unit == Unit::calendar_weeks ? 10080 : 0;
  if (unit == 0 || amount.milli * unit % 1000 != 0) return {};
  return amount.milli * unit / 1000;
}

/// A range of work counts with its middle, as an estimate does.
When duration(const Span& span) {
  When when;
  when.kind = "duration";
  const bool is_plain = span.likely && !span.best;
  if (const auto estimate = estimate_of(span, planner::standard_calendar())) when.minutes = estimate->likely.count();
  if (is_plain && !when.minutes) when.minutes = elapsed(*span.likely);
  const Amount last = span.worst ? *span.worst : *span.likely;
  const bool is_work = last.unit != Unit::calendar_days && last.unit != Unit::calendar_weeks && last.unit != Unit::months;
  if (is_plain) when.text = words_for(*span.likely);
  if (span.best && !span.likely) when.text = words_for(*span.best) + " to " + words_for(*span.worst);
  if (span.best && span.likely)
    when.text = words_for(*span.best) + ", likely " + words_for(*span.likely) + ", at worst " + words_for(*span.worst);
  when.text += is_work ? " of work" : " on the calendar";
  if (last.unit == Unit::minutes || last.unit == Unit::hours || last.unit == Unit::days)
    when.grain = last.unit == Unit::days ? "day" : "minute";
  if (when.grain.empty()) when.grain = last.unit == Unit::calendar_days ? "day" : last.unit == Unit::months ? "month" : "week";
  return when;
}

When date(const Moment& moment, Date today) {
  const LocalTime midnight{moment.date};
  const std::string text = say_moment(moment, today);
  if (!moment.time) return between("date", midnight, midnight + days{1}, "day", text);
  return between("time", midnight + *moment.time, midnight + *moment.time + Minutes{1}, "minute", text);
}

When range(Date first, Date last, std::string grain, Date today) {
  return between("range", LocalTime{first}, LocalTime{last} + days{1}, std::move(grain),
                 say_date(first, today) + " to " + say_date(last, today));
}

When of_reading(const DateReading& reading, Date today) {
  if (const auto* moment = std::get_if<Moment>(&reading)) return date(*moment, today);
  if (const auto* no = std::get_if<NoDate>(&reading)) return none(no->why);
  const auto& two = std::get<TwoDates>(reading);
  When when;
  when.kind = "ambiguous";
  when.grain = "day";
  when.text = say_date(two.first, today) + " or " + say_date(two.second, today);
  return when;
}

When of_range(const Range& read, const Calendarium& calendarium) {
  const Moment& first = read.first;
  const Moment& last = read.last;
  if (!first.time || !last.time) return range(first.date, last.date, read.grain, calendarium.today);
  const std::string text = say_moment(first, calendarium.today) + " to " + say_moment(last, calendarium.today);
  return between("range", LocalTime{first.date} + *first.time, LocalTime{last.date} + *last.time, read.grain, text);
}

}  // namespace

When read_when(std::string_view text, const Calendarium& calendarium) {
  Words words;
  for (const Word& word : words_of({chat::Piece{std::string{text}}})) words.push_back(word.text);
  if (words.empty()) return none("nothing was said");
  const std::string lead = parts::bare(words[0]);
  const bool is_led = lead == "by" || lead == "until" || lead == "till" || lead == "for" || lead == "during";
  if (is_led && words.size() > 1) words.erase(words.begin());
  if (words.size() > 16) return none("that is no date, time, range or duration that I know");

  const SpanParse span = read_span(words);
  if (span.used == words.size()) {
    if (const auto* no = std::get_if<NoSpan>(&span.reading)) return none(no->why);
    return duration(std::get<Span>(span.reading));
  }
  const auto stretch = read_range(words, calendarium);
  if (stretch && std::holds_alternative<Range>(*stretch)) return of_range(std::get<Range>(*stretch), calendarium);
  if (const DateParse parse = read_date(words, calendarium); parse.used == words.size())
    return of_reading(parse.reading, calendarium.today);
  if (stretch) return none(std::get<NoDate>(*stretch).why);
  return none("that is no date, time, range or duration that I know");
}

}  // namespace backwalk::talk
