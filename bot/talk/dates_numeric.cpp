// Dates in digits: 2026-10-30, 2026-10-30T17:00, 30.10., 30.10.2027, 10/30, 03/04.
#include <algorithm>

#include "bot/talk/dates_parts.hpp"

namespace backwalk::talk::parts {
namespace {

/// A year of two or four digits.
std::optional<int> year_of(std::string_view digits) {
  const auto value = number_of(digits);
  if (!value || (digits.size() != 2 && digits.size() != 4)) return {};
  return digits.size() == 2 ? 2000 + *value : *value;
}

DayParse iso(std::string_view word) {
  const std::size_t t = word.find('t');
  const auto fields = split(word.substr(0, t), word.find('/') < t ? '/' : '-');
  if (fields.size() != 3 || fields[0].size() != 4) return {};
  const auto year = number_of(fields[0]);
  const auto month = number_of(fields[1]);
  const auto day = number_of(fields[2]);
  if (!year || !month || !day) return {};
  DayParse parse{day_of(*year, *month, *day), 1};
  if (t == std::string_view::npos || !std::holds_alternative<Moment>(parse.reading)) return parse;
  const std::string_view clock = word.substr(t + 1);
  const std::size_t end = std::min(clock.find_first_of("z+-"), clock.size());
  const auto time = clock_of(clock.substr(0, end));
  const auto east = end < clock.size() ? offset_of(clock.substr(end)) : std::nullopt;
  if (!time || (end < clock.size() && !east)) return no_date("behind the T comes a time like 17:00, 17:00Z or 17:00+02:00", 1);
  std::get<Moment>(parse.reading).time = time;
  if (east) parse.zone = Zone{{}, *east};
  return parse;
}

/// "30.10", "30.10.", "30.10.2027". Bare words have lost their last dot.
DayParse dotted(std::string_view word, Date today) {
  const auto fields = split(word, '.');
  if (fields.size() != 2 && fields.size() != 3) return {};
  const auto day = number_of(fields[0]);
  const auto month = number_of(fields[1]);
  const auto year = fields.size() == 3 ? year_of(fields[2]) : std::nullopt;
  if (!day || !month || fields[0].size() > 2 || fields[1].size() > 2 || (fields.size() == 3 && !year)) return {};
  return {year ? day_of(*year, *month, *day) : next_day_of(*month, *day, today), 1};
}

DayParse slashed(std::string_view word, Date today) {
  const auto fields = split(word, '/');
  if (fields.size() != 2 && fields.size() != 3) return {};
  const auto a = number_of(fields[0]);
  const auto b = number_of(fields[1]);
  const int year = fields.size() == 3 ? year_of(fields[2]).value_or(0) : 0;  // 0: none was given, or none that can be read
  if (!a || !b || fields[0].size() > 2 || fields[1].size() > 2 || (fields.size() == 3 && year == 0)) return {};
  const auto read = [&](int month, int day) { return year != 0 ? day_of(year, month, day) : next_day_of(month, day, today); };
  const DateReading day_first = read(*b, *a);
  const DateReading month_first = read(*a, *b);
  const bool is_first = std::holds_alternative<Moment>(day_first);
  const bool is_second = std::holds_alternative<Moment>(month_first);
  if (is_first && is_second && day_first != month_first)
    return {TwoDates{std::get<Moment>(day_first).date, std::get<Moment>(month_first).date}, 1};
  if (is_first) return {day_first, 1};
  if (is_second) return {month_first, 1};
  if (*a > 12 && *b > 12) return no_date("one of the two numbers must be a month", 1);
  return {*a <= 12 && *b > 12 ? month_first : day_first, 1};
}

}  // namespace

DayParse read_numeric(const Bare& words, std::size_t at, Date today) {
  const std::string_view word = words[at];
  if (word.empty() || word[0] < '0' || word[0] > '9') return {};
  DayParse parse = iso(word);
  if (parse.used == 0) parse = dotted(word, today);
  if (parse.used == 0) parse = slashed(word, today);
  return parse;
}

}  // namespace backwalk::talk::parts
