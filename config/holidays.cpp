#include "config/holidays.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "generated/holidays.hpp"

namespace backwalk::config {

std::optional<std::vector<std::string>> holidays_of_country(std::string_view code) {
  const auto* found =
      std::find_if(holiday_files.begin(), holiday_files.end(), [&](const HolidayFile& file) { return file.country == code; });
  if (found == holiday_files.end()) return std::nullopt;
  std::vector<std::string> dates;
  const auto document = nlohmann::json::parse(found->text);
  for (const auto& holiday : document.at("holidays")) dates.push_back(holiday.at("date").get<std::string>());
  return dates;
}

std::string known_countries() {
  std::string list;
  for (const auto& file : holiday_files) list += (list.empty() ? "" : ", ") + std::string(file.country);
  return list;
}

}  // namespace backwalk::config
