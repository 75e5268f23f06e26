// Who gets to see what (PRODUCT §6.5): an answer to the speaker alone, a line in the plan's thread, a post in its channel, the walk's next
// question. `finish` turns these wishes into the Answer's `now` and `later`. Private to talk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/talk/context.hpp"
#include "bot/talk/next_question.hpp"

namespace backwalk::talk {

struct View;

struct Reply {
  std::optional<chat::Message> told{};  ///< to the speaker
  std::optional<chat::Message> line{};  ///< to everybody, in the plan's thread
  std::optional<chat::Message> post{};  ///< to everybody, in the channel; at a start it is the root of the plan's thread
  std::optional<chat::Text> mention{};  ///< of those who must know; stands below what everybody sees
  bool refused = false;
  const View* after = nullptr;          ///< the plan with the edits, where somebody has looked at it already
  std::optional<chat::Message> more{};  ///< to everybody, below the line
};

/// A sentence that refuses: what happened, what was understood, one example that works.
Reply refuse(chat::Message message);
Reply tell(chat::Message message);

/// The key of the message whose thread is the plan's.
std::string root_key(turn::PlanId plan);
/// Where the plan lives: the place it was started in, without a thread.
chat::Place home_of(const turn::Record& record);

/// The conversation with a person: through the plan's own door if they have one there, else through their first; none: nobody knows one.
std::optional<chat::Place> direct_message(const turn::Record& record, const turn::State& state, turn::PersonId who);

/// A query's or refusal's answer.
turn::Answer finish(const Context& context, Reply reply);
/// A query's that others of the plan are told of: its line goes into the plan's thread.
turn::Answer finish(const Context& context, const turn::Record& record, Reply reply);
/// A writing command's: the edits, the messages, and the walk's next question where it has moved on (or `ask_again` after an answer to it).
turn::Answer finish(const Context& context, const turn::Record& record, std::vector<planner::Edit> edits, std::string said, Reply reply,
                    bool ask_again);

/// What a channel is told when the bot is put into it, once, where it has no plan yet (PRODUCT §4.1, A1). In a direct message nothing:
/// there whoever comes says the first word.
turn::Answer greet(const chat::Envelope& envelope, const turn::State& state);
/// The messages that asked what this answer closes are changed: no buttons any more, and who said what.
void retire(const Context& context, const turn::Record& record, turn::Answer& answer);
/// Asked by the clock, not by the walk.
bool is_of_rhythm(const planner::Asked& asked);
/// The walk's open question of this plan; of several places the last that it was asked in. Null when nothing is asked.
const turn::Question* open_question(const Context& context, turn::PlanId plan);
/// All of them, wherever they are shown.
void close_walk_questions(const Context& context, turn::PlanId plan, turn::Answer& answer);
/// Whether what is said is said where the plan lives.
bool is_at_home(const Context& context, const turn::Record& record);
/// Whether the walk's question was shown here, where the plan does not live.
bool asks_in(const Context& context, turn::PlanId plan);
/// From now on free text answers it here, too. A private plan's only in a direct message.
void ask_elsewhere(const Context& context, const turn::Record& record, planner::Asked asked, turn::Answer& answer);
/// Where the plan is first committed, its card is pinned if the platform can.
void pin_card(const Context& context, const turn::Record& record, const planner::Plan& after, turn::Answer& answer);

/// The button that takes back the command whose first edit has this seq.
chat::Button undo_button(const turn::Record& record, std::int64_t first_seq);

}  // namespace backwalk::talk
