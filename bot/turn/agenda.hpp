// What the clock brings: the reminders that rhythm finds due, as values. talk words them, the beat commits them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/chat/place.hpp"
#include "planner/plan.hpp"

namespace backwalk::turn {

/// Reminders of starts and milestones, and what was put off until a date, go out at this time of day in the person's zone.
inline constexpr std::chrono::minutes morning{9 * 60};

/// An action should start soon; `is_late`: its morning has passed.
struct StartSoon {
  int action = 0;
  bool is_late = false;
};
/// A milestone must be true soon.
struct MilestoneSoon {
  int milestone = 0;
  bool is_late = false;
};
/// What does the KPI read today? `slot` is the occurrence's date.
struct CheckIn {
  int kpi = 0;
  planner::Date slot{};
};
/// What are you doing? Asked of one person for a date.
struct StandupQuestion {
  planner::Date date{};
};
/// Everybody's answers for a date, for the channel.
struct StandupReport {
  planner::Date date{};
};
/// The owner sees the brief before it goes out at `goes_out`.
struct BriefPreview {
  planner::Date date{};
  planner::LocalTime goes_out{};  ///< in the plan's zone
};
struct BriefNow {
  planner::Date date{};
};

using About = std::variant<StartSoon, MilestoneSoon, CheckIn, StandupQuestion, StandupReport, BriefPreview, BriefNow>;

struct Reminder {
  std::string key{};  ///< "p1/start/u2/A3": plan, rule, person (or "channel"), slot; deterministic
  About about{};
  std::optional<planner::PersonId> person{};      ///< by direct message; none: where the plan (or its brief) is posted
  std::optional<planner::PersonId> instead_of{};  ///< `person` stands in for somebody who is away
  Instant at{};                                   ///< the moment for which it was meant
  bool is_old = false;                            ///< that moment was missed by more than an hour
};

}  // namespace backwalk::turn
