#include "tests/power/database.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace backwalk::power {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

[[noreturn]] void fail(sqlite3* connection) { throw std::runtime_error(sqlite3_errmsg(connection)); }

std::string text_of(sqlite3_stmt* statement, int column) {
  const auto* text = sqlite3_column_text(statement, column);
  return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

}  // namespace

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close(connection); }

Database::Database(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  connection_.reset(opened);
  if (code != SQLITE_OK) fail(opened);
  sqlite3_busy_timeout(opened, 5000);
}

std::vector<std::vector<std::string>> Database::rows(const std::string& query, const std::vector<std::string>& parameters) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(connection_.get(), query.c_str(), -1, &made, nullptr) != SQLITE_OK) fail(connection_.get());
  const std::unique_ptr<sqlite3_stmt, Finalize> statement(made);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    sqlite3_bind_text(made, static_cast<int>(i) + 1, parameters[i].c_str(), -1, SQLITE_TRANSIENT);
  }
  std::vector<std::vector<std::string>> found;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(made)) == SQLITE_ROW) {
    auto& row = found.emplace_back();
    for (int column = 0; column < sqlite3_column_count(made); ++column) row.push_back(text_of(made, column));
  }
  if (code != SQLITE_DONE) fail(connection_.get());
  return found;
}

std::string Database::cell(const std::string& query, const std::vector<std::string>& parameters) {
  const auto found = rows(query, parameters);
  return found.empty() ? std::string() : found.front().front();
}

long long Database::number(const std::string& query, const std::vector<std::string>& parameters) {
  const std::string found = cell(query, parameters);
  return found.empty() ? 0 : std::stoll(found);
}

}  // namespace backwalk::power
