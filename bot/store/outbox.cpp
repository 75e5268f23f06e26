#include "bot/store/outbox.hpp"

#include "bot/store/references.hpp"

namespace backwalk::store {

bool settle_sent(Sql& sql, std::int64_t row, const chat::SentIds& ids, Instant at) {
  const auto key = sql.row<std::string>("select key from outbox where id = :id", row);
  if (!key) return false;
  sql.run("update outbox set state = 'sent', why = null, settled_at = :at where id = :id", at, row);
  sql.run(
      "insert into sent (key, message, channel, at) values (:key, :message, :channel, :at) on conflict (key) do update set message = "
      "excluded.message, channel = excluded.channel, at = excluded.at",
      std::get<0>(*key), ids.message, ids.channel, at);
  if (ids.reference) save_reference_of_row(sql, row, *ids.reference);
  settle_folded(sql, std::get<0>(*key), ids, at);
  return true;
}

bool settle_unsent(Sql& sql, std::int64_t row, Settled how, const std::string& why, Instant at) {
  const char* state = how == Settled::expired ? "expired" : how == Settled::parked ? "parked" : "sent";
  const auto settled =
      sql.run("update outbox set state = :state, why = :why, settled_at = :at where id = :id and state = 'waiting'", state, why, at, row);
  sql.run(
      "update outbox set state = :state, why = 'was in one that was not sent', settled_at = :at where folded_into = (select key from "
      "outbox where id = :id) and state = 'waiting'",
      state, at, row);
  return settled > 0;
}

bool postpone(Sql& sql, std::int64_t row, Instant next, bool counts) {
  sql.run("update outbox set folded_into = null where folded_into = (select key from outbox where id = :id) and state = 'waiting'", row);
  return sql.run("update outbox set next_at = :next, attempts = attempts + :count, begun_at = null where id = :id and state = 'waiting'",
                 next, std::int64_t{counts ? 1 : 0}, row) > 0;
}

bool stay_in_doubt(Sql& sql, std::int64_t row, Instant next) {
  return sql.run("update outbox set next_at = :next, attempts = attempts + 1 where id = :id and state = 'waiting'", next, row) > 0;
}

bool mark_repeat(Sql& sql, std::int64_t row, Instant wall) {
  return sql.run("update outbox set begun_at = :wall, repeats = repeats + 1 where id = :id and state = 'waiting'", wall, row) > 0;
}

}  // namespace backwalk::store
