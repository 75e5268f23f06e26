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
  /// Nothing waits, and all rows up to this one are in the table.
  void begin(std::int64_t complete) {
    waiting_.clear();
    passed_.reset();
    complete_ = last_at_turn_ = last_ = complete;
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
  /// How many are to be taken now: some when many wait.
  std::size_t due() const { return size() < most_waiting ? 0 : size() - most_waiting + at_once; }
  /// The highest row that was added, or that all began with.
  std::int64_t last() const { return last_; }
  /// All rows up to this one have been taken.
  std::int64_t complete() const { return complete_; }
  /// The next in the order of keys, at most so many; behind the last it begins with the first.
  std::vector<std::pair<Key, std::int64_t>> take(std::size_t most) {
    std::vector<std::pair<Key, std::int64_t>> taken;
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
};

}  // namespace backwalk::store
