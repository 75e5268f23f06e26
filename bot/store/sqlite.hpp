// SQLite's own words: nothing outside sqlite*.cpp includes this but open.cpp.
#pragma once

#include <memory>
#include <string>

#include "bot/store/dialect.hpp"

namespace backwalk::store {

/// The dialect for a file, or for ":memory:". Creates the folder; takes PATH.lock for Holding::exclusive.
Result<std::unique_ptr<Dialect>> sqlite_dialect(const std::string& path, Holding holding);

/// What SQLite's exceptions and result codes mean.
Failure classify_exception(const std::exception& error);
Failure classify_sqlite(int code);

/// The schema version of a file, by a read-only connection that leaves no trace; 0 for a file that is missing or empty.
Result<int> probe_sqlite(const std::string& path);

/// Connects with the settings of this house. Throws SqlError.
std::unique_ptr<Sql> connect_sqlite(const std::string& path);

/// Copies what was committed from the WAL into the file, on a thread and a connection of its own, away from the committing thread.
class Checkpointer {
 public:
  explicit Checkpointer(std::string path);
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;
  ~Checkpointer();
  /// Watches the commits of this session. REQUIRES: the session ends before the checkpointer.
  void watch(Sql& sql);
  /// After a commit, on the thread that committed.
  void committed();

 private:
  struct Shared;
  std::unique_ptr<Shared> shared_;
};

}  // namespace backwalk::store
