// What planning costs: the time in which somebody was at it, and who was (PRODUCT A2, L-C1). From the plan's log alone, so that it is the
// same whenever it is told. Private to talk.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "bot/turn/turn.hpp"

namespace backwalk::talk {

/// As turn::Hearing counts it.
struct Effort {
  std::chrono::seconds time{};
  int people = 0;
  bool operator==(const Effort&) const = default;
};
/// What is being said now, which the log does not hold yet.
struct Saying {
  turn::PersonId by{};
  Instant at{};
};

/// From its start to its commit, or to what is said now.
Effort planning(const turn::Record& record, const std::optional<Saying>& now);
/// The same, of a committed plan; `now` is what commits it. None for a draft, and for what took less than a minute.
std::optional<Effort> planned(const turn::Record& record, const planner::Plan& after, const Saying& now);
/// "in 14 minutes by 3 people"; of one person the time alone.
std::string say_effort(const Effort& effort);

/// Said once, with what is said now: the planning, or this step of it, has taken its time. None else. `step` is the one that goes on.
std::optional<std::string> say_time_used(const turn::Record& record, const turn::State& state, int step, const Saying& now);

/// Whether the walk has asked about this step before, so that its tip was told. Of a long log that is taken for granted.
bool has_asked_of(const turn::Record& record, int step);

}  // namespace backwalk::talk
