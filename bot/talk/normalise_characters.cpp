// Characters: UTF-8 in, keyboard forms out.
#include <algorithm>

#include "bot/talk/normalise_parts.hpp"

namespace backwalk::talk::parts {
namespace {

struct Range {
  char32_t from, to;
};

template <std::size_t N>
bool is_in(char32_t c, const Range (&ranges)[N]) {
  return std::any_of(std::begin(ranges), std::end(ranges), [c](Range r) { return r.from <= c && c <= r.to; });
}

constexpr Range kBlanks[] = {{0, 0x20},        {0x7F, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F},
                             {0x205F, 0x205F}, {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164}, {0xFFA0, 0xFFA0}};
// Soft hyphen, zero-width space, marks and overrides of direction, word joiner and invisible operators, byte order mark, private use,
// noncharacters, interlinear marks.
constexpr Range kRemoved[] = {{0xAD, 0xAD},       {0x034F, 0x034F},   {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},
                              {0x180B, 0x180E},   {0x200B, 0x200B},   {0x200E, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x206F},
                              {0xE000, 0xF8FF},   {0xFDD0, 0xFDEF},   {0xFEFF, 0xFEFF},   {0xFFF0, 0xFFFB},   {0xFFFE, 0xFFFF},
                              {0xE0000, 0xE001F}, {0xE0080, 0xE00FF}, {0xE01F0, 0xE0FFF}, {0xF0000, 0x10FFFF}};
constexpr Range kSingleQuotes[] = {{0x2018, 0x201B}, {0x2032, 0x2032}, {0x02BC, 0x02BC}, {0x2039, 0x203A}};
constexpr Range kDoubleQuotes[] = {{0x201C, 0x201F}, {0x2033, 0x2033}, {0xAB, 0xAB}, {0xBB, 0xBB}};
constexpr Range kDashes[] = {{0x2010, 0x2015}, {0x2212, 0x2212}, {0x2E3A, 0x2E3B}, {0xFE58, 0xFE58}, {0xFE63, 0xFE63}};

bool is_wide_digit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
bool is_joiner(char32_t c) { return c == 0x200C || c == 0x200D; }
bool is_tag(char32_t c) { return c >= 0xE0020 && c <= 0xE007F; }

char32_t keyboard_form(char32_t c, char32_t before, char32_t after) {
  if (is_in(c, kBlanks)) return ' ';
  if (c < 0x80) return c;
  if (is_in(c, kSingleQuotes)) return '\'';
  if (is_in(c, kDoubleQuotes)) return '"';
  if (is_in(c, kDashes)) return '-';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  const bool between_digits = is_wide_digit(before) && is_wide_digit(after);
  if (between_digits && (c == 0x3002 || c == 0xFF61)) return '.';
  if (between_digits && (c == 0x3001 || c == 0xFF64)) return ',';
  return c;
}

/// Joiners belong inside words of other scripts and inside emoji; between keyboard characters they only hide a word.
bool is_kept(char32_t c, char32_t before, char32_t after) {
  if (is_joiner(c)) return before >= 0x80 && after >= 0x80 && !is_in(before, kBlanks) && !is_in(after, kBlanks);
  if (c >= 0xFE00 && c <= 0xFE0F) return before >= 0x80 || after == 0x20E3;
  if (is_tag(c)) return before == 0x1F3F4 || is_tag(before);
  return !is_in(c, kRemoved);
}

struct Decoded {
  char32_t c;
  std::size_t length;
};

Decoded decode_one(std::string_view s) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (length == 0 || s.size() < length) return {kBroken, 1};
  char32_t c = length == 2 ? lead & 0x1FU : length == 3 ? lead & 0x0FU : lead & 0x07U;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kBroken, 1};
    c = (c << 6) | (byte(i) & 0x3FU);
  }
  const bool is_overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (is_overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return {kBroken, 1};
  return {c, length};
}

}  // namespace

std::u32string decode(std::string_view text, std::size_t limit, bool* cut) {
  std::u32string out;
  while (!text.empty() && out.size() < limit) {
    const Decoded one = decode_one(text);
    out.push_back(one.c);
    text.remove_prefix(one.length);
  }
  if (cut != nullptr) *cut = !text.empty();
  return out;
}

void append(std::string& to, char32_t c) {
  const auto put = [&to](char32_t byte) { to.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      put(0xE0 | (c >> 12));
    } else {
      put(0xF0 | (c >> 18));
      put(0x80 | ((c >> 12) & 0x3F));
    }
    put(0x80 | ((c >> 6) & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

std::string plain_characters(const std::u32string& text) {
  std::string out;
  char32_t before = ' ';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    const char32_t after = i + 1 < text.size() ? text[i + 1] : ' ';
    if (!is_kept(c, before, after)) continue;
    append(out, keyboard_form(c, before, after));
    before = c;
  }
  return out;
}

}  // namespace backwalk::talk::parts
