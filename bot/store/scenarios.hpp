// What people were shown of how a plan could go. Runs inside a transaction.
#pragma once

#include <vector>

#include "bot/store/sql.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// Those of a plan that this person may know of, their own and those shown to everybody, of the last two days.
std::vector<turn::Scenario> scenarios_of(Sql& sql, turn::PlanId plan, std::optional<turn::PersonId> person, Instant at);

/// In place of the one of its kind that the same people saw before.
void keep_scenario(Sql& sql, const turn::Scenario& scenario);

}  // namespace backwalk::store
