// The verbs that give running work another shape, and those that look over several plans. Private to talk.
#pragma once

#include <optional>

#include "bot/talk/act.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {

/// What such a verb wishes of the plan, or the reply that refuses or asks first; none for other verbs. The utterance is well formed
/// (`malformed`).
std::optional<Wish> doing_wish(const Context& context, const turn::Record& record, std::optional<turn::PersonId> owner);

// --- act_asked.cpp
/// What goes back with a version is told before it does.
Wish restore_wish(const Context& context, const turn::Record& record);
Reply ask_before_delete(const Context& context, const planner::Plan& plan, const std::vector<planner::Ref>& items);

/// `plan`, `pace`, `settings`: shown, nothing is changed; none for other verbs.
std::optional<Reply> doing_view(const Context& context, const View& view);

/// `gain A2 2d pull` once A2 is done: whose dates that moves is told to them; none where a wish is meant.
std::optional<turn::Answer> pulled_forward(const Context& context, const turn::Record& record);

/// `list`, `mine`, and `next all` where no single plan is meant: over all plans that were loaded.
turn::Answer list_plans(const Context& context);
turn::Answer mine(const Context& context);
turn::Answer next_of_all(const Context& context, const std::vector<const turn::Record*>& plans);

/// `help`, `help slip`; `learn`, `learn dos`.
turn::Answer help_for(const Context& context);
turn::Answer learn(const Context& context);

/// A KPI or risk by its words.
std::vector<planner::Ref> kpis_like(const planner::Plan& plan, std::string_view text);
std::vector<planner::Ref> risks_like(const planner::Plan& plan, std::string_view text);

// --- who is told (act_told.cpp)

/// Owners, other than the speaker, of unfinished actions whose earliest finish has moved.
std::vector<turn::PersonId> moved_owners(const Context& context, const View& before, const View& after);
/// "Dates move for @dev, @legal.": those whose dates move by this, other than the speaker, where they can be reached; none where it is
/// nobody, or where a card and a line are enough (PRODUCT §6.5): what stays within the room that there was.
std::optional<chat::Text> mention_moved(const Context& context, const turn::Record& record, const planner::Command& wish,
                                        const View& before, const View& after);

/// The same where `entry` is taken back, for those who were told of it.
std::optional<chat::Text> mention_moved_back(const Context& context, const turn::Record& record, const turn::Entry& entry,
                                             const View& before, const View& after);

/// After an action was done at least a day earlier than planned: how much, and the buttons to use or to keep it; none else.
std::vector<chat::Block> early_finish(const planner::Command& wish, const View& before, const View& after);

}  // namespace backwalk::talk
