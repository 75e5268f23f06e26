#include <cstdlib>
#include <variant>

#include "config/config.hpp"
#include "tests/fuzz/target.hpp"

namespace backwalk::fuzz {

std::vector<std::string> seeds() {
  return {R"({
  // comments are allowed
  "listen": "127.0.0.1:8081", "store": "sqlite:var/some.db", "demo": true, "zone": "Europe/Berlin", "log_level": "warning",
  "calendar": {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "sat": [], "minutes_per_day": 420, "holidays": ["2026-12-25"]}
})",
          "{}"};
}

bool attempt(std::string_view text) {
  const auto nothing = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  const auto loaded = config::load(std::string{text}, nothing, nothing);
  if (const auto* problems = std::get_if<std::vector<config::Problem>>(&loaded)) {
    if (problems->empty()) std::abort();
    for (const auto& problem : *problems) {
      if (problem.what.empty()) std::abort();
    }
    return false;
  }
  return true;
}

}  // namespace backwalk::fuzz
