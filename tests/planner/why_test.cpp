#include "planner/why.hpp"

#include <gtest/gtest.h>

#include "planner/ways_back.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace why_test {

using What = Because::What;

/// A1 (2 days) then A2 (3 days) before M1 of Wednesday 25 March; A3 (1 day) beside them, before M1 too.
Told some_plan() {
  return told({AddMilestone{.title = "m", .due = on("2026-03-25")}, AddAction{.title = "a", .estimate = days_of_work(2), .before = {M(1)}},
               AddAction{.title = "b", .estimate = days_of_work(3), .before = {M(1)}, .after = {A(1)}},
               AddAction{.title = "c", .estimate = days_of_work(1), .before = {M(1)}}});
}
Reasons reasons(const Plan& plan, Ref ref, const std::string& date = "2026-03-02") { return *why(*timeline(plan, day(date)), ref); }

TEST(Why, NamesWhatBindsTheLatestDates) {
  auto story = some_plan();
  EXPECT_EQ(reasons(story.plan, goal_ref).latest.what, What::due);
  EXPECT_EQ(reasons(story.plan, M(1)).latest.what, What::own_date);
  const auto because = reasons(story.plan, A(1)).latest;
  EXPECT_EQ(because.what, What::successor);
  EXPECT_EQ(because.about, A(2));
  EXPECT_EQ(show(because.bound), "2026-03-23 09:00");
  EXPECT_TRUE(because.is_moved_by_calendar) << "Monday morning; the last working instant is Friday evening";
  EXPECT_FALSE(reasons(story.plan, A(2)).latest.is_moved_by_calendar);
  story(LinkAfter{A(2), {A(1)}, {Lag::Kind::elapsed, Minutes{1440}}})(
      ConstrainAction{3, Constraint{Constraint::Kind::fixed_on, on("2026-03-10")}});
  EXPECT_EQ(reasons(story.plan, A(1)).latest.lag, (Lag{Lag::Kind::elapsed, Minutes{1440}}));
  EXPECT_EQ(reasons(story.plan, A(3)).latest.what, What::own_date);
}

TEST(Why, NamesWhatBindsTheEarliestDates) {
  auto story = some_plan();
  EXPECT_EQ(reasons(story.plan, A(1)).earliest.what, What::data_date);
  EXPECT_EQ(reasons(story.plan, A(1), "2026-03-07").earliest.bound, at("2026-03-09 09:00")) << "a Saturday";
  const auto because = reasons(story.plan, A(2)).earliest;
  EXPECT_EQ(because.what, What::predecessor);
  EXPECT_EQ(because.about, A(1));
  EXPECT_EQ(show(because.bound), "2026-03-03 17:00");
  EXPECT_TRUE(because.is_moved_by_calendar);
  story(ConstrainAction{3, Constraint{Constraint::Kind::not_before, on("2026-03-10")}})(StartAction{1, at("2026-03-02 10:00")});
  EXPECT_EQ(reasons(story.plan, A(3)).earliest.what, What::own_date);
  EXPECT_EQ(reasons(story.plan, A(1)).earliest.what, What::begun);
  EXPECT_EQ(reasons(story.plan, M(1)).earliest.about, A(3)) << "which cannot begin before the 10th";
  EXPECT_FALSE(why(*timeline(story.plan, today()), A(9)));
}

std::string show(const WayBack& way) {
  const char* names[] = {"move", "drop", "shorten", "overlap", "add a person to"};
  const auto with = way.with ? " with " + text(*way.with) : "";
  return std::string{names[static_cast<std::size_t>(way.what)]} + " " + text(way.about) + with + " " + std::to_string(way.gained) +
         (way.still_late > 0 ? " of more" : "");
}
std::vector<std::string> show(const std::vector<WayBack>& ways) {
  std::vector<std::string> result;
  for (const auto& way : ways) result.push_back(show(way));
  return result;
}

