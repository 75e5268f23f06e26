// The store's port in plain C++: an implementation of its own, to test the SQL one against and to be quick in the tests of others. Every
// call is answered before it returns, on the caller's thread. Nothing outlives it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "bot/store/store.hpp"

namespace backwalk::fakes {

class MemoryStore final : public store::Store {
 public:
  MemoryStore();
  ~MemoryStore() override;

  void transact(store::Turn turn, Done<store::Outcome> done) override;
  void take(store::Take wanted, Done<std::vector<store::Row>> done) override;
  void settle_sent(std::int64_t row, chat::SentIds ids, Instant at, Done<bool> done) override;
  void postpone(std::int64_t row, Instant next, bool counts, Done<bool> done) override;
  void stay_in_doubt(std::int64_t row, Instant next, Done<bool> done) override;
  void mark_repeat(std::int64_t row, Instant wall, Done<bool> done) override;
  void settle_unsent(std::int64_t row, store::Settled how, std::string why, Instant at, Done<bool> done) override;
  void next_send(std::vector<std::string> platforms, Done<std::optional<Instant>> done) override;
  void next_look(Done<std::optional<store::NextLook>> done) override;
  void backlog(Done<store::Backlog> done) override;
  void ready(Done<bool> done) override;
  void close() override;

  /// Every call fails with this until it is taken back.
  void fail_with(std::optional<Error> error);

 private:
  struct Inside;
  template <class T, class Work>
  void call(Work work, Done<T> done);

  std::mutex mutex_;
  std::unique_ptr<Inside> inside_;
};

}  // namespace backwalk::fakes
