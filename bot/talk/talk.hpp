// The conversation: what somebody said and what the store knows become an answer. Pure and platform-neutral; microseconds, since it runs
// inside the commit (ARCHITECTURE §3).
#pragma once

#include "bot/turn/agenda.hpp"
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

/// The answer. Total: whatever was said gets one, and bad input a sentence with what was understood and one example that works. Where it
/// tells a chance that `odds` does not know it is nothing but `wants`: to be worked out and asked again.
turn::Answer answer(const chat::Inbound& inbound, const turn::State& state, Instant now, const House& house, const turn::Odds& odds = {});

/// What a repeated delivery is answered with: the present state, no effect.
turn::Answer answer_again(const chat::Inbound& inbound, const turn::State& state, Instant now, const House& house);

/// The sentence when the store cannot be written (503 and what a terminal shows).
chat::Message try_again();

// --- what the clock brings (rhythm decides when)

/// One direct message for what one person is reminded of or asked; several things stand below each other in it. REQUIRES: not empty, all
/// for the same person.
chat::Message remind(const turn::Record& record, const turn::State& state, const std::vector<turn::Reminder>& reminders,
                     planner::Date today);
/// What free text in reply to the reminder answers; none when it asks nothing.
std::optional<planner::Asked> asks(const turn::Reminder& reminder);

/// The standup's question once the next one is asked: without buttons, and with the day that nobody answered for.
chat::Message unanswered(chat::Message shown, planner::Date day, planner::Date today);

/// What is posted for everybody: a reminder that nobody owns, a standup's report, a brief; with the fact that it is out.
struct Published {
  std::vector<chat::Outgoing> later{};
  std::vector<turn::Change> changes{};
};
Published publish(const turn::Record& record, const turn::State& state, const turn::Reminder& reminder, Instant now);

/// The edit of the plan's card where what has changed since `before`, the time and the chance, changes what it says; none where it says the
/// same. `renewed`: what it is to tell from now on; null: what it told.
std::optional<chat::Outgoing> card_after(const turn::Record& record, const turn::State& state, Instant before, Instant now,
                                         const turn::CardChance* renewed);

}  // namespace backwalk::talk
