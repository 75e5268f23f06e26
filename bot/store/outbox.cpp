#include "bot/store/outbox.hpp"

#include "bot/store/questions.hpp"
#include "bot/store/references.hpp"

namespace backwalk::store {

namespace {

/// Its queue's first row may be another afterwards. None: there is no such row.
std::optional<std::string> key_of_changed(Sql& sql, Heads& heads, std::int64_t row) {
  auto found = sql.rows_once<std::string, std::string>("select key, place from outbox where id = :id", row);
  if (found.empty()) return std::nullopt;
  heads.changed(std::get<1>(found.front()));
  return std::move(std::get<0>(found.front()));
}

}  // namespace

bool settle_sent(Sql& sql, Heads& heads, std::int64_t row, const chat::SentIds& ids, Instant at) {
  const auto key = key_of_changed(sql, heads, row);
  if (!key) return false;
  sql.run("update outbox set state = 'sent', why = null, settled_at = :at, body = '' where id = :id", at, row);
  sql.run(
      "insert into sent (key, message, channel, at) values (:row, :message, :channel, :at) on conflict (key) do update set message = "
      "excluded.message, channel = excluded.channel, at = excluded.at",
      *key, ids.message, ids.channel, at);
  note_sent(sql, *key, ids.message);
  if (ids.reference) save_reference_of_row(sql, row, *ids.reference);
  settle_folded(sql, *key, ids, at);
  return true;
}

bool settle_unsent(Sql& sql, Heads& heads, std::int64_t row, Settled how, const std::string& why, Instant at) {
  const auto key = key_of_changed(sql, heads, row);
  if (!key) return false;
  const char* state = how == Settled::expired ? "expired" : how == Settled::parked ? "parked" : "sent";
  const auto settled =
      sql.run("update outbox set state = :state, why = :why, settled_at = :at where id = :id and state = 'waiting'", state, why, at, row);
  sql.run(
      "update outbox set state = :state, why = 'was in one that was not sent', settled_at = :at where folded_into = :key and state = "
      "'waiting'",
      state, at, *key);
  return settled > 0;
}

bool postpone(Sql& sql, Heads& heads, std::int64_t row, Instant next, bool counts) {
  const auto key = key_of_changed(sql, heads, row);
  if (!key) return false;
  sql.run("update outbox set folded_into = null where folded_into = :key and state = 'waiting'", *key);
  return sql.run("update outbox set next_at = :next, attempts = attempts + :count, begun_at = null where id = :id and state = 'waiting'",
                 next, std::int64_t{counts ? 1 : 0}, row) > 0;
}

bool stay_in_doubt(Sql& sql, Heads& heads, std::int64_t row, Instant next) {
  key_of_changed(sql, heads, row);
  return sql.run("update outbox set next_at = :next, attempts = attempts + 1 where id = :id and state = 'waiting'", next, row) > 0;
}

bool mark_repeat(Sql& sql, Heads& heads, std::int64_t row, Instant wall) {
  key_of_changed(sql, heads, row);
  return sql.run("update outbox set begun_at = :wall, repeats = repeats + 1 where id = :id and state = 'waiting'", wall, row) > 0;
}

}  // namespace backwalk::store
