// What to do now: unfinished actions whose predecessors are finished, the most urgent first.
#pragma once

#include <optional>
#include <vector>

#include "planner/backward.hpp"

namespace backwalk::planner {

struct NextAction {
  int number = 0;
  LocalTime latest_start{};
  std::int64_t total_float = 0;  ///< minutes of work; negative when late
  bool is_started = false;
  bool is_driving = false;
  int waiting = 0;  ///< how many unfinished items wait for it, directly or not
};

/// Ready actions by latest start, then by number; only those of `owner` when one is named. Empty without a goal date.
std::vector<NextAction> next_actions(const Plan& plan, const Timeline& timeline, std::optional<PersonId> owner);

}  // namespace backwalk::planner
