#include "bot/store/outbox.hpp"

#include <algorithm>

#include "bot/store/codec.hpp"
#include "bot/store/records.hpp"
#include "bot/store/references.hpp"

namespace backwalk::store {
namespace {

constexpr std::size_t most_places_known = 10000;

/// Waiting, nothing older of its place waits, and neither does its parent.
constexpr std::string_view is_first =
    "w.state = 'waiting' and not exists (select 1 from outbox o where o.state = 'waiting' and o.place = w.place and o.id < w.id) "
    "and (w.parent is null or not exists (select 1 from outbox p where p.key = w.parent and p.state = 'waiting'))";

struct Candidate {
  std::int64_t id = 0;
  std::string place{};
  std::optional<std::string> parent{};
  bool is_edit = false;
  std::string body{};
  int attempts = 0;
  Instant created{};
  std::optional<Instant> begun{};
  int repeats = 0;
};

std::vector<Cell> cells_of(const std::vector<std::string>& texts) {
  std::vector<Cell> cells;
  for (const std::string& text : texts) cells.push_back(to_cell(text));
  return cells;
}

std::string among(std::string_view column, std::string_view name, std::size_t count) {
  return std::string(column) + " in (" + list_of(name, count) + ")";
}

/// Rows past their expiry are settled; one that is being sent right now, or may have been sent, is not touched.
void expire(Sql& sql, const Take& take) {
  std::vector<Cell> cells{to_cell(take.now), to_cell(take.now)};
  for (const auto* list : {&take.platforms, &take.busy}) {
    for (Cell& cell : cells_of(*list)) cells.push_back(std::move(cell));
  }
  std::string text =
      "update outbox set state = 'expired', why = 'too late', settled_at = :at where state = 'waiting' and begun_at is null and expires_at "
      "< :now and " +
      among("platform", "platform", take.platforms.size());
  if (!take.busy.empty()) text += " and not " + among("place", "busy", take.busy.size());
  sql.change(text, cells);
}

std::vector<Candidate> candidates(Sql& sql, const Turns& turns, const Take& take) {
  std::vector<Cell> cells{to_cell(take.now)};
  for (Cell& cell : cells_of(take.platforms)) cells.push_back(std::move(cell));
  // a place gives one candidate: enough for the busy ones and for some choice among the rest
  cells.push_back(to_cell(static_cast<std::int64_t>(take.most + take.busy.size() + 64)));
  const std::string text =
      "select w.id, w.place, w.parent, w.is_edit, w.body, w.attempts, w.created_at, w.begun_at, w.repeats from outbox w where w.next_at <= "
      ":now and " +
      among("w.platform", "platform", take.platforms.size()) + " and " + std::string(is_first) + " order by w.next_at, w.id limit :most";
  std::vector<Candidate> found;
  for (auto& [id, place, parent, is_edit, body, attempts, created, begun, repeats] :
       sql.rows_for<std::int64_t, std::string, std::optional<std::string>, std::int64_t, std::string, std::int64_t, Instant,
                    std::optional<Instant>, std::int64_t>(text, cells)) {
    if (std::ranges::find(take.busy, place) != take.busy.end()) continue;
    found.push_back({id, std::move(place), std::move(parent), is_edit != 0, std::move(body), static_cast<int>(attempts), created, begun,
                     static_cast<int>(repeats)});
  }
  std::ranges::stable_sort(found, {}, [&](const Candidate& candidate) { return turns.last(candidate.place); });
  return found;
}

std::optional<chat::SentIds> ids_of(Sql& sql, const std::string& key) {
  auto found = sql.row<std::string, std::string>("select message, channel from sent where key = :key", key);
  if (!found) return std::nullopt;
  return chat::SentIds{std::move(std::get<0>(*found)), std::move(std::get<1>(*found)), {}};
}

/// The row with the platform's ids in it; none for an edit of a message that was never sent.
std::optional<Row> resolve(Sql& sql, const Candidate& candidate) {
  auto outgoing = decode_outgoing(candidate.body);
  if (!outgoing) throw BrokenLog("outbox row " + std::to_string(candidate.id) + ": " + outgoing.error().what);
  Row row{candidate.id,     {std::move(*outgoing), std::nullopt, std::nullopt}, candidate.attempts, candidate.created, candidate.begun,
          candidate.repeats};
  row.resolved.reference = reference_of(sql, row.resolved.outgoing.place);
  if (!candidate.parent) return row;
  const auto ids = ids_of(sql, *candidate.parent);
  if (candidate.is_edit) {
    if (!ids) return std::nullopt;
    row.resolved.edits = ids;
    return row;
  }
  chat::Place& place = row.resolved.outgoing.place;
  if (ids && !ids->message.empty()) place.thread = ids->message;
  if (ids && place.is_direct() && place.channel.empty()) place.channel = ids->channel;
  return row;
}

}  // namespace

void Turns::took(const std::string& place) {
  if (last_.size() > most_places_known) last_.clear();
  last_[place] = ++count_;
}

std::uint64_t Turns::last(const std::string& place) const {
  const auto found = last_.find(place);
  return found == last_.end() ? 0 : found->second;
}

std::vector<Row> take_rows(Sql& sql, Turns& turns, const Take& take) {
  std::vector<Row> rows;
  if (take.platforms.empty() || take.most == 0) return rows;
  expire(sql, take);
  Take rest = take;
  for (bool has_parked = true; has_parked && rest.most > 0;) {
    has_parked = false;
    for (const Candidate& candidate : candidates(sql, turns, rest)) {
      if (rest.most == 0) break;
      auto row = resolve(sql, candidate);
      if (!row) {
        settle_unsent(sql, candidate.id, Settled::parked, "the message that it changes was not sent", take.now);
        has_parked = true;  // the next of this place may go now
        continue;
      }
      const bool is_form = row->resolved.outgoing.delivery == chat::Delivery::form;  // its queue is its own: it takes nobody's turn
      if (!candidate.begun) sql.run("update outbox set begun_at = :wall where id = :id", take.wall, candidate.id);
      rows.push_back(std::move(*row));
      if (!is_form) turns.took(candidate.place);
      rest.busy.push_back(candidate.place);
      --rest.most;
    }
  }
  return rows;
}

std::optional<Instant> earliest_row(Sql& sql, const std::vector<std::string>& platforms) {
  if (platforms.empty()) return std::nullopt;
  const auto found = sql.rows_for<Instant>("select w.next_at from outbox w where " + among("w.platform", "platform", platforms.size()) +
                                               " and " + std::string(is_first) + " order by w.next_at, w.id limit 1",
                                           cells_of(platforms));
  if (found.empty()) return std::nullopt;
  return std::get<0>(found.front());
}

bool settle_sent(Sql& sql, std::int64_t row, const chat::SentIds& ids, Instant at) {
  const auto key = sql.row<std::string>("select key from outbox where id = :id", row);
  if (!key) return false;
  sql.run("update outbox set state = 'sent', why = null, settled_at = :at where id = :id", at, row);
  sql.run(
      "insert into sent (key, message, channel, at) values (:key, :message, :channel, :at) on conflict (key) do update set message = "
      "excluded.message, channel = excluded.channel, at = excluded.at",
      std::get<0>(*key), ids.message, ids.channel, at);
  if (ids.reference) save_reference_of_row(sql, row, *ids.reference);
  return true;
}

bool settle_unsent(Sql& sql, std::int64_t row, Settled how, const std::string& why, Instant at) {
  const char* state = how == Settled::expired ? "expired" : how == Settled::parked ? "parked" : "sent";
  return sql.run("update outbox set state = :state, why = :why, settled_at = :at where id = :id and state = 'waiting'", state, why, at,
                 row) > 0;
}

bool postpone(Sql& sql, std::int64_t row, Instant next, bool counts) {
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
