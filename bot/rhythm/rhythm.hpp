// Rules of time, pure: which reminders a plan owes its people at `now`, and when to look again. The same inputs give the same reminders
// with the same keys; the unique key in the store is what stops doubles.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "bot/turn/turn.hpp"

namespace backwalk::rhythm {

/// The start reminder goes out at this time of day in the person's zone.
inline constexpr std::chrono::minutes morning{9 * 60};
/// ... on this many working mornings before the latest start.
inline constexpr int mornings_before = 2;

struct Reminder {
  std::string key{};  ///< "p1/start/u2/A3": plan, rule, person (or "channel"), slot
  int action = 0;
  std::optional<turn::PersonId> person{};  ///< none: to the plan's channel
  Instant at{};                            ///< the morning it belongs to
  bool is_late = false;
};

struct Due {
  std::vector<Reminder> reminders{};    ///< to send now, by time, then by action
  std::optional<Instant> look_again{};  ///< the next moment at which something may fall due; none: after the next edit
};

/// `looked_at`: everything up to then has been considered; reminders whose key is in `fired` are out for ever. An unstarted action with a
/// goal date to walk back from is reminded of at 09:00 in its owner's zone (without owner: the plan's) on the second working date before
/// the date of its latest start; if that morning was not ahead when the plan was last looked at, on the next working morning, as late.
Due due(const turn::Record& record, const std::map<turn::PersonId, turn::Person>& people, const std::vector<std::string>& fired,
        std::optional<Instant> looked_at, Instant now);

}  // namespace backwalk::rhythm
