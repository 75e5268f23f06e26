#include "planner/why.hpp"

#include <gtest/gtest.h>

#include <algorithm>

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

TEST(Why, NamesAFinishedPredecessorWhoseLagIsNotOver) {
  auto story = some_plan();
  story(LinkAfter{A(2), {A(1)}, {Lag::Kind::working, Minutes{5 * 480}}})(StartAction{1, at("2026-03-02 09:00")})(
      Finish{A(1), at("2026-03-03 17:00")});
  const auto because = reasons(story.plan, A(2), "2026-03-04").earliest;
  EXPECT_EQ(because.what, What::predecessor);
  EXPECT_EQ(because.about, A(1));
  EXPECT_EQ(because.lag, (Lag{Lag::Kind::working, Minutes{5 * 480}}));
  EXPECT_EQ(show(because.bound), "2026-03-10 17:00");
  EXPECT_EQ(reasons(story.plan, A(2), "2026-03-12").earliest.what, What::data_date) << "it is over";
}

TEST(Why, NamesWhatABegunPredecessorSkipped) {
  auto story = some_plan();
  story(StartAction{2, at("2026-03-02 09:00")})(Finish{A(2), at("2026-03-02 17:00")})(AddAction{.title = "d", .after = {A(2)}});
  const auto because = reasons(story.plan, A(4), "2026-03-03").earliest;
  EXPECT_EQ(because.what, What::predecessor);
  EXPECT_EQ(because.about, A(1)) << "which is not done, though what comes between is";
  EXPECT_EQ(show(because.bound), "2026-03-04 17:00");
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

TEST(WaysBack, KeepRangesInOrderThoughTheyAreRounded) {
  const auto story =
      told({ChangeGoal{{}, on("2026-03-05")},
            AddAction{.title = "a", .estimate = Estimate{.likely = Minutes{2000}, .best = Minutes{1990}, .worst = Minutes{2010}}}});
  int ranges = 0;
  for (const auto& way : ways_back(story.plan, today())) {
    const auto changed = replay(way.edits, story.plan);
    const auto* action = find_action(changed, 1);
    if (action == nullptr || action->estimate == story.plan.actions[0].estimate) continue;
    EXPECT_LE(*action->estimate->best, action->estimate->likely) << show(way);
    EXPECT_GE(*action->estimate->worst, action->estimate->likely) << show(way);
    ++ranges;
  }
  EXPECT_GT(ranges, 0);
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
  story(StartAction{1, at("2026-03-02 09:00")})(Slip{1, SlipLeft{Minutes{5 * 480}}, at("2026-03-03 09:00")});
  for (const auto& way : ways_back(story.plan, day("2026-03-03"))) {
    EXPECT_FALSE(way.what == WayBack::What::drop && way.about == A(1)) << "it is under way";
    if (way.what != WayBack::What::shorten || way.about != A(1)) continue;
    EXPECT_EQ(way.edits, (std::vector<Edit>{ActionRemains{1, Remaining{Minutes{4 * 480}, at("2026-03-03 09:00")}}}));
    EXPECT_EQ(way.gained, 480);
    return;
  }
  FAIL() << "A1 is not shortened";
}

const WayBack* find_way(const std::vector<WayBack>& ways, WayBack::What what, Ref about) {
  const auto found = std::find_if(ways.begin(), ways.end(), [&](const WayBack& way) { return way.what == what && way.about == about; });
  return found == ways.end() ? nullptr : &*found;
}
Estimate range_of_days(int best, int likely, int worst) {
  return {.likely = Minutes{480 * likely}, .best = Minutes{480 * best}, .worst = Minutes{480 * worst}};
}

TEST(WaysBack, ScaleTheWholeRange) {
  const auto story = late_plan();  // A1 takes 2 to 6 days, likely 4
  const auto ways = ways_back(story.plan, today());
  EXPECT_EQ(find_way(ways, WayBack::What::shorten, A(1))->edits,
            (std::vector<Edit>{ActionEstimated{1, Estimate{Minutes{960}, Minutes{480}, Minutes{3 * 480}}}}));
  EXPECT_EQ(find_way(ways, WayBack::What::add_person, A(1))->edits,
            (std::vector<Edit>{ActionEstimated{1, Estimate{Minutes{1200}, Minutes{720}, Minutes{1920}}}}));
}

TEST(WaysBack, LeaveTheRangeOfWhatIsUnderWayARange) {
  auto story = told({ChangeGoal{{}, on("2026-03-06")}, AddAction{.title = "a", .estimate = range_of_days(4, 8, 16)}});
  story(StartAction{1, at("2026-03-02 09:00")});
  const auto ways = ways_back(story.plan, day("2026-03-05"));
  ASSERT_TRUE(find_way(ways, WayBack::What::shorten, A(1)));
  EXPECT_EQ(find_way(ways, WayBack::What::shorten, A(1))->edits,
            (std::vector<Edit>{ActionEstimated{1, Estimate{Minutes{7 * 480}, Minutes{1680}, Minutes{14 * 480}}}}))
      << "of five days that are left four, and an eighth of the range with them";
}

TEST(WaysBack, MoveTheGoalBehindWhoWorksLaterThanTheTeam) {
  auto evenings = standard_calendar();
  for (auto& shifts : evenings.week) {
    for (auto& shift : shifts) shift = {Minutes{14 * 60}, Minutes{22 * 60}};
  }
  auto story = told(
      {ChangeGoal{{}, on("2026-03-03")}, AddAction{.title = "a", .estimate = days_of_work(3), .owner = bob}, SetCalendar{bob, evenings}});
  const auto way = ways_back(story.plan, today()).front();
  EXPECT_EQ(way.what, WayBack::What::move_dates);
  EXPECT_EQ(way.still_late, 0);
  EXPECT_EQ(way.edits, (std::vector<Edit>{GoalMoved{Moment{day("2026-03-04"), Minutes{22 * 60}}}}));
}

TEST(WaysBack, KeepADateThatWasToldByTheGoals) {
  auto story = told({ChangeGoal{{}, on("2026-03-06")}, AddMilestone{.title = "m", .due = T_minus(2)},
                     AddAction{.title = "a", .estimate = days_of_work(5), .before = {M(1)}},
                     AddAction{.title = "b", .estimate = days_of_work(4), .after = {M(1)}}});
  const auto way = ways_back(story.plan, today()).front();
  ASSERT_EQ(way.what, WayBack::What::move_dates);
  const auto after = replay(way.edits, story.plan);
  EXPECT_EQ(after.goal.due->date, day("2026-03-12"));
  EXPECT_EQ(after.milestones[0].due->date, day("2026-03-06"));
  EXPECT_EQ(after.milestones[0].due->before_goal, 6);
}

TEST(WaysBack, SeeBehindWhatABegunItemSkipped) {
  auto story = told({AddAction{.title = "a", .estimate = days_of_work(15)}, AddAction{.title = "b", .after = {A(1)}},
                     AddAction{.title = "c", .estimate = days_of_work(10), .after = {A(2)}}});
  story(StartAction{2, at("2026-03-02 09:00")})(Finish{A(2), at("2026-03-02 17:00")});
  EXPECT_TRUE(find_way(ways_back(story.plan, day("2026-03-03")), WayBack::What::shorten, A(1)));
}

TEST(WaysBack, AreFewForALongChain) {
  Told story;
  story(beta());
  for (int i = 1; i <= 200; ++i) {
    story(AddAction{.title = "a", .after = i > 1 ? std::vector<Ref>{A(i - 1)} : std::vector<Ref>{}});
  }
  int asked = 0;
  const auto ways = ways_back(
      story.plan, today(), {}, [&](const Plan&) { return ++asked, 0.5; }, 1000);
  EXPECT_LE(ways.size(), 1U + 4U * 25U);
}

TEST(WaysBack, AreNoneForAPlanThatFits) { EXPECT_TRUE(ways_back(some_plan().plan, today()).empty()); }

}  // namespace why_test
}  // namespace backwalk::planner::testing
