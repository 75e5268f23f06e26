// All doubts of one drain: what platforms told by themselves, who waits for it, and what became of it. Internal to deliver.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "bot/deliver/doubt.hpp"

namespace backwalk::deliver {

/// What platforms told about messages that are there, and the rows that wait for such a word. One thread.
class Confirmations {
 public:
  /// Remembers it. The row that waited for it, if one did.
  std::optional<std::int64_t> heard(const chat::Confirmed& confirmed);
  /// The ids, where this one was told already.
  std::optional<chat::SentIds> of(const std::string& platform, const std::string& mark) const;
  /// From now on `heard` knows the row by this mark.
  void wait_for(const std::string& platform, const std::string& mark, std::int64_t row);
  void forget(const std::string& platform, const std::string& mark);

 private:
  using Name = std::pair<std::string, std::string>;  ///< platform, mark
  template <class T>
  struct Recent {
    std::map<Name, T> known{};
    std::deque<Name> order{};
    void add(const Name& name, T value);
  };
  Recent<chat::SentIds> told_{};
  Recent<std::int64_t> waiting_{};
};

/// One io_context thread. All references outlive it.
class Doubts {
 public:
  Doubts(store::Store& store, HttpCall& calls, const Clock& clock) : store_(store), calls_(calls), clock_(clock) {}

  /// REQUIRES: the row is in doubt. What becomes of it; none: it may be sent once more now, and that is written down.
  Awaitable<std::optional<Next>> clear_up(const Platform& platform, store::Row row);
  /// REQUIRES: `result` is unknown. What becomes of the row then; sent, where the platform has told already.
  Next begin(const Platform& platform, const store::Row& row, const Result<chat::Receipt>& result);
  /// What was decided about a row.
  void end(const Platform& platform, const store::Row& row, const Next& next);
  /// The row that is sent, as the platform tells; none where nobody was in doubt.
  std::optional<std::int64_t> confirm(const chat::Confirmed& confirmed);
  const Tally& tally() const { return tally_; }

 private:
  std::optional<chat::SentIds> told(const Platform& platform, const store::Row& row) const;
  void note(const Platform& platform, const store::Row& row);

  store::Store& store_;
  HttpCall& calls_;
  const Clock& clock_;
  Confirmations confirmations_{};
  std::set<std::int64_t> open_{};  ///< rows in doubt
  Tally tally_{};
};

/// Whether nobody knows what became of a sending.
bool is_unknown(const Result<chat::Receipt>& result);

}  // namespace backwalk::deliver
