// A name that several people have is asked about, with a button for each of them; it is never guessed.
#include <gtest/gtest.h>

#include "tests/talk/billing.hpp"

namespace backwalk {
namespace whom_test {

class Whom : public testing::Test {
 protected:
  Whom() {
    for (const auto* user : {"u7", "u9"}) {
      story.is_called(user, "Dev");
      story.dm(user, "help");
    }
    story.slash("ann", "eng", "start Launch the shop by 30 oct");
    story.slash("ann", "eng", "before goal test it for 2d");
  }
  /// A name that was typed, and not picked from the platform's list.
  chat::Message typed(const std::string& text) { return story.press("ann", "eng", text).front().message; }
  fakes::Story story;
};

TEST_F(Whom, IsAskedOnceWhereTwoPeopleAreCalledSo) {
  for (const auto* text : {"owner A1 @dev", "milestone Trained by 9 oct owner @dev", "checked by @dev", "standup tue at 9:30 for @ann @dev",
                           "start Move house by 9 nov owner @dev"}) {
    SCOPED_TRACE(text);
    const auto asked = typed(text);
    EXPECT_TRUE(story.was_refused());
    EXPECT_EQ(
        chat::plain(asked),
        "2 people are called @dev here. Which one? Nothing was done; picked from the list that appears after typing @, a name means one "
        "person.\n[Dev (u7)] [Dev (u9)]");
    typed(chat::buttons_of(asked).back().say);
    EXPECT_FALSE(story.was_refused()) << chat::buttons_of(asked).back().say;
  }
}

TEST_F(Whom, APickOrAPlatformsIdMeansOnePerson) {
  typed("owner A1 @u9");
  EXPECT_FALSE(story.was_refused());
  const auto owner = story.plan("LAUN")->plan.actions.front().owner;
  story.slash("ann", "eng", "owner A1 @u7");
  EXPECT_NE(story.plan("LAUN")->plan.actions.front().owner, owner);
  EXPECT_NE(chat::plain(typed("owner A1 @nobody")).find("I know nobody called @nobody here."), std::string::npos);
}

}  // namespace whom_test
}  // namespace backwalk
