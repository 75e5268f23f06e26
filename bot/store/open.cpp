#include "bot/store/sql_store.hpp"
#include "bot/store/sqlite.hpp"

namespace backwalk::store {
namespace {

/// "postgresql" in "postgresql://…"; none for a bare path.
std::optional<std::string> scheme_of(const std::string& address) {
  const auto end = address.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.");
  if (end == std::string::npos || end < 2 || address[end] != ':') return std::nullopt;
  return address.substr(0, end);
}

struct Opened {
  std::unique_ptr<Dialect> dialect;
  std::unique_ptr<Sql> sql;
  Migrated migrated;
};

Result<Opened> open_and_migrate(const std::string& address, Holding holding) {
  auto dialect = dialect_for(address, holding);
  if (!dialect) return dialect.error();
  if (const auto found = check_schema(**dialect); !found) return found.error();
  try {
    auto sql = (*dialect)->connect();
    const auto migrated = migrate_schema(**dialect, *sql);
    if (!migrated) return migrated.error();
    return Opened{std::move(*dialect), std::move(sql), *migrated};
  } catch (const SqlError& error) {
    Error failure = to_error(error);
    if (failure.cause == Cause::lost) failure = {Cause::invalid, "cannot open the store " + (*dialect)->address() + ": " + error.what()};
    return failure;
  }
}

/// A service of an older release that runs on it would lose what it works with.
Result<bool> bring_up_to_date(const std::string& address) {
  const auto dialect = dialect_for(address, Holding::shared);
  if (!dialect) return dialect.error();
  const auto is_current = is_schema_current(**dialect);
  if (!is_current || *is_current) return is_current;
  const auto migrated = migrate(address);
  if (migrated) return true;
  if (migrated.error().cause != Cause::busy) return migrated.error();
  return Error{Cause::busy, migrated.error().what + ", of an older release; stop that first, for its store would be changed under it"};
}

}  // namespace

Result<std::unique_ptr<Dialect>> dialect_for(const std::string& address, Holding holding) {
  const auto scheme = scheme_of(address);
  std::string path = address;
  if (scheme == "memory") {
    path = ":memory:";
  } else if (scheme == "sqlite") {
    path = address.substr(scheme->size() + 1);
    if (path.starts_with("//")) path.erase(0, 2);
  } else if (scheme) {
    return Error{Cause::invalid, "this program keeps its store in SQLite (sqlite:PATH), not in " + *scheme + ":"};
  }
  if (path.empty()) return Error{Cause::invalid, "the store's address names no file"};
  return sqlite_dialect(path, holding);
}

Result<std::unique_ptr<Store>> open(const std::string& address, Holding holding) {
  if (holding == Holding::shared) {
    if (const auto current = bring_up_to_date(address); !current) return current.error();
  }
  auto opened = open_and_migrate(address, holding);
  if (!opened) return opened.error();
  return std::unique_ptr<Store>(std::make_unique<SqlStore>(std::move(opened->dialect), std::move(opened->sql)));
}

Result<Migrated> migrate(const std::string& address) {
  const auto opened = open_and_migrate(address, Holding::exclusive);
  if (!opened) return opened.error();
  return opened->migrated;
}

}  // namespace backwalk::store
