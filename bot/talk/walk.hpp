// What the files of the walk share: an answer without what surrounds it, and how one becomes a command. For walk*.cpp and the verbs that
// answer (act_wish, answer).
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/talk/act.hpp"

namespace backwalk::talk {

struct Given {
  planner::Asked asked{};
  std::vector<Word> words{};  ///< the answer alone
};

/// In lower case, without a point at its end.
std::string lower_text(const std::vector<Word>& words);
bool is_one_of(const std::string& text, std::initializer_list<std::string_view> all);

/// The sentence as if it had been typed as a command.
Context as_command(const Context& context, std::vector<std::string> head, const std::vector<Word>& answer);
/// Does what the command wishes and then `also`. The walk's next question comes again where it is the same.
turn::Answer run(const Context& context, const turn::Record& record, std::vector<planner::Command> also = {});

/// The same; where they end the question about states of a plan of one's own, those that nobody dated get dates.
std::vector<planner::Command> with_dates(const Context& context, const turn::Record& record, std::vector<planner::Command> wishes);

/// The words without "also", "and", "then" in front.
std::vector<Word> without_lead(std::vector<Word> words);

// --- answers by step (walk_states.cpp, walk_promises.cpp)
turn::Answer answer_announcement(const Context& context, const turn::Record& record, const Given& given);
turn::Answer answer_metrics(const Context& context, const turn::Record& record, const Given& given);
/// "and trial to paid 2% to 3.5%", where the next question is asked already.
bool is_measure_too(const Context& context, const std::vector<Word>& words);
turn::Answer answer_outcome(const Context& context, const turn::Record& record, const Given& given);
turn::Answer answer_milestone(const Context& context, const turn::Record& record, const Given& given);
turn::Answer answer_certain(const Context& context, const turn::Record& record, const Given& given);
turn::Answer answer_step(const Context& context, const turn::Record& record, const Given& given);
turn::Answer answer_parked(const Context& context, const turn::Record& record, const Given& given);
turn::Answer answer_cadence(const Context& context, const turn::Record& record, const Given& given);
turn::Answer answer_acceptance(const Context& context, const turn::Record& record, const Given& given);
turn::Answer answer_serves(const Context& context, const turn::Record& record, const Given& given);

/// The item that is called just so, other than `about`; none where nothing or more than one is.
std::optional<planner::Ref> item_called(const planner::Plan& plan, const std::vector<Word>& words, planner::Ref about);
/// Whether that answers how often the plan is walked again (of a plan of one's own: when one is written to).
bool says_how_often(const Context& context, const planner::Plan& plan, const std::vector<Word>& words);
/// The same, and nothing else: "every 2 weeks", "weekly".
bool says_cadence(const std::vector<Word>& words);
/// "go back": the question before.
bool means_back(const std::string& text);

// --- what short answers mean (walk_given.cpp)
/// "nothing", "nothing, can start now", "nothing before it"; "enough", "that is all", "no more"; "skip", "I don't know".
std::optional<planner::Closing> closing_in(const std::vector<Word>& words, planner::Topic topic);
/// The words of an answer: without "answer" (and a plan's key before it) in front and "in KEY" behind.
Given given_in(const Context& context, planner::Asked asked);
/// What is said to other questions, by their buttons too, or to be polite, and names nothing.
bool answers_another(const std::string& text);
/// The same of a whole answer where a state or a step is asked for: it may also be vague, about other items alone, or a cadence.
bool names_no_state(const std::vector<Word>& words);
/// "stop", "quit": somebody goes, and may come back.
bool wants_to_leave(const std::string& text);
/// "what do you mean?"
bool asks_back(const std::vector<Word>& words, planner::Topic topic);
/// "staff is trained": a verb stands inside, so that its first word is no command and no slip of the finger.
bool is_sentence(const std::vector<Word>& words);

/// `accept`: all that is mine, or what is named; the last one of an agreed plan commits it.
Wish accept_wish(const Context& context, const turn::Record& record);

/// Opens the form of what is asked.
turn::Answer ask_in_form(const Context& context, const turn::Record& record, planner::Asked asked);

}  // namespace backwalk::talk
