#include "bot/rhythm/rhythm.hpp"

#include <gtest/gtest.h>

#include "bot/base/zones.hpp"
#include "planner/evolve.hpp"

namespace backwalk::rhythm {
namespace rhythm_test {

using namespace std::chrono;
using planner::PersonId;

constexpr PersonId dev{2};

bool is_late(const turn::Reminder& reminder) { return std::get<turn::StartSoon>(reminder.about).is_late; }

Instant at(const char* text) { return zones::parse_rfc3339(text).value(); }

/// A plan in Berlin due on a date, with one action of so many days.
struct Given {
  turn::Record record;
  std::map<PersonId, turn::Person> people;

  explicit Given(year_month_day due, minutes work, std::optional<PersonId> owner = dev) {
    planner::PlanStarted started;
    started.key = "BILL";
    started.title = "Live";
    started.due = planner::Moment{planner::Date{local_days{due}}, {}};
    started.owner = PersonId{1};
    started.zone = "Europe/Berlin";
    record.id = {1};
    record.plan =
        planner::replay(std::vector<planner::Edit>{started, planner::ActionAdded{1, "Build", planner::Estimate{work, {}, {}}, owner}});
    people[dev] = {dev, "Dev", "Europe/Warsaw", {}, {}};
  }
  void lives_in(const std::string& zone) { people[dev].zone = zone; }
  Due look(const char* now, std::optional<const char*> looked_at = std::nullopt, std::vector<std::string> fired = {}) const {
    return due({record, people, fired, looked_at ? std::optional(at(*looked_at)) : std::nullopt, at(now)});
  }
};

TEST(StartReminder, ComesAtNineOnTheSecondWorkingMorningBeforeTheLatestStart) {
  // Three days of work before the end of Fri 30 Oct 2026: the latest start is Wed 28 Oct, so Mon 26 Oct.
  const Given given(2026y / October / 30, minutes{3 * 480});
  const auto early = given.look("2026-10-01T12:00:00+02:00");
  EXPECT_TRUE(early.reminders.empty());
  EXPECT_EQ(early.look_again, at("2026-10-26T09:00:00+01:00"));

  const auto due = given.look("2026-10-26T09:00:00+01:00", "2026-10-01T12:00:00+02:00");
  ASSERT_EQ(due.reminders.size(), 1U);
  EXPECT_EQ(due.reminders.front().key, "p1/start/u2/A1");
  EXPECT_EQ(due.reminders.front().person, dev);
  EXPECT_FALSE(is_late(due.reminders.front()));
}

TEST(StartReminder, SkipsWeekends) {
  // Latest start Mon 26 Oct: the second working morning before is Thu 22 Oct, still summer time.
  const Given given(2026y / October / 30, minutes{5 * 480});
  EXPECT_EQ(given.look("2026-10-01T12:00:00+02:00").look_again, at("2026-10-22T09:00:00+02:00"));
}

TEST(StartReminder, SkipsHolidaysOfThePlan) {
  Given given(2026y / October / 30, minutes{3 * 480});
  given.record.plan.calendar.holidays.insert(planner::Date{local_days{2026y / October / 27}});
  EXPECT_EQ(given.look("2026-10-01T12:00:00+02:00").look_again, at("2026-10-23T09:00:00+02:00"));
}

TEST(StartReminder, IsNineInTheOwnersZone) {
  Given given(2026y / October / 30, minutes{3 * 480});
  given.lives_in("America/New_York");
  EXPECT_EQ(given.look("2026-10-01T12:00:00+02:00").look_again, at("2026-10-26T09:00:00-04:00"));
  given.lives_in("Asia/Kolkata");
  EXPECT_EQ(given.look("2026-10-01T12:00:00+02:00").look_again, at("2026-10-26T09:00:00+05:30"));
}

TEST(StartReminder, GoesToTheChannelInThePlansZoneWithoutAnOwner) {
  const Given given(2026y / October / 30, minutes{3 * 480}, std::nullopt);
  const auto due = given.look("2026-10-26T09:00:00+01:00", "2026-10-01T12:00:00+02:00");
  ASSERT_EQ(due.reminders.size(), 1U);
  EXPECT_EQ(due.reminders.front().key, "p1/start/channel/A1");
  EXPECT_FALSE(due.reminders.front().person);
}

TEST(StartReminder, ThatHasPassedComesOnTheNextWorkingMorningAsLate) {
  // Found out on Tuesday at noon that the morning was Monday's: Wednesday at nine, and it says so.
  const Given given(2026y / October / 30, minutes{3 * 480});
  const auto found = given.look("2026-10-27T12:00:00+01:00");
  EXPECT_TRUE(found.reminders.empty());
  EXPECT_EQ(found.look_again, at("2026-10-28T09:00:00+01:00"));
  const auto due = given.look("2026-10-28T09:00:00+01:00", "2026-10-27T12:00:00+01:00");
  ASSERT_EQ(due.reminders.size(), 1U);
  EXPECT_TRUE(is_late(due.reminders.front()));
}

TEST(StartReminder, OfAPlanMadeOnFridayNightThatIsLateComesOnMonday) {
  const Given given(2026y / October / 30, minutes{10 * 480});
  EXPECT_EQ(given.look("2026-10-23T22:00:00+02:00").look_again, at("2026-10-26T09:00:00+01:00"));
}

TEST(StartReminder, MissedByADowntimeComesAtOnceAfterIt) {
  const Given given(2026y / October / 30, minutes{3 * 480});
  const auto same_day = given.look("2026-10-26T15:00:00+01:00", "2026-10-20T12:00:00+02:00");
  ASSERT_EQ(same_day.reminders.size(), 1U);
  EXPECT_FALSE(is_late(same_day.reminders.front()));
  const auto next_day = given.look("2026-10-27T07:00:00+01:00", "2026-10-20T12:00:00+02:00");
  ASSERT_EQ(next_day.reminders.size(), 1U);
  EXPECT_TRUE(is_late(next_day.reminders.front()));
}

TEST(StartReminder, ComesOnce) {
  const Given given(2026y / October / 30, minutes{3 * 480});
  const auto due = given.look("2026-10-26T09:00:00+01:00", "2026-10-01T12:00:00+02:00", {"p1/start/u2/A1"});
  EXPECT_TRUE(due.reminders.empty());
  EXPECT_FALSE(due.look_again);
}

TEST(StartReminder, IsNotGivenForStartedOrFinishedWork) {
  Given given(2026y / October / 30, minutes{3 * 480});
  given.record.plan =
      planner::evolve(given.record.plan, planner::ActionStarted{1, planner::LocalTime{local_days{2026y / October / 20}} + hours{9}});
  const auto due = given.look("2026-10-26T09:00:00+01:00", "2026-10-01T12:00:00+02:00");
  EXPECT_TRUE(due.reminders.empty());
  EXPECT_FALSE(due.look_again);
}

TEST(StartReminder, NeedsADateToWalkBackFrom) {
  Given given(2026y / October / 30, minutes{3 * 480});
  given.record.plan.goal.due.reset();
  EXPECT_FALSE(given.look("2026-10-01T12:00:00+02:00").look_again);
}

}  // namespace rhythm_test
}  // namespace backwalk::rhythm
