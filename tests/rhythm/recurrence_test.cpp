#include "bot/rhythm/recurrence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "bot/base/zones.hpp"

namespace backwalk::rhythm {
namespace {

using namespace std::chrono;
using planner::Date;

struct Case {
  std::string text{};
  planner::Cadence cadence{};
  OnClosedDay on_closed{};
  std::size_t days_worked = 5;
  std::string zone{};
  Instant now{};
  Instant next{};
};

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

Date date_of(const std::string& iso) { return zones::date_of(zones::to_local(zones::parse_rfc3339(iso + "T12:00:00Z").value(), "UTC")); }

Case case_of(const std::string& line) {
  const std::vector<std::string> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  const auto cells = split(line, '\t');
  Case result{.text = line};
  for (const auto& name : split(cells.at(0), ' ')) {
    result.cadence.weekdays.push_back(static_cast<int>(std::ranges::find(names, name) - names.begin()));
  }
  result.cadence.every_weeks = std::stoi(cells.at(1));
  result.cadence.from = date_of(cells.at(2));
  result.cadence.at = hours{std::stoi(cells.at(3).substr(0, 2))} + minutes{std::stoi(cells.at(3).substr(3))};
  result.on_closed = cells.at(4) == "left_out" ? OnClosedDay::left_out : OnClosedDay::next_working_day;
  result.days_worked = std::stoul(cells.at(5));
  result.zone = cells.at(6);
  result.now = zones::parse_rfc3339(cells.at(7)).value();
  result.next = zones::parse_rfc3339(cells.at(8)).value();
  return result;
}

std::vector<Case> cases() {
  std::ifstream file(std::string(BACKWALK_SOURCE_DIR) + "/tests/data/recurrences.tsv");
  std::vector<Case> found;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('#')) found.push_back(case_of(line));
  }
  return found;
}

/// Holidays as in the head of the table.
planner::Calendar calendar(std::size_t days_worked) {
  auto result = planner::standard_calendar();
  for (std::size_t day = 0; day < days_worked; ++day) result.week.at(day) = result.week.front();
  for (const auto* day : {"2026-04-06", "2026-10-26", "2026-12-25"}) result.holidays.insert(date_of(day));
  return result;
}

// The table is worked out by tests/oracle/recurrences.py from Python's own time zones.
TEST(Recurrence, NextOccurrencesAgreeWithTheTable) {
  const auto all = cases();
  ASSERT_GE(all.size(), 60U);
  for (const auto& one : all) {
    SCOPED_TRACE(one.text);
    const planner::WorkingTime time(calendar(one.days_worked));
    const Recurrence recurrence{one.cadence, time, one.zone, one.on_closed};
    const auto next = next_occurrence(recurrence, one.now);
    ASSERT_TRUE(next);
    EXPECT_EQ(zones::rfc3339(next->at, "UTC"), zones::rfc3339(one.next, "UTC"));
  }
}

TEST(Recurrence, TheLastOccurrenceIsTheOneWhoseNextComesAfterwards) {
  for (const auto& one : cases()) {
    SCOPED_TRACE(one.text);
    const planner::WorkingTime time(calendar(one.days_worked));
    const Recurrence recurrence{one.cadence, time, one.zone, one.on_closed};
    EXPECT_EQ(last_occurrence(recurrence, one.next)->at, one.next);
    const auto before = last_occurrence(recurrence, one.next - seconds{1});
    if (!before) continue;
    EXPECT_LE(before->at, one.now);
    EXPECT_EQ(next_occurrence(recurrence, before->at)->at, one.next);
  }
}

TEST(Recurrence, NothingComesBeforeItBegan) {
  const planner::WorkingTime time(planner::standard_calendar());
  const planner::Cadence weekly{.weekdays = {0}, .every_weeks = 1, .at = hours{9}, .from = date_of("2026-09-14")};
  const Recurrence recurrence{weekly, time, "Europe/Berlin", OnClosedDay::left_out};
  EXPECT_FALSE(last_occurrence(recurrence, zones::parse_rfc3339("2026-09-14T08:59:59+02:00").value()));
  EXPECT_EQ(next_occurrence(recurrence, zones::parse_rfc3339("2026-01-01T00:00:00Z").value())->date, date_of("2026-09-14"));
}

TEST(Recurrence, OnDaysThatNobodyWorksThereIsNone) {
  const planner::WorkingTime time(planner::standard_calendar());
  const planner::Cadence sundays{.weekdays = {6}, .every_weeks = 1, .at = hours{9}, .from = date_of("2026-09-14")};
  EXPECT_FALSE(next_occurrence({sundays, time, "UTC", OnClosedDay::left_out}, zones::parse_rfc3339("2026-09-14T00:00:00Z").value()));
}

}  // namespace
}  // namespace backwalk::rhythm
