// What the `plan` commands have in common: a file's text, and instants as they are written.
#pragma once

#include <optional>
#include <string>

#include "planner/calendar.hpp"

namespace backwalk::cli {

/// None when it cannot be read, or is larger than 64 MiB.
std::optional<std::string> text_of_file(const std::string& file);

/// YYYY-MM-DDTHH:MM. REQUIRES: is_writable.
std::string instant_text(planner::LocalTime t);
/// Years are written with four digits.
bool is_writable(planner::LocalTime t);

}  // namespace backwalk::cli
