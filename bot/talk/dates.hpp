// Dates, times, durations and ranges as people write them (PRODUCT §6.2). Pure: `now` and the zone are given.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/chat/place.hpp"
#include "planner/plan.hpp"

namespace backwalk::talk {

using planner::Date;
using planner::Minutes;
using planner::Moment;

/// What a date is read against. `today` is the speaker's date; `goal` lets "T-2w" be read.
struct Calendarium {
  Date today{};
  Minutes time_now{};  ///< minutes after midnight of today
  std::optional<Date> goal{};
  std::string zone{};  ///< the speaker's, an IANA name: lets "17:00 UTC" be read; empty where it is not known
};

/// "03/04", "next october": both readings, to be asked once.
struct TwoDates {
  Date first{};
  Date second{};
  std::optional<Minutes> time{};
  bool operator==(const TwoDates&) const = default;
};
/// What was understood and why it is no date ("31 feb"), in words.
struct NoDate {
  std::string why{};
  bool operator==(const NoDate&) const = default;
};
using DateReading = std::variant<Moment, TwoDates, NoDate>;

/// Reads a date (with or without a time) from the first words; `used` is how many words it took, 0 when they do not begin like a date at
/// all. ISO (2026-10-30, 2026-10-30T17:00, with Z or an offset), day-month (30 oct, oct 30, 30 october 2027, 30.10., 30.10.2027, 30/10
/// asked when ambiguous), weekday (fri, next tue, this fri, last fri), today, tomorrow, in 3d / 3w / 2 weeks / a month, 3 days ago, T-2w,
/// eow, eom, eoq, eoy, "end of month", q3, h2, "mid june", "first monday of q2"; then optionally "at 17:00", "17:00", "5pm", and a zone
/// ("CET", "Europe/Berlin", "UTC+2"), from which it is carried into the speaker's. A day-month without a year is the next such day, today
/// included. A weekday is the next one, never today. "next fri" is that of the next calendar week.
struct DateParse {
  DateReading reading{};
  std::size_t used = 0;
};
DateParse read_date(const std::vector<std::string>& raw, const Calendarium& calendarium);

/// A stretch of time said as one: "21-25 sep", "next week", "mon to wed", "tomorrow 9:00 to 17:00". Without times both dates belong to it.
struct Range {
  Moment first{};
  Moment last{};
  std::string grain{};  ///< "minute", "day", "week", "month", "quarter", "half", "year"
};
/// The whole of the words as a range, or why it is none ("the end is before the beginning"); nothing when they do not look like one. With
/// both ends a time, `last` is after `first`.
std::optional<std::variant<Range, NoDate>> read_range(const std::vector<std::string>& words, const Calendarium& calendarium);

enum class Unit { minutes, hours, days, weeks, calendar_days, calendar_weeks, months };
/// An amount of time in thousandths of a unit, > 0: 1.5 d is {1500, days}.
struct Amount {
  long long milli = 0;
  Unit unit = Unit::days;
  auto operator<=>(const Amount&) const = default;
};
/// 3d, or 3-8d (best and worst), or 2/3/6d (best, likely, worst).
struct Span {
  std::optional<Amount> best{};
  std::optional<Amount> likely{};  ///< none in a plain range
  std::optional<Amount> worst{};
  bool operator==(const Span&) const = default;
};
/// Zero, negative, out of order, not a number, in words.
struct NoSpan {
  std::string why{};
};
struct SpanParse {
  std::variant<Span, NoSpan> reading{};
  std::size_t used = 0;
};
/// Reads a duration from the first words: 3d, 3 days, half a day, 0.5d, 1½d, a week, 4h, 2w, 3cd, 3-8d, 2/3/6 d, two days; used 0 when they
/// do not begin like one. `-3d` and `0d` begin like one and are NoSpan.
SpanParse read_span(const std::vector<std::string>& words);

/// Minutes of work: a day is minutes_per_day, a week as many days as the calendar works. None for calendar units and for what is no whole
/// minute.
std::optional<Minutes> work_of(const Amount& amount, const planner::Calendar& calendar);
/// The planner's estimate; a plain range takes its middle (rounded up to whole minutes) as likely. None as `work_of`.
std::optional<planner::Estimate> estimate_of(const Span& span, const planner::Calendar& calendar);

/// How `backwalk when` answers (ARCHITECTURE §7): every field of its JSON as a value.
struct When {
  std::string kind{};  ///< "date", "time", "range", "duration", "ambiguous" or "none"
  std::optional<planner::LocalTime> start{};
  std::optional<planner::LocalTime> end{};  ///< exclusive
  std::string grain{};                      ///< "minute", "day", "week", "month", "quarter", "half", "year"; empty for none
  std::optional<long long>
      minutes{};  ///< length: of a duration in minutes of work (standard calendar) or, for calendar units, elapsed; of others end - start
  std::string text{};  ///< the interpretation in words with absolute dates, or why there is none
};
When read_when(std::string_view text, const Calendarium& calendarium);

/// "Fri 30 Oct 2026" (the year only where it is not `today`'s or further than 9 months away), "Fri 30 Oct 17:00".
std::string say_date(Date date, Date today);
std::string say_moment(const Moment& moment, Date today);
/// Minutes of work in words: "3 days", "half a day", "4 hours", "1.5 days", "2 days 30 min".
std::string say_work(Minutes work, const planner::Calendar& calendar);
/// Short for tables: "3d", "0.5d", "4h", "90min".
std::string short_work(Minutes work, const planner::Calendar& calendar);

}  // namespace backwalk::talk
