// What is in a file, found out without changing a byte of it.
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>

#include "bot/store/sqlite.hpp"

namespace backwalk::store {
namespace {

using namespace sqlite_api;

struct Close {
  void operator()(sqlite_api::sqlite3* connection) const { sqlite3_close(connection); }
};
using Connection = std::unique_ptr<sqlite_api::sqlite3, Close>;

/// The first column of the first row; none where there is no row. An error is left in `code`.
std::optional<int> ask(sqlite_api::sqlite3* connection, const char* question, int& code) {
  sqlite3_stmt* statement = nullptr;
  std::optional<int> answer;
  code = sqlite3_prepare_v2(connection, question, -1, &statement, nullptr);
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  if (code == SQLITE_ROW) answer = sqlite3_column_int(statement, 0);
  if (code == SQLITE_ROW || code == SQLITE_DONE) code = SQLITE_OK;
  sqlite3_finalize(statement);
  return answer;
}

Error refusal(const std::string& path, int code, const char* words) {
  switch (classify_sqlite(code)) {
    case Failure::corrupt:
      return {Cause::corrupt, code == SQLITE_NOTADB ? "the store's file " + path + " is no SQLite database"
                                                    : "the store's file " + path + " is damaged: " + words};
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
  return version.value_or(0);
}

}  // namespace backwalk::store
