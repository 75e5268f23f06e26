#include "bot/store/sql_store.hpp"

#include "bot/base/log.hpp"
#include "bot/store/load.hpp"
#include "bot/store/people.hpp"
#include "bot/store/prune.hpp"
#include "bot/store/write.hpp"

namespace backwalk::store {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_in_batch = 512;  // what one answer may have to wait for
constexpr auto prune_every = 10min;
constexpr auto prune_on = 10s;               // while there is more to let go of
constexpr std::int64_t prune_at_once = 200;  // rows of each kind: a millisecond or two

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
  {
    const std::lock_guard lock(mutex_);
    if (!closing_) {
      waiting_.push_back(std::move(member));
      wake_.notify_one();
      return;
    }
  }
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
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::vector<Member> batch;
    if (waiting_.size() <= most_in_batch) {
      batch.swap(waiting_);
    } else {
      const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(most_in_batch);
      batch.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
      waiting_.erase(waiting_.begin(), end);
    }
    lock.unlock();
    run_batch(batch);
    lock.lock();
  }
}

void SqlStore::run_batch(std::vector<Member>& batch) {
  std::vector<std::optional<Error>> failures(batch.size());
  try {
    sql_->run(dialect_->begin());
    for (std::size_t i = 0; i < batch.size(); ++i) failures[i] = run_member(batch[i]);
    sql_->run("commit");
    records_.keep_batch();
    dialect_->committed();
  } catch (const std::exception& problem) {
    const auto* engine = dynamic_cast<const SqlError*>(&problem);
    const Error error = engine != nullptr ? to_error(*engine) : Error{Cause::corrupt, problem.what()};
    log::error("store", {{"failed", error.what}, {"members", batch.size()}});
    try {
      sql_->run("rollback");
    } catch (const SqlError&) {  // the engine has rolled back already, or there was no transaction yet
    }
    records_.drop_batch();
    failures.assign(batch.size(), error);
  }
  for (std::size_t i = 0; i < batch.size(); ++i) {
    try {
      batch[i].finish(failures[i] ? &*failures[i] : nullptr);
    } catch (const std::exception& problem) {
      log::error("store", {{"done_threw", problem.what()}});
    }
  }
}

/// What a member did wrong is its own failure; what the engine cannot do fails the batch.
std::optional<Error> SqlStore::run_member(Member& member) {
  sql_->run("savepoint member");
  std::optional<Error> failure;
  Ending ending = Ending::take_back;
  try {
    ending = member.run();
  } catch (const SqlError& error) {
    if (error.kind != Failure::duplicate) throw;
    failure = to_error(error);
  } catch (const BrokenLog& error) {
    failure = Error{Cause::corrupt, error.what()};
  } catch (const std::exception& error) {
    failure = Error{Cause::invalid, std::string("the answer failed: ") + error.what()};
  } catch (...) {
    failure = Error{Cause::invalid, "the answer failed"};
  }
  if (failure) log::error("store", {{"member_failed", failure->what}});
  if (ending == Ending::keep) {
    records_.keep_member();
  } else {
    sql_->run("rollback to savepoint member");
    records_.drop_member();
  }
  sql_->run("release savepoint member");
  return failure;
}

void SqlStore::transact(Turn turn, Done<Outcome> done) {
  auto outcome = std::make_shared<Outcome>();
  queue({[this, outcome, turn = std::move(turn)] { return answer_turn(turn, *outcome); },
         [outcome, done = std::move(done)](const Error* error) {
           if (error != nullptr) return done(*error);
           done(Result<Outcome>(std::move(*outcome)));
         }});
}

SqlStore::Ending SqlStore::answer_turn(const Turn& turn, Outcome& outcome) {
  if (!remember_keys(turn)) {
    outcome.duplicate = true;
    return Ending::take_back;
  }
  const turn::State state = load(*sql_, records_, turn);
  outcome.answer = turn.answer(state);
  if (turn::has_effect(outcome.answer)) {
    write(*sql_, records_, turn, state, outcome.answer);
    let_go(turn);
    return Ending::keep;
  }
  if (turn.profiles.empty()) return Ending::take_back;
  // what platforms told is kept all the same; who was only met, and the keys, are not
  sql_->run("rollback to savepoint member");
  for (const chat::Profile& profile : turn.profiles) save_profile(*sql_, profile, turn.wall);
  return Ending::keep;
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

void SqlStore::let_go(const Turn& turn) {
  if (turn.wall < prune_next_) return;
  const bool has_more = prune(*sql_, turn.at, turn.wall, prune_at_once);
  prune_next_ = turn.wall + (has_more ? std::chrono::milliseconds(prune_on) : std::chrono::milliseconds(prune_every));
}

void SqlStore::take(Take wanted, Done<std::vector<Row>> done) {
  queue_call<std::vector<Row>>([this, wanted = std::move(wanted)] { return take_rows(*sql_, turns_, wanted); }, std::move(done));
}

void SqlStore::settle_sent(std::int64_t row, chat::SentIds ids, Instant at, Done<bool> done) {
  queue_call<bool>([this, row, ids = std::move(ids), at] { return store::settle_sent(*sql_, row, ids, at); }, std::move(done));
}

void SqlStore::postpone(std::int64_t row, Instant next, bool counts, Done<bool> done) {
  queue_call<bool>([this, row, next, counts] { return store::postpone(*sql_, row, next, counts); }, std::move(done));
}

void SqlStore::stay_in_doubt(std::int64_t row, Instant next, Done<bool> done) {
  queue_call<bool>([this, row, next] { return store::stay_in_doubt(*sql_, row, next); }, std::move(done));
}

void SqlStore::mark_repeat(std::int64_t row, Instant wall, Done<bool> done) {
  queue_call<bool>([this, row, wall] { return store::mark_repeat(*sql_, row, wall); }, std::move(done));
}

void SqlStore::settle_unsent(std::int64_t row, Settled how, std::string why, Instant at, Done<bool> done) {
  queue_call<bool>([this, row, how, why = std::move(why), at] { return store::settle_unsent(*sql_, row, how, why, at); }, std::move(done));
}

void SqlStore::next_send(std::vector<std::string> platforms, Done<std::optional<Instant>> done) {
  queue_call<std::optional<Instant>>([this, platforms = std::move(platforms)] { return earliest_row(*sql_, platforms); }, std::move(done));
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

void SqlStore::ready(Done<bool> done) {
  auto checked = std::make_shared<Result<bool>>(true);
  queue({[this, checked] {
           last_number(*sql_, "plan");
           *checked = dialect_->check();
           return Ending::keep;
         },
         [checked, done = std::move(done)](const Error* error) {
           if (error != nullptr) return done(*error);
           done(std::move(*checked));
         }});
}

}  // namespace backwalk::store
