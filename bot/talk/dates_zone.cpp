// Zones behind a time of day: UTC, CET, Europe/Berlin, UTC+2, +02:00.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "bot/base/zones.hpp"
#include "bot/talk/dates_parts.hpp"

namespace backwalk::talk::parts {
namespace {

using Named = std::pair<std::string_view, std::string_view>;

/// What people write for the clock of a place. "CET" in July is that clock too, though it then shows summer time: nobody who says it thinks
/// of an hour's difference, and the answer shows the time that was understood.
constexpr std::array kClocks{Named{"utc", "UTC"},
                             Named{"gmt", "UTC"},
                             Named{"z", "UTC"},
                             Named{"cet", "Europe/Berlin"},
                             Named{"cest", "Europe/Berlin"},
                             Named{"eet", "Europe/Helsinki"},
                             Named{"eest", "Europe/Helsinki"},
                             Named{"wet", "Europe/Lisbon"},
                             Named{"et", "America/New_York"},
                             Named{"edt", "America/New_York"},
                             Named{"est", "America/New_York"},
                             Named{"ct", "America/Chicago"},
                             Named{"cdt", "America/Chicago"},
                             Named{"mt", "America/Denver"},
                             Named{"mdt", "America/Denver"},
                             Named{"mst", "America/Denver"},
                             Named{"pt", "America/Los_Angeles"},
                             Named{"pdt", "America/Los_Angeles"},
                             Named{"pst", "America/Los_Angeles"},
                             Named{"jst", "Asia/Tokyo"},
                             Named{"sgt", "Asia/Singapore"},
                             Named{"hkt", "Asia/Hong_Kong"},
                             Named{"aest", "Australia/Sydney"},
                             Named{"aedt", "Australia/Sydney"}};
/// Names of several clocks that are hours apart.
constexpr std::array kShared{Named{"ist", "Asia/Kolkata or Europe/Dublin"}, Named{"cst", "America/Chicago or Asia/Shanghai"},
                             Named{"bst", "Europe/London or Asia/Dhaka"}, Named{"ast", "America/Halifax or Asia/Riyadh"}};

template <std::size_t N>
std::string_view zone_named(std::string_view name, const std::array<Named, N>& all) {
  const auto* found = std::find_if(all.begin(), all.end(), [&](const Named& each) { return each.first == name; });
  return found == all.end() ? std::string_view{} : found->second;
}

/// "europe/berlin" as "Europe/Berlin".
std::string capitalised(std::string name) {
  bool begins = true;
  for (char& c : name) {
    if (begins) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    begins = c == '/' || c == '_' || c == '-';
  }
  return name;
}

std::optional<Zone> place(const Bare& words, std::size_t at) {
  std::string typed = words.raw(at);
  while (!typed.empty() && std::string_view{".,;:!?)"}.find(typed.back()) != std::string_view::npos) typed.pop_back();
  for (const std::string& name : {typed, capitalised(words[at])}) {
    if (name.find('/') != std::string::npos && zones::exists(name)) return Zone{name, {}};
  }
  return {};
}

/// Letters in front: "2/3" and "fri/sat" are no places.
bool is_like_place(std::string_view word) {
  const std::size_t slash = word.find('/');
  const std::string_view area = word.substr(0, slash);
  constexpr std::array<std::string_view, 11> areas{"africa",    "america", "antarctica", "arctic",  "asia", "atlantic",
                                                   "australia", "europe",  "indian",     "pacific", "etc"};
  return slash != std::string_view::npos && std::find(areas.begin(), areas.end(), area) != areas.end();
}

}  // namespace

std::optional<Minutes> offset_of(std::string_view text) {
  if (text == "z") return Minutes{0};
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return {};
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const bool is_glued = text.size() == 4 && text.find(':') == std::string_view::npos;
  const auto fields = is_glued ? std::vector<std::string_view>{text.substr(0, 2), text.substr(2)} : split(text, ':');
  if (fields.size() > 2 || fields[0].size() > 2) return {};
  const auto hours = number_of(fields[0]);
  const auto minutes = fields.size() == 2 ? number_of(fields[1]) : std::optional{0};
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return {};
  return Minutes{sign * (*hours * 60 + *minutes)};
}

ZoneParse read_zone(const Bare& words, std::size_t at) {
  const std::string& word = words[at];
  if (word.empty()) return {};
  if (const auto clock = zone_named(word, kClocks); !clock.empty()) {
    const bool is_universal = clock == "UTC";
    const auto east = is_universal ? offset_of(words[at + 1]) : std::nullopt;  // "utc +2"
    if (east && words[at + 1] != "z") return {Zone{{}, *east}, {}, 2};
    return {Zone{std::string{clock}, {}}, {}, 1};
  }
  if (const auto several = zone_named(word, kShared); !several.empty()) {
    std::string name = word;
    for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return {{}, name + " is the name of several clocks: write " + std::string{several}, 1};
  }
  const bool is_led = word.rfind("utc", 0) == 0 || word.rfind("gmt", 0) == 0;
  const auto offset = is_led ? std::string_view{word}.substr(3) : std::string_view{word};
  if (offset.size() > 1) {
    if (const auto east = offset_of(offset)) return {Zone{{}, *east}, {}, 1};
  }
  if (auto found = place(words, at)) return {std::move(found), {}, 1};
  if (is_like_place(word)) return {{}, "I know no time zone " + words.raw(at), 1};
  return {};
}

planner::LocalTime in_zone(planner::LocalTime at, const Zone& from, const Zone& to) {
  const Instant instant = from.name.empty() ? zones::to_instant(at - from.east, "UTC") : zones::to_instant(at, from.name);
  return to.name.empty() ? zones::to_local(instant, "UTC") + to.east : zones::to_local(instant, to.name);
}

}  // namespace backwalk::talk::parts
