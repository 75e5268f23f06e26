// What leaves later. Runs inside a transaction. A row waits behind the older ones of its place and behind its parent: the message that it
// edits, or the root of its thread.
#pragma once

#include <string>
#include <vector>

#include "bot/store/heads.hpp"
#include "bot/store/sql.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {

/// Puts messages into the outbox, a parent before its children. A key that is there already is left out: that is what stops doubles. One
/// that begins with `new_keys` can only be there since a moment ago; empty: any may be old.
void enqueue(Sql& sql, Heads& heads, const std::vector<chat::Outgoing>& later, const std::string& new_keys, Instant at);

std::vector<Row> take_rows(Sql& sql, Heads& heads, const Take& take);
/// Makes the row the one message of all that waits for its person, where it has waited for long. `behind`: the rows behind it in its queue.
void fold_direct(Sql& sql, Row& row, const Take& take, std::span<const std::int64_t> behind);
/// The one with this key was sent, and all that is in it.
void settle_folded(Sql& sql, const std::string& key, const chat::SentIds& ids, Instant at);
std::optional<Instant> earliest_row(Sql& sql, Heads& heads, const std::vector<std::string>& platforms);

bool settle_sent(Sql& sql, Heads& heads, std::int64_t row, const chat::SentIds& ids, Instant at);
bool settle_unsent(Sql& sql, Heads& heads, std::int64_t row, Settled how, const std::string& why, Instant at);
bool postpone(Sql& sql, Heads& heads, std::int64_t row, Instant next, bool counts);
bool stay_in_doubt(Sql& sql, Heads& heads, std::int64_t row, Instant next);
bool mark_repeat(Sql& sql, Heads& heads, std::int64_t row, Instant wall);

}  // namespace backwalk::store
