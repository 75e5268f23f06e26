// PNG as we need it: few colours, large even areas. Cairo's own writer keeps 24 bits a pixel and tries filters, which takes several times
// as long for files three times as large. Source: W3C PNG (Third Edition), sections 5, 9 and 11.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace backwalk::picture {

/// Rows of 32-bit pixels as Cairo's RGB24 has them: blue, green, red and a byte that means nothing, on a little-endian machine.
struct Pixels {
  const unsigned char* data = nullptr;
  std::size_t width = 0;
  std::size_t height = 0;
  std::size_t stride = 0;  ///< bytes from row to row
};
/// With a palette where at most 256 colours are left when each channel keeps its five highest bits, or its four highest; else in 24 bits.
/// `kept`: colours (0xRRGGBB) that stay exactly as they are, at most 100.
std::string packed(const Pixels& pixels, const std::vector<std::uint32_t>& kept);

}  // namespace backwalk::picture
