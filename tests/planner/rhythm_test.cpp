// The rhythm: what wishes about it mean, what edits do to it, and how they are taken back.
#include "planner/rhythm.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace rhythm_test {

constexpr PersonId cem{3};
const LocalTime now = at("2026-03-12 10:00");
const Date thursday = day("2026-03-12");

StandupAnswer answer(PersonId person, const std::string& date, Doing doing = Doing::on_it) {
  return {.person = person, .date = day(date), .doing = doing, .words = "w", .at = now};
}
Brief weekly() { return {.cadence = {.weekdays = {4}, .at = Minutes{600}, .from = today()}}; }
NudgeOf about_A1() { return {ada, Nudge::item, A(1)}; }

/// Checked, stood up and briefed; A1 is Bob's, A2 is done and was Cem's.
Told some_plan() {
  return told({AddAction{.title = "a", .owner = bob}, AddAction{.title = "b", .owner = cem}, Finish{A(2), at("2026-03-02 12:00")},
               SetCheckin{twice_a_week()}, SetStandup{standup_of({})}, SetBrief{weekly()}, MuteNudge{{bob, Nudge::standup, {}}, true}});
}

TEST(Cadence, FallsOnItsWeekdaysOfEveryNthWeek) {
  struct Case {
    const char* date;
    int every_weeks;
    bool falls;
  };
  for (const auto& [date, every_weeks, falls] : {Case{"2026-03-02", 1, true},
                                                 {"2026-03-03", 1, false},
                                                 {"2026-03-05", 1, true},
                                                 {"2026-02-26", 1, false},
                                                 {"2026-03-09", 2, false},
                                                 {"2026-03-12", 2, false},
                                                 {"2026-03-16", 2, true},
                                                 {"2026-03-19", 2, true},
                                                 {"2026-03-23", 3, true}}) {
    SCOPED_TRACE(date);
    auto cadence = twice_a_week();
    cadence.every_weeks = every_weeks;
    EXPECT_EQ(falls_on(cadence, day(date)), falls);
  }
  auto cadence = twice_a_week();
  cadence.from = day("2026-03-03");
  cadence.every_weeks = 2;
  EXPECT_FALSE(falls_on(cadence, day("2026-03-02"))) << "not before it begins";
  EXPECT_TRUE(falls_on(cadence, day("2026-03-05")) && falls_on(cadence, day("2026-03-16")))
      << "its weeks begin with that of its first date";
}

TEST(Rhythm, WishesBecomeFacts) {
  struct Case {
    const char* name;
    Command wish;
    Edit fact;
  };
  auto other = twice_a_week();
  other.weekdays = {1};
  auto answered = answer(bob, "2026-03-12");
  const Case cases[] = {{"another check-in", SetCheckin{other}, CheckinSet{other}},
                        {"no check-in", SetCheckin{}, CheckinSet{}},
                        {"a standup of two", SetStandup{standup_of({bob, ada, bob})}, StandupSet{standup_of({ada, bob})}},
                        {"no standup", SetStandup{}, StandupSet{}},
                        {"no brief", SetBrief{}, BriefSet{}},
                        {"an answer", AnswerStandup{answered}, StandupAnswered{bob, thursday, Doing::on_it, {}, "w", now}},
                        {"an answer of the owner", AnswerStandup{answer(ada, "2026-03-02")},
                         StandupAnswered{ada, day("2026-03-02"), Doing::on_it, {}, "w", now}},
                        {"a draft", DraftBrief{{day("2026-03-13"), "n", false}}, BriefDrafted{BriefDraft{day("2026-03-13"), "n", false}}},
                        {"a mute", MuteNudge{about_A1(), true}, NudgeMuted{about_A1(), true}},
                        {"a mute of all, whatever item is named", MuteNudge{{ada, Nudge::everything, A(1)}, true},
                         NudgeMuted{{ada, Nudge::everything, {}}, true}},
                        {"no mute", MuteNudge{{bob, Nudge::standup, {}}, false}, NudgeMuted{{bob, Nudge::standup, {}}, false}},
                        {"a snooze", SnoozeNudge{about_A1(), day("2026-03-13")}, NudgeSnoozed{about_A1(), day("2026-03-13")}},
                        {"a zone", SetZone{"Asia/Shanghai"}, ZoneSet{"Asia/Shanghai"}},
                        {"an end", ClosePlan{now}, PlanClosed{now}}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto story = some_plan();
    const auto before = story.plan;
    const auto facts = decide(before, c.wish, thursday);
    ASSERT_TRUE(facts) << static_cast<int>(facts.error().why);
    EXPECT_EQ(*facts, std::vector<Edit>{c.fact});
    story(c.wish, thursday);
    EXPECT_FALSE(looks_same(story.plan, before));
    ASSERT_TRUE(story.undo_last());
    EXPECT_TRUE(looks_same(replay(*story.undo_last(), story.plan), before));
  }
}

