// Calendars, constraints, dates that follow the goal, and what is left of started work: from the wish to the walk and back.
#include <gtest/gtest.h>

#include "planner/backward.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace constraints_test {

Constraint not_before(const std::string& date) { return {Constraint::Kind::not_before, on(date)}; }
Constraint fixed_on(const std::string& date) { return {Constraint::Kind::fixed_on, on(date)}; }

/// A1 (2 days, ada's) then A2 (3 days, bob's) before M1.
Told two_in_a_row() {
  return told({AddMilestone{.title = "m"}, AddAction{.title = "a", .estimate = days_of_work(2), .owner = ada, .before = {M(1)}},
               AddAction{.title = "b", .estimate = days_of_work(3), .owner = bob, .before = {M(1)}, .after = {A(1)}}});
}
Slot slot(const Plan& plan, Ref ref, const Absences& absences = {}) { return *timeline(plan, today(), absences)->find(ref); }
std::string latest(const Slot& slot) { return show(slot.latest_start) + " to " + show(slot.latest_finish); }
std::string earliest(const Slot& slot) { return show(slot.earliest_start) + " to " + show(slot.earliest_finish); }

TEST(Calendars, CountAnActionInItsOwnersOwn) {
  auto story = two_in_a_row();
  EXPECT_EQ(latest(slot(story.plan, A(1))), "2026-03-23 09:00 to 2026-03-24 17:00");
  story(SetCalendar{ada, every_day_calendar()});
  auto half_days = standard_calendar();
  for (auto& shifts : half_days.week) {
    for (auto& shift : shifts) shift.to = Minutes{13 * 60};
  }
  story(SetCalendar{bob, half_days});
  EXPECT_EQ(latest(slot(story.plan, A(2))), "2026-03-20 09:00 to 2026-03-27 13:00") << "six half days";
  EXPECT_EQ(latest(slot(story.plan, A(1))), "2026-03-18 09:00 to 2026-03-19 17:00");
  EXPECT_EQ(earliest(slot(story.plan, A(2))), "2026-03-04 09:00 to 2026-03-11 13:00");
  story(SetCalendar{bob, {}});
  EXPECT_EQ(latest(slot(story.plan, A(2))), "2026-03-25 09:00 to 2026-03-27 17:00") << "by the team's again";
}

TEST(Calendars, TheTeamsOwnMovesDatesThatHaveNoTime) {
  auto story = two_in_a_row();
  auto closed = standard_calendar();
  closed.holidays = {day("2026-03-26"), day("2026-03-27")};
  story(SetCalendar{{}, closed});
  EXPECT_EQ(latest(slot(story.plan, A(2))), "2026-03-23 09:00 to 2026-03-25 17:00");
}

TEST(Calendars, AreClosedWhileTheirOwnerIsAway) {
  const auto plan = two_in_a_row().plan;
  const Absences away{{bob, {{day("2026-03-04"), day("2026-03-06")}, {day("2026-03-26"), day("2026-03-27")}}}};
  EXPECT_EQ(earliest(slot(plan, A(2), away)), "2026-03-06 09:00 to 2026-03-10 17:00");
  EXPECT_EQ(latest(slot(plan, A(2), away)), "2026-03-24 09:00 to 2026-03-27 17:00");
  EXPECT_EQ(latest(slot(plan, A(1), away)), "2026-03-20 09:00 to 2026-03-23 17:00") << "ada is here";
  const Absences for_ever{{bob, {{day("2026-03-04"), day("9999-01-01")}}}};
  EXPECT_EQ(show(slot(plan, A(2), for_ever).earliest_start), "2028-03-06 09:00") << "two years are the most";
}

