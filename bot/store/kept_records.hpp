// Plans as they were folded last and committed, as many as there is room for: those that were used last. What there is room for is counted
// in bytes, so that memory has an end however long the service runs and however much is said.
#pragma once

#include <cstddef>
#include <list>
#include <map>

#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// About what it takes in memory, with the walk and the forecast that belong to it.
std::size_t record_bytes(const turn::Record& record);

class KeptRecords {
 public:
  explicit KeptRecords(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Null when it is not kept. Now it was used last.
  const turn::RecordPtr* find(turn::PlanId id);
  /// In place of what was kept of the plan. What was used longest ago goes for it; the last one stays, whatever its size.
  void put(turn::RecordPtr record);
  void let_go(turn::PlanId id);

  std::size_t bytes() const { return bytes_; }
  std::size_t size() const { return records_.size(); }

 private:
  struct Kept {
    turn::RecordPtr record{};
    std::size_t bytes = 0;
  };
  using ByUse = std::list<Kept>;  // used last in front
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  ByUse by_use_{};
  std::map<turn::PlanId, ByUse::iterator> records_{};
};

}  // namespace backwalk::store
