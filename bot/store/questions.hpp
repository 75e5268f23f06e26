// Questions that were posted and may be answered. Runs inside a transaction.
#pragma once

#include <vector>

#include "bot/store/sql.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// The plans that questions of a place are about, open ones and those closed within the last day. A question belongs to the thread that it
/// was put in, to the thread under its own message, and, as long as it has no thread, to its channel. `key` is the place's, as `place_key`.
std::vector<turn::PlanId> plans_asked_about(Sql& sql, const chat::Place& place, const std::string& key, Instant at);

/// Questions of a plan, wherever they were asked, that are open or were closed within the last day, oldest first. `thread` of their place
/// is the platform's id where it is known; for the question whose own message is the root of `here`, that thread.
std::vector<turn::Question> questions_of(Sql& sql, turn::PlanId plan, const chat::Place& here, Instant at);

void ask(Sql& sql, const turn::NewQuestion& question, Instant at);
void close_question(Sql& sql, std::int64_t id, Instant at);
/// The message with this key is sent, and the platform calls it this: questions and bindings that belong to its thread learn it.
void note_sent(Sql& sql, const std::string& key, const std::string& message);

}  // namespace backwalk::store
