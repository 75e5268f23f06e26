#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <system_error>

#include "bot/base/log.hpp"

namespace backwalk::log {
namespace {

/// The length of the well-formed UTF-8 character at the start of `text`; 0 when there is none.
std::size_t character(std::string_view text) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const auto tail = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if ((first & 0xF0U) == 0xE0U) {
    const bool overlong = first == 0xE0 && second < 0xA0, surrogate = first == 0xED && second > 0x9F;
    return tail(1) && tail(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && second < 0x90, beyond = first == 0xF4 && second > 0x8F;
    return tail(1) && tail(2) && tail(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

/// Whether a terminal or a log reader might act on it: C0, DEL, C1, line and paragraph separators, changes of writing direction.
bool is_control(std::string_view one) {
  if (one.size() == 1) return static_cast<unsigned char>(one[0]) < 0x20 || one[0] == 0x7F;
  if (one.size() == 2) return one[0] == '\xC2' && static_cast<unsigned char>(one[1]) < 0xA0;
  if (one.size() != 3 || one[0] != '\xE2') return false;
  const auto second = static_cast<unsigned char>(one[1]), third = static_cast<unsigned char>(one[2]);
  return (second == 0x80 && ((third >= 0xA8 && third <= 0xAE) || third == 0x8E || third == 0x8F)) ||
         (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

void append_hex(std::string& out, std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out += {'\\', 'x', digits[value >> 4U], digits[value & 15U]};
  }
}

/// Stands in a line as it is, for printable ASCII.
bool is_plain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

void append_escaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    const std::size_t length = character(text);
    const std::string_view one = text.substr(0, length == 0 ? 1 : length);
    text.remove_prefix(one.size());
    if (one == "\n")
      out += "\\n";
    else if (one == "\r")
      out += "\\r";
    else if (one == "\t")
      out += "\\t";
    else if (one == "\"" || one == "\\")
      (out += '\\') += one;
    else if (length == 0 || is_control(one))
      append_hex(out, one);
    else
      out += one;
  }
}

void append_value(std::string& out, std::string_view text) {
  const bool is_word = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_plain(c) && c != ' ' && c != '='; });
  if (is_word) {
    out += text;
    return;
  }
  std::string escaped;
  append_escaped(escaped, text);
  const bool is_quoted = text.empty() || escaped != text || text.find_first_of(" =") != std::string_view::npos;
  if (is_quoted) escaped = '"' + escaped + '"';
  out += escaped;
}

}  // namespace

Value::Value(double value) {
  std::array<char, 32> digits{};
  const auto [end, failed] = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2);
  text = failed == std::errc{} ? std::string(digits.data(), end) : "?";
}

std::string text(std::string_view event, Fields fields) {
  std::string out;
  out.reserve(256);
  append_escaped(out, event);
  for (const auto& [key, value] : fields) {
    ((out += ' ') += key) += '=';
    append_value(out, value.text);
  }
  return out;
}

}  // namespace backwalk::log
