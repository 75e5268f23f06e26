#include "bot/base/log.hpp"

#include <gtest/gtest.h>

namespace backwalk::log {
namespace {

std::string value(std::string_view text_of_value) { return text("e", {{"k", text_of_value}}); }

TEST(Log, WritesOneLineOfKeysAndValues) {
  EXPECT_EQ(text("delivery", {{"platform", "slack"}, {"ms", 12}, {"row", 7L}}), "delivery platform=slack ms=12 row=7");
  EXPECT_EQ(text("start", {}), "start");
}

TEST(Log, QuotesWhatWouldReadAsSomethingElse) {
  EXPECT_EQ(value("two words"), "e k=\"two words\"");
  EXPECT_EQ(value(""), "e k=\"\"");
  EXPECT_EQ(value("a=b"), "e k=\"a=b\"");
  EXPECT_EQ(value("say \"hi\""), "e k=\"say \\\"hi\\\"\"");
  EXPECT_EQ(value("back\\slash"), "e k=\"back\\\\slash\"");
}

TEST(Log, NeverLetsControlCharactersThrough) {
  EXPECT_EQ(value("a\nforged level=info"), "e k=\"a\\nforged level=info\"");
  EXPECT_EQ(value("\r\t"), "e k=\"\\r\\t\"");
  EXPECT_EQ(value("\x1b[31m"), "e k=\"\\x1b[31m\"");
  EXPECT_EQ(value(std::string_view("a\0b", 3)), "e k=\"a\\x00b\"");
  EXPECT_EQ(value("\x7f"), "e k=\"\\x7f\"");
  EXPECT_EQ(value("\xc2\x9b"), "e k=\"\\xc2\\x9b\"");
  EXPECT_EQ(value("\xe2\x80\xa8"), "e k=\"\\xe2\\x80\\xa8\"");
  EXPECT_EQ(value("\xe2\x80\xae"), "e k=\"\\xe2\\x80\\xae\"");
  EXPECT_EQ(text("a\nb", {}), "a\\nb");
}

TEST(Log, KeepsTextOfEveryScriptAndEscapesBrokenUtf8) {
  EXPECT_EQ(value("Größe"), "e k=Größe");
  EXPECT_EQ(value("計画🎯"), "e k=計画🎯");
  EXPECT_EQ(value("\xff"), "e k=\"\\xff\"");
  EXPECT_EQ(value("\xc3"), "e k=\"\\xc3\"");
  EXPECT_EQ(value("\xc0\xaf"), "e k=\"\\xc0\\xaf\"");
  EXPECT_EQ(value("\xed\xa0\x80"), "e k=\"\\xed\\xa0\\x80\"");
  EXPECT_EQ(value("\xf4\x90\x80\x80"), "e k=\"\\xf4\\x90\\x80\\x80\"");
}

TEST(Log, GoesToStandardErrorFromItsLevelOn) {
  testing::internal::CaptureStderr();
  start(Level::info);
  debug("hidden");
  info("shown", {{"k", "v"}});
  error("loud");
  const std::string lines = testing::internal::GetCapturedStderr();
  EXPECT_EQ(lines.find("hidden"), std::string::npos);
  EXPECT_NE(lines.find("Z info shown k=v\n"), std::string::npos);
  EXPECT_NE(lines.find("Z error loud\n"), std::string::npos);
}

}  // namespace
}  // namespace backwalk::log
