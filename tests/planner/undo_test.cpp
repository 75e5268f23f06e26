#include <gtest/gtest.h>

#include "planner/evolve.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace undo_test {

const LocalTime now = at("2026-03-03 13:00");

/// M1 waits for A1 and A2, A3 waits for M1.
Told some_plan() {
  return told({AddMilestone{.title = "m"}, AddAction{.title = "a", .before = {M(1)}}, AddAction{.title = "b", .before = {M(1)}},
               AddAction{.title = "c", .after = {M(1)}}});
}

struct Case {
  const char* name;
  Command mine;
  std::vector<Command> later;
  std::string changed;  ///< what the refusal names; empty: the undo is granted
};

TEST(Undo, IsRefusedExactlyWhenTheSameFieldChangedSince) {
  const Case cases[] = {
      {"nothing since", ChangeGoal{"x", {}}, {}, ""},
      {"another field of the goal", ChangeGoal{"x", {}}, {ChangeGoal{{}, on("2026-04-01")}, SetOwner{{goal_ref}, bob}}, ""},
      {"the goal's title", ChangeGoal{"x", {}}, {ChangeGoal{"y", {}}}, "goal"},
      {"changed and changed back", ChangeGoal{"x", {}}, {ChangeGoal{"y", {}}, ChangeGoal{"x", {}}}, ""},
      {"the goal's date", ChangeGoal{{}, on("2026-04-01")}, {ChangeGoal{{}, on("2026-04-02")}}, "goal"},
      {"the goal's words", DescribeGoal{Topic::audience, "x"}, {DescribeGoal{Topic::audience, "y"}}, "goal"},
      {"other words", DescribeGoal{Topic::audience, "x"}, {DescribeGoal{Topic::announcement, "y"}}, ""},
      {"another item", ChangeAction{.number = 1, .title = "x"}, {ChangeAction{.number = 2, .title = "y"}}, ""},
      {"a title", ChangeAction{.number = 1, .title = "x"}, {ChangeAction{.number = 1, .title = "y"}}, "A1"},
      {"another field of the item", ChangeAction{.number = 1, .title = "x"}, {StartAction{1, now}, Slip{1, SlipBy{Minutes{60}}, now}}, ""},
      {"an estimate", ChangeAction{.number = 1, .estimate = days_of_work(4)}, {Slip{1, SlipBy{Minutes{60}}, now}}, "A1"},
      {"a slip after a slip", Slip{1, SlipBy{Minutes{60}}, now}, {Slip{1, SlipBy{Minutes{60}}, now}}, "A1"},
      {"a milestone's date",
       ChangeMilestone{.number = 1, .due = on("2026-03-10")},
       {ChangeMilestone{.number = 1, .due = on("2026-03-11")}},
       "M1"},
      {"one of several owners", SetOwner{{A(1), A(2), A(3)}, bob}, {SetOwner{{A(2), A(3)}, ada}}, "A2 A3"},
      {"a start, finished since", StartAction{1, now}, {Finish{A(1), now}}, ""},
      {"dropped since", ChangeAction{.number = 1, .title = "x"}, {Drop{A(1)}}, "A1"},
      {"an added item, started since", AddAction{.title = "new"}, {StartAction{4, now}}, "A4"},
      {"an added item, owned since", AddAction{.title = "new"}, {SetOwner{{A(4)}, bob}}, "A4"},
      {"an added item, linked since", AddAction{.title = "new", .before = {M(1)}}, {LinkAfter{A(4), {A(1)}}}, "A4"},
      {"an added item, followed since", AddAction{.title = "new"}, {LinkAfter{A(1), {A(4)}}}, "A4"},
      {"an added item, dropped since", AddAction{.title = "new"}, {Drop{A(4)}}, "A4"},
      {"an added item, another one since", AddAction{.title = "new", .before = {M(1)}}, {AddAction{.title = "more", .before = {M(1)}}}, ""},
      {"a link", LinkAfter{A(2), {A(1)}}, {ChangeAction{.number = 1, .title = "x"}}, ""},
      {"a link, one end dropped since", LinkAfter{A(2), {A(1)}}, {Drop{A(2)}}, "A1 A2"},
      {"a drop", Drop{M(1)}, {ChangeAction{.number = 1, .title = "x"}}, ""},
      {"a drop, its neighbour dropped since", Drop{M(1)}, {Drop{A(3)}}, "A1 A2 A3"},
      {"a drop that left a loose end", Drop{A(1)}, {Drop{M(1)}}, "M1 A1"},
      {"a topic", CloseTopic{{Topic::steps, A(1)}, Closing::enough}, {CloseTopic{{Topic::steps, A(2)}, Closing::enough}}, ""},
      {"the same topic", CloseTopic{{Topic::steps, A(1)}, Closing::enough}, {CloseTopic{{Topic::steps, A(1)}, Closing::skipped}}, "A1"},
      {"the same topic of the goal",
       CloseTopic{{Topic::steps, {}}, Closing::enough},
       {CloseTopic{{Topic::steps, {}}, Closing::skipped}},
       "goal"},
      {"a commit", Commit{{}, ada}, {ChangeAction{.number = 1, .title = "x"}}, ""},
      {"a commit, the goal moved since", Commit{{}, ada}, {ChangeGoal{{}, on("2026-04-01")}}, ""},
      {"a commit, its cadence changed since", Commit{7, ada}, {Commit{14, ada}}, "goal"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto story = some_plan();
    story(c.mine);
    const auto first = story.last_command, count = story.log.size() - first;
    for (const auto& command : c.later) story(command);
    const auto back = undo(story.log, first, count);
    EXPECT_EQ(back.has_value(), c.changed.empty());
    if (back) continue;
    EXPECT_EQ(back.error().why, Why::changed_since);
    auto about = back.error().about;
    auto wanted = c.changed;
    EXPECT_EQ(show(about).size(), wanted.size()) << show(about);
    for (const auto ref : about) EXPECT_NE(wanted.find(text(ref)), std::string::npos) << text(ref);
  }
}

TEST(Undo, OfADropBringsTheItemAndItsLinksBackInReverseOrder) {
  auto story = some_plan();
  story(StartAction{1, now})(Drop{M(1)});
  const std::vector<Edit> wanted{Reinstated{M(1)},   unlinked(A(2), A(3)), unlinked(A(1), A(3)),
                                 linked(A(2), M(1)), linked(A(1), M(1)),   linked(M(1), A(3))};
  ASSERT_TRUE(story.undo_last());
  EXPECT_EQ(*story.undo_last(), wanted);
}

TEST(Undo, CanItselfBeTakenBack) {
  auto story = some_plan();
  story(Drop{M(1)});
  const auto dropped = story.plan;
  const auto back = *story.undo_last();
  story.last_command = story.log.size();
  story.log.insert(story.log.end(), back.begin(), back.end());
  const auto again = story.undo_last();
  ASSERT_TRUE(again);
  EXPECT_TRUE(looks_same(replay(*again, replay(story.log)), dropped));
}

TEST(Undo, OfARestoreIsRefusedAfterAnyChange) {
  auto story = some_plan();
  story(Commit{{}, ada})(Restore{0});
  const auto first = story.last_command;
  story(ChangeAction{.number = 2, .title = "x"});
  const auto back = undo(story.log, first, 1);
  ASSERT_FALSE(back);
  EXPECT_EQ(show(back.error().about), "A2");
}

TEST(Undo, ThatWouldCloseACycleIsRefused) {
  auto story = told({AddAction{.title = "a"}, AddAction{.title = "b", .after = {A(1)}}, AddAction{.title = "c", .after = {A(2)}},
                     LinkAfter{A(3), {A(1)}}});
  const auto link = story.last_command;
  story(Drop{A(2)});
  const auto drop = story.last_command, count = story.log.size() - drop;
  const auto unlink = *undo(story.log, link, 1);
  story.log.insert(story.log.end(), unlink.begin(), unlink.end());
  story.plan = replay(story.log);
  story(LinkAfter{A(1), {A(3)}});
  const auto back = undo(story.log, drop, count);
  ASSERT_FALSE(back);
  EXPECT_EQ(show(back.error().about), "A1 A2 A3");
}

TEST(Undo, HasNothingToTakeBack) {
  const auto story = some_plan();
  for (const auto& [first, count] : {std::pair<std::size_t, std::size_t>{0, 1}, {1, 0}, {0, 2}, {99, 1}, {1, 99}}) {
    const auto back = undo(story.log, first, count);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().why, Why::nothing_to_undo);
  }
  auto misfit = story.log;
  misfit.push_back(Reinstated{A(1)});
  EXPECT_FALSE(undo(misfit, misfit.size() - 1, 1));
}

}  // namespace undo_test
}  // namespace backwalk::planner::testing
