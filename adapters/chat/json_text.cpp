#include "adapters/chat/json_text.hpp"

#include <array>
#include <cstdint>
#include <cstring>

#include "adapters/chat/utf8.hpp"

namespace backwalk::chat {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

/// ASCII that stands in JSON as it is.
constexpr std::array<bool, 256> is_plain = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) table[byte] = byte != '"' && byte != '\\';
  return table;
}();

void append_escaped(std::string& json, char c) {
  constexpr std::string_view named = "\"\\\b\f\n\r\t";
  constexpr std::string_view names = "\"\\bfnrt";
  json += '\\';
  if (const std::size_t at = named.find(c); at != std::string_view::npos) {
    json += names[at];
    return;
  }
  const auto byte = static_cast<unsigned char>(c);
  json += "u00";
  json += digits[byte >> 4U];
  json += digits[byte & 0xFU];
}

/// How many bytes at the beginning stand in JSON as they are, and are ASCII: eight at a time.
std::size_t plain_prefix(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t tops = ones * 0x80;
  // The top bit of each byte that is none, or of one behind such a byte: none set, none there.
  const auto has_zero = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes; };
  std::size_t length = 0;
  for (; length + 8 <= text.size(); length += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + length, sizeof bytes);
    const std::uint64_t found = bytes | (bytes - ones * 0x20) | has_zero(bytes ^ ones * '"') | has_zero(bytes ^ ones * '\\');
    if ((found & tops) != 0) break;
  }
  while (length < text.size() && is_plain[static_cast<unsigned char>(text[length])]) ++length;
  return length;
}

}  // namespace

void append_quoted(std::string& json, std::string_view text) {
  json += '"';
  for (;;) {
    const std::size_t plain = plain_prefix(text);
    json.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      append_escaped(json, text.front());
      text.remove_prefix(1);
      continue;
    }
    const std::string_view before = text;
    const char32_t code = take_code_point(text);
    json += code == 0xFFFD ? std::string_view("\xEF\xBF\xBD") : before.substr(0, before.size() - text.size());
  }
  json += '"';
}

}  // namespace backwalk::chat