TEST(Constraint, NotBeforeHoldsTheStartAndLeavesTheLatestDates) {
  auto story = two_in_a_row();
  story(ConstrainAction{2, not_before("2026-03-14")});  // a Saturday
  EXPECT_EQ(earliest(slot(story.plan, A(2))), "2026-03-16 09:00 to 2026-03-18 17:00");
  EXPECT_EQ(latest(slot(story.plan, A(2))), "2026-03-25 09:00 to 2026-03-27 17:00");
  EXPECT_EQ(slot(story.plan, A(2)).total_float, 7 * 480);
  story(ConstrainAction{2, {}});
  EXPECT_EQ(show(slot(story.plan, A(2)).earliest_start), "2026-03-04 09:00");
}

TEST(Constraint, FixedOnHoldsBothEnds) {
  auto story = two_in_a_row();
  story(ConstrainAction{2, fixed_on("2026-03-16")});
  EXPECT_EQ(earliest(slot(story.plan, A(2))), "2026-03-16 09:00 to 2026-03-18 17:00");
  EXPECT_EQ(latest(slot(story.plan, A(2))), "2026-03-16 09:00 to 2026-03-18 17:00");
  EXPECT_EQ(latest(slot(story.plan, A(1))), "2026-03-12 09:00 to 2026-03-13 17:00") << "what comes before must be done by then";
  EXPECT_TRUE(timeline(story.plan, today())->schedule.is_feasible);
  EXPECT_FALSE(timeline(story.plan, day("2026-03-13"))->schedule.is_feasible) << "its predecessor ends too late";
  story(ConstrainAction{2, fixed_on("2026-03-26")});
  EXPECT_EQ(slot(story.plan, A(2)).total_float, -480) << "its successor needs it sooner";
  story(StartAction{2, at("2026-03-10 09:00")});
  EXPECT_EQ(show(slot(story.plan, A(2)).earliest_start), "2026-03-10 09:00") << "what has begun does not mind";
}

TEST(Constraint, SplitsAtATimeOfDay) {
  auto story = two_in_a_row();
  story(ConstrainAction{2, Constraint{Constraint::Kind::fixed_on, {day("2026-03-16"), Minutes{13 * 60}}}});
  EXPECT_EQ(earliest(slot(story.plan, A(2))), "2026-03-16 13:00 to 2026-03-19 13:00");
  EXPECT_EQ(latest(slot(story.plan, A(2))), "2026-03-16 13:00 to 2026-03-19 13:00");
}

TEST(Milestone, ThatIsOverDrivesNothingThoughNobodySaidSo) {
  auto story =
      told({AddMilestone{.title = "m", .due = on("2026-03-04")}, AddAction{.title = "a", .estimate = days_of_work(1), .before = {M(1)}},
            AddAction{.title = "b", .estimate = days_of_work(3), .after = {M(1)}}});
  story(Finish{A(1), at("2026-03-03 17:00")});
  const auto line = *timeline(story.plan, day("2026-03-09"));
  EXPECT_TRUE(line.schedule.is_feasible);
  EXPECT_TRUE(line.find(M(1))->is_over);
  EXPECT_FALSE(line.find(M(1))->is_critical);
  EXPECT_TRUE(line.find(A(2))->is_critical);
  EXPECT_EQ(line.driving_chain(), (std::vector<Ref>{A(2), Ref{}}));
}

TEST(Anchor, MovesWithTheGoalAndBackWithItsUndo) {
  auto story = two_in_a_row();
  story(ChangeMilestone{.number = 1, .due = T_minus(7)})(ConstrainAction{1, Constraint{Constraint::Kind::not_before, T_minus(14)}});
  story(AddKpi{.name = "k", .target = 1, .due = T_minus(0), .at = at("2026-03-02 09:00")});
  story(ChangeGoal{{}, on("2026-04-10")});
  EXPECT_EQ(show(story.plan.milestones[0].due->date), "2026-04-03");
  EXPECT_EQ(show(story.plan.actions[0].constraint->at.date), "2026-03-27");
  EXPECT_EQ(show(story.plan.kpis[0].due->date), "2026-04-10");
  const auto back = story.undo_last();
  ASSERT_TRUE(back);
  EXPECT_EQ(show(replay(*back, story.plan).milestones[0].due->date), "2026-03-20");
}

