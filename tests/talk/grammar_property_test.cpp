// Properties over random sentences with fixed seeds: nothing crashes, and the canonical form parses to the same utterance again.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <random>

#include "tests/talk/utterances.hpp"

namespace backwalk::talk {
namespace {

constexpr std::array kWords{"start",
                            "goal",
                            "milestone",
                            "action",
                            "before",
                            "link",
                            "owner",
                            "started",
                            "done",
                            "slip",
                            "drop",
                            "commit",
                            "retrace",
                            "next",
                            "list",
                            "history",
                            "undo",
                            "restore",
                            "status",
                            "help",
                            "answer",
                            "skip",
                            "enough",
                            "by",
                            "for",
                            "after",
                            "in",
                            "because",
                            "every",
                            "share",
                            "quiet",
                            "preview",
                            "again",
                            "all",
                            "A1",
                            "A4",
                            "M2",
                            "goal",
                            "K1",
                            "BILL",
                            "EU",
                            "@dev",
                            "me",
                            "@here",
                            "30",
                            "oct",
                            "30 oct",
                            "fri",
                            "next",
                            "T-2w",
                            "3d",
                            "2/3/6d",
                            "3-8d",
                            "0d",
                            "-3d",
                            "1½d",
                            "half",
                            "a",
                            "day",
                            "week",
                            "left",
                            "to",
                            "v5",
                            "03/04",
                            "31 feb",
                            "17:00",
                            "at",
                            "5pm",
                            "noon",
                            "q3",
                            "end",
                            "of",
                            "mid",
                            "the",
                            "and",
                            ",",
                            "\"",
                            "'",
                            "\"ship by friday\"",
                            "'big bang'",
                            "don't",
                            "tax",
                            "vendor",
                            "пуск",
                            "中文",
                            "👨‍👩‍👧",
                            "הושק",
                            "“x”",
                            "—",
                            "(",
                            ")",
                            "more",
                            "until",
                            "2026-10-30",
                            "from",
                            "now",
                            "that's",
                            "is",
                            "weekly",
                            "#a4",
                            "A1,A2",
                            "-",
                            "/",
                            "+",
                            "T",
                            "half past three",
                            "quarter",
                            "0",
                            "99999999999"};

std::string salad(std::mt19937& random, std::size_t most) {
  std::string text;
  for (std::size_t i = random() % (most + 1); i > 0; --i) {
    text += kWords[random() % kWords.size()];
    if (random() % 12 != 0) text += ' ';
  }
  return text;
}

Utterance comparable(Utterance utterance) {
  utterance.is_again = false;
  return utterance;
}

TEST(GrammarProperty, NoSaladOfGrammarWordsCrashesIt) {
  std::mt19937 random{1};
  for (int round = 0; round < 6000; ++round) {
    const std::string text = salad(random, 14);
    SCOPED_TRACE(text);
    const Utterance utterance = said(text);
    EXPECT_EQ(utterance.words.empty(), utterance.verb == Verb::bare && utterance.is_command);
    EXPECT_FALSE(utterance.by && utterance.bad_date);
    EXPECT_FALSE(utterance.duration && utterance.bad_duration);
    canonical(utterance);
    read_when(text, tuesday());
  }
}

TEST(GrammarProperty, NoBytesCrashIt) {
  std::mt19937 random{2};
  for (int round = 0; round < 4000; ++round) {
    std::string text = kWords[random() % kWords.size()];
    for (std::size_t i = random() % 50; i > 0; --i) text += random() % 5 == 0 ? ' ' : static_cast<char>(random() % 256);
    SCOPED_TRACE(text);
    canonical(said(text));
    read_when(text, tuesday());
    nearest_command(text);
  }
}

TEST(GrammarProperty, NoMutilatedDateCrashesIt) {
  std::mt19937 random{3};
  constexpr std::string_view characters = "0123456789-/.:tT+qwdh'½, adfjnopstu";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t i = 1 + random() % 12; i > 0; --i) text += characters[random() % characters.size()];
    SCOPED_TRACE(text);
    const DateParse date = read_date({text, "oct", "2027"}, tuesday());
    EXPECT_LE(date.used, 3U);
    const SpanParse span = read_span({text, "days"});
    EXPECT_LE(span.used, 2U);
    if (const auto* moment = std::get_if<Moment>(&date.reading); moment != nullptr && moment->time) {
      EXPECT_LE(*moment->time, Minutes{1440});
      EXPECT_GE(*moment->time, Minutes{0});
    }
  }
}

