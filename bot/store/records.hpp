// Plans as they were folded last, so that a plan that is talked about is not replayed each time. What a transaction changed is kept apart
// until it is committed.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "bot/store/kept_records.hpp"
#include "bot/store/log_index.hpp"
#include "bot/store/older_entries.hpp"
#include "bot/store/sql.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::store {

class Records {
 public:
  /// A plan of four actions takes some ten kilobytes, a command about one: so ten thousand plans are kept, and eight thousand commands.
  static constexpr Room room{std::size_t{256} << 20U, std::size_t{8} << 20U};
  /// What takes more is read again when somebody asks for it.
  explicit Records(Room most = room);
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;
  ~Records() { drop_batch(); }

  /// The plan as this transaction sees it; null when there is none. Throws SqlError, and BrokenLog for a log that cannot be read.
  turn::RecordPtr load(Sql& sql, turn::PlanId id);
  /// The same where it is known that the plan's log ends at `seq` now: who reads ten thousand plans asks for that once, not for each.
  turn::RecordPtr load(Sql& sql, turn::PlanId id, std::int64_t seq);
  /// Appends a change to the log and to the columns that follow it; `record` may be a new plan without a log. Give the only pointer away:
  /// a record that nobody else sees is changed in place, one that somebody sees is copied.
  void append(Sql& sql, turn::RecordPtr record, turn::Entry entry);

  /// The safe starts of a plan that this text says: every turn that writes asks for them, and they change when the plan does. Null where
  /// the text cannot be read: then they are not known, and worked out again with the next look.
  std::shared_ptr<const planner::Forecast> starts(turn::PlanId id, const std::string& text);

  LogIndex& index() { return index_; }

  // What a member appended joins what the batch read and appended, and that joins what is kept. What is dropped is read again when needed.
  void keep_member();
  void drop_member() { member_.clear(); }
  void keep_batch();
  void drop_batch();

 private:
  const turn::RecordPtr* find(turn::PlanId id);
  void let_go(turn::PlanId id);
  void fold_on(Sql& sql, turn::Record& record) const;
  /// The newest commands stay in memory, the others are read when somebody asks for them.
  void shorten(turn::Record& record) const;
  turn::RecordPtr shortened(turn::RecordPtr record) const;
  /// Whether what is kept of it must be as it stands in the store.
  bool is_sure(const Sql& sql, turn::PlanId id) const { return era_ && era_ == sql.era("plans") && sure_.contains(id); }
  void note_sure(const Sql& sql, turn::PlanId id);
  // Every one of them was made as a turn::Record that is not const.
  KeptRecords kept_;  ///< what is kept there is not changed in place
  std::map<turn::PlanId, turn::RecordPtr> batch_;
  std::map<turn::PlanId, turn::RecordPtr> member_;
  struct Starts {
    std::string text{};
    std::shared_ptr<const planner::Forecast> read{};
  };
  std::map<turn::PlanId, Starts> starts_{};
  LogIndex index_{};
  std::set<turn::PlanId> sure_{};       ///< held against their row in this era, and followed since
  std::optional<std::uint64_t> era_{};  ///< of the session
  std::shared_ptr<Reading> reading_ = std::make_shared<Reading>();
};

}  // namespace backwalk::store
