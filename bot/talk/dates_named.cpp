// Dates with names: 30 oct, oct 30 2027, 30th of october, fri, next tue, fri 30 oct, the 20th.
#include <string>

#include "bot/talk/dates_parts.hpp"

namespace backwalk::talk::parts {
namespace {

using std::chrono::days;

/// "30" or "30th".
std::optional<int> day_number(std::string_view word) {
  if (const auto ordinal = word.empty() || word[0] > '9' ? std::nullopt : ordinal_of(word)) return ordinal;
  return word.size() <= 2 ? number_of(word) : std::nullopt;
}

struct YearParse {
  std::optional<int> year{};
  std::size_t used = 0;
};

/// "2027", "'27", or "27" where nothing of the phrase follows.
YearParse read_year(const Bare& words, std::size_t at, Date today) {
  std::string_view word = words[at];
  const bool has_apostrophe = !word.empty() && word[0] == '\'';
  if (has_apostrophe) word.remove_prefix(1);
  const auto value = number_of(word);
  if (!value) return {};
  if (word.size() == 4 && !has_apostrophe) return {value, 1};
  const int this_year = static_cast<int>(civil(today).year());
  const int year = 2000 + *value;
  const bool is_near = year >= this_year - 1 && year <= this_year + 10 && words.ends_at(at + 1);
  if (word.size() == 2 && (has_apostrophe || is_near)) return {year, 1};
  return {};
}

DayParse with_year(const Bare& words, std::size_t next, std::size_t at, unsigned month, int day, Date today) {
  const YearParse year = read_year(words, next, today);
  const int of = static_cast<int>(month);
  return {year.year ? day_of(*year.year, of, day) : next_day_of(of, day, today), next + year.used - at};
}

/// "30oct", "30-oct", "30-oct-2026" in one word.
DayParse glued(std::string_view word, Date today) {
  const auto fields = split(word, '-');
  if (fields.size() == 1) {
    const std::size_t letters = word.find_first_not_of("0123456789");
    if (letters == 0 || letters == std::string_view::npos || letters > 2) return {};
    const auto month = month_of(word.substr(letters));
    const auto day = number_of(word.substr(0, letters));
    return month && day ? DayParse{next_day_of(static_cast<int>(*month), *day, today), 1} : DayParse{};
  }
  const auto day = day_number(fields[0]);
  const auto month = month_of(fields[1]);
  if (!day || !month || fields.size() > 3) return {};
  if (fields.size() == 2) return {next_day_of(static_cast<int>(*month), *day, today), 1};
  const auto year = number_of(fields[2]);
  if (!year || (fields[2].size() != 2 && fields[2].size() != 4)) return {};
  return {day_of(fields[2].size() == 2 ? 2000 + *year : *year, static_cast<int>(*month), *day), 1};
}

DayParse day_month(const Bare& words, std::size_t at, Date today) {
  if (const DayParse one = glued(words[at], today); one.used > 0) return one;
  if (const auto day = day_number(words[at])) {
    const std::size_t of = words[at + 1] == "of" ? 1 : 0;
    const auto month = month_of(words[at + 1 + of]);
    return month ? with_year(words, at + 2 + of, at, *month, *day, today) : DayParse{};
  }
  const auto month = month_of(words[at]);
  const std::size_t the = words[at + 1] == "the" ? 1 : 0;
  const auto day = month ? day_number(words[at + 1 + the]) : std::nullopt;
  return day ? with_year(words, at + 2 + the, at, *month, *day, today) : DayParse{};
}

/// "the 20th": the next such day of a month, today included.
DayParse day_of_month(std::string_view word, Date today) {
  const auto day = word.empty() || word[0] > '9' ? std::nullopt : ordinal_of(word);
  if (!day) return {};
  if (*day > 31) return no_date("no month has a day " + std::to_string(*day), 1);
  for (Date date = today; date < today + days{70}; date += days{1}) {
    if (civil(date).day() == std::chrono::day{static_cast<unsigned>(*day)}) return {Moment{date, {}}, 1};
  }
  return {};
}

/// A weekday is the next one, never today; `next fri` is the Friday of the next calendar week (weeks start on Monday).
/// "last fri" is the latest before today; with "of march" behind it, it is counted in a period.
DayParse weekday(const Bare& words, std::size_t at, Date today) {
  const bool is_next = words[at] == "next";
  const bool is_last = words[at] == "last";
  const bool is_led = is_next || is_last || words[at] == "this" || words[at] == "coming";
  const std::size_t lead = is_led ? 1 : 0;
  const auto day = weekday_of(words[at + lead]);
  if (!day) return {};
  const Date in_next_week = monday_of(today) + days{7 + *day};
  if (is_next) return {Moment{in_next_week, {}}, 2, {}};
  const std::size_t next = at + lead + 1;
  if (is_last && (words[next] == "of" || words[next] == "in")) return {};
  if (is_last) return {Moment{today - days{(weekday_of(today) + 6 - *day) % 7 + 1}, {}}, 2, {}};
  const std::size_t of = words[next] == "of" ? 1 : 0;
  if (words[next + of + 1] == "week" && words[next + of] == "next") return {Moment{in_next_week, {}}, lead + 3 + of};
  if (words[next + of + 1] == "week" && words[next + of] == "this") return {Moment{in_next_week - days{7}, {}}, lead + 3 + of};
  const std::size_t the = words[next] == "the" ? 1 : 0;
  DayParse exact = read_numeric(words, next + the, today);
  if (exact.used == 0) exact = day_month(words, next + the, today);
  if (exact.used > 0 && !is_led) {
    exact.used += 1 + the;
    const auto* date = std::get_if<Moment>(&exact.reading);
    if (date == nullptr || weekday_of(date->date) == *day) return exact;
    return no_date(say_date(date->date, today) + " is no " + std::string{weekday_name(*day)}, exact.used);
  }
  const unsigned ahead = (*day + 7 - weekday_of(today)) % 7;
  return {Moment{today + days{ahead == 0 ? 7 : ahead}, {}}, lead + 1};
}

}  // namespace

DayParse read_named(const Bare& words, std::size_t at, Date today) {
  DayParse parse = day_month(words, at, today);
  if (parse.used == 0) parse = weekday(words, at, today);
  return parse;
}

DayParse read_day_of_month(const Bare& words, std::size_t at, Date today) { return day_of_month(words[at], today); }

}  // namespace backwalk::talk::parts
