// The port of the store (ARCHITECTURE §3, §4). One transaction per inbound event that has an effect, committed before the acknowledgement;
// all that wait form one batch that pays one fsync. Every call is asynchronous: `done` runs on the store's thread after the commit (or the
// failure) and must not block; `await.hpp` wraps them for coroutines. Errors: busy, full, corrupt, lost.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/chat/result.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// Runs inside the commit, on the store's thread; pure and fast. Each sees the effects of the one before it in the batch.
using AnswerTo = std::function<turn::Answer(const turn::State&)>;

struct Turn {
  turn::Need need{};
  std::vector<std::string> keys{};            ///< dedupe keys, remembered for 26 hours; one hit makes a duplicate
  Instant at{};                               ///< product clock: what the log says
  Instant wall{};                             ///< wall clock: for the age of dedupe keys
  std::vector<chat::Profile> profiles{};      ///< what platforms told about people; saved in the same transaction
  std::vector<chat::Reference> references{};  ///< saved in the same transaction, also where the answer has no effect
  AnswerTo answer{};
};

struct Outcome {
  turn::Answer answer{};
  bool duplicate = false;  ///< a key was seen before: nothing was done, `answer` is empty
};

/// A row of the outbox that may be sent now: the oldest unsettled of its place, due, with its references resolved.
struct Row {
  std::int64_t id = 0;
  chat::Resolved resolved{};
  int attempts = 0;
  Instant created{};
  /// Set: an earlier attempt began then (wall clock) and nobody knows whether it arrived. Not to be sent before that is cleared up.
  std::optional<Instant> in_doubt_since{};
  int repeats = 0;  ///< how often it was sent again although an earlier attempt may have arrived
};

/// At most so many rows of this kind may be taken in a workspace; forms always may.
struct Allowance {
  std::string platform{};
  std::string workspace{};
  enum class What { everything, posts, edits } what = What::everything;
  std::size_t most = 0;
};
/// Several messages to one person as one.
using Fold = std::function<chat::Message(const std::vector<chat::Message>&)>;

/// Which rows are wanted.
struct Take {
  Instant now{};                         ///< product clock: what is due
  Instant wall{};                        ///< wall clock: when their sending begins
  std::size_t most = 0;                  ///< rows
  std::vector<std::string> platforms{};  ///< on one of these
  std::vector<std::string> busy{};       ///< queues that are left out, as `queue_key` names them
  std::vector<Allowance> allowances{};
  Fold fold{};  ///< direct messages of one person that have waited for more than an hour go as one; none: each by itself
};

enum class Settled { sent, expired, parked };  ///< parked: unknown outcome, gone or denied; kept with its reason, lets the next pass

/// The plan that the beat must look at first, and when.
struct NextLook {
  turn::PlanId plan{};
  Instant at{};
};

/// What waits in the outbox.
struct Backlog {
  std::size_t waiting = 0;
  std::optional<Instant> oldest{};  ///< when the first of them was put in
};

class Store {
 public:
  virtual ~Store() = default;
  template <class T>
  using Done = std::function<void(Result<T>)>;

  virtual void transact(Turn turn, Done<Outcome> done) = 0;

  /// Rows that may be sent now, at most one a place (order is kept per place: platform, workspace, channel or user), workspaces in turn,
  /// and in each its places in turn. A form goes before everything else and waits for no older row of its place. A row waits while the
  /// message whose thread or text it belongs to is unsettled; if that one was not sent, a thread post goes to the channel and an edit is
  /// parked. A waiting edit of the same message is replaced by the newer. In the same commit each row is marked: from now on it may have
  /// been sent. A row that has its mark already, from a process that ended or from `stay_in_doubt`, comes with it (`in_doubt_since`).
  virtual void take(Take wanted, Done<std::vector<Row>> done) = 0;
  virtual void settle_sent(std::int64_t row, chat::SentIds ids, Instant at, Done<bool> done) = 0;
  /// Certainly not done, the mark goes: try again at `next`; `counts` says whether this was an attempt that failed (not a 429).
  virtual void postpone(std::int64_t row, Instant next, bool counts, Done<bool> done) = 0;
  /// It may have been done, the mark stays: to be cleared up at `next`. Counts as an attempt.
  virtual void stay_in_doubt(std::int64_t row, Instant next, Done<bool> done) = 0;
  /// It is about to be sent once more at `wall` although it bears a mark.
  virtual void mark_repeat(std::int64_t row, Instant wall, Done<bool> done) = 0;
  virtual void settle_unsent(std::int64_t row, Settled how, std::string why, Instant at, Done<bool> done) = 0;
  /// When the earliest waiting row may be sent; none when the outbox is empty.
  virtual void next_send(std::vector<std::string> platforms, Done<std::optional<Instant>> done) = 0;

  virtual void next_look(Done<std::optional<NextLook>> done) = 0;

  /// For metrics. A store that does not count answers with nothing.
  virtual void backlog(Done<Backlog> done) { done(Backlog{}); }

  /// How its thread is told that calls wait: `later(tell)` runs `tell` soon, when what came in the same moment has been put in, too.
  /// Without it each call tells at once, and on one processor the thread then takes it from its caller for every single one. Before the
  /// first call.
  virtual void tell_by(std::function<void(std::function<void()>)> /*later*/) {}
  /// Who runs `done`: `give(run)` runs `run` soon, once for all that shared a commit. Without it the store's thread does. Before the first
  /// call.
  virtual void give_by(std::function<void(std::function<void()>)> /*give*/) {}

  /// Whether the store answers: a read and, for a file, a check that it can still be written.
  virtual void ready(Done<bool> done) = 0;
  /// Finishes what waits, checkpoints, closes. Calls after it fail with Cause::lost.
  virtual void close() = 0;
};

/// The name of a place in the order of the outbox.
std::string place_key(const chat::Place& place);
/// The name of its workspace; the beginning of `place_key`.
std::string workspace_key(const chat::Place& place);
/// The name of the queue that a row stands in: its place's; a form, which waits for nobody, has one of its own.
std::string queue_key(const chat::Outgoing& outgoing);

enum class Holding {
  exclusive,  ///< a second holder of the same file is refused with a sentence (serve, chat, say, tick)
  shared,     ///< no lock is taken (reading tools), but while an older store is migrated
};
/// `address`: "sqlite:PATH", a bare path, or "memory:". Creates and migrates it. Errors: invalid (an address that is none), newer_schema
/// (left untouched), busy (held by another process), corrupt, full.
Result<std::unique_ptr<Store>> open(const std::string& address, Holding holding);

/// What `migrate` prints: the schema version before and after.
struct Migrated {
  int from = 0;
  int to = 0;
};
Result<Migrated> migrate(const std::string& address);

/// What `check` finds when it looks through everything: the engine's own structures, and every log folded again and held against its
/// plan's row. Reads only. Errors: as `open`.
struct Examined {
  std::size_t plans = 0;
  std::int64_t edits = 0;
  std::vector<std::string> problems{};
};
Result<Examined> examine(const std::string& address);

}  // namespace backwalk::store