TEST(Rhythm, WishesThatMakeNoSenseAreRefused) {
  struct Case {
    const char* name;
    Command wish;
    Why why;
  };
  const auto cadence = [](std::vector<int> weekdays, int every_weeks = 1, int minutes = 540) {
    return SetCheckin{Cadence{std::move(weekdays), every_weeks, Minutes{minutes}, today()}};
  };
  auto late_report = standup_of({});
  late_report.report_at = Minutes{1440};
  const Case cases[] = {{"on no day", cadence({}), Why::never_fires},
                        {"at weekends only", cadence({5, 6}), Why::never_fires},
                        {"on an eighth day", cadence({0, 7}), Why::never_fires},
                        {"on a day before Monday", cadence({-1, 0}), Why::never_fires},
                        {"in no order", cadence({3, 0}), Why::never_fires},
                        {"twice a day", cadence({3, 3}), Why::never_fires},
                        {"every zero weeks", cadence({0}, 0), Why::never_fires},
                        {"every 53 weeks", cadence({0}, 53), Why::never_fires},
                        {"at 24:00", cadence({0}, 1, 1440), Why::never_fires},
                        {"before 00:00", cadence({0}, 1, -1), Why::never_fires},
                        {"a report at 24:00", SetStandup{late_report}, Why::never_fires},
                        {"a brief at weekends", SetBrief{Brief{{.weekdays = {6}, .from = today()}, {}}}, Why::never_fires},
                        {"the same check-in", SetCheckin{twice_a_week()}, Why::nothing_to_change},
                        {"the same standup", SetStandup{standup_of({})}, Why::nothing_to_change},
                        {"the same brief", SetBrief{weekly()}, Why::nothing_to_change},
                        {"an answer of whose work is done", AnswerStandup{answer(cem, "2026-03-12")}, Why::not_asked},
                        {"an answer on another weekday", AnswerStandup{answer(bob, "2026-03-11")}, Why::not_asked},
                        {"an answer to tomorrow's", AnswerStandup{answer(bob, "2026-03-16")}, Why::not_asked},
                        {"an answer to one before the first", AnswerStandup{answer(bob, "2026-02-26")}, Why::not_asked},
                        {"an answer about what is not", AnswerStandup{{bob, thursday, Doing::on_it, A(9), "", now}}, Why::no_such_item},
                        {"a report of a date without standup", ReportStandup{day("2026-03-11")}, Why::not_asked},
                        {"a report of a later date", ReportStandup{day("2026-03-16")}, Why::not_asked},
                        {"a mute of an item that is not", MuteNudge{{ada, Nudge::item, A(9)}, true}, Why::no_such_item},
                        {"a mute of no item", MuteNudge{{ada, Nudge::item, {}}, true}, Why::no_such_item},
                        {"a mute of what is mute", MuteNudge{{bob, Nudge::standup, {}}, true}, Why::nothing_to_change},
                        {"a mute taken from what has none", MuteNudge{about_A1(), false}, Why::nothing_to_change},
                        {"a snooze until today", SnoozeNudge{about_A1(), thursday}, Why::date_in_past},
                        {"the same zone", SetZone{"UTC"}, Why::nothing_to_change},
                        {"a plan reopened that is open", ReopenPlan{}, Why::not_closed}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto facts = decide(some_plan().plan, c.wish, thursday);
    ASSERT_FALSE(facts);
    EXPECT_EQ(static_cast<int>(facts.error().why), static_cast<int>(c.why));
  }
  for (const Command& none : {Command{SetCheckin{}}, Command{SetStandup{}}, Command{SetBrief{}}}) {
    EXPECT_EQ(decide(told({}).plan, none, thursday).error().why, Why::nothing_to_change);
  }
  EXPECT_EQ(decide(told({}).plan, AnswerStandup{answer(ada, "2026-03-12")}, thursday).error().about_date, thursday)
      << "there is no standup";
}

TEST(Rhythm, AsksThosePeopleThatAreNamed) {
  const auto plan = some_plan()(SetStandup{standup_of({cem})}).plan;
  EXPECT_TRUE(decide(plan, AnswerStandup{answer(cem, "2026-03-12")}, thursday));
  EXPECT_EQ(decide(plan, AnswerStandup{answer(bob, "2026-03-12")}, thursday).error().why, Why::not_asked);
}

