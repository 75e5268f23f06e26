// What people were shown of how a plan could go, and what its card tells of that. Runs inside a transaction.
#pragma once

#include <optional>
#include <vector>

#include "bot/store/records.hpp"
#include "bot/store/sql.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// Those of a plan that this person may know of, their own and those shown to everybody, of the last two days.
std::vector<turn::Scenario> scenarios_of(Sql& sql, turn::PlanId plan, std::optional<turn::PersonId> person, Instant at);

/// In place of the one of its kind that the same people saw before.
void keep_scenario(Sql& sql, const turn::Scenario& scenario);

/// What the plan's card tells of its chance; none before it was worked out for the first time.
std::optional<turn::CardChance> card_chance(Sql& sql, Records& records, turn::PlanId plan);
/// From now on it tells this.
void keep_card_chance(Sql& sql, turn::PlanId plan, const turn::CardChance& told);

}  // namespace backwalk::store
