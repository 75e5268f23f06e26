// The verbs of doing as PRODUCT 6.4 writes them, and who is told of what they do (6.5).
#include <gtest/gtest.h>

#include "bot/talk/grammar.hpp"
#include "planner/backward.hpp"
#include "planner/evolve.hpp"
#include "tests/talk/billing.hpp"

namespace backwalk {
namespace {

using fakes::Story;
using fakes::tell_billing;
using fakes::tell_committed_billing;
using fakes::told_to;

const std::string dev = "#billing only dev";
const std::string thread = "#billing thread";

struct Billing : testing::Test {
  Billing() { tell_committed_billing(story); }
  std::string say(const std::string& who, const std::string& text) {
    seen = story.slash(who, "billing", text);
    return told_to(seen, "#billing only " + who);
  }
  std::string in_thread() const { return told_to(seen, thread); }
  const planner::Plan& plan() {
    record = story.plan("CUST");
    return record->plan;
  }
  planner::Slot slot(planner::Kind kind, int number) {
    const auto& now = plan();
    return *planner::timeline(now, planner::Date{std::chrono::year{2026} / 9 / 8})->find({kind, number});
  }

  Story story;
  std::vector<fakes::Seen> seen;
  turn::RecordPtr record;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(Billing, UnderstandsTheUtterancesOfTheProductPageForTheseVerbs) {
  struct Case {
    std::string text;
    std::vector<std::string> parts;  ///< of the answer to dev
  };
  const std::vector<Case> cases{
      {"link A5 after A1 A4", {"A5 run the beta waits for A1 terms and privacy and A4 integrate tax engine"}},
      {"needs A6 designer for 3d lead 10d", {"A10 Book designer for 3 days: 10 days, market, before A6 launch page and docs"}},
      {"next", {"CUST · next for you", "A3 choose tax vendor (dev)", "[Start A3]"}},
      {"started A4", {"A4 integrate tax engine is started"}},
      {"done A3", {"A3 choose tax vendor is done."}},
      {"done tax vendor", {"A3 choose tax vendor is done."}},
      {"block A4 sandbox keys not delivered @vendor-contact", {"Recorded as R3 on A4 integrate tax engine", "sandbox keys not delivered"}},
      {"slip A4 3d because keys came late", {"A4 integrate tax engine now takes 11 days"}},
      {"slip A4 12d left", {"A4 integrate tax engine now takes 12 days"}},
      {"slip A4 to 15 oct", {"A4 integrate tax engine would end Thu 15 Oct", "Nothing is recorded yet."}},
      {"slip A4 to 15 oct anyway", {"A4 integrate tax engine now takes"}},
      {"gain A2 2d",
       {"A2 pricing decision would take 2 days less: 1 day", "Pull forward", "keep the time as a buffer?",
        "[Pull forward] [Keep as buffer]"}},
      {"kpi K1 49", {"K1 EU waitlist companies: 49."}},
      {"kpi K1 +9", {"K1 EU waitlist companies: 49."}},
      {"k1 = 49", {"K1 EU waitlist companies: 49."}},
      {"pace K1", {"Now 40 of 100, and nobody has read it yet", "Needed: 8.1 a week to reach 100 by Fri 30 Oct"}},
      {"risk rival launches first watch \"their beta page goes live\" mitigate A9 owner @market",
       {"R3 rival launches first (market); watch: their beta page goes live", "Against R3", "A9 watch the rival"}},
      {"happened R2", {"R2 has happened: “sandbox keys come late”."}},
      {"history A4", {"CUST · history"}},
      {"undo", {"nothing of yours"}},
      {"unlink A4 after A3", {"A4 integrate tax engine waits for A3 choose tax vendor no longer."}},
      {"split A4 into tax rates and tax forms", {"is now A4 tax rates and A10 tax forms, one after the other", "A10: 4 days (3d to 7d)"}},
      {"merge A3 A4", {"are now one: A3 choose tax vendor and integrate tax engine, 15 days (11d to 28d)"}},
      {"take A6", {"dev owns A6 launch page and docs."}},
      {"take launch page", {"dev owns A6 launch page and docs."}},
      {"mine", {"4 things are yours, in 1 plan", "A3 choose tax vendor", "R2 sandbox keys come late"}},
      {"mitigate R2 with A9", {"Against R2 “sandbox keys come late”: A9 watch the rival, to begin by"}},
      {"mitigate R2 call the vendor for 1d before A4", {"A10 call the vendor: 1 day, dev, before A4", "Against R2"}},
      {"plan",
       {"CUST · Self-serve billing live for EU customers", "◇ M2 Tax engine works in staging", "A4 integrate tax engine",
        "Then the goal itself:"}},
      {"flexible A6", {"A6 launch page and docs is flexible"}},
      {"simplify", {"CUST can be simpler. Nothing is done yet.", "1 link says what others say already.", "[Simplify]"}},
      {"learn", {"Working backwards in short", "learn dos"}},
      {"learn dos", {"Do\n", "Give ranges"}},
      {"settings", {"time zone", "Europe/Berlin", "standup", "settings zone Europe/Berlin"}},
      {"list", {"1 plan", "CUST"}},
      {"retrace", {"CUST retraced, last to first"}},
      {"status", {"CUST · Self-serve billing live"}},
  };
  for (const auto& [text, parts] : cases) {
    SCOPED_TRACE(text);
    Story fresh;
    tell_committed_billing(fresh);
    const auto answer = told_to(fresh.slash("dev", "billing", text), dev);
    for (const auto& part : parts) EXPECT_TRUE(has(answer, part)) << "wanted: " << part << "\ngot: " << answer;
    EXPECT_EQ(fresh.was_refused(), text == "undo") << answer;
  }
}

TEST_F(Billing, BooksWhatIsNeededItsLeadTimeAheadOfTheWork) {
  const auto before = slot(planner::Kind::action, 6);
  say("dev", "needs A6 designer for 3d lead 10d");
  const planner::WorkingTime time(plan().calendar);
  const auto booking = slot(planner::Kind::action, 10);
  EXPECT_EQ(slot(planner::Kind::action, 6).latest_start, before.latest_start);
  EXPECT_EQ(time.work_before(before.latest_start) - time.work_before(booking.latest_start), 10 * 480);
}

TEST_F(Billing, KeepsWhatWasGainedAsABufferOrPullsForward) {
  say("dev", "gain A3 2d");
  EXPECT_TRUE(seen.size() == 1 && record == nullptr) << "nothing is done yet";
  const auto was = slot(planner::Kind::action, 4).earliest_start;
  const auto buttons = chat::buttons_of(seen.front().message);
  ASSERT_EQ(buttons.size(), 2U);
  story.press("dev", "billing", buttons[1].say);
  EXPECT_EQ(slot(planner::Kind::action, 4).earliest_start, was);
  say("dev", "undo");
  story.press("dev", "billing", buttons[0].say);
  EXPECT_LT(slot(planner::Kind::action, 4).earliest_start, was);
}

TEST_F(Billing, AsksWhoIsDoneEarlyWhatToDoWithTheTime) {
  const auto answer = say("dev", "done A3");
  EXPECT_TRUE(has(answer, "earlier than planned: A4 integrate tax engine")) << answer;
  EXPECT_TRUE(has(answer, "[Pull forward] [Keep as buffer]")) << answer;
  EXPECT_FALSE(has(in_thread(), "earlier than planned")) << "others read a line, not the question";
  EXPECT_FALSE(has(in_thread(), "Dates move for"));
}

TEST_F(Billing, TellsOnlyThoseWhoseDatesMove) {
  struct Case {
    std::string who, text, mentioned;  ///< in the thread; empty: nobody
  };
  const std::vector<Case> cases{
      {"market", "slip A6 2d", ""},
      {"market", "started A6", ""},
      {"dev", "done A3", ""},
      {"dev", "slip A4 25d anyway", "Dates move for legal, product."},
      {"legal", "slip A5 20d anyway", "Dates move for dev, product."},
      {"dev", "gain A3 2d pull", "Dates move for legal, product."},
      {"dev", "gain A3 2d buffer", ""},
      {"dev", "slip A4 25d anyway quiet", ""},
      {"market", "gain A9 1h pull", ""},
  };
  for (const auto& [who, text, mentioned] : cases) {
    SCOPED_TRACE(text);
    Story fresh;
    tell_committed_billing(fresh);
    const auto told = told_to(fresh.slash(who, "billing", text), thread);
    EXPECT_EQ(has(told, "Dates move for"), !mentioned.empty()) << told;
    EXPECT_TRUE(has(told, mentioned)) << told;
  }
}

TEST_F(Billing, ARiskThatHappenedMentionsThoseWhoseDatesMove) {
  say("dev", "block A4 no keys");
  const auto& now = plan();
  ASSERT_NE(planner::find_risk(now, 3), nullptr);
  say("dev", "happened R3");
  EXPECT_TRUE(has(in_thread(), "R3 has happened")) << in_thread();
  EXPECT_FALSE(has(in_thread(), "Dates move for")) << "nobody told what it costs, so no date moves";
  say("dev", "undo");
  say("dev", "happened R3 4d");
  EXPECT_TRUE(has(in_thread(), "A4 integrate tax engine now takes 12 days")) << in_thread();
  EXPECT_TRUE(has(in_thread(), "Dates move for legal, product.")) << in_thread();
}

TEST_F(Billing, TellsTheReasonToTheOthers) {
  say("dev", "slip A4 3d because keys came late");
  EXPECT_TRUE(has(in_thread(), "Because: keys came late")) << in_thread();
}

TEST_F(Billing, PreviewShowsAndDoesNothing) {
  const auto before = plan().seq;
  for (const std::string text : {"slip A4 3d", "done A3", "drop A3", "split A4 into x and y", "merge A3 A4", "gain A3 2d buffer",
                                 "simplify", "before M3 train support for 2d", "link A5 after A1", "milestone M2 by 1 oct", "risk rain",
                                 "restore v1", "start Another plan by 1 dec", "needs A6 designer lead 5d"}) {
    SCOPED_TRACE(text);
    const auto answer = say("product", "preview " + text);
    EXPECT_EQ(seen.size(), 1U) << "only who asked sees it";
    EXPECT_EQ(plan().seq, before);
    if (text == "restore v1") continue;  // there is none yet: refused as it would be
    EXPECT_TRUE(has(answer, "Preview, nothing is done yet.")) << answer;
    const auto buttons = chat::buttons_of(seen.front().message);
    ASSERT_EQ(buttons.size(), 1U);
    EXPECT_EQ(buttons.front().label, "Do it");
  }
  const auto shown = say("product", "preview slip A4 3d");
  EXPECT_TRUE(has(shown, "3 days later")) << shown;
  story.press("product", "billing", chat::buttons_of(seen.front().message).front().say);
  EXPECT_GT(plan().seq, before) << "the button does it";
}

TEST_F(Billing, AsksBeforeAPlanIsClosedAndNamesWhatStops) {
  say("product", "standup every mon at 9:30");
  const auto asked = say("product", "close");
  EXPECT_TRUE(has(asked, "nobody is asked or reminded. 9 actions are not done.")) << asked;
  EXPECT_TRUE(has(asked, "What stops: the standup.")) << asked;
  EXPECT_FALSE(plan().closed_at);
  story.press("product", "billing", chat::buttons_of(seen.front().message).front().say);
  EXPECT_TRUE(plan().closed_at);
  EXPECT_TRUE(has(say("product", "reopen"), "CUST is open again."));
  EXPECT_FALSE(plan().closed_at);
}

TEST_F(Billing, SimplifyIsDoneByItsButtonAndTakenBackByUndo) {
  say("legal", "done A1 M1");
  EXPECT_TRUE(has(say("product", "simplify"), "Reached, so they need no line of their own: M1 Terms and privacy signed"));
  const auto before = plan();
  story.press("product", "billing", chat::buttons_of(seen.front().message).front().say);
  EXPECT_LT(plan().milestones.size(), before.milestones.size());
  say("product", "undo");
  EXPECT_TRUE(planner::looks_same(plan(), before));
}

TEST_F(Billing, EveryWriteOfTheseVerbsIsTakenBackByUndo) {
  for (const std::string text :
       {"unlink A4 after A3", "needs A6 designer for 3d lead 10d", "split A4 into x, y and z 2d", "merge A3 A4 as tax", "take A6",
        "gain A3 2d pull", "gain A3 2d buffer", "happened R2", "mitigate R2 with A9", "mitigate R2 call them", "flexible A6 M2",
        "simplify now", "risk rain mitigate A9"}) {
    SCOPED_TRACE(text);
    const auto before = plan();
    say("dev", text);
    ASSERT_FALSE(story.was_refused()) << fakes::told(seen);
    EXPECT_FALSE(planner::looks_same(plan(), before));
    say("dev", "undo");
    EXPECT_TRUE(planner::looks_same(plan(), before));
    story.wait(std::chrono::seconds(61));
  }
}

TEST_F(Billing, SaysTheSameAgainOnlyOnce) {
  say("dev", "take A6");
  story.wait(std::chrono::seconds(12));
  EXPECT_TRUE(has(say("dev", "take A6"), "Already done 12 s ago."));
  story.wait(std::chrono::seconds(60));
  EXPECT_TRUE(has(say("dev", "take A6"), "Nothing would change"));
}

TEST_F(Billing, WordsDoWhereAnIdIsExpected) {
  EXPECT_TRUE(has(say("dev", "history tax vendor"), "history"));
  EXPECT_TRUE(has(say("dev", "pace waitlist"), "Now 40 of 100"));
  EXPECT_TRUE(has(say("dev", "flexible launch page"), "A6 launch page and docs is flexible"));
  EXPECT_TRUE(has(say("dev", "split tax engine into x and y"), "is now A4 x and A10 y"));
  EXPECT_TRUE(has(say("dev", "gain tax vendor 1d pull"), "A3 choose tax vendor takes 1 day less"));
  EXPECT_TRUE(has(say("dev", "happened sandbox keys"), "R2 has happened"));
  EXPECT_TRUE(has(say("dev", "take beta"), "Which one")) << "two items match";
}

TEST_F(Billing, MineIsOverAllPlansThatISee) {
  story.slash("dev", "tax", "start Move to the new office by 20 dec");
  story.slash("dev", "tax", "before goal pack the boxes for 2d owner me");
  story.slash("product", "other", "start Somebody else's plan by 20 dec");
  EXPECT_TRUE(has(told_to(story.dm("dev", "mine"), "to dev"), "5 things are yours, in 2 plans"));
}

TEST_F(Billing, ListNamesFiftyPlansAndCountsTheRest) {
  for (int i = 0; i < 60; ++i) story.slash("dev", "room" + std::to_string(i), "start Plan number " + std::to_string(i) + " by 20 dec");
  const auto answer = say("dev", "list");
  EXPECT_TRUE(has(answer, "61 plans")) << answer;
  EXPECT_TRUE(has(answer, "and 11 more, due later.")) << answer;
  EXPECT_LT(answer.find("CUST"), answer.find("Plan number")) << "the one that is due first";
}

TEST_F(Billing, NextAllIsTheChannelsWhereItHasSeveralPlans) {
  story.slash("dev", "billing", "start Move to the new office by 20 dec");
  story.slash("dev", "billing", "before goal pack the boxes for 2d owner me in OFFI");
  const auto answer = say("dev", "next all");
  EXPECT_TRUE(has(answer, "Next in 2 plans") && has(answer, "pack the boxes") && has(answer, "choose tax vendor")) << answer;
}

}  // namespace
}  // namespace backwalk
