// What things of a plan are called, and when: ids of people and places, references of items, moments.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "planner/calendar.hpp"

namespace backwalk::planner {

/// A number that cannot be mistaken for another kind of number. Counters of the store; 0 is nobody and nothing.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
};
using PlanId = Id<struct PlanTag>;
using PersonId = Id<struct PersonTag>;
using ChannelId = Id<struct ChannelTag>;

enum class Kind { goal, milestone, action, kpi, risk };

/// What people call an item: "goal", M1, A3, K1, R2. Numbers follow creation order, are never changed and never used again.
struct Ref {
  Kind kind = Kind::goal;
  int number = 0;  ///< 0 for the goal, else >= 1
  auto operator<=>(const Ref&) const = default;
};
std::string text(Ref ref);

inline Date date_of(LocalTime t) { return std::chrono::floor<std::chrono::days>(t); }

/// A date, or a date with a time of day (minutes after midnight, 0..1440). Without a time it means the end of that working day (where
/// something may begin: its first opening).
struct Moment {
  Date date{};
  std::optional<Minutes> time{};
  std::optional<int> before_goal{};  ///< T-7 is 7: so many calendar days before the goal's date (negative: after), and it moves with it
  auto operator<=>(const Moment&) const = default;
};
/// The instant a moment means in this calendar.
LocalTime instant_of(const Moment& moment, const WorkingTime& time);

}  // namespace backwalk::planner
