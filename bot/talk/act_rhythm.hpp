// The verbs of KPIs, risks and the rhythm. Private to talk.
#pragma once

#include <optional>

#include "bot/talk/act.hpp"

namespace backwalk::talk {

/// What such a verb wishes of the plan, or the reply that refuses; none for other verbs. The utterance is well formed (`malformed`).
std::optional<Wish> measure_wish(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner);
std::optional<Wish> rhythm_wish(const Context& context, const turn::Record& record);

/// From the first named day whose time is still to come, so that "every 2 weeks" begins with the next one. `usual`: without a time.
planner::Cadence cadence_of(const Every& every, Minutes usual, planner::LocalTime now);
/// `brief every ...`, `brief off`; and what the owner does with the next one: send, skip, note.
Wish set_brief(const Context& context, const planner::Plan& plan);
Wish touch_brief(const Context& context, const planner::Plan& plan);

/// What needs no wish: a list, a question, a form for what was not said; none where a wish is meant.
std::optional<turn::Answer> shown_or_asked(const Context& context, const turn::Record& record);

/// `away`, `back`: about a person, in no plan.
turn::Answer away_or_back(const Context& context);

/// Somebody waves a question aside: it is closed, nothing else changes.
turn::Answer wave_aside(const Context& context, const turn::Record& record, const turn::Question& question);

}  // namespace backwalk::talk
