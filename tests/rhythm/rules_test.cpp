// The rules one by one: when a milestone, a check-in, a standup and a brief fall due, and what holds them back.
#include <gtest/gtest.h>

#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/rhythm/rhythm.hpp"
#include "planner/evolve.hpp"

namespace backwalk::rhythm {
namespace rules_test {

using namespace std::chrono;
using planner::Date;
using planner::Kind;
using planner::Nudge;
using planner::PersonId;
using planner::Ref;

constexpr PersonId anna{1};
constexpr PersonId ben{2};

Instant at(const std::string& text) { return zones::parse_rfc3339(text).value(); }
Date date(int year, unsigned month, unsigned day) {
  return Date{local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}};
}

/// A plan of Anna's in Berlin, due Fri 30 Oct 2026, with a KPI of hers; September has no clock change.
struct Given {
  turn::Record record{};
  std::map<PersonId, turn::Person> people{{anna, {anna, "Anna", "Europe/Berlin", {}, {}}}, {ben, {ben, "Ben", "America/New_York", {}, {}}}};
  std::vector<std::string> fired{};

  Given() {
    record.id = {1};
    with(planner::PlanStarted{
        .key = "BILL", .title = "Live", .due = planner::Moment{date(2026, 10, 30), {}}, .owner = anna, .zone = "Europe/Berlin"});
    with(planner::KpiAdded{.number = 1,
                           .name = "waitlist",
                           .baseline = 40,
                           .target = 100,
                           .owner = anna,
                           .at = planner::LocalTime{date(2026, 9, 1)} + hours{9}});
  }
  Given& with(const planner::Edit& edit) {
    record.plan = planner::evolve(std::move(record.plan), edit);
    return *this;
  }
  Due look(const std::string& now, const std::string& looked_at = "2026-09-01T12:00:00+02:00") const {
    return due({record, people, fired, at(looked_at), at(now)});
  }
};

planner::Cadence weekly(std::vector<int> weekdays, minutes of_day) { return {std::move(weekdays), 1, of_day, date(2026, 9, 1)}; }

std::vector<std::string> keys(const Due& due) {
  std::vector<std::string> found;
  for (const auto& reminder : due.reminders) found.push_back(reminder.key);
  return found;
}

using Keys = std::vector<std::string>;

TEST(MilestoneReminder, ComesTwoWorkingDaysBeforeItsDateToItsOwner) {
  Given given;
  given.with(planner::MilestoneAdded{1, "Signed", planner::Moment{date(2026, 9, 14), {}}, ben});  // a Monday
  EXPECT_EQ(given.look("2026-09-09T12:00:00+02:00").look_again, at("2026-09-10T09:00:00-04:00"));
  const auto due = given.look("2026-09-10T09:00:00-04:00");
  ASSERT_EQ(keys(due), (Keys{"p1/milestone/u2/M1/2026-09-14"}));
  EXPECT_EQ(due.reminders.front().person, ben);
  given.with(planner::MilestoneReached{1, planner::LocalTime{date(2026, 9, 9)}});
  EXPECT_TRUE(given.look("2026-09-10T09:00:00-04:00").reminders.empty());
}

TEST(MilestoneReminder, GoesToThePlansOwnerWhileItsOwnerIsAway) {
  Given given;
  given.with(planner::MilestoneAdded{1, "Signed", planner::Moment{date(2026, 9, 14), {}}, ben});
  given.people[ben].away = turn::Absence{date(2026, 9, 7), date(2026, 9, 21)};
  const auto due = given.look("2026-09-10T09:00:00-04:00");
  ASSERT_EQ(due.reminders.size(), 1U);
  EXPECT_EQ(due.reminders.front().person, anna);
  EXPECT_EQ(due.reminders.front().instead_of, ben);
  EXPECT_EQ(due.reminders.front().key, "p1/milestone/u2/M1/2026-09-14");
}

TEST(ItemReminder, WaitsUntilEverybodyWhoCouldHearItIsBack) {
  Given given;
  given.with(planner::MilestoneAdded{1, "Signed", planner::Moment{date(2026, 9, 14), {}}, anna});
  given.people[anna].away = turn::Absence{date(2026, 9, 7), date(2026, 9, 14)};
  const auto due = given.look("2026-09-10T12:00:00+02:00");
  EXPECT_TRUE(due.reminders.empty());
  EXPECT_EQ(due.look_again, at("2026-09-14T09:00:00+02:00"));
  EXPECT_EQ(keys(given.look("2026-09-14T09:00:00+02:00")), (Keys{"p1/milestone/u1/M1/2026-09-14"}));
}

TEST(ItemReminder, ComesAgainWhenItWasPutOffAndNotAtAllWhenItWasStopped) {
  Given given;
  given.with(planner::MilestoneAdded{1, "Signed", planner::Moment{date(2026, 9, 14), {}}, anna});
  given.fired = {"p1/milestone/u1/M1/2026-09-14"};
  EXPECT_TRUE(given.look("2026-09-10T12:00:00+02:00").reminders.empty());
  const planner::NudgeOf item{anna, Nudge::item, Ref{Kind::milestone, 1}};
  given.with(planner::NudgeSnoozed{item, date(2026, 9, 12)});  // a Saturday: Monday morning it is
  EXPECT_EQ(given.look("2026-09-11T12:00:00+02:00").look_again, at("2026-09-14T09:00:00+02:00"));
  EXPECT_EQ(keys(given.look("2026-09-14T09:00:00+02:00")), (Keys{"p1/milestone/u1/M1/2026-09-14/2026-09-12"}));
  given.with(planner::NudgeMuted{item, true});
  EXPECT_TRUE(given.look("2026-09-14T09:00:00+02:00").reminders.empty());
}

TEST(MilestoneReminder, PutOffUntilATimeOfDayComesThenWhereThatPersonLives) {
  Given given;
  given.with(planner::MilestoneAdded{1, "Signed", planner::Moment{date(2026, 9, 14), {}}, anna});
  given.fired = {"p1/milestone/u1/M1/2026-09-14"};
  given.with(planner::NudgeSnoozed{{anna, Nudge::item, Ref{Kind::milestone, 1}}, date(2026, 9, 12), hours{14}});  // a Saturday, as said
  EXPECT_EQ(given.look("2026-09-11T12:00:00+02:00").look_again, at("2026-09-12T14:00:00+02:00"));
  EXPECT_EQ(keys(given.look("2026-09-12T14:00:00+02:00")), (Keys{"p1/milestone/u1/M1/2026-09-14/2026-09-12/840"}));
}

TEST(CheckIn, AsksOnceAnOccurrenceAndNotWhatWasAnswered) {
  Given given;
  given.with(planner::CheckinSet{weekly({0}, hours{9})});
  EXPECT_EQ(given.look("2026-09-05T12:00:00+02:00").look_again, at("2026-09-07T09:00:00+02:00"));
  EXPECT_EQ(keys(given.look("2026-09-07T09:00:00+02:00")), (Keys{"p1/checkin/u1/K1/2026-09-07"}));
  Given answered = given;
  answered.with(planner::KpiRead{1, planner::LocalTime{date(2026, 9, 7)} + hours{8}, 45, {}, {}});
  EXPECT_TRUE(answered.look("2026-09-07T09:00:00+02:00").reminders.empty());
  given.fired = {"p1/checkin/u1/K1/2026-09-07"};
  EXPECT_EQ(given.look("2026-09-07T09:00:01+02:00").look_again, at("2026-09-14T09:00:00+02:00"));
}

TEST(CheckIn, AsksOnceAfterAWeekOfSilence) {
  Given given;
  given.with(planner::CheckinSet{weekly({0, 2}, hours{9})});
  const auto due = given.look("2026-09-18T12:00:00+02:00", "2026-09-04T12:00:00+02:00");
  ASSERT_EQ(keys(due), (Keys{"p1/checkin/u1/K1/2026-09-16"}));
  EXPECT_TRUE(due.reminders.front().is_old);
}

TEST(CheckIn, MovesFromAHolidayToTheNextWorkingDayAndWaitsForWhoIsAway) {
  Given given;
  given.record.plan.calendar.holidays.insert(date(2026, 9, 7));
  given.with(planner::CheckinSet{weekly({0}, hours{9})});
  EXPECT_EQ(given.look("2026-09-07T12:00:00+02:00").look_again, at("2026-09-08T09:00:00+02:00"));
  given.people[anna].away = turn::Absence{date(2026, 9, 8), date(2026, 9, 10)};
  const auto due = given.look("2026-09-08T09:00:00+02:00");
  EXPECT_TRUE(due.reminders.empty());
  EXPECT_EQ(due.look_again, at("2026-09-10T09:00:00+02:00"));
}

TEST(CheckIn, DoesNotAskForAKpiThatWasNotThereYet) {
  Given given;
  given.with(planner::CheckinSet{weekly({0}, hours{9})});
  given.with(planner::KpiAdded{
      .number = 2, .name = "new", .baseline = 1, .target = 2, .owner = anna, .at = planner::LocalTime{date(2026, 9, 7)} + hours{10}});
  EXPECT_EQ(keys(given.look("2026-09-07T11:00:00+02:00")), (Keys{"p1/checkin/u1/K1/2026-09-07"}));
}

TEST(StandupRule, AsksEverybodyInTheirOwnZoneAndReportsInThePlans) {
  Given given;
  given.with(planner::StandupSet{planner::Standup{weekly({0, 2}, hours{9} + minutes{30}), {anna, ben}, hours{11}}});
  given.with(planner::StandupReported{date(2026, 9, 2)});
  EXPECT_EQ(keys(given.look("2026-09-07T09:30:00+02:00")), (Keys{"p1/standup/u1/2026-09-07"}));
  given.fired = {"p1/standup/u1/2026-09-07"};
  EXPECT_EQ(given.look("2026-09-07T09:31:00+02:00").look_again, at("2026-09-07T11:00:00+02:00"));
  EXPECT_EQ(keys(given.look("2026-09-07T11:00:00+02:00")), (Keys{"p1/report/channel/2026-09-07"}));
  given.with(planner::StandupReported{date(2026, 9, 7)});
  EXPECT_EQ(given.look("2026-09-07T11:01:00+02:00").look_again, at("2026-09-07T09:30:00-04:00"));
}

TEST(StandupRule, LeavesOutHolidaysAbsencesAnswersAndDaysThatAreOver) {
  Given given;
  given.with(planner::StandupSet{planner::Standup{weekly({0, 2}, hours{9} + minutes{30}), {anna}, hours{11}}});
  given.with(planner::StandupReported{date(2026, 9, 7)});
  Given holiday = given;
  holiday.record.plan.calendar.holidays.insert(date(2026, 9, 7));
  EXPECT_TRUE(holiday.look("2026-09-07T09:30:00+02:00").reminders.empty());
  Given away = given;
  away.people[anna].away = turn::Absence{date(2026, 9, 7), date(2026, 9, 8)};
  EXPECT_TRUE(away.look("2026-09-07T09:30:00+02:00").reminders.empty());
  Given answered = given;
  answered.with(planner::StandupAnswered{anna, date(2026, 9, 7), planner::Doing::on_it, {}, "", planner::LocalTime{date(2026, 9, 7)}});
  EXPECT_TRUE(answered.look("2026-09-07T09:30:00+02:00").reminders.empty());
  EXPECT_TRUE(given.look("2026-09-08T08:00:00+02:00").reminders.empty());
}

TEST(StandupRule, PutOffWithinItsDayComesLaterAndBeyondItNotAtAll) {
  Given given;
  given.with(planner::StandupSet{planner::Standup{weekly({0, 2}, hours{9} + minutes{30}), {anna}, hours{11}}});
  given.with(planner::StandupReported{date(2026, 9, 7)});
  given.fired = {"p1/standup/u1/2026-09-07"};
  const planner::NudgeOf standup{anna, Nudge::standup, {}};
  given.with(planner::NudgeSnoozed{standup, date(2026, 9, 7), hours{10} + minutes{40}});
  EXPECT_EQ(given.look("2026-09-07T09:40:00+02:00").look_again, at("2026-09-07T10:40:00+02:00"));
  EXPECT_EQ(keys(given.look("2026-09-07T10:40:00+02:00")), (Keys{"p1/standup/u1/2026-09-07/2026-09-07/640"}));
  given.with(planner::NudgeSnoozed{standup, date(2026, 9, 8), {}});
  EXPECT_TRUE(given.look("2026-09-07T10:40:00+02:00").reminders.empty());
}

TEST(BriefRule, ShowsADraftOnTheWorkingDayBeforeAndThenGoesOut) {
  Given given;
  given.with(planner::BriefSet{planner::Brief{weekly({0}, hours{10}), {}}});
  EXPECT_EQ(given.look("2026-09-03T12:00:00+02:00").look_again, at("2026-09-04T15:00:00+02:00"));  // Monday's draft on Friday
  EXPECT_EQ(keys(given.look("2026-09-04T15:00:00+02:00")), (Keys{"p1/draft/u1/2026-09-07"}));
  given.fired = {"p1/draft/u1/2026-09-07"};
  EXPECT_EQ(given.look("2026-09-04T15:00:01+02:00").look_again, at("2026-09-07T10:00:00+02:00"));
  EXPECT_EQ(keys(given.look("2026-09-07T10:00:00+02:00")), (Keys{"p1/brief/channel/2026-09-07"}));
  Given skipped = given;
  skipped.with(planner::BriefDrafted{planner::BriefDraft{date(2026, 9, 7), {}, true}});
  EXPECT_TRUE(skipped.look("2026-09-07T10:00:00+02:00").reminders.empty());
  given.with(planner::BriefPosted{date(2026, 9, 7), planner::Status::on_track});
  EXPECT_TRUE(given.look("2026-09-07T10:00:01+02:00").reminders.empty());
}

TEST(Rules, AClosedPlanRemindsNobody) {
  Given given;
  given.with(planner::CheckinSet{weekly({0}, hours{9})});
  given.with(planner::PlanClosed{planner::LocalTime{date(2026, 9, 6)}});
  const auto due = given.look("2026-09-07T09:00:00+02:00");
  EXPECT_TRUE(due.reminders.empty());
  EXPECT_FALSE(due.look_again);
}

TEST(Rules, AnUnknownZoneOfAPersonFallsBackToThePlans) {
  Given given;
  given.people[anna].zone = "Mars/Phobos";
  given.with(planner::CheckinSet{weekly({0}, hours{9})});
  EXPECT_EQ(keys(given.look("2026-09-07T09:00:00+02:00")), (Keys{"p1/checkin/u1/K1/2026-09-07"}));
}

TEST(Rules, TheSameLookGivesTheSameReminders) {
  Given given;
  given.with(planner::CheckinSet{weekly({0}, hours{9})});
  given.with(planner::StandupSet{planner::Standup{weekly({0}, hours{9}), {anna, ben}, hours{11}}});
  const auto first = given.look("2026-09-07T11:30:00+02:00");
  EXPECT_EQ(keys(first), keys(given.look("2026-09-07T11:30:00+02:00")));
  EXPECT_TRUE(std::ranges::is_sorted(first.reminders, {}, &turn::Reminder::at));
}

}  // namespace rules_test
}  // namespace backwalk::rhythm
