#include "bot/store/prune.hpp"

#include "bot/base/zones.hpp"
#include "bot/store/outbox_keys.hpp"

namespace backwalk::store {

const char* const is_old_fired =
    "key like 'p%/____-__-__' and key not like 'p%/start/%' and key not like 'p%/milestone/%' and substr(key, length(key) - 9) < :oldest";

std::string oldest_fired(Instant at) { return zones::iso(zones::date_of(zones::to_local(at - fired_for, "UTC"))); }

namespace {

/// True when there are keys behind those that were looked at now.
bool forget_seen(Sql& sql, Instant since, std::int64_t most, SeenUpTo& seen) {
  const auto end = sql.rows_once<std::string>("select key from seen where key > :from order by key limit 1 offset :most", seen.key, most);
  if (end.empty()) {
    sql.run("delete from seen where key > :from and at < :since", seen.key, since);
    seen.key.clear();
    return false;
  }
  const std::string& up_to = std::get<0>(end.front());
  sql.run("delete from seen where key > :from and key <= :up_to and at < :since", seen.key, up_to, since);
  seen.key = up_to;
  return true;
}

}  // namespace

bool prune(Sql& sql, Instant at, Instant wall, std::int64_t most, SeenUpTo& seen) {
  const Instant since = at - settled_for;
  bool has_more = false;
  const auto note = [&](std::int64_t gone) { has_more = has_more || gone >= most; };
  has_more = forget_seen(sql, wall - seen_for, 5 * most, seen);
  // A waiting child needs its parent's row only until the parent is settled; from then on the ids in `sent` count.
  // Only what stands in the index of keys: OutboxKeys knows the others.
  const std::string settled =
      " from outbox where state <> 'waiting' and settled_at < :since and id <= :indexed order by settled_at, id limit :most)";
  sql.run("delete from outbox_keys where key in (select key" + settled, since, outbox_indexed(sql), most);
  note(sql.run("delete from outbox where id in (select id" + settled, since, outbox_indexed(sql), most));
  note(sql.run("delete from questions where id in (select id from questions where closed_at < :since order by closed_at limit :most)",
               since, most));
  // A plan's root is edited and has its thread for as long as the plan lives, a report as long as somebody may still answer; a question's
  // message is the root of the thread in which it is answered.
  note(sql.run(
      "delete from sent where key in (select s.key from sent s where s.at < :since and s.key not like 'p%/root' and s.key not like "
      "'p%/report/%' "
      "and not exists (select 1 from questions q where q.message_key = s.key or q.in_thread_of = s.key) "
      "and not exists (select 1 from bindings b where b.in_thread_of = s.key) "
      "and s.key not in (select o.parent from outbox o where o.state = 'waiting' and o.parent is not null) order by s.at limit :most)",
      since, most));
  note(sql.run(std::string("delete from fired where (plan, key) in (select plan, key from fired where ") + is_old_fired + " limit :most)",
               oldest_fired(at), most));
  note(
      sql.run("delete from scenarios where (plan, person, what) in (select plan, person, what from scenarios where at < :since order by at "
              "limit :most)",
              at - shown_for, most));
  return has_more;
}

}  // namespace backwalk::store
