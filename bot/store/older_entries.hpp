// The older commands of a plan's log, read from its rows when somebody goes that far back (turn::Log).
#pragma once

#include <memory>
#include <vector>

#include "bot/store/sql.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// The session that may be read through now; none between two transactions.
struct Reading {
  Sql* sql = nullptr;
};

class StoredEntries final : public turn::OlderEntries {
 public:
  StoredEntries(std::shared_ptr<const Reading> reading, turn::PlanId plan) : reading_(std::move(reading)), plan_(plan) {}
  /// Both throw SqlError and BrokenLog, and std::logic_error outside a transaction.
  std::vector<turn::Entry> after(std::int64_t seq) const override;
  std::vector<turn::Entry> before(std::int64_t seq) const override;

 private:
  Sql& sql() const;
  std::shared_ptr<const Reading> reading_;
  turn::PlanId plan_;
};

/// A page of the log, from the command that follows the edit `seq` on. Throws SqlError and BrokenLog.
std::vector<turn::Entry> entries_after(Sql& sql, turn::PlanId plan, std::int64_t seq);

/// A row of the store cannot be read: corrupt.
struct BrokenLog : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace backwalk::store
