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

bool is_known(Sql& sql, const std::string& key) {
  // `sent` first: what it answers is remembered, and most parents have gone long ago
  return sql.row<std::int64_t>("select 1 from sent where key = :key", key).has_value() ||
         sql.row<std::int64_t>("select 1 from outbox where key = :key", key).has_value();
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

/// Waiting edits of the same message are out of date; the newest waits at least as long as they had to.
void replace_older(Sql& sql, const chat::Outgoing& newest, Instant at) {
  sql.run(
      "update outbox set next_at = (select max(o.next_at) from outbox o where o.state = 'waiting' and o.is_edit = 1 and o.parent = "
      ":parent) "
      "where key = :key",
      newest.edits, newest.key);
  sql.run(
      "update outbox set state = 'expired', why = 'replaced', settled_at = :at where state = 'waiting' and is_edit = 1 and parent = "
      ":parent "
      "and key <> :key",
      at, newest.edits, newest.key);
}

void enqueue_one(Sql& sql, const chat::Outgoing& outgoing, Instant at) {
  const bool is_edit = outgoing.delivery == chat::Delivery::edit;
  // The longest waiting row goes first: a form is taken for one.
  const Instant next = outgoing.delivery == chat::Delivery::form ? Instant{} : at;
  auto parent = parent_of(outgoing);
  // A parent that comes later would have to wait behind its own child: who has none now, has none.
  const bool is_orphan = parent && !is_known(sql, *parent);
  if (is_orphan && !is_edit) parent.reset();
  const bool is_lost = is_edit && (is_orphan || !parent);
  const std::optional<Instant> settled = is_lost ? std::optional<Instant>(at) : std::nullopt;
  const std::optional<std::string> why = is_lost ? std::optional<std::string>("the message that it changes was never sent") : std::nullopt;
  const auto added = sql.run(
      "insert into outbox (key, platform, workspace, place, is_edit, parent, body, state, attempts, next_at, expires_at, created_at, "
      "settled_at, why) "
      "values "
      "(:key, :platform, :workspace, :place, :is_edit, :parent, :body, :state, 0, :next, :expires, :created, :settled, :why) on conflict "
      "(key) do "
      "nothing",
      outgoing.key, outgoing.place.platform, workspace_key(outgoing.place), queue_key(outgoing), std::int64_t{is_edit ? 1 : 0}, parent,
      encode(outgoing), is_lost ? "parked" : "waiting", next, outgoing.expires, at, settled, why);
  if (added > 0 && is_edit && !is_lost) replace_older(sql, outgoing, at);
}

}  // namespace

void enqueue(Sql& sql, const std::vector<chat::Outgoing>& later, Instant at) {
  for (const chat::Outgoing* outgoing : in_order(later)) enqueue_one(sql, *outgoing, at);
}

}  // namespace backwalk::store
