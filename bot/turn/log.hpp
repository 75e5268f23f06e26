// The commands of a plan, oldest first. Those of late are in memory; older ones stay where they are kept and are read, a page at a time,
// when somebody goes that far back. What turns ask of all of them every time is kept up as they come. So a plan in use costs the same
// however much was said about it.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/chat/place.hpp"
#include "planner/edit.hpp"

namespace backwalk::turn {

/// One folded command of a plan's log: who said what, when, and the edits it made.
struct Entry {
  std::int64_t first_seq = 0;  ///< seq of its first edit, 1 for the first of the plan
  std::vector<planner::Edit> edits{};
  std::string said{};  ///< the canonical command
  planner::PersonId by{};
  Instant at{};
  chat::Place place{};
  int version = 0;  ///< the plan's version after it
};

/// Where the older commands of one plan are. Both answer a page, oldest first, and throw what the place throws that they are read from. To
/// be asked inside the turn that the log was given to, and on its thread.
class OlderEntries {
 public:
  virtual ~OlderEntries() = default;
  /// From the one that follows the edit `seq` on.
  virtual std::vector<Entry> after(std::int64_t seq) const = 0;
  /// Up to the one before that which begins with the edit `seq`.
  virtual std::vector<Entry> before(std::int64_t seq) const = 0;
};

/// The time in which somebody was at it, from one thing said to the next, and who was. Half an hour without a word is a pause and does not
/// count.
struct Hearing {
  std::chrono::seconds time{};
  std::vector<planner::PersonId> people{};  ///< sorted, each once
  std::optional<Instant> last{};
  void hear(planner::PersonId by, Instant at);
};

/// Of a command as much as tells whether it is said again.
struct Lately {
  std::int64_t first_seq = 0;
  Instant at{};
  planner::PersonId by{};
  std::size_t said = 0;   ///< as `hash_of`
  std::size_t place = 0;  ///< likewise, of the place without its thread
};
std::size_t hash_of(const std::string& said);
std::size_t hash_of(const chat::Place& place);
/// Of who said what where, in one number: hundreds of them are looked through at each command.
std::size_t mark_of(const Lately& entry);

/// When a fact of this kind came last, or the plan was reopened after it.
struct RhythmSince {
  Instant checkin = Instant::min();
  Instant standup = Instant::min();
  Instant brief = Instant::min();
};

class Log {
  enum class Way { forward, back };
  /// An input iterator: what it stands on may go with the next step.
  template <Way way>
  class Walk {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Entry;
    using difference_type = std::ptrdiff_t;
    using pointer = const Entry*;
    using reference = const Entry&;
    Walk() = default;
    reference operator*() const { return *entry_; }
    pointer operator->() const { return entry_; }
    Walk& operator++();
    void operator++(int) { ++*this; }
    bool operator==(const Walk& other) const { return left_ == other.left_; }

   private:
    friend Log;
    Walk(const Log& log, std::size_t left);
    void look();
    const Log* log_ = nullptr;
    std::size_t left_ = 0;  ///< how many there are still, the one it stands on included
    const Entry* entry_ = nullptr;
    std::shared_ptr<const std::vector<Entry>> page_{};
    std::size_t page_begins_ = 0;  ///< the index of its first
  };

 public:
  using const_iterator = Walk<Way::forward>;
  using const_reverse_iterator = Walk<Way::back>;

  void push_back(Entry entry);
  /// Lets go of all but the newest `most`, which are then read from `older`. REQUIRES: most > 0.
  void keep_newest(std::size_t most, std::shared_ptr<const OlderEntries> older);

  std::size_t size() const { return older_count_ + kept_.size(); }
  bool empty() const { return size() == 0; }
  const_iterator begin() const { return {*this, size()}; }
  const_iterator end() const { return {}; }
  const_reverse_iterator rbegin() const { return {*this, size()}; }
  const_reverse_iterator rend() const { return {}; }
  /// REQUIRES: not empty.
  const Entry& back() const { return kept_.back(); }
  /// Those in memory: the newest.
  const std::vector<Entry>& kept() const { return kept_; }
  /// How many edits those made, and how many bytes were said for it.
  std::size_t kept_edits() const { return kept_edits_; }
  std::size_t kept_said() const { return kept_said_; }

  /// Where the first was said.
  const chat::Place& home() const { return home_; }
  /// Who said any of it, sorted.
  const std::vector<planner::PersonId>& speakers() const { return speakers_; }
  /// From the first to the one that committed the plan, or the last.
  const Hearing& planning() const { return planning_; }
  bool is_planned() const { return is_planned_; }
  const RhythmSince& rhythm_since() const { return rhythm_since_; }
  /// Those of the minute up to the newest, oldest first.
  const std::deque<Lately>& lately() const { return lately_; }
  /// Whether one of those has this mark.
  bool has_lately(std::size_t mark) const;

 private:
  std::vector<Entry> kept_{};
  std::size_t kept_edits_ = 0;
  std::size_t kept_said_ = 0;
  std::size_t older_count_ = 0;
  std::shared_ptr<const OlderEntries> older_{};
  chat::Place home_{};
  std::vector<planner::PersonId> speakers_{};  ///< sorted; hundreds of a plan's, asked at each command
  Hearing planning_{};
  bool is_planned_ = false;
  RhythmSince rhythm_since_{};
  std::deque<Lately> lately_{};
  std::deque<std::size_t> marks_{};  ///< of `lately_`, in the same order
};

}  // namespace backwalk::turn
