#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/store/sqlite.hpp"
#include "bot/store/sqlite_raw.hpp"

namespace backwalk::store {
namespace {

using namespace sqlite_api;

constexpr int page_bytes = 4096;
constexpr int copy_from = 4 * 1024 * 1024 / page_bytes;      // pages in the WAL that are worth copying: the disk is not held up for long
constexpr int restart_from = 64 * 1024 * 1024 / page_bytes;  // pages from which on writers wait for the WAL to begin anew

}  // namespace

struct Checkpointer::Shared {
  explicit Shared(std::string file) : path(std::move(file)), thread([this] { run(); }) {}
  ~Shared() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    wake.notify_one();
    thread.join();
  }

  void run() {
    std::unique_ptr<Sql> sql;
    std::unique_lock lock(mutex);
    for (;;) {
      wake.wait(lock, [this] { return stopping || due > 0; });
      if (stopping) return;
      const int pages = std::exchange(due, 0);
      lock.unlock();
      copy(sql, pages);
      lock.lock();
    }
  }

  /// PASSIVE never makes a writer wait. RESTART, which keeps the grown file for reuse, does for all that it copies and syncs: so it finds
  /// nothing but what was written while the last of two others copied, which was what was written during the first.
  void copy(std::unique_ptr<Sql>& sql, int pages) const {
    try {
      if (!sql) sql = connect_sqlite(path);
      copy(*sql, SQLITE_CHECKPOINT_PASSIVE);
      if (pages < restart_from) return;
      copy(*sql, SQLITE_CHECKPOINT_PASSIVE);
      copy(*sql, SQLITE_CHECKPOINT_RESTART);
    } catch (const SqlError& error) {
      log::warning("checkpoint", {{"failed", error.what()}});
    }
  }

  static void copy(Sql& sql, int mode) {
    const int code = sqlite3_wal_checkpoint_v2(raw(sql), nullptr, mode, nullptr, nullptr);
    if (code != SQLITE_OK && code != SQLITE_BUSY) log::warning("checkpoint", {{"failed", sqlite3_errmsg(raw(sql))}});
  }

  std::string path;
  int wal_pages = 0;   // of the committing thread: pages in the WAL since it last began anew
  int told_pages = 0;  // of the committing thread: what `due` was when it was last set
  std::mutex mutex;
  std::condition_variable wake;
  int due = 0;
  bool stopping = false;
  std::thread thread;  // last: it uses everything above
};

Checkpointer::Checkpointer(std::string path) : shared_(std::make_unique<Shared>(std::move(path))) {}
Checkpointer::~Checkpointer() = default;

void Checkpointer::watch(Sql& sql) {
  const auto note = [](void* shared, sqlite_api::sqlite3*, const char*, int pages) {
    static_cast<Shared*>(shared)->wal_pages = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(raw(sql), note, shared_.get());
}

void Checkpointer::committed() {
  Shared& shared = *shared_;
  if (shared.wal_pages < shared.told_pages) shared.told_pages = 0;  // it began anew
  if (shared.wal_pages < shared.told_pages + copy_from) return;
  shared.told_pages = shared.wal_pages;
  {
    const std::lock_guard lock(shared.mutex);
    shared.due = shared.wal_pages;
  }
  shared.wake.notify_one();
}

}  // namespace backwalk::store
