// A private plan that is shown to somebody: they see it and may answer in it, whose plan it is hears of that, nobody else of anything.
#include <gtest/gtest.h>

#include <algorithm>

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

TEST(Guests, ReachBothPlansOfOneKeyByNamingWhose) {
  Race run;
  run.dm("runner", "invite @friend");
  run.dm("friend", "start my first bike run by sun 22 nov");
  for (const std::string said : {"status in FIRS/runner", "FIRS/Runner status", "status in FIRS/u3"}) {
    EXPECT_TRUE(has(run.dm("friend", said), "10k race")) << said;
  }
  EXPECT_TRUE(has(run.dm("friend", "list"), "FIRS/runner"));
  EXPECT_TRUE(has(run.dm("friend", "answer finished in one piece in FIRS/runner"), "[to runner]\nfriend: Noted"));
  EXPECT_TRUE(has(run.dm("friend", "status in FIRS"), "bike"));
  const auto own = run.dm("friend", "status in FIRS/friend");
  EXPECT_TRUE(has(own, "bike")) << own;
  EXPECT_EQ(run.dm("coach", "status in FIRS/runner"), run.dm("coach", "status in FIRS/runner"));
  EXPECT_FALSE(has(run.dm("coach", "status in FIRS/runner"), "10k"));
}

TEST(Guests, ButtonsOfTheSharedPlanMeanThatOne) {
  Race run;
  const auto shown = run.story.dm("runner", "invite @friend");
  run.dm("friend", "start my first bike run by sun 22 nov");
  const auto to_friend = std::find_if(shown.begin(), shown.end(), [](const auto& each) { return each.where == "to friend"; });
  ASSERT_NE(to_friend, shown.end());
  const auto buttons = chat::buttons_of(to_friend->message);
  ASSERT_FALSE(buttons.empty());
  EXPECT_TRUE(has(run.dm("friend", buttons.front().say), "10k race")) << buttons.front().say;
}

TEST(Guests, AnswerTheQuestionThatTheyWereShownInPlainWords) {
  Race run;
  run.dm("runner", "invite @friend");
  EXPECT_FALSE(has(run.dm("friend", "finished without walking"), "Noted")) << "before they have looked at the plan nothing was asked";
  run.dm("friend", "walk in FIRS");
  const auto answered = run.dm("friend", "finished without walking");
  EXPECT_TRUE(has(answered, "[to runner]\nfriend: Noted")) << answered;
  EXPECT_TRUE(has(answered, "[to friend]\nNoted")) << answered;
  auto to_friend = answered.substr(answered.find("[to friend]"));
  to_friend = to_friend.substr(0, to_friend.find("[to runner]"));
  EXPECT_TRUE(has(to_friend, "Which number shows that you are getting there")) << "they see what is asked next: " << answered;
  EXPECT_TRUE(has(run.dm("friend", "longest run from 3 km to 10 km by 8 nov"), "K1 longest run"));
  run.dm("runner", "invite @friend stop");
  run.dm("friend", "8 km comfortably");
  EXPECT_FALSE(has(run.dm("runner", "plan"), "8 km comfortably")) << "they see it no more";
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
