// Which row of the outbox has which key: the newest are known here, the others stand in `outbox_keys`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "bot/store/late_index.hpp"
#include "bot/store/sql.hpp"

namespace backwalk::store {

class OutboxKeys {
 public:
  /// The row with this key, settled or not.
  std::optional<std::int64_t> find(Sql& sql, const std::string& key);
  /// The same among the newest alone: for a key that cannot be older.
  std::optional<std::int64_t> find_newest(Sql& sql, const std::string& key);
  /// The number of the row that is put in next: higher than any that there was.
  std::int64_t next(Sql& sql);
  /// The row `next` was put in under this key.
  void added(const std::string& key, std::int64_t row) { newest_.add(key, row); }
  /// Before a commit: some of the newest are put into the table when they are many, and all once in the beginning.
  void index_newest(Sql& sql);

 private:
  void look_again(Sql& sql);

  LateIndex<std::string> newest_{};
  /// Of the tables, in the session; none: nothing was read yet, or others may write.
  std::array<std::optional<std::uint64_t>, 2> eras_{};
};

/// The row up to which `outbox_keys` is complete.
std::int64_t outbox_indexed(Sql& sql);

}  // namespace backwalk::store
