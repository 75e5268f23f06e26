// A private plan leaves no trace: everything that somebody else says is answered word for word as in a workspace where it does not exist.
// BACKWALK_WORKSPACES is how many are tried (default 40; on build/release 500).
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "tests/fakes/story.hpp"
#include "tests/setting.hpp"

namespace backwalk {
namespace privacy_test {

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  std::size_t roll(std::size_t sides) { return random_() % sides; }
  template <class T>
  const T& pick(const std::vector<T>& all) {
    return all[roll(all.size())];
  }

 private:
  std::mt19937 random_;
};

const std::vector<std::string> private_talk{"skip",
                                            "zanzibar is reached",
                                            "secret number 3 to 10",
                                            "checked by me",
                                            "milestone zanzibar halfway by 9 oct",
                                            "before goal pack for zanzibar 2d",
                                            "risk zanzibar is closed",
                                            "enough",
                                            "nothing",
                                            "every week",
                                            "commit every 2w",
                                            "started A1",
                                            "checkin weekly mon 9:00",
                                            "invite @guest",
                                            "invite @guest stop",
                                            "split off M1",
                                            "lite",
                                            "lite off",
                                            "milestone zanzibar beach done when my feet are wet",
                                            "undo"};
/// What the guest looks at, while there is one.
const std::vector<std::string> guest_talk{"list", "status in ZANZ", "plan in ZANZ/runner", "walk in ZANZ", "next all", "zanzibar is far"};
const std::vector<std::string> outsider_talk{"list",
                                             "list all",
                                             "mine",
                                             "next all",
                                             "status in ZANZ",
                                             "status ZANZ",
                                             "ZANZ done A1",
                                             "done A1",
                                             "retrace in ZANZ",
                                             "history in ZANZ",
                                             "start Fly to zanzibar by 30 oct",
                                             "status",
                                             "",
                                             "chance in ZANZ",
                                             "zanzibar",
                                             "skip",
                                             "answer yes in ZANZ",
                                             "undo 1 in ZANZ",
                                             "undo",
                                             "accept in ZANZ",
                                             "walk in ZANZ",
                                             "owner A1 @runner",
                                             "next @runner",
                                             "commit in ZANZ",
                                             "help",
                                             "check in ZANZ",
                                             "brief in ZANZ",
                                             "whatif A1 5d in ZANZ",
                                             "standup on it",
                                             "50",
                                             "kpi K1 5 in ZANZ",
                                             "diff v1 v2 in ZANZ",
                                             "status in ZANZ/runner",
                                             "ZANZ/u1 done A1",
                                             "lite Fly to zanzibar by 30 oct",
                                             "lite in ZANZ",
                                             "split off M1 in ZANZ"};

/// The talk of a workspace with, or without, the runner's private plan.
struct Workspace {
  fakes::Story story;
  std::string seen_by_outsiders;

  void outsider(Dice& dice) {
    const std::string who = dice.pick<std::string>({"coach", "friend"});
    const std::string& text = dice.pick(outsider_talk);
    const auto door = dice.roll(3);
    const auto seen = door == 0 ? story.dm(who, text) : door == 1 ? story.slash(who, "club", text) : story.press(who, "club", text);
    seen_by_outsiders += who + "> " + text + "\n" + fakes::told(seen) + "\n";
    for (const auto& each : seen) EXPECT_NE(each.where, "to runner") << "an outsider cannot make the bot write to the owner";
  }
};

TEST(Privacy, NothingThatOthersSayTellsOfAPrivatePlan) {
  const char* wanted = test_setting("BACKWALK_WORKSPACES");
  const unsigned workspaces = wanted != nullptr ? static_cast<unsigned>(std::atoi(wanted)) : 40;
  for (unsigned seed = 1; seed <= workspaces && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Workspace with;
    Workspace without;
    Dice talk(seed);
    const bool is_team_there = talk.roll(2) == 0;
    for (auto* workspace : {&with, &without}) {
      // Everybody is known, so that a mention of the runner is one of somebody.
      for (const std::string who : {"runner", "guest"}) {
        workspace->story.dm(who, "away until fri");
        workspace->story.dm(who, "back");
      }
      if (is_team_there) workspace->story.slash("coach", "club", "start Club has a field by 30 nov");
    }
    with.story.dm("runner", "start Run through zanzibar by 15 nov");
    for (int i = 0; i < 10; ++i) {
      if (talk.roll(2) == 0) with.story.dm("runner", talk.pick(private_talk));
      if (talk.roll(3) == 0) with.story.dm("guest", talk.pick(guest_talk));
      const auto said = static_cast<unsigned>(talk.roll(1U << 30U));
      for (auto* workspace : {&with, &without}) {
        workspace->story.wait(std::chrono::seconds{61});
        Dice dice(said);
        workspace->outsider(dice);
      }
    }
    EXPECT_EQ(with.seen_by_outsiders, without.seen_by_outsiders);
  }
}

TEST(Privacy, TheOwnerSeesThePlanWhereOthersDoNot) {
  fakes::Story story;
  story.dm("runner", "start Run through zanzibar by 15 nov");
  EXPECT_NE(fakes::told(story.dm("runner", "list")).find("zanzibar"), std::string::npos);
  EXPECT_EQ(fakes::told(story.dm("coach", "list")).find("zanzibar"), std::string::npos);
}

}  // namespace privacy_test
}  // namespace backwalk
