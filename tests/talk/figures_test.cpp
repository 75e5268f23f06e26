#include "bot/talk/figures.hpp"

#include <gtest/gtest.h>

#include "bot/talk/normalise.hpp"

namespace backwalk::talk {
namespace figures_test {

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> found;
  for (const auto& word : words_of({chat::Piece{text}})) found.push_back(word.text);
  return found;
}

TEST(Figures, AreReadAsPeopleWriteThem) {
  struct Case {
    std::string text;
    double value;
    std::string unit;
    bool is_relative;
    std::size_t used;
  };
  const std::vector<Case> cases{
      {"49", 49, "", false, 1},
      {"49k", 49'000, "", false, 1},
      {"1.5m", 1'500'000, "", false, 1},
      {"2bn", 2e9, "", false, 1},
      {"3.5%", 3.5, "%", false, 1},
      {"3.5 %", 3.5, "%", false, 2},
      {"3 percent", 3, "%", false, 2},
      {"€12,000", 12'000, "€", false, 1},
      {"$1,200,000", 1.2e6, "$", false, 1},
      {"10km", 10, "km", false, 1},
      {"+9", 9, "", true, 1},
      {"-3", -3, "", true, 1},
      {"−3", -3, "", true, 1},
      {"3,5", 3.5, "", false, 1},
      {"0", 0, "", false, 1},
      {"1,234.5", 1234.5, "", false, 1},
      {"49.", 49, "", false, 1},
      {"100,", 100, "", false, 1},
      {"12 apples", 12, "", false, 1},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.text);
    const auto parse = read_figure(words(one.text), 0);
    ASSERT_TRUE(parse.figure) << parse.why;
    EXPECT_DOUBLE_EQ(parse.figure->value, one.value);
    EXPECT_EQ(parse.figure->unit, one.unit);
    EXPECT_EQ(parse.figure->is_relative, one.is_relative);
    EXPECT_EQ(parse.used, one.used);
  }
}

TEST(Figures, ThatAreNoneAreNotGuessed) {
  for (const std::string text : {"many", "", "k", "€", "%", "+", "K1", "a1"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(read_figure(words(text), 0).used, 0U);
  }
  for (const std::string text : {"1,2345", "1,23,456", "1.2.3", "12<b>", "9999999999999999999"}) {
    SCOPED_TRACE(text);
    const auto parse = read_figure(words(text), 0);
    EXPECT_EQ(parse.used, 1U);
    EXPECT_FALSE(parse.figure);
    EXPECT_FALSE(parse.why.empty());
  }
}

TEST(Figures, WhosePointCanBeEitherMarkAreToldInBothReadings) {
  const auto parse = read_figure(words("12.000 km"), 0);
  ASSERT_TRUE(parse.figure && parse.other);
  EXPECT_EQ(*parse.figure, (Figure{12, "km", false}));
  EXPECT_EQ(*parse.other, (Figure{12000, "km", false}));
  EXPECT_EQ(parse.used, 2U);
  for (const double value : {1.234, 12.345, 1234.0, 0.125}) {
    const auto back = read_figure({write_figure(value, "")}, 0);
    EXPECT_EQ(back.figure, (Figure{value, "", false}));
    EXPECT_FALSE(back.other) << value;
  }
}

TEST(Figures, AreSaidGroupedAndWithoutEmptyDecimals) {
  EXPECT_EQ(say_number(12000), "12,000");
  EXPECT_EQ(say_number(1234567.891), "1,234,567.89");
  EXPECT_EQ(say_number(9.1538, 1), "9.2");
  EXPECT_EQ(say_number(-3.50), "-3.5");
  EXPECT_EQ(say_number(-0.001), "0");
  EXPECT_EQ(say_figure(3.5, "%"), "3.5 %");
  EXPECT_EQ(say_figure(12000, "€"), "€12,000");
}

TEST(Figures, ThatAreWrittenAreReadBack) {
  for (const Figure& figure : {Figure{49.25, "", false}, Figure{12000, "€", false}, Figure{3.5, "%", false}, Figure{10, "km", false}}) {
    const auto parse = read_figure({write_figure(figure.value, figure.unit)}, 0);
    EXPECT_EQ(parse.figure, figure);
  }
}

TEST(Recurrences, AreReadAsPeopleWriteThem) {
  struct Case {
    std::string text;
    Every every;
  };
  const Minutes nine{9 * 60};
  const Minutes half_past{9 * 60 + 30};
  const std::vector<Case> cases{
      {"weekly mon 9:00", {{0}, 1, nine}},
      {"every mon wed fri at 9:30", {{0, 2, 4}, 1, half_past}},
      {"mon, wed and fri at 9:30", {{0, 2, 4}, 1, half_past}},
      {"mon/wed/fri 9:30", {{0, 2, 4}, 1, half_past}},
      {"fridays at 5pm", {{4}, 1, Minutes{17 * 60}}},
      {"every 2 weeks on tue at 9:00", {{1}, 2, nine}},
      {"every other thursday", {{3}, 2, {}}},
      {"weekly", {{}, 1, {}}},
      {"every weekday at 9:00", {{0, 1, 2, 3, 4}, 1, nine}},
      {"daily at 9:00", {{0, 1, 2, 3, 4, 5, 6}, 1, nine}},
      {"every 2w mon", {{0}, 2, {}}},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.text);
    const auto parse = read_every(words(one.text));
    ASSERT_TRUE(parse.every) << parse.why;
    EXPECT_EQ(*parse.every, one.every);
    EXPECT_EQ(parse.used, words(one.text).size());
    EXPECT_EQ(read_every(words(write_every(one.every))).every, one.every) << write_every(one.every);
  }
}

TEST(Recurrences, ThatAreNoneAreNotGuessed) {
  for (const std::string text : {"every blue moon", "sometimes", "", "at the office"}) EXPECT_EQ(read_every(words(text)).used, 0U) << text;
  for (const std::string text : {"monthly", "every month", "weekly mon 25:00", "every 60 weeks on mon"}) {
    const auto parse = read_every(words(text));
    EXPECT_FALSE(parse.every) << text;
    EXPECT_FALSE(parse.why.empty()) << text;
  }
}

}  // namespace figures_test
}  // namespace backwalk::talk
