// When somebody is away: closed dates in their own calendar. Kept outside the plan, because it is about a person.
#pragma once

#include <map>
#include <vector>

#include "planner/calendar.hpp"
#include "planner/ref.hpp"

namespace backwalk::planner {

struct Away {
  Date from{};
  Date until{};  ///< the first date back
  bool operator==(const Away&) const = default;
};
using Absences = std::map<PersonId, std::vector<Away>>;

}  // namespace backwalk::planner
