#include "adapters/chat/json_text.hpp"

#include "adapters/chat/utf8.hpp"

namespace backwalk::chat {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

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

}  // namespace

void append_quoted(std::string& json, std::string_view text) {
  json += '"';
  for (;;) {
    const std::size_t plain = printable_prefix_without<'"', '\\'>(text);
    json.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const char c = text.front();
    if (c >= 0 && c < 0x7F) {
      append_escaped(json, c);
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
