#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "bot/base/zones.hpp"

namespace backwalk::zones {
namespace {

using namespace std::chrono;

/// Reads a text from its front; `ok` turns false at the first thing that does not fit and stays so.
struct Reader {
  std::string_view rest;
  bool ok = true;

  int digits(std::size_t count) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (rest.size() < count || !std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(count), is_digit)) ok = false;
    if (!ok) return 0;
    int value = 0;
    for (const char c : rest.substr(0, count)) value = value * 10 + (c - '0');
    rest.remove_prefix(count);
    return value;
  }
  bool skip_any(std::string_view characters) {
    if (rest.empty() || characters.find(rest.front()) == std::string_view::npos) return false;
    rest.remove_prefix(1);
    return true;
  }
  void expect(std::string_view characters) { ok = skip_any(characters) && ok; }
};

milliseconds fraction(Reader& in) {
  if (!in.skip_any(".")) return milliseconds(0);
  int value = in.digits(1) * 100;
  for (int place = 10; !in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9'; place /= 10) value += in.digits(1) * place;
  return milliseconds(value);
}

minutes offset(Reader& in) {
  if (in.skip_any("Zz")) return minutes(0);
  const bool west = !in.rest.empty() && in.rest.front() == '-';
  in.expect("+-");
  const int hour = in.digits(2);
  in.expect(":");
  const int minute = in.digits(2);
  if (hour > 23 || minute > 59) in.ok = false;
  const auto east = hours(hour) + minutes(minute);
  return west ? -east : east;
}

bool is_utc(const std::string& zone) { return zone == "UTC" || zone == "Etc/UTC"; }

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
  Reader in{text};
  const int year_number = in.digits(4);
  in.expect("-");
  const int month_number = in.digits(2);
  in.expect("-");
  const int day_number = in.digits(2);
  in.expect("Tt");
  const int hour = in.digits(2);
  in.expect(":");
  const int minute = in.digits(2);
  in.expect(":");
  const int second = in.digits(2);
  const auto rest = fraction(in);
  const auto east = offset(in);
  const year_month_day date{year(year_number), month(static_cast<unsigned>(month_number)), day(static_cast<unsigned>(day_number))};
  if (!in.ok || !in.rest.empty() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const auto start_of_minute = sys_days(date) + hours(hour) + minutes(minute) - east;
  const bool leap_may_be_here = floor<days>(start_of_minute) + days(1) - minutes(1) == start_of_minute;
  if (second == 60) return leap_may_be_here ? std::optional<Instant>(start_of_minute + minutes(1)) : std::nullopt;
  return start_of_minute + seconds(second) + rest;
}

std::string rfc3339(Instant instant, const std::string& zone) {
  const auto east = offset_at(instant, zone);
  const auto local = floor<seconds>(instant) + east;
  const auto date = floor<days>(local);
  const year_month_day ymd{date};
  const hh_mm_ss time{local - date};
  std::array<char, 80> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  std::string out = buffer.data();
  if (is_utc(zone)) return out + "Z";
  const auto away = abs(east);
  std::snprintf(buffer.data(), buffer.size(), "%c%02d:%02d", east < minutes(0) ? '-' : '+', static_cast<int>(away / hours(1)),
                static_cast<int>((away % hours(1)).count()));
  return out + buffer.data();
}

}  // namespace backwalk::zones
