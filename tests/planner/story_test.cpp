// What holds in every story, whatever is wished.
#include <gtest/gtest.h>

#include <set>

#include "planner/backward.hpp"
#include "planner/links.hpp"
#include "planner/next.hpp"
#include "tests/planner/random_story.hpp"

namespace backwalk::planner::testing {
namespace {

/// Everything, also what looks_same leaves out.
void expect_equal(const Plan& a, const Plan& b) {
  EXPECT_TRUE(looks_same(a, b));
  EXPECT_EQ(a.seq, b.seq);
  EXPECT_EQ(a.version, b.version);
  EXPECT_EQ(a.last_action, b.last_action);
  EXPECT_EQ(a.last_milestone, b.last_milestone);
  EXPECT_EQ(a.dropped_actions, b.dropped_actions);
  EXPECT_EQ(a.dropped_milestones, b.dropped_milestones);
  ASSERT_EQ(a.versions.size(), b.versions.size());
  for (const auto& [version, plan] : a.versions) EXPECT_TRUE(b.versions.contains(version) && looks_same(*plan, *b.versions.at(version)));
}

/// What every plan must be like.
void expect_sound(const Plan& plan) {
  EXPECT_TRUE(cycle_in(plan).empty());
  EXPECT_TRUE(std::is_sorted(plan.links.begin(), plan.links.end()));
  for (const auto& link : plan.links) {
    EXPECT_TRUE(exists(plan, link.before) && exists(plan, link.after) && link.before != Ref{} && link.after != Ref{});
  }
  std::set<int> numbers;
  for (const auto* actions : {&plan.actions, &plan.dropped_actions}) {
    for (const auto& action : *actions) EXPECT_TRUE(numbers.insert(action.number).second && action.number <= plan.last_action);
  }
  EXPECT_EQ(static_cast<int>(numbers.size()), plan.last_action);
  for (const auto& [version, snapshot] : plan.versions) EXPECT_TRUE(version < plan.version && snapshot->versions.empty());
  const auto line = timeline(plan, today());
  ASSERT_TRUE(line);
  for (const auto& slot : line->schedule.slots) EXPECT_LE(slot.latest_finish, line->due);
  for (const auto& next : next_actions(plan, *line, {})) EXPECT_FALSE(find_action(plan, next.number)->finished);
  const auto late = lateness(plan, *line);
  EXPECT_EQ(late.has_value(), !line->schedule.is_feasible);
  EXPECT_TRUE(!late || (late->minutes > 0 && !late->chain.empty()));
}

TEST(Story, ReplayIsTheFoldAndUndoTakesBackEveryCommand) {
  std::set<std::size_t> granted, undone;
  for (unsigned seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE(seed);
    Storyteller teller{seed};
    Told story;
    story(beta());
    for (int step = 0; step < 80; ++step) {
      const auto wish = teller.wish(story.plan);
      const auto facts = decide(story.plan, wish, today());
      if (!facts) continue;
      SCOPED_TRACE(wish.index());
      ASSERT_FALSE(facts->empty());
      const auto before = story.plan;
      story(wish);
      granted.insert(wish.index());
      expect_sound(story.plan);
      EXPECT_EQ(story.plan.seq, before.seq + static_cast<std::int64_t>(facts->size()));

      const auto back = story.undo_last();
      ASSERT_TRUE(back);
      const auto restored = replay(*back, story.plan);
      ASSERT_TRUE(looks_same(restored, before));
      undone.insert(wish.index());
      expect_sound(restored);
      if (teller.roll(3) > 0) continue;
      story.log.insert(story.log.end(), back->begin(), back->end());
      story.plan = restored;
    }
    expect_equal(replay(story.log), story.plan);
  }
  EXPECT_EQ(granted.size(), std::variant_size_v<Command> - 1) << "every wish but the start was granted at least once";
  EXPECT_EQ(undone, granted);
}

TEST(Story, UndoOfAnOlderCommandIsRefusedOrLeavesASoundPlan) {
  int taken_back = 0, refused = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    Storyteller teller{seed + 1000};
    Told story;
    story(beta());
    std::vector<std::pair<std::size_t, std::size_t>> commands;
    for (int step = 0; step < 30; ++step) {
      const auto wish = teller.wish(story.plan);
      if (!decide(story.plan, wish, today())) continue;
      story(wish);
      commands.emplace_back(story.last_command, story.log.size() - story.last_command);
    }
    for (const auto& [first, count] : commands) {
      const auto back = undo(story.log, first, count);
      if (back) {
        ++taken_back;
        expect_sound(replay(*back, story.plan));
      } else {
        ++refused;
        EXPECT_EQ(back.error().why, Why::changed_since);
        EXPECT_FALSE(back.error().about.empty());
      }
    }
  }
  EXPECT_GT(taken_back, 100);
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace backwalk::planner::testing
