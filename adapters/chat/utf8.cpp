#include "adapters/chat/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace backwalk::chat {
namespace {

constexpr char32_t kBroken = 0xFFFD;

struct Decoded {
  char32_t code = kBroken;
  std::size_t bytes = 1;
  bool valid = false;
};

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  char32_t code = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  if (code < smallest[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, bytes, true};
}

/// How many bytes at the beginning are printable ASCII, which most of what is written is.
std::size_t printable_prefix(std::string_view text) { return printable_prefix_without<'\0', '\0'>(text); }

struct Range {
  char32_t first;
  char32_t last;
};

// Marks that sit on the character before them, joiners and direction marks (Unicode Mn/Me/Cf, the blocks in common use).
constexpr Range kZeroWidth[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},   {0x05C4, 0x05C5},   {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8},   {0x06EA, 0x06ED},   {0x0900, 0x0902},
    {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},   {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064}, {0x2066, 0x2069},   {0x20D0, 0x20FF},   {0x302A, 0x302D},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

// East Asian Wide and Fullwidth, and the symbols that terminals draw as emoji.
constexpr Range kDoubleWidth[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},
    {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},
    {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},
    {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
    {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1B000, 0x1B2FF},
    {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F1E6, 0x1F1FF}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0},
    {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6D7}, {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

template <std::size_t N>
constexpr bool is_sorted(const Range (&table)[N]) {
  for (std::size_t i = 0; i < N; ++i) {
    if (table[i].last < table[i].first || (i > 0 && table[i].first <= table[i - 1].last)) return false;
  }
  return true;
}
static_assert(is_sorted(kZeroWidth) && is_sorted(kDoubleWidth));

template <std::size_t N>
bool in(const Range (&table)[N], char32_t code) {
  const auto* after = std::upper_bound(std::begin(table), std::end(table), code, [](char32_t c, const Range& r) { return c < r.first; });
  return after != std::begin(table) && code <= std::prev(after)->last;
}

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }
bool is_break(char32_t code) {
  return code == '\t' || code == '\n' || code == '\v' || code == '\f' || code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (;;) {
    text.remove_prefix(printable_prefix(text));
    if (text.empty()) return true;
    const Decoded next = decode(text);
    if (!next.valid) return false;
    text.remove_prefix(next.bytes);
  }
}

char32_t take_code_point(std::string_view& rest) {
  const Decoded next = decode(rest);
  rest.remove_prefix(next.bytes);
  return next.code;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (;;) {
    const std::size_t plain = printable_prefix(text);
    units += plain;
    text.remove_prefix(plain);
    if (text.empty()) return units;
    units += take_code_point(text) > 0xFFFF ? 2 : 1;
  }
}

std::string cut(std::string_view text, std::size_t limit) {
  if (limit == 0) return {};
  if (text.size() <= limit) return std::string(text);  // never more units than bytes
  std::string_view rest = text;
  std::size_t units = 0;
  std::size_t fits = 0;  // bytes that leave room for the ellipsis
  while (!rest.empty()) {
    units += take_code_point(rest) > 0xFFFF ? 2 : 1;
    if (units <= limit - 1) fits = text.size() - rest.size();
    if (units > limit) return std::string(text.substr(0, fits)) + "…";
  }
  return std::string(text);
}

std::size_t display_width(std::string_view text) {
  if (printable_prefix(text) == text.size()) return text.size();
  std::size_t columns = 0;
  std::size_t last = 0;    // width of the character before
  bool joined = false;     // after a zero width joiner the next emoji is drawn into the one before
  bool half_flag = false;  // two regional indicators make one flag
  while (!text.empty()) {
    const char32_t code = take_code_point(text);
    const bool regional = code >= 0x1F1E6 && code <= 0x1F1FF;
    if (joined || (regional && half_flag)) {
      joined = half_flag = false;
      continue;
    }
    half_flag = regional;
    joined = code == 0x200D;
    if (code == 0xFE0F && last == 1) columns += last++;  // "draw the symbol before me as an emoji"
    if (is_control(code) || in(kZeroWidth, code)) continue;
    last = in(kDoubleWidth, code) ? 2 : 1;
    columns += last;
  }
  return columns;
}

std::string clean(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (;;) {
    const std::size_t plain = printable_prefix(text);
    line += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return line;
    const std::string_view before = text;
    const char32_t code = take_code_point(text);
    const std::string_view bytes = before.substr(0, before.size() - text.size());
    if (code == '\r' && text.starts_with('\n')) continue;
    if (is_break(code)) {
      line += ' ';
    } else if (!is_control(code) && (code != kBroken || bytes.size() != 1)) {
      line += bytes;
    }
  }
}

}  // namespace backwalk::chat
