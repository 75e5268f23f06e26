#include "config/week.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "config/holidays.hpp"
#include "config/ics.hpp"

namespace backwalk::config {
namespace {

using nlohmann::json;

constexpr int first_year_of_files = 2020, last_year_of_files = 2050;  // a yearly event has no end of its own

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool is_whole = failed == std::errc{} && end == digits.data() + digits.size() && digits.front() != '-';
  return is_whole ? std::optional(value) : std::nullopt;
}

/// "09:30" -> 570; 24:00 is the end of the day.
std::optional<int> read_clock_time(const json& value) {
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = number(std::string_view(text).substr(0, 2));
  const auto minutes = number(std::string_view(text).substr(3));
  if (!hours || !minutes || *minutes > 59 || *hours * 60 + *minutes > 24 * 60) return std::nullopt;
  return *hours * 60 + *minutes;
}

std::optional<std::pair<int, int>> shift(const json& value) {
  if (!value.is_array() || value.size() != 2) return std::nullopt;
  const auto from = read_clock_time(value[0]);
  const auto to = read_clock_time(value[1]);
  if (!from || !to || *from >= *to) return std::nullopt;
  return std::pair{*from, *to};
}

std::vector<std::pair<int, int>> day_of(const json& value, const std::string& path, std::vector<Problem>& problems) {
  std::vector<std::pair<int, int>> shifts;
  if (!value.is_array()) {
    problems.push_back({path, R"(must be a list of shifts, like [["09:00", "12:30"], ["13:00", "17:00"]]; [] for none)"});
    return shifts;
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto read = shift(value[i]);
    if (!read) {
      problems.push_back({path + "[" + std::to_string(i) + "]", R"(must be two times of the day, like ["09:00", "17:00"])"});
    } else if (!shifts.empty() && read->first < shifts.back().second) {
      problems.push_back({path + "[" + std::to_string(i) + "]", "begins before the shift before it has ended"});
    } else {
      shifts.push_back(*read);
    }
  }
  return shifts;
}

bool is_date(const json& value) {
  if (!value.is_string()) return false;
  const std::string_view text = value.get_ref<const std::string&>();
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8));
  if (!year || !month || !day) return false;
  using namespace std::chrono;
  return year_month_day{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                        std::chrono::day{static_cast<unsigned>(*day)}}
      .ok();
}

using Found = std::variant<std::vector<std::string>, Unreadable>;

/// What one entry closes: a date, a country's holidays, or the whole-day events of a calendar file.
Found dates_of(const json& entry, const Lookup& read_file) {
  if (is_date(entry)) return std::vector{entry.get<std::string>()};
  const auto text = entry.is_string() ? entry.get<std::string>() : std::string{};
  if (text.ends_with(".ics")) {
    const auto content = read_file(text);
    if (!content) return Unreadable{"names a file that cannot be read"};
    return dates_of_ics(*content, first_year_of_files, last_year_of_files);
  }
  const bool is_code = text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (auto dates = is_code ? holidays_of_country(text) : std::nullopt) return *std::move(dates);
  if (is_code) return Unreadable{"names a country whose holidays are not here; here are " + known_countries()};
  return Unreadable{R"(must be a date that exists, like "2026-12-25", a country, like "DE", or an .ics file)"};
}

std::vector<std::string> holidays_of(const json& value, const Lookup& read_file, std::vector<Problem>& problems) {
  std::vector<std::string> holidays;
  if (!value.is_array()) {
    problems.push_back({"calendar.holidays", R"(must be a list of dates, like ["2026-12-25"])"});
    return holidays;
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    auto found = dates_of(value[i], read_file);
    if (auto* unreadable = std::get_if<Unreadable>(&found)) {
      problems.push_back({"calendar.holidays[" + std::to_string(i) + "]", std::move(unreadable->why)});
    } else {
      const auto& dates = std::get<std::vector<std::string>>(found);
      holidays.insert(holidays.end(), dates.begin(), dates.end());
    }
  }
  std::sort(holidays.begin(), holidays.end());
  holidays.erase(std::unique(holidays.begin(), holidays.end()), holidays.end());
  return holidays;
}

}  // namespace

const char* day_name(std::size_t day) {
  constexpr std::array<const char*, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  return names.at(day);
}

WorkWeek default_week() {
  WorkWeek week;
  for (std::size_t day = 0; day < 5; ++day) week.days.at(day) = {{9 * 60, 17 * 60}};
  return week;
}

WorkWeek read_week(const json& calendar, const Lookup& read_file, std::vector<Problem>& problems) {
  WorkWeek week = default_week();
  for (std::size_t day = 0; day < week.days.size(); ++day) {
    if (const auto found = calendar.find(day_name(day)); found != calendar.end()) {
      week.days.at(day) = day_of(*found, std::string("calendar.") + day_name(day), problems);
    }
  }
  if (const auto found = calendar.find("holidays"); found != calendar.end()) week.holidays = holidays_of(*found, read_file, problems);
  if (const auto found = calendar.find("minutes_per_day"); found != calendar.end()) {
    const bool fits = found->is_number_integer() && *found >= 1 && *found <= 24 * 60;
    if (fits) week.minutes_per_day = found->get<int>();
    if (!fits) problems.push_back({"calendar.minutes_per_day", "must be a whole number of minutes, 1 to 1440"});
  }
  const bool is_closed = std::all_of(week.days.begin(), week.days.end(), [](const auto& shifts) { return shifts.empty(); });
  if (is_closed) problems.push_back({"calendar", "has no working time at all"});
  return week;
}

}  // namespace backwalk::config
