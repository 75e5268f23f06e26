// Answer -> rows, inside the transaction.
#pragma once

#include <stdexcept>

#include "bot/store/records.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {

/// An answer that makes no sense (a change of a plan that is not there): a bug above, this turn fails alone.
struct WrongAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void write(Sql& sql, Records& records, const Turn& turn, const turn::State& state, const turn::Answer& answer);

}  // namespace backwalk::store
