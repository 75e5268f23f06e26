// Which row has which command of a plan: the newest are known here, the others stand in `log_index`. Who only reads finds the newest by
// going through the rows that may not be there yet.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "bot/store/late_index.hpp"
#include "bot/store/sql.hpp"

namespace backwalk::store {

class LogIndex {
 public:
  /// The number of the row that is put in next.
  std::int64_t next(Sql& sql);
  /// The row `next` was put in: the command of this plan that begins with this edit.
  void added(planner::PlanId plan, std::int64_t first_seq, std::int64_t row) { newest_.add({plan.value, first_seq}, row); }
  /// Before a commit: some of the newest are put into the table when they are many, and all once in the beginning.
  void index_newest(Sql& sql);

 private:
  void look_again(Sql& sql);

  LateIndex<std::pair<std::int64_t, std::int64_t>> newest_{};  ///< by plan and first edit: of each plan the table holds the oldest
  std::array<std::optional<std::uint64_t>, 2> eras_{};         ///< of the tables, in the session; none: nothing was read yet
};

/// The row up to which `log_index` is complete.
std::int64_t log_indexed(Sql& sql);

}  // namespace backwalk::store
