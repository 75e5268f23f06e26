// The verbs that write. Each turns an utterance about a plan into one of the planner's wishes, lets `decide` judge it, and says what was
// done. Private to talk.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "bot/talk/context.hpp"
#include "bot/talk/reply.hpp"
#include "planner/command.hpp"

namespace backwalk::talk {

/// Why a length is none of work.
inline constexpr auto how_work_is_counted = "work is counted in hours, working days or weeks, in whole minutes; a month is 4w";

/// Wishes for `decide`, one after the other ("done A3 A4" is two), or the answer that says why there is none.
using Wish = std::variant<std::vector<planner::Command>, Reply>;
/// One wish.
inline Wish just(planner::Command command) { return std::vector<planner::Command>{std::move(command)}; }

/// REQUIRES: the utterance's verb is one that writes to an existing plan, other than undo, answer, skip and enough.
Wish wish_of(const Context& context, const turn::Record& record);

/// Decides the wishes, all or none, and says what came of them. `ask_again`: this was an answer to the walk's open question.
turn::Answer carry_out(const Context& context, const turn::Record& record, const std::vector<planner::Command>& wishes, bool ask_again);
/// The same where it is known what `said_of` says.
turn::Answer carry_out(const Context& context, const turn::Record& record, const std::vector<planner::Command>& wishes, std::string said,
                       bool ask_again);

/// A plan that begins; a template's is filled, too (`start_filled`). REQUIRES: the verb is start, or from_template with a date.
turn::Answer start_plan(const Context& context);
/// " (nobody told me your zone)" where that is so.
std::string zone_note(const Context& context);
/// What is said in this channel and in the plan's thread is about the plan from now on.
void bind_home(turn::Answer& answer, turn::PlanId plan, const chat::Place& home);
/// "split off M3": the milestone, with what only leads to it, becomes a plan of its own, in the same place.
turn::Answer split_off(const Context& context, const turn::Record& record);
/// Both in one answer; what is talked about from now on is the first plan.
turn::Answer both_of(turn::Answer first, turn::Answer second);
turn::Answer undo(const Context& context, const turn::Record& record);

/// Free text, `answer`, `skip` or `enough` for the plan's open question (walk.cpp).
turn::Answer answer_question(const Context& context, const turn::Record& record, const turn::Question* question);

/// The same command by the same person in the same place less than a minute ago, and not taken back since; null when there is none.
const turn::Lately* just_said(const Context& context, const turn::Record& record, const std::string& said);
/// "Already done 12 s ago", with the button that does it again.
Reply already(const Context& context, const turn::Lately& entry, const std::string& command);
/// Whether it only ends the open question: "skip", "enough", "answer nothing before it".
bool ends_a_question(const Utterance& said);
/// "Already done 12 s ago", where I said the same here within a minute and have not taken it back since.
std::optional<Reply> already_said(const Context& context, const turn::Record& record, const std::string& said);

/// "undo 17" for the command whose first edit is 17, else the canonical form of what was said.
std::string said_of(const Context& context);
/// The row of the utterance's verb. REQUIRES: it has one.
const CommandRow& row_of(Verb verb);
/// The first refusal that the words alone give: an unreadable date or duration, a modifier that does nothing yet.
std::optional<Reply> malformed(const Context& context, const std::string& plan_key);
/// A key for a new plan: the first four letters of the longest word of the title that gives an unused one, in capitals.
std::string make_key(const std::string& title, const std::vector<std::string>& taken);

}  // namespace backwalk::talk
