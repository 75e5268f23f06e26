#include "bot/cli/settings.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <variant>

#include "bot/base/zones.hpp"

namespace backwalk::cli {
namespace {

std::optional<std::string> variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): before any other thread runs
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<std::string> content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

planner::Date date_from(const std::string& iso) {
  std::istringstream text(iso);
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char dash = '-';
  text >> year >> dash >> month >> dash >> day;
  return planner::Date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

/// "/usr/share/zoneinfo/Europe/Berlin" -> "Europe/Berlin".
std::string zone_in(const std::string& path) {
  constexpr std::string_view folder = "zoneinfo/";
  const auto at = path.rfind(folder);
  return at == std::string::npos ? path : path.substr(at + folder.size());
}

}  // namespace

std::optional<config::Config> load_settings(const std::optional<std::string>& file, std::ostream& err) {
  std::optional<std::string> text;
  if (file) {
    text = content(*file);
    if (!text) {
      err << "backwalk: the configuration file " << *file << " cannot be read\n";
      return std::nullopt;
    }
  }
  const config::Loaded loaded = config::load(text, variable, content);
  if (const auto* config = std::get_if<config::Config>(&loaded)) return *config;
  err << "backwalk: the settings have problems:\n";
  for (const config::Problem& problem : std::get<std::vector<config::Problem>>(loaded)) {
    err << "  " << problem.path << ": " << problem.what << '\n';
  }
  return std::nullopt;
}

talk::House house_of(const config::Config& config) {
  talk::House house;
  house.zone = config.zone;
  const auto is_closed = [](const auto& day) { return day.empty(); };
  const bool is_set = !std::all_of(config.calendar.days.begin(), config.calendar.days.end(), is_closed);
  if (is_set) house.calendar = planner::Calendar{};  // else the standard week
  for (std::size_t day = 0; day < config.calendar.days.size(); ++day) {
    for (const auto& [from, to] : config.calendar.days.at(day)) {
      house.calendar.week.at(day).push_back({.from = planner::Minutes{from}, .to = planner::Minutes{to}});
    }
  }
  for (const std::string& holiday : config.calendar.holidays) house.calendar.holidays.insert(date_from(holiday));
  house.calendar.minutes_per_day = planner::Minutes{config.calendar.minutes_per_day};
  return house;
}

std::string system_zone() {
  if (auto zone = variable("TZ"); zone && !zone->empty()) {
    const std::string name = zone_in(zone->starts_with(':') ? zone->substr(1) : *zone);
    if (zones::exists(name)) return name;
  }
  std::error_code failed;
  const auto target = std::filesystem::read_symlink("/etc/localtime", failed);
  const std::string name = failed ? std::string() : zone_in(target.string());
  return !name.empty() && zones::exists(name) ? name : "UTC";
}

std::string login_name() {
  const passwd* entry = getpwuid(getuid());  // NOLINT(concurrency-mt-unsafe): before any other thread runs
  if (entry != nullptr && entry->pw_name != nullptr && *entry->pw_name != '\0') return entry->pw_name;
  return variable("USER").value_or("me");
}

}  // namespace backwalk::cli
