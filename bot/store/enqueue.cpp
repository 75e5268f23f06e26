#include <algorithm>

#include "bot/store/codec.hpp"
#include "bot/store/outbox.hpp"

namespace backwalk::store {
namespace {

/// The key of the message that must be settled before this one.
std::optional<std::string> parent_of(const chat::Outgoing& outgoing) {
  if (outgoing.delivery == chat::Delivery::form) return std::nullopt;
  if (outgoing.delivery == chat::Delivery::edit) return outgoing.edits;
  if (outgoing.place.thread) return std::nullopt;
  return outgoing.in_thread_of;
}

bool is_known(Sql& sql, Heads& heads, const std::string& key) {
  // `sent` first: what it answers is remembered, and most parents have gone long ago
  return sql.row<std::int64_t>("select 1 from sent where key = :row", key).has_value() || heads.keys().find(sql, key);
}

/// The same messages, no child before its parent.
std::vector<const chat::Outgoing*> in_order(const std::vector<chat::Outgoing>& later) {
  std::vector<const chat::Outgoing*> waiting;
  for (const chat::Outgoing& outgoing : later) waiting.push_back(&outgoing);
  std::vector<const chat::Outgoing*> ordered;
  while (!waiting.empty()) {
    const auto is_free = [&](const chat::Outgoing* child) {
      const auto parent = parent_of(*child);
      return !parent || std::ranges::none_of(waiting, [&](const chat::Outgoing* other) { return other != child && other->key == *parent; });
    };
    auto next = std::ranges::find_if(waiting, is_free);
    if (next == waiting.end()) next = waiting.begin();  // a circle: nobody goes first
    ordered.push_back(*next);
    waiting.erase(next);
  }
  return ordered;
}

/// Until when the waiting edits of the same message have to wait; none when there are none.
std::optional<Instant> older_wait(Sql& sql, const chat::Outgoing& newest) {
  const auto found = sql.rows_once<std::optional<Instant>>(
      "select max(next_at) from outbox where state = 'waiting' and is_edit = 1 and parent = :parent", newest.edits);
  return std::get<0>(found.front());
}

/// Waiting edits of the same message are out of date. Nobody asks any more what they said.
void replace_older(Sql& sql, Heads& heads, const chat::Outgoing& newest, Instant at) {
  for (const auto& [place] : sql.rows_once<std::string>(
           "select distinct place from outbox where state = 'waiting' and is_edit = 1 and parent = :parent and key <> :key", newest.edits,
           newest.key)) {
    heads.changed(place);
  }
  sql.run(
      "update outbox set state = 'expired', why = 'replaced', settled_at = :at, body = '' where state = 'waiting' and is_edit = 1 and "
      "parent "
      "= :parent and key <> :key",
      at, newest.edits, newest.key);
}

void enqueue_one(Sql& sql, Heads& heads, const chat::Outgoing& outgoing, bool is_new, Instant at) {
  if (is_new ? heads.keys().find_newest(sql, outgoing.key) : heads.keys().find(sql, outgoing.key)) return;
  const bool is_edit = outgoing.delivery == chat::Delivery::edit;
  // The longest waiting row goes first: a form is taken for one.
  Instant next = outgoing.delivery == chat::Delivery::form ? Instant{} : at;
  auto parent = parent_of(outgoing);
  // A parent that comes later would have to wait behind its own child: who has none now, has none.
  const bool is_orphan = parent && !is_known(sql, heads, *parent);
  if (is_orphan && !is_edit) parent.reset();
  const bool is_lost = is_edit && (is_orphan || !parent);
  const std::optional<Instant> settled = is_lost ? std::optional<Instant>(at) : std::nullopt;
  const std::optional<std::string> why = is_lost ? std::optional<std::string>("the message that it changes was never sent") : std::nullopt;
  const std::string place = queue_key(outgoing);
  const auto older = is_edit && !is_lost ? older_wait(sql, outgoing) : std::nullopt;
  if (older) next = std::max(next, *older);  // the platform's wish to wait holds for the newest too
  const std::int64_t row = heads.keys().next(sql);
  sql.run(
      "insert into outbox (id, key, platform, workspace, place, is_edit, parent, body, state, attempts, next_at, expires_at, created_at, "
      "settled_at, why) "
      "values "
      "(:id, :key, :platform, :workspace, :place, :is_edit, :parent, :body, :state, 0, :next, :expires, :created, :settled, :why)",
      row, outgoing.key, outgoing.place.platform, workspace_key(outgoing.place), place, std::int64_t{is_edit ? 1 : 0}, parent,
      encode(outgoing), is_lost ? "parked" : "waiting", next, outgoing.expires, at, settled, why);
  heads.keys().added(outgoing.key, row);
  if (!is_lost) heads.added(place, row);
  if (older) replace_older(sql, heads, outgoing, at);
}

}  // namespace

void enqueue(Sql& sql, Heads& heads, const std::vector<chat::Outgoing>& later, const std::string& new_keys, Instant at) {
  for (const chat::Outgoing* outgoing : in_order(later)) {
    enqueue_one(sql, heads, *outgoing, !new_keys.empty() && outgoing->key.starts_with(new_keys), at);
  }
}

}  // namespace backwalk::store
