// A date with or without a time: which of the forms the words begin with.
#include "bot/talk/dates_parts.hpp"

namespace backwalk::talk {
namespace {

using parts::Bare;
using parts::DayParse;

DayParse day_forms(const Bare& words, std::size_t at, const Calendarium& calendarium) {
  const Date today = calendarium.today;
  DayParse parse = parts::read_numeric(words, at, today);
  if (parse.used == 0) parse = parts::read_relative(words, at, calendarium);
  if (parse.used == 0) parse = parts::read_named(words, at, today);
  if (parse.used == 0) parse = parts::read_period_day(words, at, today);
  if (parse.used == 0) parse = parts::read_day_of_month(words, at, today);
  return parse;
}

/// A number by itself where a date should stand: nothing but a number follows "by".
DayParse lone_number(const Bare& words, std::size_t at) {
  const auto number = parts::number_of(words[at]);
  if (!number || words[at].size() > 2 || !words.ends_at(at + 1)) return {};
  return parts::no_date("a number alone is no date: add the month, as in 30 oct", 1);
}

DayParse day(const Bare& words, std::size_t at, const Calendarium& calendarium) {
  std::size_t lead = words[at] == "on" ? 1 : 0;
  if (words[at + lead] == "the") ++lead;
  DayParse parse = day_forms(words, at + lead, calendarium);
  if (parse.used > 0) parse.used += lead;
  return parse;
}

DateParse checked(DateReading reading, std::size_t used) {
  constexpr auto words = "the year must be between 1970 and 2200";
  if (const auto* moment = std::get_if<Moment>(&reading); moment != nullptr && !parts::is_plannable(moment->date))
    return {NoDate{words}, used};
  if (const auto* two = std::get_if<TwoDates>(&reading)) {
    if (!parts::is_plannable(two->first) || !parts::is_plannable(two->second)) return {NoDate{words}, used};
  }
  return {std::move(reading), used};
}

/// "17:00 tomorrow", "5pm on fri", or a time alone: today, or tomorrow once it has passed.
DateParse time_first(const Bare& words, const Calendarium& calendarium) {
  const parts::TimeParse time = parts::read_time(words, 0);
  if (time.used == 0) return {};
  if (!time.time) return {NoDate{time.why}, time.used};
  DayParse then = day(words, time.used, calendarium);
  if (auto* moment = std::get_if<Moment>(&then.reading); then.used > 0 && moment != nullptr && !moment->time) {
    moment->time = time.time;
    return checked(*moment, time.used + then.used);
  }
  if (then.used > 0 && std::holds_alternative<NoDate>(then.reading)) return {then.reading, time.used + then.used};
  const bool has_passed = *time.time <= calendarium.time_now;
  return checked(Moment{calendarium.today + std::chrono::days{has_passed ? 1 : 0}, time.time}, time.used);
}

}  // namespace

DateParse read_date(const std::vector<std::string>& raw, const Calendarium& calendarium) {
  const Bare words{raw};
  if (words.size() == 0) return {};
  if (const DateParse parse = time_first(words, calendarium); parse.used > 0) return parse;
  DayParse parse = day(words, 0, calendarium);
  if (parse.used == 0) parse = lone_number(words, 0);
  if (parse.used == 0) return {};
  auto* moment = std::get_if<Moment>(&parse.reading);
  if (moment == nullptr || moment->time) return checked(parse.reading, parse.used);
  const parts::TimeParse time = parts::read_time(words, parse.used);
  if (time.used > 0 && !time.time) return {NoDate{time.why}, parse.used + time.used};
  moment->time = time.time;
  return checked(*moment, parse.used + time.used);
}

}  // namespace backwalk::talk
