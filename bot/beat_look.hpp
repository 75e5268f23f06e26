// The pure part of the beat: what a look at a plan does.
#pragma once

#include "bot/turn/turn.hpp"

namespace backwalk {

/// What the plan owes its people at `now`: direct messages, posts, the questions that they ask, and the facts that go with them (a report
/// or brief that is out). Things for one person that are late, or that would leave no room for the rest of the day, go in one message;
/// whoever got three messages today waits for the next working morning.
///
/// The card's chance is worked out after an edit and once a day, in a look that owes nobody anything: it asks for the forecast (`wants`)
/// that is not in `odds`, and is taken again.
turn::Answer look(const turn::State& state, turn::PlanId plan, Instant now, const turn::Odds& odds);

}  // namespace backwalk
