// The seam between the one SQL store and an engine: how to connect, begin and keep house. Everything that only one engine understands
// stands behind it. A dialect outlives the sessions that it made.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/chat/result.hpp"
#include "bot/store/sql.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {

class Dialect {
 public:
  virtual ~Dialect() = default;
  /// The folder of its migrations.
  virtual std::string_view name() const = 0;
  /// What an operator knows the store by; without credentials.
  virtual std::string address() const = 0;
  /// A session that is ready to work. Throws SqlError.
  virtual std::unique_ptr<Sql> connect() = 0;
  /// The schema version that is there, found without changing a byte; 0 where there is nothing yet. Errors: corrupt, invalid.
  virtual Result<int> version_before_connecting() = 0;
  virtual bool has_table(Sql& sql, const std::string& table) = 0;
  /// Runs several statements. Throws SqlError.
  virtual void run_script(Sql& sql, const std::string& script) = 0;
  /// The statement that begins a transaction which will write.
  virtual std::string begin() const = 0;
  /// How many rows this session has changed so far, taken back or not.
  virtual std::int64_t changes(Sql& sql) = 0;
  /// Begins a transaction that waits for nobody and in which every change fails at once; a plain rollback and `end_reading` end it.
  virtual void begin_reading(Sql& sql) = 0;
  virtual void end_reading(Sql& sql) = 0;
  /// What the engine finds broken when it looks through everything; at most twenty things. Throws SqlError.
  virtual std::vector<std::string> broken(Sql& sql) = 0;
  /// Called on the store's thread after each commit.
  virtual void committed() {}
  /// Ends a session that failed, touching as little as possible; `connect` makes another.
  virtual void abandon(std::unique_ptr<Sql> sql) { sql.reset(); }
  /// Whether what the first session was connected to is still what the address names. Cheap: asked before each batch.
  virtual Result<bool> is_in_place() = 0;
  /// The same, and whether it may be written and has room.
  virtual Result<bool> check() = 0;
};

/// The dialect of an address, its folder created and, for Holding::exclusive, its lock taken. Errors: as `open`.
Result<std::unique_ptr<Dialect>> dialect_for(const std::string& address, Holding holding);

/// Brings the schema to the newest version. Errors: newer_schema (untouched), corrupt, busy, full, lost.
Result<Migrated> migrate_schema(Dialect& dialect, Sql& sql);
/// Refuses a schema that this program does not know, before anything is written.
Result<int> check_schema(Dialect& dialect);
/// Nothing is to be migrated. Errors: as `check_schema`.
Result<bool> is_schema_current(Dialect& dialect);

}  // namespace backwalk::store
