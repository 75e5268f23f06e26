// An index whose rows come by time and stand by something else: in its place each would cost a page of its own. So the newest wait here,
// and go into their table some at a time, neighbours together: whoever goes round the keys finds many for each page, and nobody waits for
// all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace backwalk::store {

template <class Key>
class LateIndex {
 public:
  using Rows = std::vector<std::pair<Key, std::int64_t>>;

  /// All rows up to `complete` are in the table, and of those behind it some may be. Where they are many all are taken next: who begins
  /// again and again, in the middle of a turn, would never get to its end.
  void begin(std::int64_t complete, Rows behind) {
    waiting_.clear();
    passed_.reset();
    complete_ = last_ = complete;
    for (auto& [key, row] : behind) add(std::move(key), row);
    last_at_turn_ = last_;
    takes_all_ = takes_all_ || size() >= most_waiting;
  }
  void add(Key key, std::int64_t row) {
    last_ = std::max(last_, row);
    waiting_.emplace(std::move(key), row);
  }
  /// The row of this key; null when none waits.
  const std::int64_t* find(const Key& key) const {
    const auto found = waiting_.find(key);
    return found == waiting_.end() ? nullptr : &found->second;
  }
  std::size_t size() const { return waiting_.size(); }
  /// Some are to be taken now: many wait, or nobody has looked what waits.
  bool is_due() const { return takes_all_ || size() >= most_waiting; }
  /// The highest row that was added, or that all began with.
  std::int64_t last() const { return last_; }
  /// All rows up to this one have been taken.
  std::int64_t complete() const { return complete_; }
  /// Some that are next in the order of keys; behind the last it begins with the first.
  Rows take() {
    const std::size_t most = takes_all_ ? size() : std::max(size(), most_waiting) - most_waiting + at_once;
    takes_all_ = false;
    Rows taken;
    auto next = passed_ ? waiting_.upper_bound(*passed_) : waiting_.begin();
    for (; next != waiting_.end() && taken.size() < most; next = waiting_.erase(next)) {
      passed_ = next->first;
      taken.emplace_back(*next);
    }
    if (next != waiting_.end()) return taken;
    passed_.reset();
    complete_ = waiting_.empty() ? last_ : last_at_turn_;
    last_at_turn_ = last_;
    return taken;
  }

 private:
  static constexpr std::size_t most_waiting = 1'024;
  static constexpr std::size_t at_once = 128;  // half a millisecond
  std::map<Key, std::int64_t> waiting_{};
  std::optional<Key> passed_{};
  std::int64_t last_ = 0;
  std::int64_t last_at_turn_ = 0;  ///< the last row when the first key was come to
  std::int64_t complete_ = 0;
  bool takes_all_ = true;
};

}  // namespace backwalk::store
