#include "bot/cli/when.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bot/base/zones.hpp"
#include "bot/talk/dates.hpp"

namespace backwalk::cli {
namespace {

using nlohmann::ordered_json;

template <class T>
ordered_json or_null(const std::optional<T>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

}  // namespace

int when(const std::string& text, const std::optional<std::string>& now_rfc3339, const std::string& zone, std::ostream& out,
         std::ostream& err) {
  if (!zones::exists(zone)) {
    err << "There is no time zone \"" << zone << "\"; write one like Europe/Berlin.\n";
    return 2;
  }
  const auto present = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const std::optional<Instant> now = now_rfc3339 ? zones::parse_rfc3339(*now_rfc3339) : std::optional<Instant>{present};
  if (!now) {
    err << "--now must be a time like 2026-09-08T09:00:00+02:00.\n";
    return 2;
  }
  const zones::LocalTime local = zones::to_local(*now, zone);
  const zones::Date today = zones::date_of(local);
  const talk::When read = talk::read_when(text, talk::Calendarium{today, local - zones::LocalTime{today}, {}, zone});

  std::optional<std::string> start;
  std::optional<std::string> end;
  std::optional<long long> minutes = read.minutes;
  if (read.start && read.end) {
    const Instant from = zones::to_instant(*read.start, zone);
    const bool is_point = read.kind == "time";  // one minute of the wall, also where the clock jumps
    const Instant to = is_point ? from + std::chrono::minutes{1} : zones::to_instant(*read.end, zone);
    start = zones::rfc3339(from, zone);
    end = zones::rfc3339(to, zone);
    minutes = std::chrono::duration_cast<std::chrono::minutes>(to - from).count();
  }
  ordered_json json;
  json["kind"] = read.kind;
  json["start"] = or_null(start);
  json["end"] = or_null(end);
  json["grain"] = read.grain.empty() ? ordered_json(nullptr) : ordered_json(read.grain);
  json["minutes"] = or_null(minutes);
  json["text"] = read.text;
  out << json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
  if (read.kind != "none") return 0;
  err << "Not understood: " << read.text << ". For example: 30 oct, in 3w, tomorrow 5pm, 3-8d\n";
  return 1;
}

}  // namespace backwalk::cli
