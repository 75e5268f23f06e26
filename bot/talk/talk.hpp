// The conversation: what somebody said and what the store knows become an answer. Pure and platform-neutral; microseconds, since it runs
// inside the commit (ARCHITECTURE §3).
#pragma once

#include "bot/turn/turn.hpp"
#include "planner/calendar.hpp"

namespace backwalk::talk {

/// What the house decides for new plans and people whose zone nobody told.
struct House {
  planner::Calendar calendar = planner::standard_calendar();
  std::string zone{"UTC"};
};

/// What must be loaded to answer this; for Challenge and Ignored nothing.
turn::Need need(const chat::Inbound& inbound);

/// The answer. Total: whatever was said gets one, and bad input a sentence with what was understood and one example that works.
turn::Answer answer(const chat::Inbound& inbound, const turn::State& state, Instant now, const House& house);

/// What a repeated delivery is answered with: the present state, no effect.
turn::Answer answer_again(const chat::Inbound& inbound, const turn::State& state, Instant now, const House& house);

/// The sentence when the store cannot be written (503 and what a terminal shows).
chat::Message try_again();

/// The start reminder of an action, for its owner or, without one, for the channel (rhythm decides when).
struct StartReminder {
  int action = 0;
  bool is_late = false;  ///< its morning has passed
};
chat::Message remind_start(const turn::Record& record, const StartReminder& reminder, planner::Date today);

}  // namespace backwalk::talk
