// Dates and amounts of work in words.
#include <algorithm>
#include <cstdint>

#include "bot/talk/dates_parts.hpp"

namespace backwalk::talk {
namespace {

std::string spelled(std::int64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string{count == 1 ? one : many};
}

/// What is left beside whole days: hours where they are whole, else minutes.
std::string hours_or_minutes(std::int64_t minutes) {
  if (minutes % 60 == 0) return spelled(minutes / 60, "hour", "hours");
  return minutes < 120 ? std::to_string(minutes) + " min"
                       : spelled(minutes / 60, "hour", "hours") + " " + std::to_string(minutes % 60) + " min";
}

}  // namespace

std::string say_date(Date date, Date today) {
  const auto civil = parts::civil(date);
  const std::string_view weekday = parts::weekday_name(parts::weekday_of(date)).substr(0, 3);
  const std::string_view month = parts::month_name(static_cast<unsigned>(civil.month())).substr(0, 3);
  std::string out = std::string{weekday} + " " + std::to_string(static_cast<unsigned>(civil.day())) + " " + std::string{month};
  const bool is_near = date <= parts::add_months(today, 9) && date >= parts::add_months(today, -9);
  if (civil.year() != parts::civil(today).year() || !is_near) out += " " + std::to_string(static_cast<int>(civil.year()));
  return out;
}

std::string say_moment(const Moment& moment, Date today) {
  if (!moment.time) return say_date(moment.date, today);
  const auto minutes = static_cast<unsigned>(moment.time->count()) % 10000U;
  const auto two_digits = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return say_date(moment.date, today) + ' ' + two_digits(minutes / 60) + ':' + two_digits(minutes % 60);
}

std::string say_work(Minutes work, const planner::Calendar& calendar) {
  const std::int64_t day = std::max<std::int64_t>(calendar.minutes_per_day.count(), 1);
  const std::int64_t minutes = work.count();
  if (minutes < 0) return minutes * -2 == day ? "-0.5 days" : "-" + say_work(-work, calendar);
  const std::int64_t days = minutes / day;
  const std::int64_t rest = minutes % day;
  if (rest == 0) return spelled(days, "day", "days");
  if (rest * 2 == day) return days == 0 ? "half a day" : std::to_string(days) + ".5 days";
  return days == 0 ? hours_or_minutes(rest) : spelled(days, "day", "days") + " " + hours_or_minutes(rest);
}

std::string short_work(Minutes work, const planner::Calendar& calendar) {
  const std::int64_t day = std::max<std::int64_t>(calendar.minutes_per_day.count(), 1);
  const std::int64_t minutes = work.count();
  if (minutes < 0) return "-" + short_work(-work, calendar);
  if (minutes % day == 0) return std::to_string(minutes / day) + "d";
  if (minutes * 2 % day == 0) return std::to_string(minutes / day) + ".5d";
  return minutes % 60 == 0 ? std::to_string(minutes / 60) + "h" : std::to_string(minutes) + "min";
}

}  // namespace backwalk::talk
