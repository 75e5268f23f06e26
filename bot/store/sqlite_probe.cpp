// What is in a file, found out without changing a byte of it.
#include <soci/sqlite3/soci-sqlite3.h>

#include <cstdint>
#include <filesystem>

#include "bot/store/sqlite.hpp"

namespace backwalk::store {
namespace {

using namespace sqlite_api;

struct Close {
  void operator()(sqlite_api::sqlite3* connection) const { sqlite3_close(connection); }
};
using Connection = std::unique_ptr<sqlite_api::sqlite3, Close>;

constexpr std::uintmax_t looked_through_up_to = 64U << 20U;  // bytes: a larger file would hold up the start; `check` looks through any

/// The first column of the first row; none where there is no row. An error is left in `code`.
std::optional<std::string> ask_text(sqlite_api::sqlite3* connection, const char* question, int& code) {
  sqlite3_stmt* statement = nullptr;
  std::optional<std::string> answer;
  code = sqlite3_prepare_v2(connection, question, -1, &statement, nullptr);
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  if (code == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
    answer = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
  }
  if (code == SQLITE_ROW || code == SQLITE_DONE) code = SQLITE_OK;
  sqlite3_finalize(statement);
  return answer;
}

std::optional<int> ask(sqlite_api::sqlite3* connection, const char* question, int& code) {
  const auto answer = ask_text(connection, question, code);
  return answer ? std::optional<int>(std::stoi(*answer)) : std::nullopt;
}

Error damaged(const std::string& path, const std::string& how) {
  return {Cause::corrupt, "the store's file " + path + " is damaged: " + how + ". Stop Backwalk, keep " + path + ", " + path + "-wal and " +
                              path + "-shm somewhere safe, and put the last backup in their place"};
}

Error refusal(const std::string& path, int code, const char* words) {
  switch (classify_sqlite(code)) {
    case Failure::corrupt:
      if (code == SQLITE_NOTADB) return {Cause::corrupt, "the store's file " + path + " is no SQLite database"};
      return damaged(path, words);
    case Failure::busy:
      return {Cause::busy, "the store " + path + " is locked by another program"};
    case Failure::full:
      return {Cause::full, "no space is left where " + path + " stands"};
    case Failure::duplicate:
    case Failure::lost:
      break;
  }
  return {Cause::invalid, "cannot open the store " + path + ": " + words};
}

}  // namespace

Result<int> probe_sqlite(const std::string& path) {
  std::error_code problem;
  if (!std::filesystem::exists(path, problem) || std::filesystem::file_size(path, problem) == 0) return 0;
  sqlite_api::sqlite3* opened = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const Connection connection(opened);
  if (code != SQLITE_OK) return refusal(path, code, sqlite3_errmsg(opened));
  sqlite3_busy_timeout(opened, 1000);
  // closing must not copy what a crash left in the WAL into a file that is not ours
  sqlite3_db_config(opened, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  const auto tables = ask(opened, "select count(*) from sqlite_master where type = 'table'", code);
  if (code != SQLITE_OK) return refusal(path, code, sqlite3_errmsg(opened));
  if (tables.value_or(0) == 0) return 0;
  const auto ours = ask(opened, "select 1 from sqlite_master where type = 'table' and name = 'schema_version'", code);
  if (code != SQLITE_OK) return refusal(path, code, sqlite3_errmsg(opened));
  if (!ours) return Error{Cause::invalid, "the file " + path + " is a SQLite database of another program"};
  const auto version = ask(opened, "select max(version) from schema_version", code);
  if (code != SQLITE_OK) return refusal(path, code, sqlite3_errmsg(opened));
  if (std::filesystem::file_size(path, problem) > looked_through_up_to) return version.value_or(0);
  const auto found = ask_text(opened, "pragma quick_check(1)", code);
  if (code != SQLITE_OK) return refusal(path, code, sqlite3_errmsg(opened));
  if (found && *found != "ok") return damaged(path, found->substr(found->rfind('\n') + 1));
  return version.value_or(0);
}

}  // namespace backwalk::store
