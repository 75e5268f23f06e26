// The seam between the one SQL store and an engine: how to connect, begin and keep house. Everything that only one engine understands
// stands behind it. A dialect outlives the sessions that it made.
#pragma once

#include <memory>
#include <string>
#include <string_view>

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
  /// Called on the store's thread after each commit.
  virtual void committed() {}
  /// Whether what the session wrote to is still there and can be written.
  virtual Result<bool> check() = 0;
};

/// The dialect of an address, its folder created and, for Holding::exclusive, its lock taken. Errors: as `open`.
Result<std::unique_ptr<Dialect>> dialect_for(const std::string& address, Holding holding);

/// Brings the schema to the newest version. Errors: newer_schema (untouched), corrupt, busy, full, lost.
Result<Migrated> migrate_schema(Dialect& dialect, Sql& sql);
/// Refuses a schema that this program does not know, before anything is written.
Result<int> check_schema(Dialect& dialect);

}  // namespace backwalk::store
