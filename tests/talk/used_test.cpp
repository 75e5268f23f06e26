// What has been used is put out of the way: a question that was answered loses its buttons and says by whom it was; the card of a committed
// plan is pinned where the platform can.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/fakes/story.hpp"

namespace backwalk {
namespace used_test {

/// The edits of questions in the last answer, under the key of the message that each changes.
std::map<std::string, chat::Message> retired(const fakes::Story& story) {
  std::map<std::string, chat::Message> edits;
  for (const auto& outgoing : story.answer().later) {
    if (outgoing.delivery == chat::Delivery::edit && outgoing.key.ends_with("/answered")) edits[*outgoing.edits] = outgoing.message;
  }
  return edits;
}

/// The only one; its last line.
std::string told_of(const fakes::Story& story) {
  const auto edits = retired(story);
  EXPECT_EQ(edits.size(), 1U);
  if (edits.empty()) return "";
  const std::string text = chat::plain(edits.begin()->second);
  return text.substr(text.rfind('\n') + 1);
}

std::string key_of_question(const fakes::Story& story) {
  EXPECT_EQ(story.answer().questions.size(), 1U);
  return story.answer().questions.empty() ? "" : *story.answer().questions.front().message_key;
}

TEST(UsedButtons, GoWhenTheQuestionIsAnsweredAndTheAnswerStandsThere) {
  fakes::Story story;
  story.slash("anna", "eng", "start Shop takes orders by 30 nov");
  const auto asked = key_of_question(story);
  story.mention("ben", "eng", "orders come in by themselves", "p1/root");
  const auto edits = retired(story);
  ASSERT_EQ(edits.size(), 1U);
  const auto& [key, message] = *edits.begin();
  EXPECT_EQ(key, asked);
  EXPECT_TRUE(chat::buttons_of(message).empty());
  EXPECT_NE(chat::plain(message).find("what does the announcement say?"), std::string::npos) << "the question stays";
  EXPECT_EQ(told_of(story), "Answered by ben: “orders come in by themselves”");
}

TEST(UsedButtons, NameTheOneThatWasPressedHoweverItCame) {
  fakes::Story story;
  story.slash("anna", "eng", "start Shop takes orders by 30 nov");
  story.press("ben", "eng", "skip in ORDE");
  EXPECT_EQ(told_of(story), "Answered by ben: Skip");
  story.wait(std::chrono::seconds{10});
  story.slash("anna", "eng", "skip");
  EXPECT_EQ(told_of(story), "Answered by anna: Skip");
}

TEST(UsedButtons, LeaveTheUndoOfTheAnswerBeforeUntilThatIsUsed) {
  fakes::Story story;
  story.slash("anna", "eng", "start Shop takes orders by 30 nov");
  story.mention("anna", "eng", "orders come in by themselves", "p1/root");
  story.mention("anna", "eng", "small shops", "p1/root");
  const auto kept = chat::buttons_of(retired(story).begin()->second);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.front().label, "Undo");
  story.press("anna", "eng", "undo 3 in ORDE");
  ASSERT_EQ(retired(story).size(), 1U);
  EXPECT_TRUE(chat::buttons_of(retired(story).begin()->second).empty());
  EXPECT_EQ(told_of(story), "No longer asked: anna took back what was said before.");
}

TEST(UsedButtons, SayWhatElseSettledTheQuestion) {
  fakes::Story story;
  story.slash("anna", "eng", "start Shop takes orders by 30 nov");
  for (int i = 0; i < 2; ++i) story.press("anna", "eng", "skip in ORDE");
  story.slash("ben", "eng", "kpi add orders a day from 0 to 10");
  EXPECT_EQ(told_of(story), "Settled by ben: “kpi add orders a day from 0 to 10”");
}

TEST(UsedButtons, ChangeAMessageOnceAndNotWhenNothingIsAnswered) {
  fakes::Story story;
  story.slash("anna", "eng", "start Shop takes orders by 30 nov");
  story.slash("anna", "eng", "status");
  EXPECT_TRUE(retired(story).empty());
  story.slash("anna", "eng", "before goal open the shop 1d");
  EXPECT_TRUE(retired(story).empty()) << "the question is still open";
  story.mention("anna", "eng", "orders come in by themselves", "p1/root");
  EXPECT_EQ(retired(story).size(), 1U);
}

TEST(UsedButtons, OfMyOwnPlanNameNobody) {
  fakes::Story story;
  story.dm("runner", "start run my first 10k race by sun 15 nov");
  const auto seen = story.dm("runner", "finished without walking");
  EXPECT_EQ(told_of(story), "Answered: “finished without walking”");
  EXPECT_EQ(std::count_if(seen.begin(), seen.end(), [](const auto& each) { return each.where == "to runner"; }), 1) << "one new message";
}

TEST(Pin, KeepsTheCardInSightOnceWhereThePlatformCan) {
  for (const bool can_pin : {true, false}) {
    SCOPED_TRACE(can_pin);
    fakes::Story story;
    story.can_pin(can_pin);
    story.slash("anna", "eng", "start Shop takes orders by 30 nov");
    story.slash("anna", "eng", "checked by me");
    story.slash("anna", "eng", "commit every 2w");
    const auto pinned = [&] {
      return std::count_if(story.answer().later.begin(), story.answer().later.end(), [](const auto& outgoing) {
        return outgoing.delivery == chat::Delivery::pin && outgoing.in_thread_of == "p1/root";
      });
    };
    EXPECT_EQ(pinned(), can_pin ? 1 : 0);
    story.slash("anna", "eng", "move goal to 4 dec anyway");
    EXPECT_EQ(pinned(), 0);
  }
}

}  // namespace used_test
}  // namespace backwalk
