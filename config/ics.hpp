// Calendar files (.ics, RFC 5545) as closed dates: whole-day events, repeated ones included. Events with a time of day close nothing. The
// only place that knows libical.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace backwalk::config {

/// What is wrong with a calendar file, in words.
struct Unreadable {
  std::string why{};
};

/// The dates of the years `first_year` to `last_year`, "2026-12-25", in order, each once. An event lasts 366 days at most. Unreadable where
/// there are more than 5,000, where an event repeats more than 20,000 times up to then, and where parts stand in each other 16 deep.
std::variant<std::vector<std::string>, Unreadable> dates_of_ics(const std::string& text, int first_year, int last_year);

}  // namespace backwalk::config
