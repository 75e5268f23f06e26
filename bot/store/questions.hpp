// Questions that were posted and may be answered. Runs inside a transaction.
#pragma once

#include <vector>

#include "bot/store/sql.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// Those of a place that are open or were closed within the last day, oldest first. A question belongs to the thread that it was put in, to
/// the thread under its own message, and, as long as it has no thread, to its channel.
std::vector<turn::Question> questions_of(Sql& sql, const chat::Place& place, Instant at);

void ask(Sql& sql, const turn::NewQuestion& question, Instant at);
void close_question(Sql& sql, std::int64_t id, Instant at);

}  // namespace backwalk::store
