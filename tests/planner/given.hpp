// Words for planner tests: dates as text, and a plan by the wishes that made it.
#pragma once

#include <chrono>
#include <cstdio>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "planner/decide.hpp"
#include "planner/evolve.hpp"

namespace backwalk::planner::testing {

/// "2026-03-02"
inline Date day(const std::string& text) {
  int y = 0;
  unsigned m = 0, d = 0;
  if (std::sscanf(text.c_str(), "%d-%u-%u", &y, &m, &d) != 3) throw std::logic_error{"no date: " + text};
  return Date{std::chrono::year{y} / static_cast<int>(m) / static_cast<int>(d)};
}

/// "2026-03-02 09:00"
inline LocalTime at(const std::string& text) {
  int h = 0, m = 0;
  if (std::sscanf(text.c_str() + 10, "%d:%d", &h, &m) != 2) throw std::logic_error{"no time: " + text};
  return day(text.substr(0, 10)) + Minutes{h * 60 + m};
}

inline std::string show(LocalTime t) {
  const auto date = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day ymd{date};
  char buffer[48];
  const auto minutes = static_cast<int>((t - date).count());
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u %02d:%02d", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()), minutes / 60, minutes % 60);
  return buffer;
}

inline std::string show(Date date) { return show(LocalTime{date}).substr(0, 10); }

inline std::string show(const std::vector<Ref>& refs) {
  std::string result;
  for (const auto ref : refs) result += (result.empty() ? "" : " ") + text(ref);
  return result;
}

inline constexpr Ref goal_ref{};
inline Ref M(int number) { return {Kind::milestone, number}; }
inline Ref A(int number) { return {Kind::action, number}; }
inline Ref K(int number) { return {Kind::kpi, number}; }
inline Ref R(int number) { return {Kind::risk, number}; }
inline Moment on(const std::string& date) { return {day(date), {}}; }
inline Estimate days_of_work(int days) { return {.likely = Minutes{480 * days}}; }
inline Edit linked(Ref before, Ref after) { return Linked{{.before = before, .after = after}}; }
inline Edit unlinked(Ref before, Ref after) { return Unlinked{{.before = before, .after = after}}; }

inline constexpr PersonId ada{1}, bob{2};

/// A Monday.
inline Date today() { return day("2026-03-02"); }

/// Walked back from Friday 27 March 2026, Mondays to Fridays 9 to 5.
inline StartPlan beta() { return {.key = "BETA", .title = "Open the beta", .due = on("2026-03-27"), .owner = ada}; }

/// So many days before that goal.
inline Moment T_minus(int days) { return {.date = day("2026-03-27") - std::chrono::days{days}, .before_goal = days}; }

/// 40 companies on Monday 2 March 2026, to be 100.
inline AddKpi companies() { return {.name = "Companies on the list", .baseline = 40, .target = 100, .at = at("2026-03-02 09:00")}; }

/// Mondays and Thursdays at 09:30, from the start of the beta on.
inline Cadence twice_a_week() { return {.weekdays = {0, 3}, .at = Minutes{570}, .from = today()}; }
inline Standup standup_of(std::vector<PersonId> people) { return {twice_a_week(), std::move(people), Minutes{660}}; }

/// A plan with its log and where each command begins in it.
struct Told {
  Plan plan{};
  std::vector<Edit> log{};
  std::size_t last_command = 0;

  Told& operator()(const Command& command, Date date = today(), const Absences& absences = {}) {
    const auto facts = decide(plan, command, date, absences);
    if (!facts) throw std::logic_error{"refused, why = " + std::to_string(static_cast<int>(facts.error().why))};
    last_command = log.size();
    log.insert(log.end(), facts->begin(), facts->end());
    plan = replay(*facts, plan);
    return *this;
  }
  Result<std::vector<Edit>> undo_last() const { return undo(log, last_command, log.size() - last_command); }
};

inline Told told(std::initializer_list<Command> commands) {
  Told result;
  result(beta());
  for (const auto& command : commands) result(command);
  return result;
}

}  // namespace backwalk::planner::testing
