// Text to a wish. Expected values are written from PRODUCT §6.2-6.4 and ARCHITECTURE §4.
#include "bot/talk/grammar.hpp"

#include "tests/talk/grammar_cases.hpp"

namespace backwalk::talk {
namespace grammar_test {

TEST(Grammar, ReadsTheUtterancesOfTheProductPage) {
  expect_all({
      {"start Self-serve billing live for EU customers by 30 oct", "start [Self-serve billing live for EU customers] by=2026-10-30"},
      {"start", "start"},
      {"milestone 20 customers finished the beta by T-1w owner @legal",
       "milestone [20 customers finished the beta] by=2026-10-23 owner=@legal"},
      {"before M3 integrate tax engine for 6/8/14d owner @dev", "before M3 [integrate tax engine] for=6d/8d/14d owner=@dev"},
      {"before A4 choose tax vendor, sign contract for 5/7/14d owner @dev",
       "before A4 [choose tax vendor, sign contract] for=5d/7d/14d owner=@dev"},
      {"link A5 after A1 A4", "link A5 after=A1,A4"},
      {"commit every 2w", "commit every=14"},
      {"next", "next"},
      {"next all share", "next all share"},
      {"started A4", "started A4"},
      {"done A3", "done A3"},
      {"done tax vendor", "done [tax vendor]"},
      {"slip A4 3d because keys came late", "slip A4 for=3d because=keys came late"},
      {"slip A4 12d left", "slip A4 for=12d left"},
      {"slip A4 to 15 oct", "slip A4 to=2026-10-15"},
      {"retrace share", "retrace share"},
      {"undo", "undo"},
      {"history A4", "history A4"},
      {"", "bare"},
      {"help whatif", "help [whatif]"},
  });
}

TEST(Grammar, TakesNoPlanOutOfTheSentencesOfABrief) {
  for (const auto* text : {"brief note The EU launch slipped", "brief note Thanks to the BILL team"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(said(text).plan_key);
    EXPECT_EQ(said(text).text, std::string(text).substr(11));
  }
  EXPECT_EQ(said("brief BILL").plan_key, "BILL");
}

TEST(Grammar, TakesAVerbForNoLessForBeingPolite) {
  for (const auto* text : {"close please", "please close", "close, please", "close thanks", "please close, thank you"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(shown(said(text)), shown(said("close")));
  }
  expect_all({
      {"done A3 please", "done A3"},
      {"pls next all, thx", "next all"},
      {"risk customers never say thanks", shown(said("risk \"customers never say thanks\""))},
      {"thanks", "?bare [thanks]"},
      {"please", "?bare [please]"},
      {"please sign the terms", "?bare [please sign the terms]"},
      {"status quickly please", shown(said("status quickly please"))},
  });
  EXPECT_FALSE(said("status quickly please").is_command) << "a rest is still a rest";
}

TEST(Grammar, ReadsWhatPeopleAnswerInTheWalk) {
  expect_all({
      {"before M4 switch on and announce 1d owner @product", "before M4 [switch on and announce] for=1d owner=@product"},
      {"before A8 fix beta findings 2/4/9d owner @dev", "before A8 [fix beta findings] for=2d/4d/9d owner=@dev"},
      {"before goal choose tax vendor 5/7/14d", "before goal [choose tax vendor] for=5d/7d/14d"},
      {"before the goal announce it", "before goal [announce it]"},
      {"before M3: test it", "before M3 [test it]"},
      {"action launch page and docs 3 - 8 days owner me", "action [launch page and docs] for=3d-8d owner=me"},
      {"action phase 2 4h", "action [phase 2] for=4h"},
      {"action hire in 2 weeks", "action [hire in 2 weeks]"},
      {"action test it 0d", "action [test it] bad_duration=0d"},
      {"action test it -3d", "action [test it] bad_duration=-3d"},
      {"action A3 for 5d", "action A3 for=5d"},
      {"action a3 5d", "action A3 for=5d"},
      {"action launch page for 2d before M1", "action [launch page] for=2d before=M1"},
      {"action launch page for 2d after A1, A2 and A4 owner @x", "action [launch page] for=2d owner=@x after=A1,A2,A4"},
      {"action test for -2d", "action [test] bad_duration=-2d"},
      {"action prepare for 2 days of workshops", "action [prepare for 2 days of workshops]"},
      {"action prepare for 2 days of workshops for 3d", "action [prepare for 2 days of workshops] for=3d"},
      {"action party for @team", "action [party for @team]"},
      {"action test before M3 starts", "action [test before M3 starts]"},
      {"action test before M3", "action [test] before=M3"},
      {"milestone M2 by 9 oct", "milestone M2 by=2026-10-09"},
      {"milestone M2 Beta open", "milestone M2 [Beta open]"},
      {"ms beta open", "milestone [beta open]"},
      {"goal by 9 nov", "goal by=2026-11-09"},
      {"goal Live in the EU by 9 nov because beta contract", "goal [Live in the EU] by=2026-11-09 because=beta contract"},
      {"goal EU customers pay by themselves", "goal [EU customers pay by themselves]"},
  });
}

TEST(Grammar, AModifierCountsOnlyWhenWhatFollowsReadsAsItsKind) {
  expect_all({
      {"start open in Kiel by 11 dec", "start [open in Kiel] by=2026-12-11"},
      {"start Live in EU by 11 dec", "start [Live in EU] by=2026-12-11"},
      {"milestone open in Kiel by 9 oct", "milestone [open in Kiel] by=2026-10-09"},
      {"milestone open by 9 oct in BILL", "milestone [open] in=BILL by=2026-10-09"},
      {"start house by the sea by 30 oct", "start [house by the sea] by=2026-10-30"},
      {"start house by the sea", "start [house by the sea]"},
      {"start ship by friday by 30 oct", "start [ship by friday] by=2026-10-30"},
      {"start \"ship by friday\" by 30 oct", "start [ship by friday] by=2026-10-30"},
      {"start 'ship by friday'", "start [ship by friday]"},
      {"start ship \"by friday\" by 30 oct", "start [ship \"by friday\"] by=2026-10-30"},
      {"start raise sales by 3 points by eoq", "start [raise sales by 3 points] by=2026-09-30"},
      {"start raise sales by 20% by eoq", "start [raise sales by 20%] by=2026-09-30"},
      {"start raise sales by 20%", "start [raise sales by 20%]"},
      {"start live by 31 feb", "start [live] bad_date=31 feb"},
      {"start live by 2026-13-01", "start [live] bad_date=2026-13-01"},
      {"start live by 30", "start [live] bad_date=30"},
      {"start live by 03/04", "start [live] two=2027-04-03|2027-03-04"},
      {"start live by 30 oct 17:00", "start [live] by=2026-10-30T1020"},
      {"start live by 30 oct, please", "start [live please] by=2026-10-30"},
      {"start by 30 oct open in Kiel", "start [open in Kiel] by=2026-10-30"},
      {"start live by fri owner @maria", "start [live] by=2026-09-11 owner=@maria"},
      {"start find an owner for the shop", "start [find an owner for the shop]"},
      {"milestone the owner signed", "milestone [the owner signed]"},
      {"milestone owner @a signed owner @b", "milestone [owner @a signed] owner=@b"},
      {"milestone signed owner @dev, by 9 oct.", "milestone [signed] by=2026-10-09 owner=@dev"},
      {"milestone after the party", "milestone [after the party]"},
      {"done A3 in BILL", "done A3 in=BILL"},
      {"next in BILL share", "next in=BILL share"},
      {"action test because by friday it rains", "action [test] because=by friday it rains"},
      {"start because", "start [because]"},
  });
}

TEST(Grammar, NamesThePlanInFrontToo) {
  expect_all({
      {"BILL done A3", "done A3 in=BILL"},
      {"BILL next all", "next in=BILL all"},
      {"bill done A3", "?bare [bill done A3]"},
      {"BILL", "?bare [BILL] in=BILL"},
      {"DONE A3", "done A3"},
      {"BILL hello", "?bare [BILL hello]"},
      {"BILL that's enough", "enough in=BILL"},
      {"preview slip A4 3d", "slip A4 for=3d preview"},
      {"slip A4 3d preview", "slip A4 for=3d preview"},
  });
}

TEST(Grammar, AFreeSentenceThatBeginsLikeAVerbIsNoCommand) {
  for (const std::string text :
       {"next we invite customers", "list of suppliers agreed", "undo the damage", "status quo kept", "help them all", "enough said",
        "done", "before we start, sign", "retrace the steps", "skip the beta", "commit to quality", "restore trust"}) {
    SCOPED_TRACE(text);
    const Utterance utterance = said(text);
    EXPECT_FALSE(utterance.is_command);
    EXPECT_NE(utterance.verb, Verb::bare);
  }
  EXPECT_EQ(said("small steps").verb, Verb::bare);
  EXPECT_EQ(said("finsh A3").first_word, "finsh");
  EXPECT_EQ(said("\"done\" A3").verb, Verb::bare);
}

TEST(Grammar, TrailingFlagsOfATitleCountOnlyBehindAModifier) {
  expect_all({
      {"start gain market share", "start [gain market share]"},
      {"start gain market share by eoq share", "start [gain market share] by=2026-09-30 share"},
      {"milestone ship the preview", "milestone [ship the preview]"},
      {"milestone ship it by 9 oct preview quiet", "milestone [ship it] by=2026-10-09 quiet preview"},
      {"milestone beta open again", "milestone [beta open] again"},
      {"milestone \"open again\"", "milestone [open again]"},
      {"milestone open share again", "milestone [open share] again"},
  });
}

TEST(Grammar, MentionsAreOwners) {
  const auto utterance = parse(words_of({chat::Piece{std::string{"milestone signed owner "}},
                                         chat::Piece{chat::UserMention{"U9", "Dev Ops"}}, chat::Piece{std::string{", by 9 oct"}}}),
                               tuesday());
  ASSERT_TRUE(utterance.owner);
  EXPECT_EQ(utterance.owner->mention, "U9");
  EXPECT_EQ(utterance.owner->name, "Dev Ops");
  EXPECT_EQ(utterance.text, "signed");
  EXPECT_TRUE(utterance.by);
}

TEST(Grammar, APictureIsAskedForDarkOrAsSvgByItsLastWords) {
  struct Asked {
    const char* text;
    bool is_command, is_dark, is_svg;
  };
  const Asked cases[] = {{"timeline", true, false, false},          {"timeline dark", true, true, false},
                         {"fever svg dark", true, true, true},      {"pace K1 svg", true, false, true},
                         {"pace dark", true, true, false},          {"timeline in the dark ages", false, false, false},
                         {"timeline \"dark\"", false, false, false}};
  for (const auto& [text, is_command, is_dark, is_svg] : cases) {
    SCOPED_TRACE(text);
    const auto said = parse(words_of({chat::Piece{std::string{text}}}), tuesday());
    EXPECT_EQ(said.is_command, is_command);
    EXPECT_EQ(said.is_dark, is_dark);
    EXPECT_EQ(said.is_svg, is_svg);
  }
}

TEST(Grammar, NeedsTheGoalForDatesCountedFromIt) {
  Calendarium no_goal = tuesday();
  no_goal.goal.reset();
  const auto utterance = parse(words_of({chat::Piece{std::string{"milestone signed by T-2w"}}}), no_goal);
  EXPECT_TRUE(utterance.is_command);
  ASSERT_TRUE(utterance.bad_date);
  EXPECT_NE(utterance.bad_date->find("goal date"), std::string::npos);
}

TEST(Grammar, KeepsEmojiAndOtherScriptsInTitles) {
  expect_all({{"start 🚀 запуск 中文 by 30 oct", "start [🚀 запуск 中文] by=2026-10-30"},
              {"milestone הושק ב-EU by 9 oct", "milestone [הושק ב-EU] by=2026-10-09"},
              {"ｄｏｎｅ Ａ３", "done A3"},
              {"start <!channel> party by 30 oct", "start [channel party] by=2026-10-30"}});
}

}  // namespace grammar_test
}  // namespace backwalk::talk
