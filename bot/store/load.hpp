// Need -> State, inside the transaction. People who are met for the first time are made here; a turn without effect takes them back.
#pragma once

#include "bot/store/records.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {

turn::State load(Sql& sql, Records& records, const Turn& turn);

/// Where the key of a plan must be unique.
std::string space_of(const chat::Place& place, bool is_private, turn::PersonId owner);

}  // namespace backwalk::store
