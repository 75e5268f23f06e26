// The steps of reading dates, for the files of this folder only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/talk/dates.hpp"

namespace backwalk::talk::parts {

/// The first words (at most 16) in their bare form; asking beyond the end gives "".
class Bare {
 public:
  explicit Bare(const std::vector<std::string>& words);
  const std::string& operator[](std::size_t i) const;
  /// As it was written, for names of zones.
  std::string raw(std::size_t i) const { return i < raw_.size() ? raw_[i] : std::string{}; }
  std::size_t size() const { return words_.size(); }
  /// Nothing more of the phrase: the end, or a modifier word.
  bool ends_at(std::size_t i) const;
  std::vector<std::string> from(std::size_t i) const;

 private:
  std::vector<std::string> words_{};
  std::vector<std::string> raw_{};
};

/// A zone named in words: an IANA name, or so many minutes east of UTC; or why it is none.
struct Zone {
  std::string name{};
  Minutes east{};
};
struct ZoneParse {
  std::optional<Zone> zone{};
  std::string why{};
  std::size_t used = 0;
};

/// A day read from some words; `used` 0 when they do not begin like one.
struct DayParse {
  DateReading reading{};
  std::size_t used = 0;
  std::optional<Zone> zone{};  ///< 2026-10-30T17:00Z
};
/// A calendar period, both ends included. Without a year in words it is the present one or the next.
struct Period {
  Date first{};
  Date last{};
  std::string grain{};       ///< "week", "month", "quarter", "half", "year"
  bool is_floating = false;  ///< no year was said: may be taken a year later
  std::size_t used = 0;
};
/// A time of day: minutes after midnight, 0..1440, or why it is none.
struct TimeParse {
  std::optional<Minutes> time{};
  std::string why{};
  std::size_t used = 0;
};

// dates_calendar.cpp: names and arithmetic
std::optional<int> number_of(std::string_view digits);  ///< 1 to 4 digits, nothing else
std::vector<std::string_view> split(std::string_view text, char at);
std::optional<unsigned> month_of(std::string_view word);    ///< 1..12
std::optional<unsigned> weekday_of(std::string_view word);  ///< 0 is Monday
std::string_view month_name(unsigned month);                ///< "February"
std::string_view weekday_name(unsigned weekday);            ///< "Friday"
unsigned weekday_of(Date date);                             ///< 0 is Monday
std::optional<int> ordinal_of(std::string_view word);       ///< "20th", "first"; 1..99
std::chrono::year_month_day civil(Date date);
Date monday_of(Date date);
Date add_months(Date date, int count);  ///< the 31st becomes the last day of a shorter month
Date last_of_month(int year_number, unsigned month_number);
DateReading day_of(int year_number, int month_number, int day_number);  ///< NoDate in words when there is no such day
DateReading next_day_of(int month_number, int day_number, Date today);  ///< without a year: the next such day, today included
bool is_plannable(Date date);                                           ///< 1970..2200
DayParse no_date(std::string why, std::size_t used);
/// The month or weekday that differs in one letter ("ocotber", "firday"), from five letters on; empty when there is none.
std::string nearly_named(std::string_view word);

// dates_numeric.cpp: 2026-10-30, 30.10., 10/30
DayParse read_numeric(const Bare& words, std::size_t at, Date today);
// dates_named.cpp: 30 oct, oct 30 2027, fri, next tue, fri 30 oct, the 20th
DayParse read_named(const Bare& words, std::size_t at, Date today);
DayParse read_day_of_month(const Bare& words, std::size_t at, Date today);
// dates_relative.cpp: tomorrow, in 3w, T-2w
DayParse read_relative(const Bare& words, std::size_t at, const Calendarium& calendarium);
// dates_period.cpp: q3, next month, june; eow, end of june, mid q3, first monday of q2
std::optional<Period> read_period(const Bare& words, std::size_t at, Date today);
DayParse read_period_day(const Bare& words, std::size_t at, Date today);
// dates_time.cpp: at 17:00, 5pm, 19h30, noon, half past three
TimeParse read_time(const Bare& words, std::size_t at);
std::optional<Minutes> clock_of(std::string_view word);  ///< "17:00", "9:05:30"; none when it is no time
// dates_zone.cpp: UTC, CET, Europe/Berlin, UTC+2, +02:00
ZoneParse read_zone(const Bare& words, std::size_t at);
std::optional<Minutes> offset_of(std::string_view text);  ///< "z", "+2", "+02:00", "-0530": minutes east
planner::LocalTime in_zone(planner::LocalTime at, const Zone& from, const Zone& to);

}  // namespace backwalk::talk::parts
