// Which colour a role has. Hues are those of Okabe and Ito ("Color Universal Design", 2008), which people with any of the usual colour
// visions tell apart; greys and grounds are ours. Text has a contrast of 4.5 or more against its ground, in light and in dark.
#pragma once

#include <cstdint>
#include <vector>

#include "bot/picture/scene.hpp"

namespace backwalk::picture {

enum class Ground { light, dark };

/// 0..1 each.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};
Colour colour(Role role, Ground ground);
/// All of them, as 0xRRGGBB.
std::vector<std::uint32_t> colours(Ground ground);

}  // namespace backwalk::picture
