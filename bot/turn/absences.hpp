// Who of these people is away, as the planner wants to know it.
#pragma once

#include "bot/turn/turn.hpp"
#include "planner/backward.hpp"

namespace backwalk::turn {

template <class People>
planner::Absences absences_of(const People& people) {
  planner::Absences result;
  for (const auto& [id, person] : people) {
    if (person.away) result[id].push_back({person.away->from, person.away->until});
  }
  return result;
}

}  // namespace backwalk::turn
