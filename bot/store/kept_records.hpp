// Plans as they were folded last and committed, as many as there is room for: those that were used last. What there is room for is counted
// in bytes, so that memory has an end however long the service runs and however much is said. Logs have a room of their own: of the plans
// whose use is longest ago they are made short first, and only then are plans let go of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <utility>

#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// About what it takes in memory without its log, with the walk and the forecast that belong to it.
std::size_t plan_bytes(const turn::Record& record);
/// About what the commands take that are in memory.
std::size_t log_bytes(const turn::Record& record);

struct Room {
  std::size_t plans = 0;  ///< bytes for plans, short logs included
  std::size_t logs = 0;   ///< bytes for the logs that are not short
};

class KeptRecords {
 public:
  /// So many commands of a log are no more than belongs to a plan.
  static constexpr std::size_t few_entries = 4;
  /// The same record with `few_entries` in memory.
  using Shorten = std::function<turn::RecordPtr(turn::RecordPtr)>;

  KeptRecords(Room room, Shorten shorten) : room_(room), shorten_(std::move(shorten)) {}

  /// Null when it is not kept. Now it was used last.
  const turn::RecordPtr* find(turn::PlanId id);
  /// In place of what was kept of the plan. What was used longest ago goes for it; the last one stays, whatever its size.
  void put(turn::RecordPtr record);
  void let_go(turn::PlanId id);

  /// What is taken now.
  const Room& used() const { return used_; }
  std::size_t size() const { return records_.size(); }

 private:
  struct Kept {
    turn::RecordPtr record{};
    Room bytes{};
    std::uint64_t use = 0;  ///< the greater the later
  };
  using ByUse = std::list<Kept>;  // used last in front
  struct Where {
    ByUse* list = nullptr;
    ByUse::iterator at{};
  };
  void add(turn::RecordPtr record, std::uint64_t use);

  Room room_;
  Shorten shorten_;
  Room used_{};
  std::uint64_t uses_ = 0;
  ByUse long_logs_{};
  ByUse short_logs_{};
  std::map<turn::PlanId, Where> records_{};
};

}  // namespace backwalk::store
