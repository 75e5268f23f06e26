#include "bot/base/zones.hpp"

#include <absl/time/time.h>
#include <array>
#include <cstdio>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>

namespace backwalk::zones {
namespace {

/// Names that the zone database may have; absl would also take paths and "libc:localtime".
bool is_plausible(std::string_view name) {
  const auto allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '+' || c == '/'; };
  return !name.empty() && name.size() <= 64 && name.front() != '/' && name.back() != '/' && !name.starts_with("right/") &&
         !name.starts_with("Fixed/") && std::all_of(name.begin(), name.end(), allowed);
}

/// absl remembers failures for ever, so that a name from outside is looked for on disk first.
bool is_on_disk(const std::string& name) {
  const char* folder = std::getenv("TZDIR");  // NOLINT(concurrency-mt-unsafe): nothing here ever sets it
  std::error_code failed;
  return std::filesystem::is_regular_file(std::filesystem::path(folder != nullptr ? folder : "/usr/share/zoneinfo") / name, failed);
}

std::optional<absl::TimeZone> load(const std::string& name) {
  if (name == "UTC") return absl::UTCTimeZone();
  absl::TimeZone zone;
  if (!is_plausible(name) || !is_on_disk(name) || !absl::LoadTimeZone(name, &zone)) return std::nullopt;
  return zone;
}

std::optional<absl::TimeZone> find(const std::string& name) {
  static std::shared_mutex mutex;
  static auto& known = *new std::map<std::string, absl::TimeZone>();  // never destroyed: threads may outlive main
  {
    const std::shared_lock lock(mutex);
    if (const auto found = known.find(name); found != known.end()) return found->second;
  }
  const auto zone = load(name);
  if (zone) {
    const std::unique_lock lock(mutex);
    known.emplace(name, *zone);
  }
  return zone;
}

absl::TimeZone require(const std::string& name) {
  const auto zone = find(name);
  if (!zone) throw std::invalid_argument("no such time zone: " + name);
  return *zone;
}

absl::Time to_absl(Instant instant) { return absl::FromUnixMillis(instant.time_since_epoch().count()); }
Instant from_absl(absl::Time time) { return Instant(std::chrono::milliseconds(absl::ToUnixMillis(time))); }

}  // namespace

bool exists(const std::string& zone) { return find(zone).has_value(); }

LocalTime to_local(Instant instant, const std::string& zone) {
  const auto info = require(zone).At(to_absl(instant));
  const auto since_epoch = std::chrono::seconds(info.cs - absl::CivilSecond(1970, 1, 1));
  return LocalTime(std::chrono::floor<std::chrono::minutes>(since_epoch));
}

Instant to_instant(LocalTime local, const std::string& zone) {
  const auto info = require(zone).At(absl::CivilSecond(1970, 1, 1) + std::chrono::seconds(local.time_since_epoch()).count());
  return from_absl(info.kind == absl::TimeZone::TimeInfo::SKIPPED ? info.trans : info.pre);
}

std::chrono::minutes offset_at(Instant instant, const std::string& zone) {
  return std::chrono::floor<std::chrono::minutes>(std::chrono::seconds(require(zone).At(to_absl(instant)).offset));
}

std::string abbreviation(Instant instant, const std::string& zone) { return require(zone).At(to_absl(instant)).zone_abbr; }

std::string iso(Date date) {
  const std::chrono::year_month_day day{date};
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return out.data();
}

}  // namespace backwalk::zones
