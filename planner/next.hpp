// What to do now: unfinished actions whose predecessors are finished, the most urgent first; and the three of them to name, with the
// reason.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "planner/backward.hpp"
#include "planner/forecast.hpp"

namespace backwalk::planner {

struct NextAction {
  int number = 0;
  LocalTime latest_start{};
  std::int64_t total_float = 0;  ///< minutes of work; negative when late
  bool is_started = false;
  bool is_driving = false;
  int waiting = 0;  ///< how many unfinished items wait for it, directly or not
};

/// The unfinished items that wait for this one, directly or not; the goal only where a link names it.
std::set<Ref> waiting_for(const Plan& plan, Ref ref);

/// Whether anything is ready, at less cost.
bool has_next(const Plan& plan, const Timeline& timeline);
/// The soonest latest start among them, likewise; none when nothing is ready.
std::optional<LocalTime> soonest_start(const Plan& plan, const Timeline& timeline, std::optional<PersonId> owner);
/// Ready actions by latest start, then by number; only those of `owner` when one is named. Empty without a goal date.
std::vector<NextAction> next_actions(const Plan& plan, const Timeline& timeline, std::optional<PersonId> owner);

/// Why an action is named, the strongest first.
enum class Cue {
  late,              ///< even its latest start has passed
  below_level,       ///< the chance is below the level even today: there is no safe start
  safe_start_today,  ///< its safe start is today or has passed
  in_progress,
  critical,        ///< on a longest path in half of the samples, or without float to spare
  drives_chance,   ///< among those whose range moves the chance most
  others_wait,     ///< nothing that waits for it can begin
  kpi_behind,      ///< a KPI whose pace is not enough is next read at a milestone that waits for it
  nothing_before,  ///< none of these: it can be done, that is all
};

struct Advice {
  NextAction action{};
  bool is_foretold = false;  ///< the forecast tells of it; else all of it goes by latest starts
  std::optional<LocalTime> safe_start{};
  double criticality = 0;   ///< 0..1; without a forecast 1 for what is critical
  double gain = 0;          ///< by how much the chance would rise if the action took its best time, 0..1
  std::vector<Cue> cues{};  ///< never empty
  std::vector<int> kpis{};  ///< those that `kpi_behind` is about
  Date due{};               ///< by when it is due to begin: today, where that has passed or there is nothing to wait for
};
/// Whether `a` comes before `b`, also of another plan: by the date on which it is due to begin, criticality, gain, how many wait for it,
/// how many KPIs it is about, and latest start.
bool is_more_urgent(const Advice& a, const Advice& b);

/// At most three of `next_actions`, the most urgent first, then by number; due is the date of the safe start, or of a sooner
/// latest start. Nobody says which action
/// serves which KPI; what a plan knows is where a KPI is read next: at the first milestone of its `checkpoints` that is not reached.
/// Without a forecast, or where one does not know an action yet, the latest start takes the place of the safe start.
std::vector<Advice> advice(const Plan& plan, const Timeline& timeline, const Forecast* forecast, std::optional<PersonId> owner);
/// What `advice` names first of what has not begun, of anybody's and however much is under way; none when nothing is ready.
std::optional<Advice> first_to_start(const Plan& plan, const Timeline& timeline, const Forecast* forecast);

}  // namespace backwalk::planner
