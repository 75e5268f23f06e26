// A disk under SQLite that can be full, fail or lose power: a VFS around the system's own, the default one for as long as the Disk lives.
// It knows of each file what was synced and what was not. A new file's name is safe once its folder was synced, which SQLite does at the
// first sync of a new journal and when it deletes one; a deleted file may come back as long as that was not synced. The shared memory
// (-shm) is never safe. Nothing is synced for real. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>

#include "tests/power/image.hpp"

namespace backwalk::power {

enum class Trouble {
  none,
  full,      ///< no file can grow
  no_write,  ///< writing fails, as on a file system that has become read-only
  no_sync,   ///< syncing fails
  no_read,   ///< reading fails
};

class Disk {
 public:
  explicit Disk(std::uint64_t seed);
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  /// REQUIRES: no database is open.
  ~Disk();

  void ails(Trouble trouble);
  /// A disk that lies: it says that it has synced and has not.
  void ignores_syncs(bool ignores);
  /// The power goes at the n-th change (write, truncation, sync, creation, deletion) from now on, 1 is the next.
  void cut_after(std::int64_t changes);
  bool is_dark() const;
  /// How many changes were asked for so far.
  std::int64_t changes() const;
  /// How much of a file was not synced when the power went (or now): writes and truncations.
  std::size_t unsynced(const std::string& path) const;
  /// Called once when the power goes, on the thread that was about to change something; `save` writes what survived over the files.
  std::function<void()> on_cut{};
  void save();
  /// The machine starts again with what survived. REQUIRES: no database is open.
  void restore();

  struct Vfs;  ///< what SQLite calls

 private:
  friend struct Vfs;
  struct File {
    Image image{};
    bool is_there = false;            ///< as programs see it
    bool is_named = false;            ///< the folder names it, safely
    std::optional<Image> replaced{};  ///< deleted, but the folder still names it
    bool names_folder = false;        ///< its first sync syncs the folder too
  };
  File& file_at(const std::string& path);
  bool change();
  void sync_folder(const std::string& path);
  void save_locked();

  mutable std::recursive_mutex mutex_{};
  std::mt19937_64 dice_;
  Trouble trouble_ = Trouble::none;
  bool ignores_syncs_ = false;
  bool is_dark_ = false;
  std::int64_t changes_ = 0;
  std::int64_t cut_at_ = -1;
  std::map<std::string, std::unique_ptr<File>> files_{};
  std::unique_ptr<Vfs> vfs_{};
};

}  // namespace backwalk::power
