// Answers as people say them, made into what a command would say: a step with its length and its owner in any order and dress, several
// steps or states in one answer. Nothing is looked up here but names. Private to talk.
#pragma once

#include <vector>

#include "bot/talk/context.hpp"

namespace backwalk::talk {

/// Whose name a plain word behind a length may be: in an answer anybody's, so that a name nobody has is told ("2 days cy"); in a command,
/// which has words for all of it, only that of somebody whom we know ("print bags 2d double").
enum class Names { any, known };

/// "fix findings (about two weeks, bo)" as "fix findings for two weeks owner @bo": what stands at the end of a step and tells how long it
/// takes, who does it and by when, in the order of a command. A plain name counts behind "by" or "owner", or where somebody is called so.
/// Words that tell nothing of this come back as they are.
std::vector<Word> step_words(const Context& context, std::vector<Word> words, Names names = Names::any);

/// A typed "action" or "before" whose title ends as people say a step ("action print bags for 5d owner kim"), likewise.
void read_step_again(Context& context);

/// Whether words that `step_words` gave tell how long it takes.
bool tells_length(const Context& context, const std::vector<Word>& words);

/// Whether they say what the step comes before ("... before M2").
bool tells_successor(const Context& context, const std::vector<Word>& words);

/// Whether they tell a length, an owner or a date, and nothing that is done.
bool lacks_title(const Context& context, const std::vector<Word>& words);

/// "fix findings 4d and launch page 5d", "- fix findings 4d - launch page 5d", "1. fix findings 2. launch page": one by one, in the order
/// said. One alone where the words are one.
std::vector<std::vector<Word>> several_steps(const Context& context, const std::vector<Word>& words);

/// "- terms are signed - staff is trained", "Terms are signed. Staff is trained.", "terms are signed by 1 feb, staff is trained by 1 may",
/// likewise.
std::vector<std::vector<Word>> several_states(const Context& context, const std::vector<Word>& words);

}  // namespace backwalk::talk
