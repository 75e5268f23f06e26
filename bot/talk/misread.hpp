// What is no command for sure: an answer, a slip of the finger, or words about a plan that is not there. Private to talk.
#pragma once

#include "bot/talk/context.hpp"

namespace backwalk::talk {

/// Whether the text may answer a question: it is no whole command, nor one that only lacks its object ("milestone", "slip A1"). In a thread
/// or direct message a verb whose object does not exist ("done with the legal part") is free text too.
bool is_free_text(const Context& context, const planner::Plan& plan, const turn::Question* question);
/// Whether any sentence may be the answer to that.
bool takes_sentences(planner::Topic topic);
/// Whether what parses as a command may as well be the answer to the open question: that is asked, not guessed.
bool may_be_answer(const Context& context, const planner::Plan& plan, const turn::Question* question);
/// The nearest command with a button that runs it; where a question is open the words are its answer, unless they are nearly a command.
turn::Answer not_understood(const Context& context, const turn::Record* record, const turn::Question* question);
/// No plan is meant, one that is not there, or one of several. REQUIRES: `which` is no plan.
turn::Answer no_plan(const Context& context, const WhichPlan& which);

}  // namespace backwalk::talk
