// How long, who, by when and where, told around a step or a state in more ways than a command knows; and the same in the commands.
#include <gmock/gmock.h>

#include "bot/base/zones.hpp"
#include "tests/talk/given_walk_said.hpp"

namespace backwalk {
namespace walk_told_test {

using fakes::has;
using fakes::WalkSaid;
using testing::ElementsAre;

/// "title · date", the date as ISO or "none".
struct WalkTold : WalkSaid {
  std::vector<std::string> dated() {
    std::vector<std::string> all;
    for (const auto& milestone : plan().milestones)
      all.push_back(milestone.title + " · " + (milestone.due ? zones::iso(milestone.due->date) : "none"));
    return all;
  }
};

TEST_F(WalkTold, AStepTellsItsLengthWhereItStands) {
  to_before_a1();
  for (const char* text : {"external audit, takes about two days, bo does it", "2 days external audit @bo",
                           "approx. 2 days, external audit @bo", "external audit, @bo will do it 2d"}) {
    SCOPED_TRACE(text);
    say(text);
    EXPECT_EQ(last(), "external audit · 2.0 · bo");
    say("undo");
  }
  say("external audit 2d (printer)");
  EXPECT_EQ(last(), "external audit (printer) · 2.0 · nobody");
  say("undo");
  for (const char* text : {"30 day trial opens", "external audit in 2 weeks", "ask the shop owner today"}) {
    SCOPED_TRACE(text);
    say(text);
    EXPECT_EQ(last(), std::string(text) + " · 0.0 · nobody");
    say("undo");
  }
}

TEST_F(WalkTold, AStepTellsWhatItComesBefore) {
  to_before_a1();
  EXPECT_TRUE(has(say("external audit 2d before M1"), "before M1 20 customers finished the beta"));
  EXPECT_EQ(last(), "external audit · 2.0 · nobody");
  EXPECT_TRUE(has(say("external audit 2d before M9"), "There is no M9"));
}

TEST_F(WalkTold, AStepHasOneOwnerWhomWeKnow) {
  to_before_a1();
  for (const char* text : {"external audit @bo and @cy 2d", "external audit 2d @bo, @cy", "action external audit 2d owner @bo, @cy"}) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(has(say(text), "A step has one owner, who answers for it; here @bo and @cy are named."));
  }
  EXPECT_TRUE(has(say("external audit owner Jürgen Müller"), "I know nobody called @Jürgen Müller here."));
  EXPECT_TRUE(has(say("external audit 1d owner Firma Schulz; rent a van 2d"), "owns no step: name them in its words"));
  EXPECT_THAT(actions(), ElementsAre("switch it on"));
  say("print bags 2d bo; launch the page 3d cy");
  EXPECT_EQ(last(), "launch the page · 3.0 · cy");
  EXPECT_EQ(owner_of(plan().actions[1]), "bo");
  say("undo");
  EXPECT_TRUE(has(say("nothing comes before that"), "Nothing before it"));
}

TEST_F(WalkTold, ACommandIsReadAsAStepIs) {
  to_before_a1();
  for (const char* text : {"action external audit for 2d owner bo", "action external audit for about two days owner bo",
                           "before A1 external audit (2 days, bo)", "before A1 external audit for about 2 days owner @bo quiet"}) {
    SCOPED_TRACE(text);
    say(text);
    EXPECT_EQ(last(), "external audit · 2.0 · bo");
    say("undo");
  }
  say("action buy 2 days of food");
  EXPECT_EQ(last(), "buy 2 days of food · 0.0 · nobody");
}

TEST_F(WalkTold, AStateTellsItsDateWithoutBy) {
  for (const char* text :
       {"terms are signed until 15 nov", "terms are signed on 15 nov", "terms are signed 15 nov", "terms are signed, 15 nov",
        "terms are signed - 15 nov", "terms are signed (15 nov)", "terms are signed T-15d", "terms are signed, by 15 nov"}) {
    SCOPED_TRACE(text);
    say(text);
    EXPECT_THAT(dated(), ElementsAre("terms are signed · 2026-11-15"));
    say("undo");
  }
  for (const char* text :
       {"numbers from 3 nov are in", "the report is that of 3 nov", "100 orders come in a day", "Vision 2030 is signed"}) {
    SCOPED_TRACE(text);
    say(text);
    EXPECT_THAT(dated(), ElementsAre(std::string(text) + " · none"));
    say("undo");
  }
  EXPECT_TRUE(has(say("terms are signed by the 3rd week of november"), "a week is not one day: say the day"));
  say("terms are signed by 1 nov, staff is trained 8 nov, shop is built by 15 nov");
  EXPECT_THAT(dated(), ElementsAre("terms are signed · 2026-11-01", "staff is trained · 2026-11-08", "shop is built · 2026-11-15"));
}

TEST_F(WalkTold, AStateKeepsADateThatBelongsToIt) {
  for (const char* text :
       {"people answer in 5 minutes", "orders ship in 2 days", "we are open from monday until friday", "the shop is open until 10 pm",
        "insurance is valid until 1 may 2027", "sales are higher than in march", "we do as well as on 3 march",
        "everybody checked in on monday", "the big day is 12 june", "holidays from 12 june - 14 june", "the team agrees on may"}) {
    SCOPED_TRACE(text);
    say(text);
    EXPECT_THAT(dated(), ElementsAre(std::string(text) + " · none"));
    say("undo");
  }
  say("milestone terms are signed quiet in ORDE on 15 nov");
  EXPECT_THAT(dated(), ElementsAre("terms are signed quiet · 2026-11-15"));
}

/// People and lengths that a command's title is about.
TEST_F(WalkTold, ACommandKeepsATitleThatIsAboutThem) {
  to_before_a1();
  for (const char* text : {"introduce @bo to @cy", "ask the owner bo", "call the shop owner back", "see what bo does that", "stand by bo",
                           "hire cy, bo", "build 3d model", "print bags 2d overnight", "rent a van from 3 march until 5 march",
                           "2 days a week training", "a week of rest", "call the client after 2 weeks"}) {
    SCOPED_TRACE(text);
    say("action " + std::string(text));
    EXPECT_EQ(last(), std::string(text) + " · 0.0 · nobody");
    say("undo");
  }
  for (const char* text : {"write the will", "sleep on it", "get the paperwork done", "send the draft to @bo"}) {
    SCOPED_TRACE(text);
    say("action " + std::string(text) + " for 2d");
    EXPECT_EQ(last(), std::string(text) + " · 2.0 · nobody");
    say("undo");
  }
  for (const char* text :
       {"print bags 2d bo before M1", "print bags 2d bo after A1", "print bags (2 days, bo) quiet", "print bags 2d, bo does it"}) {
    SCOPED_TRACE(text);
    say("action " + std::string(text));
    EXPECT_EQ(last(), "print bags · 2.0 · bo");
    say("undo");
  }
}

TEST_F(WalkTold, AStepIsOfferedAsOneWhereTheCadenceIsAsked) {
  to_before_a1();
  for (const char* text : {"nothing", "nothing"}) say(text);
  EXPECT_FALSE(has(say("2 days notice"), "Run it without"));
  const auto told = say("connect the provider 4d @bo");
  EXPECT_TRUE(has(told, "as how often the plan is walked again, so nothing was done."));
  EXPECT_TRUE(has(team.press("action connect the provider for 4d owner @bo in ORDE"), "A2"));
  EXPECT_EQ(last(), "connect the provider · 4.0 · bo");
  EXPECT_FALSE(plan().is_committed);
}

TEST_F(WalkTold, AStretchOfOneDayNamesItOnce) {
  to_steps();
  EXPECT_TRUE(has(say("switch it on half a day me"), "at the latest on Mon 30 Nov from 13:00."));
  EXPECT_TRUE(has(say("warn everybody 1h me"), "at the latest on Mon 30 Nov from 12:00 to 13:00."));
}

TEST(GoalTold, TakesItsDateHoweverItIsSaid) {
  for (const char* text : {"start Fair is open on 30 nov", "start Fair is open 2026-11-30", "start Fair is open by 30 nov"}) {
    SCOPED_TRACE(text);
    fakes::Story story;
    EXPECT_TRUE(has(fakes::told(story.slash("anna", "eng", text)), "“Fair is open”, Mon 30 Nov"));
  }
  fakes::Story story;
  EXPECT_TRUE(has(fakes::told(story.slash("anna", "eng", "start Fair is open")), "no date yet"));
  EXPECT_TRUE(has(fakes::told(story.slash("anna", "eng", "it must be open on 30 nov")), "“Fair is open”, Mon 30 Nov"));
}

TEST(GoalTold, KeepsADateThatItIsAbout) {
  for (const char* title : {"Run 10 km in 50 minutes", "Deliver each order in 2 days", "Report on 2026", "Cut costs in 2027",
                            "Celebrate the 3rd of october", "Remember 11 september", "Half the costs in half the time"}) {
    SCOPED_TRACE(title);
    fakes::Story story;
    EXPECT_TRUE(has(fakes::told(story.slash("anna", "eng", "start " + std::string(title))), "“" + std::string(title) + "”, no date yet"));
  }
}

}  // namespace walk_told_test
}  // namespace backwalk
