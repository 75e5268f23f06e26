#include "bot/picture/png.hpp"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace backwalk::picture {
namespace {

constexpr std::size_t most_colours = 256;

std::uint32_t at(const Pixels& pixels, std::size_t x, std::size_t y) {
  std::uint32_t value = 0;
  std::memcpy(&value, pixels.data + y * pixels.stride + 4 * x, sizeof value);
  return value & 0xFFFFFF;
}

struct Indexed {
  std::string palette{};  ///< red, green, blue each
  std::string rows{};     ///< each begins with its filter, none
};

/// What is not to be kept as it is goes by the highest bits of its channels to a place in a table: the first colour that comes there is the
/// colour of the place. So only the edges of letters are a little off.
std::optional<Indexed> indexed(const Pixels& pixels, const std::vector<std::uint32_t>& kept, unsigned bits) {
  constexpr std::uint16_t none = 0xFFFF;
  std::vector<std::uint16_t> place(1u << 3 * bits, none);
  const unsigned low = 8 - bits, mask = (1u << bits) - 1;
  Indexed result;
  std::unordered_map<std::uint32_t, std::uint16_t> exact;
  const auto add = [&result](std::uint32_t value) {
    for (const int shift : {16, 8, 0}) result.palette += static_cast<char>(value >> shift & 0xFF);
    return static_cast<std::uint16_t>(result.palette.size() / 3 - 1);
  };
  for (const std::uint32_t value : kept) {
    if (!exact.contains(value)) exact[value] = add(value);
  }
  result.rows.resize(pixels.height * (pixels.width + 1));
  char* to = result.rows.data();
  std::uint32_t last = 0xFFFFFFFF;
  char index = 0;
  for (std::size_t y = 0; y < pixels.height; ++y) {
    *to++ = '\0';
    for (std::size_t x = 0; x < pixels.width; ++x) {
      const std::uint32_t value = at(pixels, x, y);
      if (value != last) {
        last = value;
        const auto same = exact.find(value);
        auto& near = place[(value >> (16 + low) & mask) << 2 * bits | (value >> (8 + low) & mask) << bits | (value >> low & mask)];
        if (same == exact.end() && near == none) {
          if (result.palette.size() / 3 == most_colours) return std::nullopt;
          near = add(value);
        }
        index = static_cast<char>(same != exact.end() ? same->second : near);
      }
      *to++ = index;
    }
  }
  return result;
}

std::string full(const Pixels& pixels) {
  std::string rows;
  rows.reserve(pixels.height * (3 * pixels.width + 1));
  for (std::size_t y = 0; y < pixels.height; ++y) {
    rows += '\0';
    for (std::size_t x = 0; x < pixels.width; ++x) {
      const std::uint32_t value = at(pixels, x, y);
      for (const int shift : {16, 8, 0}) rows += static_cast<char>(value >> shift & 0xFF);
    }
  }
  return rows;
}

void append_number(std::string& text, std::size_t number) {
  for (const int shift : {24, 16, 8, 0}) text += static_cast<char>(number >> shift & 0xFF);
}

void append_chunk(std::string& file, std::string_view type, const std::string& data) {
  append_number(file, data.size());
  const std::string body = std::string(type) + data;
  file += body;
  append_number(file, crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size())));
}

/// Each row as its difference to the one above (filter "up"): where a picture is even that is nothing, and runs of it pack quickly.
void subtract_rows_above(std::string& rows, std::size_t length) {
  for (std::size_t row = rows.size() / length - 1; row > 0; --row) {
    char* here = rows.data() + row * length;
    const char* above = here - length;
    for (std::size_t i = 1; i < length; ++i) here[i] = static_cast<char>(here[i] - above[i]);
    here[0] = '\x02';
  }
}

std::string deflated(const std::string& rows) {
  z_stream stream{};
  constexpr int level = 3, window_bits = 15, memory = 9;
  if (deflateInit2(&stream, level, Z_DEFLATED, window_bits, memory, Z_RLE) != Z_OK) return {};
  std::string result(deflateBound(&stream, static_cast<uLong>(rows.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rows.data()));  // zlib's interface has no const; it only reads
  stream.avail_in = static_cast<uInt>(rows.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  const bool is_done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  result.resize(is_done ? stream.total_out : 0);
  deflateEnd(&stream);
  return result;
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
  std::string rows = few ? std::move(few->rows) : full(pixels);
  if (pixels.height > 1) subtract_rows_above(rows, rows.size() / pixels.height);
  append_chunk(file, "IDAT", deflated(rows));
  append_chunk(file, "IEND", {});
  return file;
}

}  // namespace backwalk::picture
