#include "adapters/chat/json_text.hpp"

#include <array>

#include "adapters/chat/utf8.hpp"

namespace backwalk::chat {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

/// Stands in JSON as it is.
constexpr std::array<bool, 256> is_plain = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0x20; byte < 256; ++byte) table[byte] = byte != '"' && byte != '\\';
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

std::string mended(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t code = take_code_point(text);
    const std::string_view bytes = before.substr(0, before.size() - text.size());
    result += code == 0xFFFD ? std::string_view("\xEF\xBF\xBD") : bytes;
  }
  return result;
}

}  // namespace

void append_quoted(std::string& json, std::string_view text) {
  if (!is_utf8(text)) return append_quoted(json, mended(text));
  json += '"';
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain[static_cast<unsigned char>(text[plain])]) ++plain;
    json += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    append_escaped(json, text.front());
    text.remove_prefix(1);
  }
  json += '"';
}

}  // namespace backwalk::chat
