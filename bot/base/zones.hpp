// Time zones over the system's tzdata (absl::TimeZone). Planner time is local minutes; the wall is instants; this is the only bridge.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/chat/place.hpp"

namespace backwalk::zones {

using LocalTime = std::chrono::local_time<std::chrono::minutes>;
using Date = std::chrono::local_days;

/// Whether the system knows this IANA name ("Europe/Berlin", "UTC").
bool exists(const std::string& zone);
/// The local time of an instant, whole minutes rounded down. REQUIRES: exists(zone).
LocalTime to_local(Instant instant, const std::string& zone);
/// The instant of a local time: in a gap the first valid instant after it, in an overlap the first of the two. REQUIRES: exists(zone).
Instant to_instant(LocalTime local, const std::string& zone);
/// Minutes east of UTC at that instant.
std::chrono::minutes offset_at(Instant instant, const std::string& zone);
/// "CEST", "GMT+2", ...: what the system calls the zone at that instant.
std::string abbreviation(Instant instant, const std::string& zone);
inline Date date_of(LocalTime local) { return std::chrono::floor<std::chrono::days>(local); }
/// "2026-09-24".
std::string iso(Date date);

/// RFC 3339, e.g. "2026-09-08T09:00:00+02:00" or "…Z"; fractions are cut to milliseconds. None when it is not one.
std::optional<Instant> parse_rfc3339(std::string_view text);
/// In this zone, seconds precision: "2026-09-08T09:00:00+02:00" ("Z" for UTC).
std::string rfc3339(Instant instant, const std::string& zone);

}  // namespace backwalk::zones
