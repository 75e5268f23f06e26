// The few words that stand in pictures. What people typed is made fit to be drawn in one line: no control characters, no line breaks, no
// marks that turn the direction of what follows, at most 300 characters; what is not UTF-8 becomes U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "planner/plan.hpp"

namespace backwalk::picture {

std::string drawable(std::string_view text);
/// The same inside marks that keep its direction from what stands around it (Unicode's isolates).
std::string isolated(std::string_view text);

/// "Fri 30 Oct"; with the year where it is another than today's and could be mistaken.
std::string say_day(planner::Date date, planner::Date today);
/// The day that an end or a due time lies in: midnight is the end of the day before.
planner::Date last_day(planner::LocalTime end);
/// "Fri 30 Oct 2026"
std::string say_date(planner::Date date);
/// "30 Oct", "Oct", "2027": what stands at an axis.
std::string say_short_day(planner::Date date);
std::string say_month(planner::Date date);
/// "3 days", "half a day", "2 hours", of minutes of work >= 0; halves are rounded to.
std::string say_work(std::int64_t minutes, const planner::Calendar& calendar);
/// "82 %", "under 1 %", "over 99 %".
std::string say_percent(double share);
std::string say_count(std::size_t count, const std::string& one, const std::string& many);
/// "a · b", without what is empty.
std::string joined(std::initializer_list<std::string> parts);
/// At most so many significant digits (1..9; whole numbers below a billion keep all of theirs), the unit where it belongs.
std::string say_value(double value, const std::string& unit, int digits = 4);

}  // namespace backwalk::picture
