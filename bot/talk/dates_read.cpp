// A date with or without a time: which of the forms the words begin with.
#include <algorithm>
#include <array>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

using parts::Bare;
using parts::DayParse;
using parts::Zone;
using planner::LocalTime;

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

/// "30 ocotber", "ocotber 30", "firday": told, not guessed. A weekday stands alone, or it would be a word of the title.
DayParse misspelt(const Bare& words, std::size_t at) {
  const auto is_day = [&](std::size_t i) {
    return parts::number_of(words[i].substr(0, words[i].find_first_not_of("0123456789"))).has_value();
  };
  const std::size_t name = at + (is_day(at) ? 1 : 0);
  const std::string meant = parts::nearly_named(words[name]);
  if (meant.empty()) return {};
  const bool is_month = parts::month_of(parts::bare(meant)).has_value();
  const std::size_t used = name + 1 - at + (is_month && name == at && is_day(name + 1) ? 1 : 0);
  const bool has_year = words[at + used].size() == 4 && parts::number_of(words[at + used]);
  const bool is_one = (is_month ? used == 2 : name == at) && (has_year || words.ends_at(at + used));
  return is_one ? parts::no_date("“" + words[name] + "” looks like " + meant, used + (has_year ? 1 : 0)) : DayParse{};
}

DayParse day(const Bare& words, std::size_t at, const Calendarium& calendarium) {
  std::size_t lead = words[at] == "on" ? 1 : 0;
  if (words[at + lead] == "the") ++lead;
  DayParse parse = day_forms(words, at + lead, calendarium);
  const bool is_week = parse.used == 1 &&
                       std::isdigit(static_cast<unsigned char>(words[at + lead].empty() ? ' ' : words[at + lead][0])) != 0 &&
                       words[at + lead + 1] == "week";
  if (is_week) parse = parts::no_date("a week is not one day: say the day", 2);  // "the 3rd week of march"
  if (parse.used > 0) parse.used += lead;
  return parse;
}

DateParse in_range(DateReading reading, std::size_t used) {
  constexpr auto words = "the year must be between 1970 and 2200";
  if (const auto* moment = std::get_if<Moment>(&reading); moment != nullptr && !parts::is_plannable(moment->date))
    return {NoDate{words}, used};
  if (const auto* two = std::get_if<TwoDates>(&reading)) {
    if (!parts::is_plannable(two->first) || !parts::is_plannable(two->second)) return {NoDate{words}, used};
  }
  return {std::move(reading), used};
}

/// A time of another zone as it is on the speaker's clock.
DateReading here(const Moment& moment, const Zone& zone, const Calendarium& calendarium) {
  if (calendarium.zone.empty()) return NoDate{"I do not know your own time zone, so write the time as your clock will show it"};
  if (!parts::is_plannable(moment.date)) return moment;  // `checked` says why
  const LocalTime local = parts::in_zone(LocalTime{moment.date} + *moment.time, zone, {calendarium.zone, {}});
  const Date date = std::chrono::floor<std::chrono::days>(local);
  Moment result{date, local - LocalTime{date}, moment.before_goal};
  if (result.before_goal) *result.before_goal -= static_cast<int>((date - moment.date).count());
  return result;
}

/// The present on the clock of a zone.
Calendarium now_in(const Zone& zone, const Calendarium& calendarium) {
  if (calendarium.zone.empty()) return calendarium;
  const LocalTime local = parts::in_zone(LocalTime{calendarium.today} + calendarium.time_now, {calendarium.zone, {}}, zone);
  const Date date = std::chrono::floor<std::chrono::days>(local);
  return {date, local - LocalTime{date}, calendarium.goal, calendarium.zone};
}

/// What was read together with a zone that follows at `used`.
DateParse with_zone(const Bare& words, std::size_t used, const Moment& moment, const Calendarium& calendarium) {
  const parts::ZoneParse zone = moment.time ? parts::read_zone(words, used) : parts::ZoneParse{};
  if (zone.used > 0 && !zone.zone) return {NoDate{zone.why}, used + zone.used};
  if (!zone.zone) return in_range(moment, used);
  return in_range(here(moment, *zone.zone, calendarium), used + zone.used);
}

