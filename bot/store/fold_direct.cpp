// What piled up for one person while their platform could not be reached goes as one message. The rows stay what they are until that one is
// settled: it may be refused, and then it is folded anew with what has come meanwhile.
#include <algorithm>

#include "bot/store/codec.hpp"
#include "bot/store/outbox.hpp"
#include "bot/store/questions.hpp"
#include "bot/store/records.hpp"

namespace backwalk::store {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 1h;            ///< a younger one has not been held up
constexpr std::int64_t most_in_one = 8;  ///< messages
constexpr std::size_t most_blocks = 40;  ///< Slack takes fifty

using Parts = std::vector<std::tuple<std::int64_t, std::string, std::optional<Instant>>>;

bool is_foldable(const chat::Outgoing& outgoing) {
  return outgoing.place.is_direct() && !outgoing.place.thread && !outgoing.in_thread_of && outgoing.delivery == chat::Delivery::post &&
         !outgoing.expires && chat::form_of(outgoing.message) == nullptr;
}

/// What went with this one when it was begun: one that may have been sent is what it was then.
Parts folded_into(Sql& sql, std::int64_t row) {
  return sql.rows_once<std::int64_t, std::string, std::optional<Instant>>(
      "select id, body, begun_at from outbox where folded_into = (select key from outbox where id = :id) order by id limit :most", row,
      most_in_one - 1);
}

Parts waiting_among(Sql& sql, std::span<const std::int64_t> rows) {
  Parts waiting;
  for (const std::int64_t row : rows) {
    if (std::ssize(waiting) == most_in_one - 1) break;
    auto found = sql.rows_once<std::int64_t, std::string, std::optional<Instant>>(
        "select id, body, begun_at from outbox where id = :id and state = 'waiting'", row);
    std::ranges::move(found, std::back_inserter(waiting));
  }
  return waiting;
}

}  // namespace

void fold_direct(Sql& sql, Row& row, const Take& take, std::span<const std::int64_t> behind) {
  chat::Outgoing& first = row.resolved.outgoing;
  const bool is_held_up = row.in_doubt_since || take.now - row.created > patience;
  if (!is_held_up || !is_foldable(first)) return;
  std::vector<chat::Message> parts{first.message};
  std::size_t blocks = first.message.blocks.size();
  for (auto& [id, body, begun] : row.in_doubt_since ? folded_into(sql, row.id) : waiting_among(sql, behind)) {
    auto outgoing = decode_outgoing(body);
    if (!outgoing) throw BrokenLog("outbox row " + std::to_string(id) + ": " + outgoing.error().what);
    blocks += outgoing->message.blocks.size() + 2;
    if (begun || !is_foldable(*outgoing) || blocks > most_blocks) break;
    if (!row.in_doubt_since) sql.run("update outbox set folded_into = :key where id = :id", first.key, id);
    parts.push_back(std::move(outgoing->message));
  }
  if (parts.size() == 1) return;
  first.message = take.fold(parts);
  first.repeat = chat::Repeat::at_least_once;  // too much to be lost
}

void settle_folded(Sql& sql, const std::string& key, const chat::SentIds& ids, Instant at) {
  const auto folded = sql.rows_once<std::string>("select key from outbox where folded_into = :key and state = 'waiting'", key);
  if (folded.empty()) return;
  // Each of them is a part of that message now, and nothing of theirs may be put in its place.
  constexpr std::string_view theirs = " in (select key from outbox where folded_into = :key union select :own)";
  sql.run("update questions set shown = null where message_key" + std::string(theirs), key, key);
  sql.run(
      "update outbox set state = 'expired', why = 'was in one with others', settled_at = :at, body = '' where state = 'waiting' and "
      "is_edit = 1 and parent" +
          std::string(theirs),
      at, key, key);
  for (const auto& [each] : folded) note_sent(sql, each, ids.message);
  sql.run(
      "insert into sent (key, message, channel, at) select key, :message, :channel, :at from outbox where folded_into = :key and state = "
      "'waiting' on conflict (key) do nothing",
      ids.message, ids.channel, at, key);
  sql.run("update outbox set state = 'sent', why = 'in one with others', settled_at = :at where folded_into = :key and state = 'waiting'",
          at, key);
}

}  // namespace backwalk::store
