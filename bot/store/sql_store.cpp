#include "bot/store/sql_store.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "bot/base/log.hpp"
#include "bot/store/load.hpp"
#include "bot/store/people.hpp"
#include "bot/store/prune.hpp"
#include "bot/store/references.hpp"
#include "bot/store/write.hpp"

namespace backwalk::store {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_in_batch = 512;  // what one answer may have to wait for
constexpr auto prune_every = 10min;
constexpr auto prune_on = 1s;                // while there is more to let go of
constexpr std::int64_t prune_at_once = 200;  // rows of each kind: a millisecond or two
constexpr int nicer = 2;                     // two thirds of what another thread gets, where both want the same processor

/// Whoever answers, or turns away, goes before what is worked through in the order in which it came.
void let_others_first() { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nicer); }

}  // namespace

SqlStore::SqlStore(std::unique_ptr<Dialect> dialect, std::unique_ptr<Sql> sql)
    : dialect_(std::move(dialect)), sql_(std::move(sql)), thread_([this] { serve(); }) {}

SqlStore::~SqlStore() { close(); }

void SqlStore::close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
  sql_.reset();
  dialect_.reset();
}

void SqlStore::queue(Member member) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    if (!closing_) {
      waiting_.push_back(std::move(member));
      is_first = !std::exchange(is_told_, true);
      if (!is_first) return;
      if (!later_) {
        wake_.notify_one();
        return;
      }
    }
  }
  if (is_first) return later_([this] { wake_.notify_one(); });
  const Error closed{Cause::lost, "the store is closed"};
  member.finish(&closed);
}

template <class T, class Work>
void SqlStore::queue_call(Work work, Done<T> done) {
  auto result = std::make_shared<T>();
  queue({[result, work = std::move(work)] {
           *result = work();
           return Ending::keep;
         },
         [result, done = std::move(done)](const Error* error) {
           if (error != nullptr) return done(*error);
           done(Result<T>(std::move(*result)));
         }});
}

void SqlStore::serve() {
  let_others_first();
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::vector<Member> batch;
    is_told_ = false;
    if (waiting_.size() <= most_in_batch) {
      batch.swap(waiting_);
    } else {
      const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(most_in_batch);
      batch.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
      waiting_.erase(waiting_.begin(), end);
    }
    lock.unlock();
    run_batch(std::move(batch));
    lock.lock();
  }
}

void SqlStore::transact(Turn turn, Done<Outcome> done) {
  struct Asked {
    Turn turn;
    Done<Outcome> done;
    Outcome outcome{};
  };
  auto asked = std::make_shared<Asked>(Asked{std::move(turn), std::move(done)});
  queue({[this, asked] { return answer_turn(asked->turn, asked->outcome); },
         [asked](const Error* error) {
           if (error != nullptr) return asked->done(*error);
           asked->done(Result<Outcome>(std::move(asked->outcome)));
         },
         asked->turn.need.writes});
}

SqlStore::Ending SqlStore::answer_turn(const Turn& turn, Outcome& outcome) {
  outcome = {};  // it may run a second time
  // About whom nobody knows a platform is asked first: that turn has no effect, and a second one follows.
  if (!has_savepoint_ && meets_somebody_new(turn)) {
    has_savepoint_ = true;
    sql_->run("savepoint member");
  }
  if (turn.need.writes && !remember_keys(turn)) {
    outcome.duplicate = true;
    return Ending::take_back;
  }
  const std::int64_t with_keys = dialect_->changes(*sql_);
  const auto speaker = answer_from_state(turn, outcome);
  // A look does not ask for its keys, unless it had an effect all the same (a person's focus).
  if (!turn.need.writes && turn::has_effect(outcome.answer) && !remember_keys(turn)) {
    outcome = Outcome{{}, true};
    return Ending::take_back;
  }
  if (turn::has_effect(outcome.answer)) {
    write(*sql_, records_, heads_, turn, speaker, outcome.answer);
    save_references(*sql_, turn.references);
    let_go(turn);
    return Ending::keep;
  }
  if (turn.profiles.empty() && turn.references.empty()) {
    if (dialect_->changes(*sql_) != with_keys) return Ending::take_back;
    if (turn.need.writes) forget_keys(turn);
    return Ending::undone;
  }
  // what platforms told is kept all the same; who was only met, and the keys, are not
  take_member_back();
  for (const chat::Profile& profile : turn.profiles) save_profile(*sql_, profile, turn.wall);
  save_references(*sql_, turn.references);
  return Ending::keep;
}

bool SqlStore::meets_somebody_new(const Turn& turn) {
  const auto is_new = [&](const chat::Door& door) { return !has_taken_part(*sql_, door); };
  const auto& need = turn.need;
  if (need.speaker && is_new(*need.speaker)) return true;
  return std::ranges::any_of(need.mentions, [&](const auto& mention) {
    return is_new({need.place.platform, need.place.workspace, mention.user});
  });
}

