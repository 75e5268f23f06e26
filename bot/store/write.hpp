// Answer -> rows, inside the transaction.
#pragma once

#include <stdexcept>

#include "bot/store/heads.hpp"
#include "bot/store/records.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {

/// An answer that makes no sense (a change of a plan that is not there): a bug above, this turn fails alone.
struct WrongAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Let go of the state before: records that nobody else sees are changed in place.
void write(Sql& sql, Records& records, Heads& heads, const Turn& turn, std::optional<turn::PersonId> speaker, const turn::Answer& answer);

}  // namespace backwalk::store
