// The working time of new plans, as the file writes it: "calendar": {"fri": [["09:00", "13:00"]], "holidays": ["2026-12-25"]}.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "config/config.hpp"

namespace backwalk::config {

/// Monday to Friday 09:00-17:00, 480 minutes a day, no holidays.
WorkWeek default_week();

/// A day that the calendar does not name keeps its default; an empty list closes it. Adds a problem, with its path, for whatever is not
/// understood, and for a week without any working time.
/// An entry of `holidays` is a date, a country ("DE") or the path of an .ics file, which `read_file` reads.
WorkWeek read_week(const nlohmann::json& calendar, const Lookup& read_file, std::vector<Problem>& problems);

/// "mon" for 0.
const char* day_name(std::size_t day);

}  // namespace backwalk::config
