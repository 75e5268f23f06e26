#include "adapters/chat/utf8.hpp"

#include <gtest/gtest.h>

namespace backwalk::chat {
namespace {

TEST(ChatUtf8, WidthIsWhatATerminalShows) {
  const struct {
    std::string text;
    std::size_t columns;
  } cases[] = {
      {"", 0},      {"abc", 3},      {"é", 1},      {"e\u0301", 1},  {"看板", 4},     {"ｶﾅ", 2},   {"Ａ", 2},           {"한국", 4},
      {"ไทยที่", 4},  {"שָׁלוֹם", 4},     {"🚀", 2},      {"👍🏽", 2}, {"👩\u200d💻", 2}, {"🇩🇪🇫🇷", 4}, {"\u26a0\ufe0f", 2}, {"\u26a0", 1},
      {"…·–“”", 5}, {"a\u200bb", 2}, {"\u00ad", 1}, {"\x1b", 0},     {"\xff", 1}};
  for (const auto& c : cases) EXPECT_EQ(display_width(c.text), c.columns) << c.text;
}

TEST(ChatUtf8, CutsAtACodePointAndCountsInUtf16) {
  EXPECT_EQ(cut("abc", 3), "abc");
  EXPECT_EQ(cut("abcd", 3), "ab…");
  EXPECT_EQ(cut("ééé", 2), "é…");
  EXPECT_EQ(cut("🚀🚀", 4), "🚀🚀");
  EXPECT_EQ(cut("🚀🚀", 3), "🚀…");
  EXPECT_EQ(cut("🚀🚀", 2), "…");
  EXPECT_EQ(cut("abc", 1), "…");
  EXPECT_EQ(cut("abc", 0), "");
  EXPECT_EQ(utf16_length("a🚀é"), 4U);
}

TEST(ChatUtf8, KnowsWellFormedFromBroken) {
  for (const auto* good : {"", "abc", "é", "看", "🚀", "\u0080", "\uffff", "\U0010ffff"}) EXPECT_TRUE(is_utf8(good)) << good;
  for (const auto* bad : {"\x80", "\xc3", "\xc3(", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80",
                          "\xf8\x88\x80\x80\x80", "\xe2\x82"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

TEST(ChatUtf8, TakesBrokenBytesOneByOne) {
  std::string_view rest = "\xe2\x82z";
  EXPECT_EQ(take_code_point(rest), U'\uFFFD');
  EXPECT_EQ(take_code_point(rest), U'\uFFFD');
  EXPECT_EQ(take_code_point(rest), U'z');
  EXPECT_TRUE(rest.empty());
}

TEST(ChatUtf8, CleaningKeepsARealReplacementCharacter) { EXPECT_EQ(clean("a\uFFFD\xff\tb"), "a\uFFFD b"); }

}  // namespace
}  // namespace backwalk::chat
