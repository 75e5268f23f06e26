// Rules of time, pure: which reminders a plan owes its people at `now`, and when to look again. The same inputs give the same reminders
// with the same keys; the unique key in the store is what stops doubles. README.md says what each rule does.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/turn/agenda.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::rhythm {

using turn::morning;
/// ... on this many working mornings before the latest start, or before the milestone's date.
inline constexpr int mornings_before = 2;
/// The owner gets the draft of a brief at this time of day, in their zone, on the working day before.
inline constexpr std::chrono::minutes draft_time{15 * 60};
/// What a full day has put off goes out just before the quiet hours end and the next day's questions begin, or it would be put off for
/// ever.
inline constexpr std::chrono::minutes put_off_until{8 * 60 + 29};
/// Nobody gets more direct messages that they did not ask for on one of their dates.
inline constexpr std::size_t most_nudges_a_day = 3;

/// What is known when a plan is looked at. All references outlive the call.
struct Agenda {
  const turn::Record& record;
  const std::map<turn::PersonId, turn::Person>& people;
  const std::vector<std::string>& fired;  ///< keys that are out for ever
  std::optional<Instant> looked_at{};     ///< everything up to then has been considered; none: the plan was made just now
  Instant now{};
};

struct Due {
  std::vector<turn::Reminder> reminders{};  ///< to send now, by time, then by key
  std::optional<Instant> look_again{};      ///< the next moment at which something may fall due; none: after the next edit
};

Due due(const Agenda& agenda);

/// The zone a person is written to in: their own, else the plan's.
std::string zone_of(const turn::Record& record, const std::map<turn::PersonId, turn::Person>& people, turn::PersonId person);
/// How many of these moments lie on the date of `now` in this zone.
std::size_t count_today(const std::vector<Instant>& moments, Instant now, const std::string& zone);
/// The first time of that kind on a working date after `after`, in this zone.
Instant next_morning(const planner::WorkingTime& time, Instant after, const std::string& zone, std::chrono::minutes of_day = morning);

}  // namespace backwalk::rhythm
