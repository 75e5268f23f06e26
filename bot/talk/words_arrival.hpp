// Step 4, staying honest: what is asked when the walk has arrived at today, as far as words_walk.hpp's `ask` puts it.
#pragma once

#include "bot/talk/words.hpp"

namespace backwalk::talk {

/// Before what the answer comes that was set aside first. REQUIRES: something is parked.
chat::Message ask_parked(const planner::Plan& plan);
/// How often the plan is walked again, below what the walk found: its longest chain, the chance, the safe starts. In a plan of one's own:
/// when the bot may write.
chat::Message ask_cadence(const View& view);
/// Whether the owners do what is theirs.
chat::Message ask_acceptance(const planner::Plan& plan, const turn::State& state);

}  // namespace backwalk::talk
