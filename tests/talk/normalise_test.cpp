// What people type, made plain.
#include "bot/talk/normalise.hpp"

#include <gtest/gtest.h>

#include <random>

namespace backwalk::talk {
namespace normalise_test {

std::vector<Word> words(const std::string& text) { return words_of({chat::Piece{text}}); }

std::string texts(const std::vector<Word>& all) {
  std::string out;
  for (const Word& word : all) out += (out.empty() ? "" : "|") + (word.is_quoted ? "\"" + word.text : word.text);
  return out;
}

TEST(Normalise, MakesKeyboardFormsOfWhatPhonesType) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"start “Live” by 30 oct", "start \"Live\" by 30 oct"},
      {"don’t", "don't"},
      {"„so“ «so» ‹so›", "\"so\" \"so\" 'so'"},
      {"3–8d", "3-8d"},
      {"3—8d", "3-8d"},
      {"−3d", "-3d"},
      {"T‑2w", "T-2w"},
      {"wait…", "wait…"},
      {"a\u00A0b\u2009c\u3000d", "a b c d"},
      {"a\u200Bb\u2060c\uFEFFd\u00ADe", "abcde"},
      {"\u202Egnirts\u202C \u2066x\u2069", "gnirts x"},
      {"\u200Fdone\u200E A3", "done A3"},
      {"ｄｏｎｅ　Ａ３", "done A3"},
      {"１７：００", "17:00"},
      {"３。５d", "3.5d"},
      {"完了。次、", "完了。次、"},
      {"1&amp;2 &lt;b&gt; &quot;x&quot; &#39;y&#39;&nbsp;z", "1&2 <b> \"x\" 'y' z"},
      {"&amp;lt;", "&lt;"},
      {"a\tb\r\nc\x01"
       "d",
       "a b c d"},
      {"  a   b  ", "a b"},
      {"", ""},
      {" \u200B ", ""},
      {"a\u2028b", "a b"},
      {"\uE000x\uF8FF", "x"},
      {std::string("a\0b", 3), "a b"}};
  for (const auto& [typed, expected] : cases) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(normalise(typed), expected);
  }
}

TEST(Normalise, KeepsEmojiAndOtherScriptsWhole) {
  for (const std::string text : {"👨‍👩‍👧‍👦 launch", "❤️ it", "1️⃣ first", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 flag",
                                 "👍🏽", "🇩🇪", "中文目标", "هدف جديد", "می‌خواهم", "क्‍ष", "é", "e\u0301"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(normalise(text), text);
  }
  EXPECT_EQ(normalise("do\u200Dne A\u200C3"), "done A3");
  EXPECT_EQ(normalise("@\u200Dhere \u200D"), "here");
}

TEST(Normalise, ReplacesBrokenBytes) {
  const std::vector<std::pair<std::string, std::string>> cases{{"a\xFFz", "a\uFFFDz"},
                                                               {"\xC3", "\uFFFD"},
                                                               {"\xC0\xAF", "\uFFFD\uFFFD"},
                                                               {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
                                                               {"\xE2\x82", "\uFFFD\uFFFD"},
                                                               {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
                                                               {"\xF0\x9F\x98", "\uFFFD\uFFFD\uFFFD"}};
  for (const auto& [typed, expected] : cases) EXPECT_EQ(normalise(typed), expected);
}

TEST(Normalise, NeverCallsEverybody) {
  const std::vector<std::pair<std::string, std::string>> cases{{"<!channel> go", "channel go"},
                                                               {"<!here|here>", "here"},
                                                               {"<!everyone|@everyone>", "everyone"},
                                                               {"@channel", "channel"},
                                                               {"@Here now", "Here now"},
                                                               {"@all, go", "all, go"},
                                                               {"@everyone.", "everyone."},
                                                               {"@@here", "here"},
                                                               {"@here-", "here-"},
                                                               {"＠ｈｅｒｅ", "here"},
                                                               {"@\u200Bchannel", "channel"},
                                                               {"&lt;!channel&gt;", "channel"},
                                                               {"＜！here＞", "here"},
                                                               {"<!chan<!x>nel>", "chanxnel"},
                                                               {"<<https://x|!here>>", "here"},
                                                               {"@<https://x|here>", "here"},
                                                               {"<https://x|@here>", "here"},
                                                               {"<!subteam^S1|@team>", "team"},
                                                               {"<!date^1^{date}|8 Sep>", "8 Sep"},
                                                               {"@allan", "@allan"},
                                                               {"@all-hands", "@all-hands"},
                                                               {"bob@all.com", "bob@all.com"},
                                                               {"(@here)", "(here)"}};
  for (const auto& [typed, expected] : cases) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(normalise(typed), expected);
  }
}

TEST(Normalise, ShowsLeftOverMarkupAsItsText) {
  const std::vector<std::pair<std::string, std::string>> cases{{"ask <@U1|dev>", "ask dev"},
                                                               {"ask <@U1>", "ask U1"},
                                                               {"in <#C1|general>", "in #general"},
                                                               {"<#C1>", "#C1"},
                                                               {"<https://x.org/a|the plan>", "the plan"},
                                                               {"<https://x.org>", "https://x.org"},
                                                               {"<mailto:a@b.org|a@b.org>", "a@b.org"},
                                                               {"<at>Dev</at> hi", "Dev hi"},
                                                               {"a < b and c > d", "a < b and c > d"},
                                                               {"<b>", "<b>"},
                                                               {"<>", "<>"},
                                                               {"x <", "x <"},
                                                               {"> x", "> x"},
                                                               {"<@>", "<@>"}};
  for (const auto& [typed, expected] : cases) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(normalise(typed), expected);
  }
}

TEST(Normalise, CutsAtFourThousandCharacters) {
  bool cut = true;
  EXPECT_EQ(normalise(std::string(4000, 'x'), &cut).size(), 4000U);
  EXPECT_FALSE(cut);
  EXPECT_EQ(normalise(std::string(4001, 'x'), &cut).size(), 4000U);
  EXPECT_TRUE(cut);
  std::string faces;
  for (int i = 0; i < 5000; ++i) faces += "😀";
  EXPECT_EQ(normalise(faces, &cut).size(), 16000U);
  EXPECT_TRUE(cut);
  words_of({chat::Piece{std::string(3000, 'a')}, chat::Piece{std::string(1001, 'b')}}, &cut);
  EXPECT_TRUE(cut);
  words_of({chat::Piece{std::string(4000, '<')}}, &cut);
  EXPECT_FALSE(cut);
}

TEST(Words, KnowQuotesFromApostrophes) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"start \"ship by friday\" by 30 oct", "start|\"ship|\"by|\"friday|by|30|oct"},
      {"start 'ship by friday' now", "start|\"ship|\"by|\"friday|now"},
      {"don't can't", "don't|can't"},
      {"'don't do it' now", "\"don't|\"do|\"it|now"},
      {"the users' needs", "the|users'|needs"},
      {"\"unmatched by fri", "\"unmatched|by|fri"},
      {"5\" and 7\" pipes", "5\"|and|7\"|pipes"},
      {"\"\"", "\"\""},
      {"\" x \"", "\"|x|\""},
      {"\"done\".", "\"done."},
      {"\"a\"b c", "\"a\"b|c"},
      {"rock 'n' roll", "rock|'n'|roll"},
      {"\"say 'hi' now\"", "\"say|\"'hi'|\"now"},
      {"'", "'"},
      {"x\"y\"", "x\"y\""}};
  for (const auto& [typed, expected] : cases) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(texts(words(typed)), expected);
  }
  const auto two = words("\"a b\" \"c\" d");
  EXPECT_EQ(two[0].group, two[1].group);
  EXPECT_NE(two[1].group, two[2].group);
  EXPECT_EQ(two[3].group, 0U);
}

