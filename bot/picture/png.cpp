#include "bot/picture/png.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bot/picture/deflate.hpp"

namespace backwalk::picture {
namespace {

constexpr std::size_t most_colours = 256;
constexpr char up = '\x02';  ///< the filter: each byte as its difference to the one above

std::uint32_t at(const Pixels& pixels, std::size_t x, std::size_t y) {
  std::uint32_t value = 0;
  std::memcpy(&value, pixels.data + y * pixels.stride + 4 * x, sizeof value);
  return value & 0xFFFFFF;
}

/// The colours of a picture in the order in which they come, some of them as they are.
class Palette {
 public:
  /// What is not to be kept as it is goes by the highest bits of its channels to a place in a table: the first colour that comes there is
  /// the colour of the place. So only the edges of letters are a little off. The map of what is kept is asked only at the places of such.
  Palette(const std::vector<std::uint32_t>& kept, unsigned bits) : bits_(bits), places_(1u << 3 * bits) {
    for (const std::uint32_t value : kept) {
      if (!exact_.contains(value)) exact_[value] = add(value);
      places_[place_of(value)].has_exact = true;
    }
  }

  /// The same colour has the same place in the palette; none where that is full.
  std::optional<unsigned char> index_of(std::uint32_t value) {
    Place& place = places_[place_of(value)];
    if (place.has_exact) {
      if (const auto same = exact_.find(value); same != exact_.end()) return same->second;
    }
    if (!place.is_taken) {
      if (colours_.size() / 3 == most_colours) return std::nullopt;
      place.index = add(value);
      place.is_taken = true;
    }
    return place.index;
  }

  /// Red, green, blue each.
  const std::string& colours() const { return colours_; }

 private:
  struct Place {
    unsigned char index = 0;
    bool is_taken = false;
    bool has_exact = false;
  };

  std::size_t place_of(std::uint32_t value) const {
    const unsigned low = 8 - bits_, mask = (1u << bits_) - 1;
    return (value >> (16 + low) & mask) << 2 * bits_ | (value >> (8 + low) & mask) << bits_ | (value >> low & mask);
  }

  unsigned char add(std::uint32_t value) {
    for (const int shift : {16, 8, 0}) colours_ += static_cast<char>(value >> shift & 0xFF);
    return static_cast<unsigned char>(colours_.size() / 3 - 1);
  }

  unsigned bits_;
  std::vector<Place> places_;
  std::unordered_map<std::uint32_t, unsigned char> exact_{};
  std::string colours_{};
};

struct Indexed {
  std::string palette{};
  std::string rows{};  ///< each as its difference to the one above (filter "up")
};

/// A picture is mostly as it is one row above, so that is looked at first, a stretch at a time: where nothing has changed, the difference
/// is nothing and the palette is not asked.
std::optional<Indexed> indexed(const Pixels& pixels, const std::vector<std::uint32_t>& kept, unsigned bits) {
  constexpr std::size_t stretch = 16;
  Palette palette(kept, bits);
  std::string rows(pixels.height * (pixels.width + 1), '\0');
  std::vector<unsigned char> above(pixels.width, 0);
  std::uint32_t last = 0xFFFFFFFF;
  unsigned char index = 0;
  for (std::size_t y = 0; y < pixels.height; ++y) {
    char* to = rows.data() + y * (pixels.width + 1);
    *to++ = up;
    const unsigned char* row = pixels.data + y * pixels.stride;
    for (std::size_t from = 0; from < pixels.width; from += stretch) {
      const std::size_t end = std::min(from + stretch, pixels.width);
      if (y > 0 && std::memcmp(row + 4 * from, row + 4 * from - pixels.stride, 4 * (end - from)) == 0) continue;
      for (std::size_t x = from; x < end; ++x) {
        const std::uint32_t value = at(pixels, x, y);
        if (y > 0 && value == at(pixels, x, y - 1)) continue;
        if (value != last) {
          const auto found = palette.index_of(value);
          if (!found) return std::nullopt;
          last = value;
          index = *found;
        }
        to[x] = static_cast<char>(index - above[x]);
        above[x] = index;
      }
    }
  }
  return Indexed{palette.colours(), std::move(rows)};
}

/// Red, green, blue each, with the same filter.
std::string full(const Pixels& pixels) {
  std::string rows;
  rows.reserve(pixels.height * (3 * pixels.width + 1));
  for (std::size_t y = 0; y < pixels.height; ++y) {
    rows += up;
    for (std::size_t x = 0; x < pixels.width; ++x) {
      const std::uint32_t value = at(pixels, x, y), above = y > 0 ? at(pixels, x, y - 1) : 0;
      for (const int shift : {16, 8, 0}) rows += static_cast<char>((value >> shift & 0xFF) - (above >> shift & 0xFF));
    }
  }
  return rows;
}

void append_number(std::string& text, std::size_t number) {
  for (const int shift : {24, 16, 8, 0}) text += static_cast<char>(number >> shift & 0xFF);
}

void append_chunk(std::string& file, std::string_view type, std::string_view data) {
  append_number(file, data.size());
  const std::size_t begin = file.size();
  file += type;
  file += data;
  append_number(file, crc32(0, reinterpret_cast<const Bytef*>(file.data() + begin), static_cast<uInt>(file.size() - begin)));
}

}  // namespace

std::string packed(const Pixels& pixels, const std::vector<std::uint32_t>& kept) {
  auto few = indexed(pixels, kept, 5);
  if (!few) few = indexed(pixels, kept, 4);
  std::string header;
  append_number(header, pixels.width);
  append_number(header, pixels.height);
  header += '\x08';                 // bits of a sample
  header += few ? '\x03' : '\x02';  // with a palette, or red, green and blue
  header.append(3, '\0');           // deflate, filters by row, not interlaced
  std::string file = "\x89PNG\r\n\x1a\n";
  append_chunk(file, "IHDR", header);
  if (few) append_chunk(file, "PLTE", few->palette);
  append_chunk(file, "IDAT", deflated(few ? few->rows : full(pixels)));
  append_chunk(file, "IEND", {});
  return file;
}

}  // namespace backwalk::picture
