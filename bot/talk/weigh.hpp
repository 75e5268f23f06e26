// A change that is only supposed: what was said becomes the facts that would make it so, on the plan as it is, and nothing is done.
// Several are folded one after the other: "A5 6d and without A6", "2 and 3" of the ways back that were listed. Private to talk.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "bot/talk/act.hpp"

namespace backwalk::talk {

/// The facts with their words, or the reply that refuses. The words are sentences of this grammar, so they can be said again.
using Supposed = std::variant<turn::Way, Reply>;

/// A change in one sentence:
///   A5 6d · A4 8d left · A4 3d more · A4 3d less · A4 to 15 oct · A5 from 9 oct · A5 after A2 · A5 overlapping A4 · A3 done
///   goal 9 nov · M3 9 oct · without A6 · second person on A4 · 1 · any command that changes work or dates ("slip A4 3d", "drop A6")
/// Titles do where a reference does, if they name one item. REQUIRES: `text` is not empty.
Supposed suppose(const Context& context, const turn::Record& record, const std::string& text);

/// The numbered ways of the last list that the speaker has seen, put together; a refusal where there is none, where it is older than a day,
/// where the plan has changed since, and for two that change the same.
Supposed listed_ways(const Context& context, const turn::Record& record, const std::vector<int>& numbers);
/// The last what-if that the speaker has seen, or why it cannot be taken up.
Supposed last_whatif(const Context& context, const turn::Record& record);

/// The words of what `apply` names, whether it still holds or not; none where it names nothing that the speaker has seen.
std::optional<std::string> words_named(const Context& context, const turn::Record& record);

/// What the speaker was shown last of this kind, whether it still holds or not; null when there is nothing.
const turn::Scenario* seen_last(const Context& context, const turn::Record& record, turn::Scenario::What what);
/// Kept for a day, for the plan as it is now with `more` edits on top.
turn::Scenario kept(const Context& context, const turn::Record& record, turn::Scenario::What what, std::vector<turn::Way> ways,
                    const std::vector<planner::Edit>& more = {});

}  // namespace backwalk::talk