/// The state lives no longer than the answer is made: what nobody looks at any more is changed in place. Returns the speaker.
std::optional<turn::PersonId> SqlStore::answer_from_state(const Turn& turn, Outcome& outcome) {
  const turn::State state = load(*sql_, records_, turn);
  outcome.answer = turn.answer(state);
  return state.speaker;
}

/// False when one of them is there already; a key that is too old counts as new.
bool SqlStore::remember_keys(const Turn& turn) {
  for (const std::string& key : turn.keys) {
    const auto added =
        sql_->run("insert into seen (key, at) values (:key, :at) on conflict (key) do update set at = excluded.at where seen.at < :since",
                  key, turn.wall, turn.wall - seen_for);
    if (added == 0) return false;
  }
  return true;
}

void SqlStore::forget_keys(const Turn& turn) {
  for (const std::string& key : turn.keys) sql_->run("delete from seen where key = :key", key);
}

void SqlStore::let_go(const Turn& turn) {
  if (turn.wall < prune_next_) return;
  const bool has_more = prune(*sql_, turn.at, turn.wall, prune_at_once, seen_up_to_);
  prune_next_ = turn.wall + (has_more ? std::chrono::milliseconds(prune_on) : std::chrono::milliseconds(prune_every));
}

void SqlStore::take(Take wanted, Done<std::vector<Row>> done) {
  queue_call<std::vector<Row>>(
      [this, wanted = std::move(wanted)] {
        if (is_reading_) leave_trace();  // fails: what could not be settled must not be sent
        return take_rows(*sql_, heads_, wanted);
      },
      std::move(done));
}

void SqlStore::settle_sent(std::int64_t row, chat::SentIds ids, Instant at, Done<bool> done) {
  queue_call<bool>([this, row, ids = std::move(ids), at] { return store::settle_sent(*sql_, heads_, row, ids, at); }, std::move(done));
}

void SqlStore::postpone(std::int64_t row, Instant next, bool counts, Done<bool> done) {
  queue_call<bool>([this, row, next, counts] { return store::postpone(*sql_, heads_, row, next, counts); }, std::move(done));
}

void SqlStore::stay_in_doubt(std::int64_t row, Instant next, Done<bool> done) {
  queue_call<bool>([this, row, next] { return store::stay_in_doubt(*sql_, heads_, row, next); }, std::move(done));
}

void SqlStore::mark_repeat(std::int64_t row, Instant wall, Done<bool> done) {
  queue_call<bool>([this, row, wall] { return store::mark_repeat(*sql_, heads_, row, wall); }, std::move(done));
}

void SqlStore::settle_unsent(std::int64_t row, Settled how, std::string why, Instant at, Done<bool> done) {
  queue_call<bool>([this, row, how, why = std::move(why), at] { return store::settle_unsent(*sql_, heads_, row, how, why, at); },
                   std::move(done));
}

void SqlStore::next_send(std::vector<std::string> platforms, Done<std::optional<Instant>> done) {
  queue_call<std::optional<Instant>>([this, platforms = std::move(platforms)] { return earliest_row(*sql_, heads_, platforms); },
                                     std::move(done));
}

void SqlStore::next_look(Done<std::optional<NextLook>> done) {
  queue_call<std::optional<NextLook>>(
      [this]() -> std::optional<NextLook> {
        const auto found = sql_->row<std::int64_t, Instant>("select plan, at from looks where at is not null order by at, plan limit 1");
        if (!found) return std::nullopt;
        return NextLook{turn::PlanId{std::get<0>(*found)}, std::get<1>(*found)};
      },
      std::move(done));
}

void SqlStore::backlog(Done<Backlog> done) {
  queue_call<Backlog>(
      [this] {
        // The count needs an index alone; what waits longest stands first in its queue.
        const auto waiting = sql_->row<std::int64_t>("select count(*) from outbox where state = 'waiting'");
        Backlog backlog{static_cast<std::size_t>(std::get<0>(waiting.value())), {}};
        for (const auto& [place, head] : heads_.now(*sql_)) backlog.oldest = std::min(backlog.oldest.value_or(head.created), head.created);
        return backlog;
      },
      std::move(done));
}

/// A change that must reach the disk.
void SqlStore::leave_trace() {
  sql_->run("insert into counters (name, value) values ('trace', 1) on conflict (name) do update set value = counters.value + 1");
}

void SqlStore::ready(Done<bool> done) {
  auto checked = std::make_shared<Result<bool>>(true);
  queue({[this, checked] {
           if (is_reading_ || std::chrono::steady_clock::now() >= wrote_at_ + 1s) leave_trace();
           *checked = damage_ ? Result<bool>(*damage_) : dialect_->check();
           return Ending::keep;
         },
         [checked, done = std::move(done)](const Error* error) {
           if (error != nullptr) return done(*error);
           done(std::move(*checked));
         }});
}

}  // namespace backwalk::store
