#include "bot/picture/colours.hpp"

namespace backwalk::picture {
namespace {

constexpr Colour hex(unsigned rgb) {
  return {static_cast<double>(rgb >> 16 & 0xff) / 255, static_cast<double>(rgb >> 8 & 0xff) / 255, static_cast<double>(rgb & 0xff) / 255};
}

// Okabe and Ito.
constexpr unsigned orange = 0xE69F00, sky_blue = 0x56B4E9, bluish_green = 0x009E73, blue = 0x0072B2, vermillion = 0xD55E00,
                   reddish_purple = 0xCC79A7, yellow = 0xF0E442;

struct Pair {
  unsigned light = 0;
  unsigned dark = 0;
};

constexpr Pair pair(Role role) {
  switch (role) {
    case Role::ground:
      return {0xFFFFFF, 0x1A1D21};
    case Role::band:
      return {0xF6F7F9, 0x22262B};
    case Role::closed:
      return {0xE9ECEF, 0x2B3036};
    case Role::grid:
      return {0xD5D9DE, 0x3D434B};
    case Role::ink:
      return {0x1D2126, 0xF0F2F4};
    case Role::quiet:
      return {0x5A626C, 0xB4BBC4};
    case Role::chain:
    case Role::work:
      return {blue, sky_blue};
    case Role::work_fill:
      return {0xDDEEF9, 0x23445C};
    case Role::room:
      return {0xBFD9EA, 0x36556B};
    case Role::done:
      return {0x8A929B, 0x8A929B};
    case Role::late:
      return {vermillion, 0xFF8A3D};  // a lighter vermillion: the plain one is too dark for lines on a dark ground
    case Role::safe:
      return {bluish_green, 0x2BC49A};
    case Role::watch:
      return {yellow, yellow};
    case Role::before:
      return {0xA8558A, reddish_purple};
    case Role::milestone:
      return {0x1D2126, orange};
    case Role::today:
      return {0x1D2126, 0xF0F2F4};
  }
  return {};
}

}  // namespace

Colour colour(Role role, Ground ground) {
  const auto both = pair(role);
  return hex(ground == Ground::light ? both.light : both.dark);
}

std::vector<std::uint32_t> colours(Ground ground) {
  std::vector<std::uint32_t> all;
  for (int role = 0; role <= static_cast<int>(Role::today); ++role) {
    const auto both = pair(static_cast<Role>(role));
    all.push_back(ground == Ground::light ? both.light : both.dark);
  }
  return all;
}

}  // namespace backwalk::picture
