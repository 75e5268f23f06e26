// UTF-8 as the adapters need it: is it valid, how long is it for a platform's limit, how wide on a terminal, cut it without breaking it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace backwalk::chat {

/// Well formed: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

/// Takes the first code point off `rest`; U+FFFD for a byte that begins none (one byte is taken then). REQUIRES: `rest` is not empty.
char32_t take_code_point(std::string_view& rest);

/// UTF-16 code units: never fewer than code points, so a limit held in them is held by either way of counting.
std::size_t utf16_length(std::string_view text);

/// `text`, or as much of it as leaves room for a final "…" when it is longer than `limit` UTF-16 units; never half a code point.
std::string cut(std::string_view text, std::size_t limit);

/// Columns on a terminal: East Asian wide and emoji count 2, combining marks and joiners 0.
std::size_t display_width(std::string_view text);

/// One line that is safe to show: a line break or tab becomes a space, other control characters and broken bytes go.
std::string clean(std::string_view text);

/// How many bytes at the beginning are printable ASCII and neither of these two: eight at a time.
template <char one, char other>
std::size_t printable_prefix_without(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t tops = ones * 0x80;
  // The top bit of a byte that is zero, or stands behind one that is.
  const auto zeros = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes; };
  const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7F && c != one && c != other; };
  std::size_t length = 0;
  for (; length + 8 <= text.size(); length += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + length, sizeof bytes);
    const std::uint64_t named = zeros(bytes ^ ones * one) | zeros(bytes ^ ones * other);
    if (((bytes | (bytes - ones * 0x20) | (bytes + ones) | named) & tops) != 0) break;
  }
  while (length < text.size() && is_plain(text[length])) ++length;
  return length;
}

}  // namespace backwalk::chat
