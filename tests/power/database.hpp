// A database read from outside, by a connection of its own. For tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

struct sqlite3;

namespace backwalk::power {

class Database {
 public:
  /// Throws std::runtime_error when it cannot be opened.
  explicit Database(const std::string& path);
  /// The rows of a query, each cell as text; parameters are bound in order. Throws std::runtime_error with SQLite's words.
  std::vector<std::vector<std::string>> rows(const std::string& query, const std::vector<std::string>& parameters = {});
  /// The first cell of the first row; empty where there is none.
  std::string cell(const std::string& query, const std::vector<std::string>& parameters = {});
  long long number(const std::string& query, const std::vector<std::string>& parameters = {});

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::unique_ptr<sqlite3, Close> connection_{};
};

}  // namespace backwalk::power