/// A1 (4 days, at best 2) then A2 (8 days), to be done in ten working days from Monday 2 March.
Told late_plan() {
  return told(
      {ChangeGoal{{}, on("2026-03-13")},
       AddAction{.title = "a", .estimate = Estimate{.likely = Minutes{4 * 480}, .best = Minutes{2 * 480}, .worst = Minutes{6 * 480}}},
       AddAction{.title = "b", .estimate = days_of_work(8), .after = {A(1)}}});
}

TEST(WaysBack, AreRankedByWhetherTheySufficeAndWhatTheyGain) {
  const auto story = late_plan();
  EXPECT_EQ(show(ways_back(story.plan, today())),
            (std::vector<std::string>{"move goal 960", "drop A1 960", "drop A2 960", "shorten A1 960", "overlap A1 with A2 960",
                                      "add a person to A2 960", "shorten A2 768 of more", "add a person to A1 720 of more"}));
}

TEST(WaysBack, SayWhatTheyAreAsEdits) {
  const auto story = late_plan();
  for (const auto& way : ways_back(story.plan, today())) {
    SCOPED_TRACE(show(way));
    const auto changed = replay(way.edits, story.plan);
    const auto line = *timeline(changed, today());
    EXPECT_EQ(line.schedule.late_minutes, way.still_late);
    EXPECT_EQ(way.gained + way.still_late, 960);
    EXPECT_EQ(line.schedule.is_feasible, way.still_late == 0);
  }
}

TEST(WaysBack, FollowTheChanceWhereThereIsOne) {
  const auto story = late_plan();
  const auto chance = [](const Plan& plan) { return find_action(plan, 2) && find_action(plan, 1) ? 0.25 : 0.75; };
  const auto ways = ways_back(story.plan, today(), {}, chance, 3);
  EXPECT_EQ(show(ways), (std::vector<std::string>{"drop A1 960", "drop A2 960", "move goal 960"}));
  EXPECT_EQ(ways.back().chance, 0.25);
}

TEST(WaysBack, MoveTheDateThatIsMissed) {
  auto milestone = some_plan();
  EXPECT_EQ(ways_back(milestone.plan, day("2026-03-23")).front().edits, (std::vector<Edit>{MilestoneMoved{1, on("2026-03-27")}}));
  const auto both = ways_back(milestone.plan, day("2026-03-24")).front();
  EXPECT_EQ(both.edits, (std::vector<Edit>{GoalMoved{on("2026-03-30")}, MilestoneMoved{1, on("2026-03-30")}})) << "the 27th is missed too";
  EXPECT_EQ(both.gained, 3 * 480);

  auto fixed = some_plan();
  fixed(ConstrainAction{2, Constraint{Constraint::Kind::fixed_on, on("2026-03-03")}});
  const auto to_action = ways_back(fixed.plan, today()).front();
  EXPECT_EQ(to_action.about, A(2));
  EXPECT_TRUE(timeline(replay(to_action.edits, fixed.plan), today())->schedule.is_feasible);
}

TEST(WaysBack, ShortenWhatIsUnderWayFromTodayOn) {
  auto story = late_plan();
  story(StartAction{1, at("2026-03-02 09:00")})(SetRemaining{1, Minutes{5 * 480}, at("2026-03-03 09:00")});
  for (const auto& way : ways_back(story.plan, day("2026-03-03"))) {
    EXPECT_FALSE(way.what == WayBack::What::drop && way.about == A(1)) << "it is under way";
    if (way.what != WayBack::What::shorten || way.about != A(1)) continue;
    EXPECT_EQ(way.edits, (std::vector<Edit>{ActionRemains{1, Remaining{Minutes{4 * 480}, at("2026-03-03 09:00")}}}));
    EXPECT_EQ(way.gained, 480);
    return;
  }
  FAIL() << "A1 is not shortened";
}

TEST(WaysBack, AreNoneForAPlanThatFits) { EXPECT_TRUE(ways_back(some_plan().plan, today()).empty()); }

}  // namespace why_test
}  // namespace backwalk::planner::testing
