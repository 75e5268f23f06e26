// A batch: one transaction for all its members, and what becomes of them when the engine fails.
#include "bot/base/log.hpp"
#include "bot/base/metrics.hpp"
#include "bot/store/sql_store.hpp"

namespace backwalk::store {

void SqlStore::run_batch(std::vector<Member> batch) {
  Failures failures(batch.size());
  try {
    write_batch(batch, failures);
  } catch (const std::exception& problem) {
    const Error trouble = note_trouble(problem, batch.size());
    read_batch(batch, failures, trouble);
  }
  auto finish = [batch = std::move(batch), failures = std::move(failures)] {
    for (std::size_t i = 0; i < batch.size(); ++i) {
      try {
        batch[i].finish(failures[i] ? &*failures[i] : nullptr);
      } catch (const std::exception& problem) {
        log::error("store", {{"done_threw", problem.what()}});
      }
    }
  };
  if (!give_) return finish();
  give_(std::move(finish));
}

void SqlStore::write_batch(std::vector<Member>& batch, Failures& failures) {
  if (file_damage_) throw SqlError(Failure::corrupt, *file_damage_);
  connect_again();
  if (const auto in_place = dialect_->is_in_place(); !in_place) throw SqlError(Failure::lost, in_place.error().what);
  const auto begun = std::chrono::steady_clock::now();
  bool has_changed = false;
  try {
    has_changed = run_members(batch, failures, Run::together);
  } catch (const NotTogether&) {
    sql_->run("rollback");
    records_.drop_batch();
    has_changed = run_members(batch, failures, Run::apart);
  }
  if (!has_changed) {
    sql_->run("rollback");  // pays no fsync, and cannot fail for want of space
    records_.keep_batch();
    return;
  }
  records_.index().index_newest(*sql_);
  heads_.keys().index_newest(*sql_);
  sql_->run("commit");
  records_.keep_batch();
  metrics::commit(batch.size(), std::chrono::steady_clock::now() - begun);
  if (trouble_) log::info("store", {{"recovered", trouble_->what}});
  trouble_.reset();
  needs_trace_ = false;
  wrote_at_ = std::chrono::steady_clock::now();
  dialect_->committed();
}

bool SqlStore::run_members(std::vector<Member>& batch, Failures& failures, Run how) {
  sql_->run(dialect_->begin());
  if (needs_trace_) leave_trace();
  bool has_changed = needs_trace_;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    Ran ran = run_member(batch[i], how);
    failures[i] = std::move(ran.failure);
    has_changed = has_changed || ran.has_changed;
  }
  return has_changed;
}

/// Nothing may be half done: takes the batch back. The session stays: it knows how far its log is good, where one that is made anew would
/// take for committed what could not be synced.
Error SqlStore::note_trouble(const std::exception& problem, std::size_t members) {
  const auto* engine = dynamic_cast<const SqlError*>(&problem);
  Error error = engine != nullptr ? to_error(*engine) : Error{Cause::lost, problem.what()};
  if (error.cause == Cause::corrupt && !file_damage_) {
    file_damage_ = dialect_->address() + ": " + problem.what();
    error.what = "the store is damaged: " + *file_damage_;
    damage_ = error;
    log::error("store", {{"damaged", *file_damage_}, {"writing", "refused from now on"}});
  }
  if (!trouble_ || trouble_->what != error.what) log::error("store", {{"failed", error.what}, {"members", members}});
  trouble_ = error;
  needs_trace_ = true;
  metrics::commit_failed();
  records_.drop_batch();
  if (!sql_) return error;
  try {
    sql_->run("rollback");
  } catch (const SqlError&) {  // the engine has rolled back already, or there was no transaction yet
  }
  return error;
}

/// Throws SqlError when it cannot be.
void SqlStore::connect_again() {
  if (sql_) return;
  // a file that is not there any more would be made anew, empty
  if (const auto in_place = dialect_->is_in_place(); !in_place) throw SqlError(Failure::lost, in_place.error().what);
  sql_ = dialect_->connect();
}

/// Members that change nothing are answered all the same; the others fail for `trouble`.
void SqlStore::read_batch(std::vector<Member>& batch, Failures& failures, const Error& trouble) {
  failures.assign(batch.size(), trouble);
  is_reading_ = true;
  try {
    connect_again();
    dialect_->begin_reading(*sql_);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      try {
        failures[i] = run_member(batch[i], Run::apart).failure;
      } catch (const SqlError&) {
        sql_->run("rollback to savepoint member");
        sql_->run("release savepoint member");
        records_.drop_member();
      }
    }
    sql_->run("rollback");
    dialect_->end_reading(*sql_);
    records_.keep_batch();
  } catch (const std::exception&) {
    failures.assign(batch.size(), trouble);
    records_.drop_batch();
    stop_reading();
  }
  is_reading_ = false;
}

/// A session that cannot even be taken back is not used again.
void SqlStore::stop_reading() {
  if (!sql_) return;
  try {
    sql_->run("rollback");
  } catch (const SqlError&) {  // there was no transaction
  }
  try {
    dialect_->end_reading(*sql_);
  } catch (const SqlError&) {
    dialect_->abandon(std::move(sql_));
  }
}

/// What a member did wrong is its own failure; what the engine cannot do fails the batch.
SqlStore::Ran SqlStore::run_member(Member& member, Run how) {
  has_savepoint_ = how == Run::apart || !member.is_meant_to_stay;
  if (has_savepoint_) sql_->run("savepoint member");
  changes_before_ = dialect_->changes(*sql_);
  Ran ran;
  Ending ending = Ending::take_back;
  try {
    ending = member.run();
  } catch (const NotTogether&) {
    throw;
  } catch (const SqlError& error) {
    if (error.kind != Failure::duplicate) throw;
    ran.failure = to_error(error);
  } catch (const BrokenLog& error) {
    ran.failure = Error{Cause::corrupt, error.what()};
    if (!damage_) damage_ = ran.failure;
  } catch (const std::exception& error) {
    ran.failure = Error{Cause::invalid, std::string("the answer failed: ") + error.what()};
  } catch (...) {
    ran.failure = Error{Cause::invalid, "the answer failed"};
  }
  if (ran.failure) log::error("store", {{"member_failed", ran.failure->what}});
  if (ending == Ending::keep) {
    ran.has_changed = dialect_->changes(*sql_) != changes_before_;
    records_.keep_member();
  } else {
    if (ending == Ending::take_back) take_member_back();
    records_.drop_member();
  }
  if (has_savepoint_) sql_->run("release savepoint member");
  return ran;
}

void SqlStore::take_member_back() {
  if (has_savepoint_) {
    sql_->run("rollback to savepoint member");
  } else if (dialect_->changes(*sql_) != changes_before_) {
    throw NotTogether{};
  }
}

}  // namespace backwalk::store