TEST(Words, MentionsAreOneWordWithWhatIsGluedToThem) {
  const auto all = words_of(
      {chat::Piece{std::string{"owner A4 "}}, chat::Piece{chat::UserMention{"U1", "Dev Ops"}}, chat::Piece{std::string{", please"}}});
  EXPECT_EQ(texts(all), "owner|A4|@Dev Ops,|please");
  EXPECT_EQ(all[2].mention, "U1");
  EXPECT_EQ(words_of({chat::Piece{chat::UserMention{"U7", ""}}})[0].text, "@U7");
  EXPECT_EQ(words_of({chat::Piece{chat::UserMention{"U7", "here"}}})[0].text, "here");
  const auto glued = words_of({chat::Piece{chat::UserMention{"U1", "a"}}, chat::Piece{chat::UserMention{"U2", "b"}}});
  ASSERT_EQ(glued.size(), 2U);
  EXPECT_EQ(glued[1].mention, "U2");
  const auto quoted =
      words_of({chat::Piece{std::string{"\"ask "}}, chat::Piece{chat::UserMention{"U1", "dev"}}, chat::Piece{std::string{" first\""}}});
  EXPECT_EQ(texts(quoted), "\"ask|\"@dev|\"first");
  EXPECT_EQ(quoted[1].mention, "U1");
}

TEST(Words, NamesTypedWithAnAt) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"@dev", "dev"},   {"@dev,", "dev"}, {"@dev.", "dev"}, {"@dev.ops!", "dev.ops"},
      {"@dev's", "dev"}, {"@Zoë", "Zoë"},  {"@李", "李"},    {"@", ""},
      {"@@", ""},        {"@a@b", ""},     {"a@b", ""},      {"@here", ""}};
  for (const auto& [typed, expected] : cases) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(words(typed)[0].at_name.value_or(""), expected);
  }
}

TEST(Words, JoinGivesQuotesBackButForThoseAtTheBeginning) {
  const auto of = [](const std::string& text) {
    const auto all = words(text);
    return join(all, 0, all.size());
  };
  EXPECT_EQ(of("\"ship by friday\""), "ship by friday");
  EXPECT_EQ(of("the \"big bang\" release"), "the \"big bang\" release");
  EXPECT_EQ(of("\"big bang\" release"), "big bang release");
  EXPECT_EQ(of("so 'say \"hi\" now' ok"), "so 'say \"hi\" now' ok");
  EXPECT_EQ(join(words("a b"), 1, 99), "b");
  EXPECT_EQ(join({}, 0, 0), "");
}

TEST(Normalise, NoBytesCrashItAndTheResultIsClean) {
  std::mt19937 random{20260908};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) {
      const char* bits[] = {"<", ">", "!here",  "@",      "&lt;", "&gt;",    "&amp;", "\"",
                            "'", " ", "\u200D", "\uFEFF", "|",    "channel", "＠",    "\uE000"};
      if (random() % 2 == 0)
        text += bits[random() % std::size(bits)];
      else
        text += static_cast<char>(random() % 256);
    }
    const std::string plain = normalise(text);
    EXPECT_EQ(plain.find("<!here>"), std::string::npos) << text;
    EXPECT_EQ(plain.find("  "), std::string::npos);
    EXPECT_EQ(plain.find("\uE000"), std::string::npos);
    for (const char c : plain) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    for (const Word& word : words(text)) EXPECT_FALSE(word.text.empty());
  }
}

}  // namespace normalise_test
}  // namespace backwalk::talk
