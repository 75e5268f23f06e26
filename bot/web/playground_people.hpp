// Whom one can speak as in the playground; the page's people.mjs shows the same (a test compares them).
#pragma once

#include <array>
#include <string_view>

namespace backwalk::web {

struct PlaygroundPerson {
  std::string_view name;
  std::string_view zone;  ///< IANA
};

inline constexpr std::array<PlaygroundPerson, 3> playground_people{
    {{"anna", "Europe/Berlin"}, {"ben", "America/New_York"}, {"mei", "Asia/Tokyo"}}};

}  // namespace backwalk::web
