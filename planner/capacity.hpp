// Who has too much to do when, over several plans at once: the work that the scheduled actions ask of each owner, day by day or week by
// week, against the working minutes that the owner has.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "planner/backward.hpp"

namespace backwalk::planner {

/// A plan and its dates. Both outlive the call.
struct Scheduled {
  const Plan* plan = nullptr;
  const Timeline* timeline = nullptr;
};

/// By which dates the work is laid out: as late as it may be, or as early as it can be. What has been started goes on from the data date
/// on.
enum class Dates { latest, earliest };
enum class Stretch { day, week };

/// An action's part of a load.
struct Share {
  std::string plan{};  ///< its key
  Ref action{};
  std::int64_t minutes = 0;
  auto operator<=>(const Share&) const = default;
};

/// What is asked of a person on a date, or in a week from Monday on.
struct Load {
  PersonId person{};
  Date from{};
  Date to{};                    ///< exclusive
  std::int64_t demanded = 0;    ///< minutes of work
  std::int64_t available = 0;   ///< what the person works in that time: each date by the longest of the calendars that ask for it
  std::vector<Share> shares{};  ///< in the order of the plans, then of actions
  bool is_over() const { return demanded > available; }
  bool operator==(const Load&) const = default;
};

/// Every stretch in which something is asked of somebody, by person, then date. Plans of several zones are laid side by side by their own
/// dates.
std::vector<Load> loads(std::span<const Scheduled> plans, Stretch stretch, Dates dates);

/// Those of them in which more is asked than there is.
std::vector<Load> overloads(std::span<const Scheduled> plans, Stretch stretch, Dates dates);

}  // namespace backwalk::planner
