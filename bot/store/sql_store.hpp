// The one SQL store: a thread that owns the session, and a queue before it. All that waits runs as one batch in one transaction and pays
// one fsync, or none when nothing changed. Who is expected to change nothing, or to stay, runs without a savepoint of its own; should one
// of these have to be taken back after all, the batch is run again with a savepoint for each. What cannot be written is tried once more as
// a batch that only reads, so that reading goes on while the disk is full, locked or broken.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "bot/store/dialect.hpp"
#include "bot/store/outbox.hpp"
#include "bot/store/prune.hpp"
#include "bot/store/records.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {

class SqlStore final : public Store {
 public:
  /// REQUIRES: `sql` comes from `dialect` and its schema is the newest.
  SqlStore(std::unique_ptr<Dialect> dialect, std::unique_ptr<Sql> sql);
  ~SqlStore() override;

  void transact(Turn turn, Done<Outcome> done) override;
  void take(Take wanted, Done<std::vector<Row>> done) override;
  void settle_sent(std::int64_t row, chat::SentIds ids, Instant at, Done<bool> done) override;
  void postpone(std::int64_t row, Instant next, bool counts, Done<bool> done) override;
  void stay_in_doubt(std::int64_t row, Instant next, Done<bool> done) override;
  void mark_repeat(std::int64_t row, Instant wall, Done<bool> done) override;
  void settle_unsent(std::int64_t row, Settled how, std::string why, Instant at, Done<bool> done) override;
  void next_send(std::vector<std::string> platforms, Done<std::optional<Instant>> done) override;
  void next_look(Done<std::optional<NextLook>> done) override;
  void backlog(Done<Backlog> done) override;
  void tell_by(std::function<void(std::function<void()>)> later) override { later_ = std::move(later); }
  void give_by(std::function<void(std::function<void()>)> give) override { give_ = std::move(give); }
  void ready(Done<bool> done) override;
  void close() override;

 private:
  enum class Ending {
    keep,
    take_back,
    undone  ///< what was changed has been changed back
  };
  /// `run` works in the batch's transaction and may throw; it may be called again. `finish` is called after it, with the error if there is
  /// one.
  struct Member {
    std::function<Ending()> run{};
    std::function<void(const Error*)> finish{};
    bool is_meant_to_stay = true;  ///< what it writes; else it gets a savepoint if it writes at all
  };
  /// A member has to be taken back and cannot: it had no savepoint.
  struct NotTogether {};
  enum class Run { together, apart };

  void queue(Member member);
  /// A member whose result is what `work` returns.
  template <class T, class Work>
  void queue_call(Work work, Done<T> done);
  void serve();
  using Failures = std::vector<std::optional<Error>>;  // one a member
  void run_batch(std::vector<Member> batch);
  void write_batch(std::vector<Member>& batch, Failures& failures);
  /// A transaction that is still open. Whether it changed anything that stays.
  bool run_members(std::vector<Member>& batch, Failures& failures, Run how);
  void read_batch(std::vector<Member>& batch, Failures& failures, const Error& trouble);
  void stop_reading();
  void connect_again();
  Error note_trouble(const std::exception& problem, std::size_t members);
  struct Ran {
    std::optional<Error> failure{};
    bool has_changed = false;  // rows, which are kept
  };
  Ran run_member(Member& member, Run how);
  void take_member_back();
  void leave_trace();
  Ending answer_turn(const Turn& turn, Outcome& outcome);
  std::optional<turn::PersonId> answer_from_state(const Turn& turn, Outcome& outcome);
  bool meets_somebody_new(const Turn& turn);
  bool remember_keys(const Turn& turn);
  void forget_keys(const Turn& turn);
  /// Every now and then, what nothing needs any more.
  void let_go(const Turn& turn);

  std::unique_ptr<Dialect> dialect_;
  std::unique_ptr<Sql> sql_;  // ends before its dialect; used by the thread only
  Records records_{};
  Heads heads_{};
  Instant prune_next_{};  // wall clock
  SeenUpTo seen_up_to_{};
  std::optional<Error> trouble_{};            // why the last attempt to write failed
  std::optional<Error> damage_{};             // what is broken for good: the engine's file, or a row that cannot be read
  std::optional<std::string> file_damage_{};  // the former: nothing is written any more
  bool is_reading_ = false;                   // in a batch that may only read
  bool has_savepoint_ = false;                // the member that runs
  std::int64_t changes_before_ = 0;           // it
  // The next batch must reach the disk, whatever its members do: what a killed process wrote may be there without having been synced, and a
  // repetition of it must not be acknowledged before it is; and whether a fault is over only writing can tell.
  bool needs_trace_ = true;
  std::chrono::steady_clock::time_point wrote_at_{};

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Member> waiting_{};
  bool closing_ = false;
  bool is_told_ = false;  // the thread knows, or will, of those that wait
  std::function<void(std::function<void()>)> later_{};
  std::function<void(std::function<void()>)> give_{};
  std::thread thread_;  // last: it uses everything above
};

}  // namespace backwalk::store