TEST(Anchor, IsNoConflictWhenTheDateWasSetSinceTheGoalMoved) {
  auto story = two_in_a_row();
  story(ChangeMilestone{.number = 1, .due = T_minus(7)})(ChangeGoal{{}, on("2026-04-10")});
  const auto first = story.last_command;
  story(ChangeMilestone{.number = 1, .due = on("2026-03-18")});
  const auto back = undo(story.log, first, 1);
  ASSERT_TRUE(back);
  EXPECT_EQ(show(replay(*back, story.plan).milestones[0].due->date), "2026-03-18") << "its own date stays";
}

TEST(Anchor, IsWhereItBelongsWhenItComesBack) {
  auto story = two_in_a_row();
  story(ChangeMilestone{.number = 1, .due = T_minus(7)})(Drop{M(1)});
  const auto first = story.last_command, count = story.log.size() - first;
  story(ChangeGoal{{}, on("2026-04-10")});
  const auto back = undo(story.log, first, count);
  ASSERT_TRUE(back);
  EXPECT_EQ(show(replay(*back, story.plan).milestones[0].due->date), "2026-04-03");
}

TEST(Anchor, OfTheGoalItselfIsTheDateThatItWas) {
  auto story = two_in_a_row();
  story(ChangeGoal{{}, T_minus(7)});
  EXPECT_EQ(story.plan.goal.due, on("2026-03-20"));
}

TEST(Remaining, CountsInPlaceOfTheEstimateOfStartedWork) {
  auto story = two_in_a_row();
  story(StartAction{1, at("2026-03-02 09:00")})(Slip{1, SlipLeft{Minutes{960}}, at("2026-03-03 13:00")});
  EXPECT_EQ(duration_of(story.plan, story.plan.actions[0]), Minutes{720 + 960});
  EXPECT_EQ(show(slot(story.plan, A(1)).earliest_finish), "2026-03-05 13:00");
  EXPECT_EQ(show(slot(story.plan, A(2)).earliest_start), "2026-03-05 13:00");
  const Absences away{{ada, {{day("2026-03-04"), day("2026-03-05")}}}};
  EXPECT_EQ(show(slot(story.plan, A(1), away).earliest_finish), "2026-03-06 13:00");
  EXPECT_EQ(show(timeline(story.plan, day("2026-03-09"))->find(A(1))->earliest_finish), "2026-03-09 09:00") << "not before today";
}

TEST(Remaining, EndsWithTheStartAndComesBackWithItAsWhatWasPromisedDoes) {
  auto story = told({AddAction{.title = "a", .estimate = days_of_work(1)}});
  story(StartAction{1, at("2026-03-02 09:00")})(ChangeAction{.number = 1, .estimate = days_of_work(5)});
  story(Slip{1, SlipLeft{Minutes{960}}, at("2026-03-03 09:00")});
  const std::vector<Edit> taken_back{ActionStarted{1, {}}};
  const auto unstarted = replay(taken_back, story.plan);
  EXPECT_FALSE(unstarted.actions[0].promised || unstarted.actions[0].remaining);
  const auto again = replay(inverse(story.plan, taken_back), unstarted);
  EXPECT_EQ(again.actions, story.plan.actions);
  EXPECT_EQ(again.actions[0].promised, Minutes{480}) << "not the five days that it is now said to take";
  story.plan.actions[0].promised.reset();  // as if it had had no estimate when it was started
  EXPECT_EQ(replay(inverse(story.plan, taken_back), replay(taken_back, story.plan)).actions, story.plan.actions);
}

TEST(Remaining, EndsWithANewEstimateAndComesBackWithItsUndo) {
  auto story = two_in_a_row();
  story(StartAction{1, at("2026-03-02 09:00")})(Slip{1, SlipLeft{Minutes{960}}, at("2026-03-03 09:00")});
  story(Slip{1, SlipBy{Minutes{480}}, at("2026-03-03 09:00")});
  EXPECT_EQ(story.plan.actions[0].estimate->likely, Minutes{480 + 960 + 480});
  EXPECT_FALSE(story.plan.actions[0].remaining);
  const auto back = story.undo_last();
  ASSERT_TRUE(back);
  EXPECT_EQ(replay(*back, story.plan).actions[0].remaining, (Remaining{Minutes{960}, at("2026-03-03 09:00")}));
}