TEST(Rhythm, TakesAnswersForFourteenDaysAndKeepsThemForAsLong) {
  auto story = some_plan();
  story(AnswerStandup{answer(bob, "2026-03-02")}, day("2026-03-16"));
  EXPECT_EQ(decide(story.plan, AnswerStandup{answer(ada, "2026-03-02")}, day("2026-03-17")).error().why, Why::not_asked);
  story(AnswerStandup{answer(ada, "2026-03-05")}, day("2026-03-16"))(AnswerStandup{answer(bob, "2026-03-16")}, day("2026-03-16"));
  EXPECT_EQ(story.plan.rhythm.answers.size(), 3U);
  const auto before = story.plan;
  story(AnswerStandup{answer(bob, "2026-03-19")}, day("2026-03-19"));
  ASSERT_EQ(story.plan.rhythm.answers.size(), 3U);
  EXPECT_EQ(show(story.plan.rhythm.answers.front().date), "2026-03-05");
  EXPECT_TRUE(looks_same(replay(*story.undo_last(), story.plan), before)) << "what it pushed out comes back";
  const auto first = story.last_command;
  story(AnswerStandup{answer(ada, "2026-03-19")}, day("2026-03-19"));
  EXPECT_TRUE(undo(story.log, first, 1)) << "what another answer pushes out does not matter";
}

TEST(Rhythm, KeepsThePersonsLastAnswerOfADate) {
  auto story = some_plan();
  story(AnswerStandup{answer(bob, "2026-03-12")}, thursday)(AnswerStandup{answer(ada, "2026-03-12")}, thursday);
  story(AnswerStandup{answer(bob, "2026-03-12", Doing::blocked)}, thursday);
  ASSERT_EQ(story.plan.rhythm.answers.size(), 2U);
  EXPECT_EQ(story.plan.rhythm.answers[0].person, ada);
  EXPECT_EQ(story.plan.rhythm.answers[1].doing, Doing::blocked);
  EXPECT_EQ(decide(story.plan, AnswerStandup{answer(bob, "2026-03-12", Doing::blocked)}, thursday).error().why, Why::nothing_to_change);
}

TEST(Rhythm, PostsABriefOnceAndReportsAStandupOnce) {
  auto story = some_plan();
  const auto friday = day("2026-03-13");
  story(DraftBrief{{.date = friday, .note = "n"}}, friday)(PostBrief{friday, Status::at_risk}, friday);
  EXPECT_EQ(story.plan.rhythm.last_brief, (BriefSent{friday, Status::at_risk, story.plan.seq}));
  EXPECT_FALSE(story.plan.rhythm.draft);
  EXPECT_EQ(story.undo_last().error().why, Why::nothing_to_undo);
  EXPECT_EQ(decide(story.plan, PostBrief{friday, {}}, friday).error().why, Why::already_posted);
  EXPECT_EQ(decide(story.plan, DraftBrief{{.date = friday}}, friday).error().about_date, friday);
  story(DraftBrief{{.date = day("2026-03-20")}}, friday);
  EXPECT_TRUE(evolve(story.plan, BriefPosted{friday, {}}).rhythm.draft) << "the draft of another date stays";
  story(ReportStandup{thursday}, friday);
  EXPECT_EQ(story.plan.rhythm.reported_standup, thursday);
  EXPECT_EQ(story.undo_last().error().why, Why::nothing_to_undo);
  EXPECT_EQ(decide(story.plan, ReportStandup{day("2026-03-09")}, friday).error().why, Why::nothing_to_change);
}

TEST(Rhythm, OfAClosedPlanTakesNothingButItsReopening) {
  auto story = some_plan();
  story(StartAction{1, now});
  const auto start = story.last_command;
  story(ClosePlan{now});
  for (const Command& wish : {Command{ClosePlan{now}}, Command{Finish{A(1), now}}, Command{ReportStandup{thursday}}, Command{Restore{0}}}) {
    EXPECT_EQ(decide(story.plan, wish, thursday).error().why, Why::plan_closed);
  }
  EXPECT_EQ(undo(story.log, start, 1).error().why, Why::plan_closed);
  ASSERT_TRUE(story.undo_last());
  EXPECT_FALSE(replay(*story.undo_last(), story.plan).closed_at);
  story(ReopenPlan{});
  EXPECT_FALSE(story.plan.closed_at);
  EXPECT_TRUE(undo(story.log, start, 1));
}

}  // namespace rhythm_test
}  // namespace backwalk::planner::testing
