// Instants as project files write them: local, without a zone, years of four digits.
#pragma once

#include <string>

#include "planner/calendar.hpp"

namespace backwalk::cli {

/// "2026-12-24T17:00". REQUIRES: has_four_digits(t).
std::string instant_text(planner::LocalTime t);
/// Whether it lies in the years 1 to 9999.
bool has_four_digits(planner::LocalTime t);

}  // namespace backwalk::cli