TEST(GrammarProperty, TheCanonicalFormParsesToTheSameUtterance) {
  std::mt19937 random{4};
  int compared = 0;
  for (int round = 0; round < 12000; ++round) {
    const Utterance utterance = comparable(said(salad(random, 10)));
    if (!utterance.is_command || utterance.verb == Verb::bare || utterance.bad_date || utterance.bad_duration || utterance.by_two) continue;
    const std::string text = canonical(utterance);
    SCOPED_TRACE(join(utterance.words, 0, utterance.words.size()) + "  ->  " + text);
    const Utterance back = comparable(said(text));
    EXPECT_EQ(shown(back), shown(utterance));
    EXPECT_EQ(canonical(back), text);
    ++compared;
  }
  EXPECT_GT(compared, 700);
}

TEST(GrammarProperty, AgainBehindTheCanonicalFormIsOnlyThat) {
  for (const std::string text :
       {"slip A4 3d because keys came late", "done A3", "milestone beta open", "start Live by 30 oct", "drop A4 because it broke again",
        "milestone \"open again\"", "owner A4 me", "commit every 2w", "before M3 integrate it 6/8/14d"}) {
    SCOPED_TRACE(text);
    const Utterance once = said(text);
    Utterance twice = said(canonical(once) + " again");
    EXPECT_TRUE(twice.is_again);
    EXPECT_EQ(shown(comparable(twice)), shown(once));
  }
}

TEST(GrammarProperty, FourThousandCharactersOfAnythingAreReadQuickly) {
  for (const std::string piece : {"by ", "\"", "'", "' ", "'a ", "\"a ", "<", "<!here>", "before M1 ", "for 3d ", "😀", "中", "A1 ",
                                  "because ", "@", "a b ", "T-2w ", "(", "again "}) {
    SCOPED_TRACE(piece);
    std::string text = "action ";
    while (text.size() < 16000) text += piece;
    const auto begin = std::chrono::steady_clock::now();
    canonical(said(text));
    read_when(text, tuesday());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{2});
  }
}

TEST(Canonical, WritesVerbAndPartsInOneOrder) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"ms  20 customers owner @legal by T-1w", "milestone 20 customers by T-1w owner @legal"},
      {"milestone signed by T-1mo at noon", "milestone signed by T-30d 12:00"},
      {"kpi add Users from 1 to 10 by T+3", "kpi add Users from 1 to 10 by T+3d"},
      {"milestone M2 by T-0", "milestone M2 by T-0d"},
      {"slip A4 to T-2w", "slip A4 to 2026-10-16"},
      {"goal Ship by T-2w", "goal Ship by 2026-10-16"},
      {"FINISHED a3.", "done A3"},
      {"before m3 integrate 6/8/14 d", "before M3 integrate for 6d/8d/14d"},
      {"link A1 before A5", "link A5 after A1"},
      {"owner me for A4", "owner A4 me"},
      {"slip A4 to 15 oct at 9", "slip A4 to 2026-10-15T09:00"},
      {"slip A4 12 days left because so", "slip A4 12d left because \"so\""},
      {"start \"ship by friday\" by 30 oct", "start ship by friday by 2026-10-30"},
      {"start \"ship by friday\"", "start \"ship by friday\""},
      {"start ship \"by friday\" by 30 oct", "start ship \"by friday\" by 2026-10-30"},
      {"commit weekly", "commit every 7d"},
      {"restore 5", "restore v5"},
      {"BILL done A3", "BILL done A3"},
      {"done A3 in GOAL", "done A3 in GOAL"},
      {"slip A4 3d preview", "preview slip A4 3d"},
      {"action test 1½d", "action test for 1.5d"},
      {"away 21-25 sep", "away from 2026-09-21 until 2026-09-26"},
      {"away fri", "away on 2026-09-11"},
      {"action test 1.1250d", "action test for 1.1250d"},
      {"kpi K1 1234.567", "kpi K1 1234.5670"},
      {"start live by 30 oct midnight", "start live by 2026-10-30T24:00"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(canonical(said(text)), expected);
}

}  // namespace
}  // namespace backwalk::talk
