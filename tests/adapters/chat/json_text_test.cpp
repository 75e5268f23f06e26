// JSON that is written straight away is the JSON that a library would have made.
#include "adapters/chat/json_text.hpp"

#include <gtest/gtest.h>

#include <random>

#include "adapters/chat/json.hpp"
#include "adapters/chat/utf8.hpp"

namespace backwalk::chat {
namespace {

std::string json_of(std::string_view text) {
  std::string json;
  append_quoted(json, text);
  return json;
}

TEST(JsonText, QuotesAsTheLibraryDoes) {
  std::vector<std::string> texts{"",          "plain", "\"quoted\" \\ and / slash",   "tab\t line\n return\r feed\f back\b",
                                 "Grüße → 🚀", "\x7f",  std::string("nul\0inside", 10)};
  for (int c = 0; c < 0x20; ++c) texts.push_back("a" + std::string(1, static_cast<char>(c)) + "b");
  for (const std::string& text : texts) EXPECT_EQ(json_of(text), dump(Json(text))) << text;
}

TEST(JsonText, ReadsBackWhateverItIsGiven) {
  std::minstd_rand dice(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(dice() % 40, ' ');
    for (char& byte : bytes) byte = static_cast<char>(dice() % 256);
    const Json read = Json::parse(json_of(bytes), nullptr, false);
    ASSERT_TRUE(read.is_string()) << json_of(bytes);
    const std::string back = read.get<std::string>();
    ASSERT_TRUE(back == bytes || !is_utf8(bytes)) << bytes;
  }
}

TEST(JsonText, PutsAMarkInThePlaceOfWhatIsNoText) {
  EXPECT_EQ(json_of("a\xff z"), dump(Json("a\xff z")));
  EXPECT_EQ(json_of("cut \xE2\x82"), "\"cut \xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonText, MakesObjectsAndListsOfThem) {
  std::string list;
  append_object(list, "type", "text", "is_long", true);
  append_object(list, "inner", Raw{"[1,2]"}, "words", std::string("a \"b\""));
  EXPECT_EQ(list, R"({"type":"text","is_long":true},{"inner":[1,2],"words":"a \"b\""})");
}

}  // namespace
}  // namespace backwalk::chat
