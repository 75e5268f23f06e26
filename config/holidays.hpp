// National public holidays of a few countries, from config/holidays/*.json, which are part of the program.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace backwalk::config {

/// "2026-12-25", in order, for the years that the file covers; none for a country without a file. `code` is ISO 3166-1: "DE".
std::optional<std::vector<std::string>> holidays_of_country(std::string_view code);

/// "CN, DE, FR, GB, IN, JP, US"
std::string known_countries();

}  // namespace backwalk::config
