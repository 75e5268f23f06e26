// Stretches of time said as one: 21-25 sep, from 21 sep to 2 oct, next week, mon to wed, tomorrow 9:00 to 17:00.
#include <algorithm>
#include <utility>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

using parts::bare;
using parts::Bare;
using RangeWords = std::vector<std::string>;
using RangeReading = std::optional<std::variant<Range, NoDate>>;
using OneEnd = std::optional<std::variant<Moment, NoDate>>;

NoDate no_range(std::string why) { return NoDate{std::move(why)}; }

/// The words as one date, or why they are none; nothing when they do not read as one as a whole.
OneEnd whole_date(const RangeWords& words, const Calendarium& calendarium) {
  const DateParse parse = read_date(words, calendarium);
  if (words.empty() || parse.used != words.size()) return {};
  if (const auto* moment = std::get_if<Moment>(&parse.reading)) return *moment;
  if (const auto* no = std::get_if<NoDate>(&parse.reading)) return *no;
  return no_range("one of its dates can be read in two ways: write it like 3 apr");
}

bool is_day_number(std::string_view word) {
  const std::string day = bare(word);
  return !day.empty() && day[0] <= '9' && (parts::number_of(day) || parts::ordinal_of(day));
}

bool names_month(const RangeWords& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return parts::month_of(bare(word)).has_value(); });
}

bool names_year(const RangeWords& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    const std::string name = bare(word);
    return (name.size() == 4 && parts::number_of(name)) || (name.size() == 10 && name[4] == '-');
  });
}

bool is_counted_from_today(const RangeWords& words) { return bare(words[0]) == "today" || bare(words[0]) == "tomorrow"; }

/// "21-25 sep" as "21 sep" and "25 sep", "21.-25.9." as "21.9." and "25.9.": the end lends the beginning its month.
RangeWords with_month(const RangeWords& first, const RangeWords& last) {
  if (first.size() != 1 || !is_day_number(first[0]) || last.empty()) return first;
  RangeWords lent = last;
  const std::size_t dot = last[0].find('.');
  if (last.size() == 1 && dot != std::string::npos && dot + 1 < last[0].size()) {
    lent[0] = bare(first[0]) + last[0].substr(dot);
    return lent;
  }
  if (!names_month(last)) return first;
  const std::size_t day = parts::month_of(bare(last[0])) && last.size() > 1 ? 1 : 0;  // "sep 21-25" has its month in front
  lent[day] = first[0];
  return lent;
}

std::variant<Range, NoDate> from_to(const Moment& start, const Moment& end) {
  if (start.time.has_value() != end.time.has_value()) return no_range("both ends need a time, or none of them");
  if (start.time) {
    if (end.date + *end.time <= start.date + *start.time) return no_range("the end is not after the beginning");
    return Range{start, end, "minute"};
  }
  if (end.date < start.date) return no_range("the end is before the beginning");
  return Range{start, end, "day"};
}

/// A range of what stands on both sides of a separator.
RangeReading read_sides(RangeWords first, RangeWords last, const Calendarium& calendarium) {
  const std::string lead = first.empty() ? std::string{} : bare(first[0]);
  if (lead == "from" || lead == "between") first.erase(first.begin());
  if (first.empty() || last.empty()) return {};
  const bool has_month_in_front = first.size() == 2 && parts::month_of(bare(first[0])) && is_day_number(last[0]) && !names_month(last);
  if (has_month_in_front) last.insert(last.begin(), first[0]);
  const RangeWords from = with_month(first, last);
  const OneEnd begin = whole_date(from, calendarium);
  OneEnd finish = begin ? whole_date(last, calendarium) : OneEnd{};
  if (!begin || !finish) return {};
  for (const OneEnd& each : {begin, finish}) {
    if (const auto* no = std::get_if<NoDate>(&*each)) return *no;
  }
  Moment start = std::get<Moment>(*begin);
  Moment end = std::get<Moment>(*finish);
  const bool is_over_before = end.date < start.date || (end.date == start.date && end.time < start.time);
  if (is_over_before && names_month(from) && !names_year(from) && !names_year(last)) {
    const bool is_same_month = parts::civil(start.date).month() == parts::civil(end.date).month();
    const bool is_turned_round = parts::civil(end.date).day() < parts::civil(start.date).day();
    if (is_same_month && is_turned_round) return no_range("the end is before the beginning");
    start.date = parts::add_months(start.date, -12);  // it has begun and is not over: the present one, not that of a year later
  } else if (is_over_before && !is_counted_from_today(last)) {
    // What ends a range is read from its beginning where it would else be over before it: "mon to wed", "tomorrow 9:00 to 17:00".
    finish = whole_date(last, Calendarium{start.date, start.time.value_or(Minutes{0}), calendarium.goal, calendarium.zone});
    if (finish && std::holds_alternative<Moment>(*finish)) end = std::get<Moment>(*finish);
  }
  // "30 sep to 2 oct 2027": the year of the end holds for the beginning.
  const int years = static_cast<int>((end.date - start.date).count() / 366);
  if (names_year(last) && !names_year(from) && years > 0) start.date = parts::add_months(start.date, 12 * years);
  return from_to(start, end);
}

RangeReading read_separated(const RangeWords& words, const Calendarium& calendarium) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = bare(words[i]);
    const RangeWords left(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i));
    const RangeWords right(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
    const bool is_separator = word == "to" || word == "-" || word == "until" || word == "till" || word == "through" ||
                              (word == "and" && bare(words[0]) == "between");
    if (is_separator) {
      if (auto reading = read_sides(left, right, calendarium)) return reading;
    }
    for (std::size_t dash = words[i].find('-'); dash != std::string::npos; dash = words[i].find('-', dash + 1)) {
      if (dash == 0 || dash + 1 == words[i].size()) continue;
      RangeWords first = left;
      first.push_back(words[i].substr(0, dash));
      RangeWords last{words[i].substr(dash + 1)};
      last.insert(last.end(), right.begin(), right.end());
      if (auto reading = read_sides(first, last, calendarium)) return reading;
    }
  }
  return {};
}

}  // namespace

std::optional<std::variant<Range, NoDate>> read_range(const std::vector<std::string>& words, const Calendarium& calendarium) {
  if (words.empty() || words.size() > 16) return {};
  const Bare bare_words{words};
  const std::size_t the = bare_words[0] == "the" || bare_words[0] == "in" ? 1 : 0;
  if (const auto period = parts::read_period(bare_words, the, calendarium.today); period && period->used + the == words.size())
    return Range{{period->first, {}, {}}, {period->last, {}, {}}, period->grain};
  if (read_date(words, calendarium).used == words.size()) return {};
  return read_separated(words, calendarium);
}

}  // namespace backwalk::talk
