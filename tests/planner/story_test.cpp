// What holds in every story, whatever is wished.
#include <gtest/gtest.h>

#include <algorithm>
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
  EXPECT_EQ(a.last_kpi, b.last_kpi);
  EXPECT_EQ(a.last_risk, b.last_risk);
  EXPECT_EQ(a.dropped_kpis, b.dropped_kpis);
  EXPECT_EQ(a.dropped_risks, b.dropped_risks);
  ASSERT_EQ(a.versions.size(), b.versions.size());
  for (const auto& [version, plan] : a.versions) EXPECT_TRUE(b.versions.contains(version) && looks_same(*plan, *b.versions.at(version)));
}

void expect_sound_kpi(const Kpi& kpi) {
  EXPECT_NE(kpi.baseline, kpi.target);
  const auto is_same_date = [](const Reading& a, const Reading& b) { return date_of(a.at) >= date_of(b.at); };
  EXPECT_EQ(std::adjacent_find(kpi.readings.begin(), kpi.readings.end(), is_same_date), kpi.readings.end());
}

/// What every plan must be like.
void expect_sound(const Plan& plan) {
  for (const auto& kpi : plan.kpis) expect_sound_kpi(kpi);
  for (const auto* risks : {&plan.risks, &plan.dropped_risks}) {
    for (const auto& risk : *risks) EXPECT_TRUE(risk.number <= plan.last_risk && (!risk.about || risk.about->kind == Kind::action));
  }
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

bool is_done_by_the_clock(const Command& wish) {
  return std::holds_alternative<ReportStandup>(wish) || std::holds_alternative<PostBrief>(wish);
}

TEST(Story, ReplayIsTheFoldAndUndoTakesBackEveryCommand) {
  std::set<std::size_t> granted, undone;
  for (unsigned seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    Storyteller teller{seed};
    Told story;
    auto start = beta();
    start.is_private = seed % 2 == 0;
    story(start);
    for (int step = 0; step < 130; ++step) {
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
      if (is_done_by_the_clock(wish)) {
        ASSERT_FALSE(back);
        EXPECT_EQ(back.error().why, Why::nothing_to_undo);
        continue;
      }
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
  for (std::size_t wish = 1; wish < std::variant_size_v<Command>; ++wish) {
    EXPECT_TRUE(granted.contains(wish)) << "every wish but the start is granted at least once, but not number " << wish;
  }
  EXPECT_EQ(undone.size(), granted.size() - 2) << "all but what the clock does can be taken back";
}

TEST(Story, UndoOfAnOlderCommandIsRefusedOrLeavesASoundPlan) {
  int taken_back = 0, refused = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Storyteller teller{seed + 1000};
    Told story;
    story(beta());
    std::vector<std::pair<std::size_t, std::size_t>> commands;
    for (int step = 0; step < 36; ++step) {
      const auto wish = teller.wish(story.plan);
      if (!decide(story.plan, wish, today()) || is_done_by_the_clock(wish) || std::holds_alternative<ClosePlan>(wish)) continue;
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
