// A private plan that is shown to somebody: they see it and may answer in it, whose plan it is hears of that, nobody else of anything.
#include <gtest/gtest.h>

#include "tests/fakes/story.hpp"

namespace backwalk {
namespace guests_test {

bool has(const std::string& text, const std::string& wanted) { return text.find(wanted) != std::string::npos; }

/// The runner's plan, which friend and coach are known beside.
struct Race {
  Race() {
    for (const std::string who : {"friend", "coach"}) {
      story.dm(who, "away until fri");
      story.dm(who, "back");
    }
    dm("runner", "start run my first 10k race by sun 15 nov");
  }
  std::string dm(const std::string& who, const std::string& text) {
    story.wait(std::chrono::seconds{61});
    return fakes::told(story.dm(who, text));
  }
  fakes::Story story;
};

TEST(Guests, SeeThePlanAndMayAnswerInIt) {
  Race run;
  const auto told = run.dm("runner", "invite @friend");
  EXPECT_TRUE(has(told, "friend can see FIRS now, and answer in it.")) << told;
  EXPECT_TRUE(has(told, "[to friend]\nrunner shows you a private plan, FIRS: run my first 10k race by Sun 15 Nov.")) << told;
  EXPECT_TRUE(has(run.dm("friend", "list"), "FIRS"));
  EXPECT_TRUE(has(run.dm("friend", "status in FIRS"), "run my first 10k race"));
  EXPECT_TRUE(has(run.dm("friend", "walk in FIRS"), "what makes you glad?"));
  const auto answered = run.dm("friend", "answer finished without walking in FIRS");
  EXPECT_TRUE(has(answered, "[to runner]\nfriend: Noted")) << answered;
  EXPECT_TRUE(has(answered, "Which number shows that you are getting there")) << "the owner is asked on: " << answered;
  EXPECT_TRUE(has(run.dm("runner", "walk"), "Which number shows that you are getting there"));
}

TEST(Guests, SeeNothingAnyMoreWhenItIsTakenBack) {
  for (const std::string back : {"invite @friend stop", "uninvite @friend", "undo"}) {
    SCOPED_TRACE(back);
    Race run;
    const auto before = run.dm("friend", "status in FIRS");
    run.dm("runner", "invite @friend");
    EXPECT_NE(run.dm("friend", "status in FIRS"), before);
    run.dm("runner", back);
    EXPECT_EQ(run.dm("friend", "status in FIRS"), before);
    EXPECT_FALSE(has(run.dm("friend", "list"), "FIRS"));
    EXPECT_FALSE(has(run.dm("friend", "status"), "FIRS")) << "although it was talked about last";
  }
}

TEST(Guests, AreNobodyElse) {
  Race run;
  const auto before = run.dm("coach", "status in FIRS");
  run.dm("runner", "invite @friend");
  EXPECT_EQ(run.dm("coach", "status in FIRS"), before);
  EXPECT_FALSE(has(run.dm("coach", "list"), "FIRS"));
}

TEST(Guests, InviteNobodyThemselves) {
  Race run;
  run.dm("runner", "invite @friend");
  EXPECT_TRUE(has(run.dm("friend", "invite @coach in FIRS"), "Only the plan's owner, runner, can say “invite” here."));
  EXPECT_TRUE(has(run.dm("friend", "status share in FIRS"), "FIRS")) << "a direct message has nobody to share with";
}

TEST(Guests, OwnPlanOfTheSameKeyGoesFirst) {
  Race run;
  run.dm("runner", "invite @friend");
  run.dm("friend", "start my first bike run by sun 22 nov");
  const auto own = run.story.answer().changes.front();
  ASSERT_EQ(std::get<planner::PlanStarted>(own.edits.front()).key, "FIRS");
  EXPECT_TRUE(has(run.dm("friend", "list"), "run my first 10k race"));
  EXPECT_TRUE(has(run.dm("friend", "status in FIRS"), "bike"));
}

TEST(Guests, AreNotOverheardWhereThePlatformCannotWhisper) {
  Race run;
  run.dm("runner", "invite @friend");
  run.story.cannot_whisper("t9");
  for (const std::string who : {"runner", "friend"}) {
    for (const std::string text : {"list", "next all", "mine", "status in FIRS", "plan in FIRS"}) {
      run.story.wait(std::chrono::seconds{61});
      const auto told = fakes::told(run.story.mention(who, "club", text));
      EXPECT_FALSE(told.empty()) << text;
      EXPECT_FALSE(has(told, "10k")) << who << ": " << text << "\n" << told;
    }
  }
  EXPECT_TRUE(has(run.dm("friend", "list"), "10k"));
}

TEST(Invite, IsForPrivatePlansAndSaysWhoIsThere) {
  Race run;
  EXPECT_TRUE(has(run.dm("runner", "invite"), "Only you can see FIRS."));
  run.dm("runner", "invite @friend");
  EXPECT_TRUE(has(run.dm("runner", "invite"), "Beside you friend can see FIRS"));
  EXPECT_TRUE(has(run.dm("runner", "invite @friend"), "Nothing would change"));
  EXPECT_TRUE(has(run.dm("runner", "invite stop"), "a person: @name"));
  run.story.slash("runner", "club", "start Club has a field by 30 nov");
  EXPECT_TRUE(has(fakes::told(run.story.slash("runner", "club", "invite @friend")), "is the team's"));
}

}  // namespace guests_test
}  // namespace backwalk
