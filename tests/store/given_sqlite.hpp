// What the tests of stores in a file share.
#pragma once

#include <algorithm>

#include "bot/store/sqlite.hpp"
#include "generated/schema.hpp"
#include "tests/store/given_store.hpp"

namespace backwalk::store {

inline Result<Outcome> post_one(Store& store, const std::string& key) {
  return wait_for<Outcome>([&](auto done) { store.transact(titled(key), std::move(done)); });
}

/// The plan in the channel, or none.
inline turn::RecordPtr plan_in(Store& store, const std::string& name = "eng") {
  turn::RecordPtr record;
  Turn turn = turn_of("dev", channel(name));
  turn.answer = [&](const turn::State& state) {
    if (!state.plans.empty()) record = state.plans[0];
    return turn::Answer{};
  };
  EXPECT_TRUE(wait_for<Outcome>([&](auto done) { store.transact(std::move(turn), std::move(done)); }));
  return record;
}

inline int newest_schema() {
  int number = 0;
  for (const SchemaStep& step : schema_steps) {
    if (step.dialect == "sqlite") number = std::max(number, step.number);
  }
  return number;
}

}  // namespace backwalk::store
