#include "bot/store/sqlite.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>

#include "bot/store/file_lock.hpp"
#include "bot/store/sqlite_raw.hpp"

namespace backwalk::store {
namespace {

using namespace sqlite_api;

/// SOCI splits its connect string at '=' and at spaces.
std::string connect_string(const std::string& path) { return path.find('=') == std::string::npos ? path : "dbname=" + path; }

// Who finds the file locked looks again so often, and gives up after a second.
constexpr std::chrono::microseconds between_looks{500};
constexpr int most_looks = 2000;

/// The engine's own waiting grows to 25 ms a time, when a checkpoint has kept it for two.
int wait_a_little(void*, int looks) {
  if (looks >= most_looks) return 0;
  std::this_thread::sleep_for(between_looks);
  return 1;
}

/// A new folder could be forgotten in a power cut, with all that was acknowledged in it: its name is synced, and those above it.
void sync_names(const std::filesystem::path& folder) {
  for (auto place = std::filesystem::absolute(folder); place.has_relative_path(); place = place.parent_path()) {
    const int parent = ::open(place.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parent < 0) return;
    ::fsync(parent);
    ::close(parent);
  }
}

class Sqlite final : public Dialect {
 public:
  Sqlite(std::string path, std::unique_ptr<FileLock> lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string_view name() const override { return "sqlite"; }
  std::string address() const override { return path_; }
  Result<int> version_before_connecting() override { return is_memory() ? Result<int>(0) : probe_sqlite(path_); }
  std::string begin() const override { return "begin immediate"; }

  std::unique_ptr<Sql> connect() override {
    auto sql = connect_sqlite(path_);
    sql->remember_rows("pragma data_version");
    if (!is_memory()) {
      if (!checkpointer_) checkpointer_ = std::make_unique<Checkpointer>(path_);
      checkpointer_->watch(*sql);
      if (opened_.st_ino == 0) ::stat(path_.c_str(), &opened_);
    }
    return sql;
  }

  bool has_table(Sql& sql, const std::string& table) override {
    return sql.row<std::int64_t>("select 1 from sqlite_master where type = 'table' and name = :name", table).has_value();
  }

  void run_script(Sql& sql, const std::string& script) override {
    sql.forget_rows();
    const int code = sqlite3_exec(raw(sql), script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw SqlError(classify_sqlite(code), sqlite3_errmsg(raw(sql)));
  }

  std::int64_t changes(Sql& sql) override { return sqlite3_total_changes(raw(sql)); }

  void begin_reading(Sql& sql) override {
    run_script(sql, "pragma query_only = on");
    sql.run("begin");
  }
  void end_reading(Sql& sql) override { run_script(sql, "pragma query_only = off"); }

  std::vector<std::string> broken(Sql& sql) override {
    std::vector<std::string> found;
    for (auto& [what] : sql.rows<std::string>("pragma integrity_check(20)")) {
      if (what != "ok") found.push_back(std::move(what));
    }
    return found;
  }

  void abandon(std::unique_ptr<Sql> sql) override {
    if (sql) sqlite3_db_config(raw(*sql), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }

  void committed() override {
    if (checkpointer_) checkpointer_->committed();
  }

  Result<bool> is_in_place() override {
    if (is_memory()) return true;
    struct stat now {};
    if (::stat(path_.c_str(), &now) == 0 && now.st_ino == opened_.st_ino && now.st_dev == opened_.st_dev) return true;
    return Error{Cause::lost, "the store's file " + path_ + " was removed or replaced; put it back, or start Backwalk anew"};
  }

  Result<bool> check() override {
    if (is_memory()) return true;
    if (const auto in_place = is_in_place(); !in_place) return in_place.error();
    if (::access(path_.c_str(), W_OK) != 0) return Error{Cause::lost, "the store's file " + path_ + " cannot be written"};
    std::error_code problem;
    const auto space = std::filesystem::space(path_, problem);
    if (!problem && space.available < (1U << 20U)) return Error{Cause::full, "less than 1 MiB is left where " + path_ + " stands"};
    return true;
  }

 private:
  bool is_memory() const { return path_ == ":memory:"; }
  std::string path_;
  std::unique_ptr<FileLock> lock_;
  std::unique_ptr<Checkpointer> checkpointer_;
  struct stat opened_ {};
};

/// A connection is used by one thread at a time, and nobody asks how much memory there is: without locks for either. What a savepoint would
/// take back stays in memory, where it would make a file for each batch. Without effect where the program has used SQLite already.
void spare_work() {
  [[maybe_unused]] static const bool is_set = sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
                                              sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK &&
                                              sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1) == SQLITE_OK;
}

}  // namespace

Failure classify_sqlite(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Failure::busy;
    case SQLITE_FULL:
      return Failure::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Failure::corrupt;
    case SQLITE_CONSTRAINT:
      return Failure::duplicate;
    default:
      return Failure::lost;
  }
}

Failure classify_exception(const std::exception& error) {
  const auto* engine = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  return engine != nullptr ? classify_sqlite(engine->result()) : Failure::lost;
}

std::unique_ptr<Sql> connect_sqlite(const std::string& path) {
  try {
    auto sql = std::make_unique<Sql>(std::make_unique<soci::session>(soci::sqlite3, connect_string(path)), classify_exception);
    sqlite3_busy_handler(raw(*sql), wait_a_little, nullptr);
    for (const char* setting : {"pragma journal_mode = wal", "pragma synchronous = full", "pragma foreign_keys = on",
                                "pragma wal_autocheckpoint = 0", "pragma journal_size_limit = -1", "pragma cache_size = -16384"}) {
      const int code = sqlite3_exec(raw(*sql), setting, nullptr, nullptr, nullptr);
      if (code != SQLITE_OK) throw SqlError(classify_sqlite(code), sqlite3_errmsg(raw(*sql)));
    }
    return sql;
  } catch (const soci::soci_error& error) {
    throw SqlError(classify_exception(error), error.get_error_message());
  }
}

Result<std::unique_ptr<Dialect>> sqlite_dialect(const std::string& path, Holding holding) {
  spare_work();
  std::unique_ptr<FileLock> lock;
  if (path != ":memory:") {
    if (path.find('"') != std::string::npos || (path.find('=') != std::string::npos && path.find(' ') != std::string::npos)) {
      return Error{Cause::invalid, "the store's path " + path + " holds a quote, or both '=' and a space; please choose another"};
    }
    std::error_code problem;
    const auto folder = std::filesystem::path(path).parent_path();
    const bool is_made = !folder.empty() && std::filesystem::create_directories(folder, problem);
    if (problem) return Error{Cause::invalid, "cannot create the folder " + folder.string() + ": " + problem.message()};
    if (is_made) sync_names(folder);
    if (std::filesystem::is_directory(path, problem)) return Error{Cause::invalid, "the store's path " + path + " is a folder"};
    if (holding == Holding::exclusive) {
      auto taken = FileLock::take(path + ".lock");
      if (!taken && taken.error().cause == Cause::busy) {
        return Error{Cause::busy, "the store " + path + " is in use by another Backwalk process"};
      }
      if (!taken) return taken.error();
      lock = std::move(*taken);
    }
  }
  return std::unique_ptr<Dialect>(std::make_unique<Sqlite>(path, std::move(lock)));
}

}  // namespace backwalk::store
