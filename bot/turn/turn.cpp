#include "bot/turn/turn.hpp"

#include <algorithm>

namespace backwalk::turn {

const Record* find(const State& state, PlanId id) {
  const auto found = std::ranges::find_if(state.plans, [id](const RecordPtr& record) { return record->id == id; });
  return found == state.plans.end() ? nullptr : found->get();
}

bool has_effect(const Answer& answer) {
  return !answer.changes.empty() || !answer.later.empty() || !answer.questions.empty() || !answer.closed.empty() ||
         !answer.bindings.empty() || answer.focus.has_value() || !answer.fired.empty() || !answer.looks.empty();
}

}  // namespace backwalk::turn
