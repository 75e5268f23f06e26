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

using parts::Bare;
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

std::optional<Moment> whole_date(const Words& words, const Calendarium& calendarium) {
  const DateParse parse = read_date(words, calendarium);
  const auto* moment = std::get_if<Moment>(&parse.reading);
  return !words.empty() && parse.used == words.size() && moment != nullptr ? std::optional{*moment} : std::nullopt;
}

/// "21-25 sep" as "21 sep" and "25 sep": the end lends the beginning its month.
std::optional<Moment> beginning(const Words& first, const Words& last, const Calendarium& calendarium) {
  const bool is_number = first.size() == 1 && parts::number_of(parts::bare(first[0]));
  if (!is_number) return whole_date(first, calendarium);
  const std::size_t day = last.size() > 1 && parts::month_of(parts::bare(last[0])) ? 1 : 0;  // "sep 21-25" has its month in front
  Words lent = last;
  if (day < lent.size()) lent[day] = first[0];
  return whole_date(lent, calendarium);
}

When from_to(const Moment& start, Moment end, const Calendarium& calendarium) {
  if (start.time.has_value() != end.time.has_value()) return none("both ends need a time, or none of them");
  if (start.time) {
    const LocalTime from = LocalTime{start.date} + *start.time;
    const LocalTime to = LocalTime{end.date} + *end.time;
    if (to <= from) return none("the end is not after the beginning");
    return between("range", from, to, "minute", say_moment(start, calendarium.today) + " to " + say_moment(end, calendarium.today));
  }
  if (end.date < start.date) return none("the end is before the beginning");
  return range(start.date, end.date, "day", calendarium.today);
}

/// A range of what stands on both sides of a separator.
std::optional<When> read_sides(const Words& left, const Words& right, const Calendarium& calendarium) {
  Words first = left;
  if (!first.empty() && (parts::bare(first[0]) == "from" || parts::bare(first[0]) == "between")) first.erase(first.begin());
  if (first.empty() || right.empty()) return {};
  Words last = right;
  const bool has_month_in_front = first.size() == 2 && parts::month_of(parts::bare(first[0])) && parts::number_of(parts::bare(right[0]));
  if (has_month_in_front) last.insert(last.begin(), first[0]);
  auto start = beginning(first, last, calendarium);
  if (!start) return {};
  // What ends a range is read from its beginning where it would else be over before it: "mon to wed", "tomorrow 9:00 to 17:00".
  auto end = whole_date(last, calendarium);
  if (end && (end->date < start->date || (end->date == start->date && end->time < start->time))) {
    end = whole_date(last, Calendarium{start->date, start->time.value_or(Minutes{0}), calendarium.goal});
  }
  if (!end) return {};
  // "30 sep to 2 oct 2027": the year of the end holds for the beginning.
  const bool has_year = std::any_of(last.begin(), last.end(), [](const std::string& word) {
    const std::string name = parts::bare(word);
    return name.size() == 4 && parts::number_of(name);
  });
  const int years = static_cast<int>((end->date - start->date).count() / 366);
  if (has_year && years > 0) start->date = parts::add_months(start->date, 12 * years);
  return from_to(*start, *end, calendarium);
}

std::optional<When> read_range(const Words& words, const Calendarium& calendarium) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = parts::bare(words[i]);
    const Words left(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i));
    const Words right(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
    if (word == "to" || word == "-" || word == "until" || word == "till" || (word == "and" && parts::bare(words[0]) == "between")) {
      if (auto when = read_sides(left, right, calendarium)) return when;
    }
    for (std::size_t dash = words[i].find('-'); dash != std::string::npos; dash = words[i].find('-', dash + 1)) {
      if (dash == 0 || dash + 1 == words[i].size()) continue;
      Words first = left;
      first.push_back(words[i].substr(0, dash));
      Words last{words[i].substr(dash + 1)};
      last.insert(last.end(), right.begin(), right.end());
      if (auto when = read_sides(first, last, calendarium)) return when;
    }
  }
  return {};
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
  const Bare bare{words};
  const std::size_t the = bare[0] == "the" || bare[0] == "in" ? 1 : 0;

  const SpanParse span = read_span(words);
  if (span.used == words.size()) {
    if (const auto* no = std::get_if<NoSpan>(&span.reading)) return none(no->why);
    return duration(std::get<Span>(span.reading));
  }
  if (const auto period = parts::read_period(bare, the, calendarium.today); period && period->used + the == words.size()) {
    return range(period->first, period->last, period->grain, calendarium.today);
  }
  const DateParse parse = read_date(words, calendarium);
  if (parse.used == words.size()) return of_reading(parse.reading, calendarium.today);
  if (auto when = read_range(words, calendarium)) return *when;
  return none("that is no date, time, range or duration that I know");
}

}  // namespace backwalk::talk