/// "17:00 tomorrow", "5pm on fri", or a time alone: today, or tomorrow once it has passed.
DateParse time_first(const Bare& words, const Calendarium& calendarium) {
  const parts::TimeParse time = parts::read_time(words, 0);
  if (time.used == 0 || words[time.used] == "ago") return {};  // "4h ago"
  if (!time.time) return {NoDate{time.why}, time.used};
  const parts::ZoneParse zone = parts::read_zone(words, time.used);
  if (zone.used > 0 && !zone.zone) return {NoDate{zone.why}, time.used + zone.used};
  const std::size_t at = time.used + zone.used;
  DayParse then = day(words, at, calendarium);
  if (auto* moment = std::get_if<Moment>(&then.reading); then.used > 0 && moment != nullptr && !moment->time) {
    moment->time = time.time;
    if (zone.zone) return in_range(here(*moment, *zone.zone, calendarium), at + then.used);
    return with_zone(words, at + then.used, *moment, calendarium);
  }
  if (auto* two = std::get_if<TwoDates>(&then.reading); then.used > 0 && two != nullptr && !zone.zone) {
    two->time = time.time;
    return in_range(*two, at + then.used);
  }
  if (then.used > 0 && std::holds_alternative<NoDate>(then.reading)) return {then.reading, at + then.used};
  const Calendarium there = zone.zone ? now_in(*zone.zone, calendarium) : calendarium;
  const bool has_passed = *time.time <= there.time_now;
  const Moment moment{there.today + std::chrono::days{has_passed ? 1 : 0}, time.time};
  return zone.zone ? in_range(here(moment, *zone.zone, calendarium), at) : in_range(moment, at);
}

/// "fri morning": no time that a plan could keep.
bool is_part_of_day(std::string_view word) {
  constexpr std::array<std::string_view, 5> parts{"morning", "afternoon", "evening", "night", "lunchtime"};
  return std::find(parts.begin(), parts.end(), word) != parts.end();
}

/// The time, and its zone, behind a day.
DateParse with_time(const Bare& words, const DayParse& parse, const Calendarium& calendarium) {
  const auto* known = std::get_if<Moment>(&parse.reading);
  if (known != nullptr && parse.zone) return in_range(here(*known, *parse.zone, calendarium), parse.used);
  if (known != nullptr && known->time) return with_zone(words, parse.used, *known, calendarium);
  if (is_part_of_day(words[parse.used]) && words.ends_at(parse.used + 1))
    return {NoDate{"“" + words[parse.used] + "” is no time of day: write one like 9:00"}, parse.used + 1};
  const parts::TimeParse time = parts::read_time(words, parse.used);
  const std::size_t used = parse.used + time.used;
  if (time.used > 0 && !time.time) return {NoDate{time.why}, used};
  if (known != nullptr) return with_zone(words, used, {known->date, time.time, known->before_goal}, calendarium);
  auto two = std::get<TwoDates>(parse.reading);
  two.time = time.time;
  if (const auto zone = parts::read_zone(words, used); time.used > 0 && zone.used > 0)
    return {NoDate{"with a zone, write the month by its name, as in 3 apr 17:00 UTC"}, used + zone.used};
  return in_range(two, used);
}

}  // namespace

DateParse read_date(const std::vector<std::string>& raw, const Calendarium& calendarium) {
  const Bare words{raw};
  if (words.size() == 0) return {};
  if (const DateParse parse = time_first(words, calendarium); parse.used > 0) return parse;
  DayParse parse = day(words, 0, calendarium);
  if (parse.used == 0) parse = lone_number(words, 0);
  if (parse.used == 0) parse = misspelt(words, 0);
  if (parse.used == 0) return {};
  if (std::holds_alternative<NoDate>(parse.reading)) return {parse.reading, parse.used};
  return with_time(words, parse, calendarium);
}

}  // namespace backwalk::talk
