// What the `plan` commands have in common: a file's text, and instants as they are written.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>

#include "planner/calendar.hpp"

namespace backwalk::cli {

/// Why there is no text of a file.
enum class NoText { unreadable, too_large };
/// "this file is larger than 64 MB"
std::string say(NoText problem);
boost::system::result<std::string, NoText> text_of_file(const std::string& file);

/// "line 3, column 7: this is not JSON": where the reader stopped. REQUIRES: `text` is no JSON.
std::string say_not_json(std::string_view text);

/// YYYY-MM-DDTHH:MM. REQUIRES: is_writable.
std::string instant_text(planner::LocalTime t);
/// Years are written with four digits.
bool is_writable(planner::LocalTime t);

}  // namespace backwalk::cli
