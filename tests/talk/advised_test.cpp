// `next`, `next all` and `mine` go by the planner's advice, from forecasts that are worked out outside the commit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/talk/billing.hpp"

namespace backwalk {
namespace advised_test {

using testing::HasSubstr;
using testing::Not;

/// A manual of ten days on the dot, and payments of three, or twenty: on paper they can begin last, but it is not safe to.
class NextAdvice : public testing::Test {
 protected:
  NextAdvice() {
    story.slash("ann", "eng", "start Ship the shop by 30 oct");
    story.slash("ann", "eng", "before goal write the manual for 10/10/11d owner me");
    story.slash("ann", "eng", "before goal connect the payments for 2/3/20d owner me");
  }
  std::string say(const std::string& text) { return fakes::told_to(story.slash("ann", "eng", text), "#eng only ann"); }

  fakes::Story story;
};

TEST_F(NextAdvice, GoesBySafeStartNotByLatestStart) {
  for (const auto* text : {"next", "next all"}) {
    SCOPED_TRACE(text);
    const auto answer = say(text);
    EXPECT_THAT(answer,
                testing::ContainsRegex("A2 connect the payments \\(ann\\): safe start [A-Z][a-z]+ [0-9]+ Oct, at the latest Wed 28 Oct"));
    EXPECT_LT(answer.find("A2 connect"), answer.find("A1 write")) << answer;
    EXPECT_THAT(answer, HasSubstr("In the order of safe starts: until then the chance stays at 85 %."));
    EXPECT_THAT(answer, HasSubstr("[Start A2] [Start A1] [Why?]"));
  }
}

TEST_F(NextAdvice, GoesByLatestStartAndSaysSoWhereNoForecastCanBeHad) {
  story.has_forecasts(false);
  const auto answer = say("next");
  EXPECT_LT(answer.find("A1 write"), answer.find("A2 connect")) << answer;
  EXPECT_THAT(answer, HasSubstr("A2 connect the payments (ann): start by Wed 28 Oct"));
  EXPECT_THAT(answer, HasSubstr("In the order of latest starts: the chance could not be worked out just now."));
  EXPECT_THAT(answer, Not(HasSubstr("[Why?]"))) << "there is no chance to explain";
}

TEST_F(NextAdvice, IsTheSameWhereverItIsTold) {
  std::string card;
  for (const auto& seen : story.slash("ann", "eng", "commit every 2w checked by me")) {
    if (seen.text().starts_with("SHIP · ")) card = seen.text();
  }
  EXPECT_THAT(card, testing::ContainsRegex("Next: A2 ann, safe start [A-Z][a-z]+ [0-9]+ Oct · A1 ann, s"));
  EXPECT_THAT(say("status"), HasSubstr("Start here: A2 connect the payments, ann, safe start "));
  EXPECT_THAT(say("brief"), HasSubstr("Next: A2 connect the payments, ann, safe start "));
  EXPECT_THAT(say("why goal"), HasSubstr("Longest chain: ")) << "which is something else";
}

TEST_F(NextAdvice, SaysThatNoStartIsSafeWhereTheChanceIsTooLowAnyway) {
  say("goal by 18 sep anyway");
  const auto answer = say("next");
  EXPECT_THAT(answer, HasSubstr("start today"));
  EXPECT_THAT(answer, HasSubstr("even if all starts today: a start is safe from 85 % on."));
  EXPECT_THAT(answer, Not(HasSubstr("safe start ")));
}

TEST_F(NextAdvice, WantsAForecastOnceForAPlanAsItIs) {
  say("next");
  EXPECT_EQ(story.forecasts(), 1U);
  const auto first = say("next all");
  EXPECT_EQ(story.forecasts(), 0U) << "it is kept with the plan";
  say("slip A1 1d");
  EXPECT_NE(say("next all"), first);
  EXPECT_EQ(story.forecasts(), 1U) << "the plan is another one now";
  story.at("2026-09-09T09:00:00+02:00");
  say("next");
  EXPECT_EQ(story.forecasts(), 1U) << "so is the day";
}

TEST_F(NextAdvice, IsToldFromWhatIsKeptOnlyAsLongAsThatHolds) {
  const auto first = say("next all");
  EXPECT_EQ(say("next all"), first);
  EXPECT_EQ(fakes::told_to(story.slash("bo", "eng", "next all"), "#eng only bo"), first) << "it is everybody's";
  say("away 19-23 oct");
  EXPECT_NE(say("next all"), first) << "the days of those who are away are no longer there";
  say("done A2");
  EXPECT_THAT(say("next all"), Not(HasSubstr("A2 connect")));
  story.at("2026-10-28T09:00:00+01:00");
  EXPECT_THAT(say("next all"), HasSubstr("late"));
}

TEST_F(NextAdvice, WeighsOfManyPlansThoseInWhichSomethingMustStartFirst) {
  for (int i = 0; i < 14; ++i) {
    const std::string room = "room" + std::to_string(i);
    story.slash("ann", room, "start Plan number " + std::to_string(i) + " by " + std::to_string(10 + i) + " dec");
    story.slash("ann", room, "before goal do it for 2/3/8d owner me");
  }
  const auto answer = story.dm("ann", "next all").front().text();
  EXPECT_EQ(story.forecasts(), 10U);
  EXPECT_THAT(answer, HasSubstr("Next in 15 plans"));
  EXPECT_THAT(answer, HasSubstr("In the order of safe starts, of the 10 plans in which something must start first."));
  EXPECT_LT(answer.find("A2 connect"), answer.find("A1 write")) << answer;
  EXPECT_EQ(story.dm("ann", "next all").front().text(), answer);
  EXPECT_EQ(story.forecasts(), 0U);
}

TEST_F(NextAdvice, MineSaysWhatToDoFirstAndWhy) {
  EXPECT_THAT(story.dm("ann", "mine").front().text(), HasSubstr("\nDo first: SHIP A2 connect the payments, safe start "));
  EXPECT_THAT(story.dm("bob", "mine").front().text(), Not(HasSubstr("Do first")));
}

TEST_F(NextAdvice, NamesWhatSpeaksForEachStep) {
  fakes::Story billing;
  fakes::tell_committed_billing(billing);
  const auto answer = fakes::told_to(billing.slash("dev", "billing", "next all"), "#billing only dev");
  EXPECT_THAT(answer, testing::ContainsRegex(
                          "A3 choose tax vendor \\(dev\\): start today, at the latest .*; decides the date in [0-9]+ %, .*wait for it"));
  EXPECT_EQ(std::count(answer.begin(), answer.end(), ';'), 3) << "three, each with a reason beside its date\n" << answer;
}

}  // namespace advised_test
}  // namespace backwalk