TEST(Slip, OfWhatHasRunOverAlreadyIsCountedFromNow) {
  auto story = two_in_a_row();
  story(StartAction{1, at("2026-03-02 09:00")})(Slip{1, SlipBy{Minutes{480}}, at("2026-03-05 09:00")});
  EXPECT_EQ(story.plan.actions[0].estimate->likely, Minutes{3 * 480 + 480});
}

TEST(Lag, IsSetAndChangedByLinkingAgain) {
  auto story = two_in_a_row();
  story(LinkAfter{A(2), {A(1)}, {Lag::Kind::working, Minutes{480}}});
  EXPECT_EQ(show(slot(story.plan, A(2)).earliest_start), "2026-03-05 09:00");
  story(LinkAfter{A(2), {A(1)}, {Lag::Kind::elapsed, Minutes{3 * 1440}}});
  EXPECT_EQ(show(slot(story.plan, A(2)).earliest_start), "2026-03-09 09:00") << "Friday evening";
  EXPECT_EQ(story.plan.links.size(), 3U);
}

struct Refused {
  const char* name;
  Command wish;
  Why why;
};

TEST(Constraint, IsRefusedWithAReason) {
  const auto now = at("2026-03-03 09:00");
  auto story = two_in_a_row();
  story(AddAction{.title = "c"})(StartAction{1, now})(Finish{A(3), now})(ConstrainAction{2, not_before("2026-03-10")});
  auto endless = standard_calendar();
  for (int i = 0; i <= 5000; ++i) endless.holidays.insert(today() + std::chrono::days{i});
  const Refused cases[] = {
      {"nobody's action", ConstrainAction{9, not_before("2026-03-10")}, Why::no_such_item},
      {"a started action", ConstrainAction{1, not_before("2026-03-10")}, Why::already_started},
      {"a finished action", ConstrainAction{3, fixed_on("2026-03-10")}, Why::already_finished},
      {"the past", ConstrainAction{2, not_before("2026-03-01")}, Why::date_in_past},
      {"a Sunday", ConstrainAction{2, fixed_on("2026-03-15")}, Why::day_off},
      {"the same again", ConstrainAction{2, not_before("2026-03-10")}, Why::nothing_to_change},
      {"nothing left", Slip{1, SlipLeft{Minutes{0}}, now}, Why::not_a_duration},
      {"what is left of what is done", Slip{3, SlipLeft{Minutes{60}}, now}, Why::already_finished},
      {"a calendar without hours", SetCalendar{ada, Calendar{}}, Why::not_workable},
      {"a calendar closed too often", SetCalendar{ada, endless}, Why::too_many},
      {"no calendar for the team", SetCalendar{{}, {}}, Why::not_workable},
      {"no calendar for who has none", SetCalendar{ada, {}}, Why::nothing_to_change},
      {"the same calendar", SetCalendar{{}, standard_calendar()}, Why::nothing_to_change},
      {"a lag that goes back", LinkAfter{A(2), {A(1)}, {Lag::Kind::working, Minutes{-60}}}, Why::not_a_duration},
      {"a link that is there", LinkAfter{A(2), {A(1)}}, Why::already_linked},
  };
  for (const auto& [name, wish, why] : cases) {
    SCOPED_TRACE(name);
    const auto facts = decide(story.plan, wish, today());
    ASSERT_FALSE(facts);
    EXPECT_EQ(facts.error().why, why);
  }
}

TEST(Restored, LeavesCalendarsAsTheyAre) {
  auto story = two_in_a_row();
  story(Commit{.checker = ada})(SetCalendar{ada, every_day_calendar()})(Restore{0});
  EXPECT_TRUE(story.plan.calendars.contains(ada));
}

}  // namespace constraints_test
}  // namespace backwalk::planner::testing
