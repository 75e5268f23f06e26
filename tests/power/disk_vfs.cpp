// The glue between SQLite's VFS, which is C, and the Disk.
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "tests/power/disk.hpp"

namespace backwalk::power {
namespace {

using Lock = std::lock_guard<std::recursive_mutex>;

}  // namespace

struct Disk::Vfs {
  /// What SQLite holds for an open file; the system's own follows it in the same memory.
  struct Open {
    sqlite3_file base{};
    Disk* disk = nullptr;
    File* file = nullptr;  ///< null for a nameless temporary file
    std::string* path = nullptr;
  };
  static Open& open_of(sqlite3_file* file) { return *reinterpret_cast<Open*>(file); }
  static sqlite3_file* real_of(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(reinterpret_cast<Open*>(file) + 1); }

  static int close(sqlite3_file* file) {
    delete open_of(file).path;
    return real_of(file)->pMethods->xClose(real_of(file));
  }
  static int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    const Disk& disk = *open_of(file).disk;
    {
      const Lock lock(disk.mutex_);
      if (disk.is_dark_ || disk.trouble_ == Trouble::no_read) return SQLITE_IOERR_READ;
    }
    return real_of(file)->pMethods->xRead(real_of(file), to, size, at);
  }
  static int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    const Open& open = open_of(file);
    const Lock lock(open.disk->mutex_);
    if (open.file == nullptr) return real_of(file)->pMethods->xWrite(real_of(file), from, size, at);
    if (!open.disk->change() || open.disk->trouble_ == Trouble::no_write) return SQLITE_IOERR_WRITE;
    sqlite3_int64 end = 0;
    if (const int code = real_of(file)->pMethods->xFileSize(real_of(file), &end); code != SQLITE_OK) return code;
    if (open.disk->trouble_ == Trouble::full && at + size > end) return SQLITE_FULL;
    const auto* bytes = static_cast<const std::uint8_t*>(from);
    open.file->image.write(at, Bytes(bytes, bytes + size));
    return real_of(file)->pMethods->xWrite(real_of(file), from, size, at);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    const Open& open = open_of(file);
    const Lock lock(open.disk->mutex_);
    if (open.file != nullptr) {
      if (!open.disk->change() || open.disk->trouble_ == Trouble::no_write) return SQLITE_IOERR_TRUNCATE;
      open.file->image.truncate(size);
    }
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
  }
  static int sync(sqlite3_file* file, int) {
    const Open& open = open_of(file);
    const Lock lock(open.disk->mutex_);
    if (open.file == nullptr) return SQLITE_OK;
    if (!open.disk->change() || open.disk->trouble_ == Trouble::no_sync || open.disk->trouble_ == Trouble::no_write) {
      return SQLITE_IOERR_FSYNC;
    }
    if (open.disk->ignores_syncs_) return SQLITE_OK;
    open.file->image.sync();
    if (open.file->names_folder) open.disk->sync_folder(*open.path);
    open.file->names_folder = false;
    return SQLITE_OK;
  }

  static int file_size(sqlite3_file* file, sqlite3_int64* size) { return real_of(file)->pMethods->xFileSize(real_of(file), size); }
  static int lock(sqlite3_file* file, int level) { return real_of(file)->pMethods->xLock(real_of(file), level); }
  static int unlock(sqlite3_file* file, int level) { return real_of(file)->pMethods->xUnlock(real_of(file), level); }
  static int is_reserved(sqlite3_file* file, int* is) { return real_of(file)->pMethods->xCheckReservedLock(real_of(file), is); }
  static int control(sqlite3_file* file, int what, void* with) { return real_of(file)->pMethods->xFileControl(real_of(file), what, with); }
  static int sector_size(sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
  static int traits(sqlite3_file* file) {
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file)) & ~SQLITE_IOCAP_BATCH_ATOMIC;
  }
  static int map_memory(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    {
      const Lock lock(open_of(file).disk->mutex_);
      if (open_of(file).disk->is_dark_) return SQLITE_IOERR_SHMMAP;
    }
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, memory);
  }
  static int lock_memory(sqlite3_file* file, int offset, int count, int flags) {
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
  }
  static void fence_memory(sqlite3_file* file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); }
  static int unmap_memory(sqlite3_file* file, int deletes) { return real_of(file)->pMethods->xShmUnmap(real_of(file), deletes); }

  static const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods table = {2,           close,        read,         write,   truncate,    sync,   file_size,
                                             lock,        unlock,       is_reserved,  control, sector_size, traits, map_memory,
                                             lock_memory, fence_memory, unmap_memory, nullptr, nullptr};
    return table;
  }

  static Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }
  static sqlite3_vfs* system_of(sqlite3_vfs* vfs) { return disk_of(vfs).vfs_->system; }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    Disk& disk = disk_of(vfs);
    const Lock lock(disk.mutex_);
    file->pMethods = nullptr;
    if (disk.is_dark_) return SQLITE_CANTOPEN;
    File* known = name == nullptr ? nullptr : &disk.file_at(name);
    const bool is_new = known != nullptr && !known->is_there;
    if (is_new && (flags & SQLITE_OPEN_CREATE) != 0) {
      if (!disk.change()) return SQLITE_CANTOPEN;
      if (disk.trouble_ == Trouble::full || disk.trouble_ == Trouble::no_write) return SQLITE_CANTOPEN;
    }
    std::memset(static_cast<void*>(file), 0, static_cast<std::size_t>(vfs->szOsFile));
    const int code = system_of(vfs)->xOpen(system_of(vfs), name, real_of(file), flags, out_flags);
    if (code != SQLITE_OK) return code;
    if (is_new) {
      if (known->is_named && !known->replaced) known->replaced = std::move(known->image);
      known->image = Image();
      known->is_there = true;
      known->names_folder = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    }
    new (file) Open{{&methods()}, &disk, known, new std::string(name == nullptr ? "" : name)};
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs* vfs, const char* name, int syncs_folder) {
    Disk& disk = disk_of(vfs);
    const Lock lock(disk.mutex_);
    if (!disk.change() || disk.trouble_ == Trouble::no_write) return SQLITE_IOERR_DELETE;
    const int code = system_of(vfs)->xDelete(system_of(vfs), name, 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_DELETE_NOENT) return code;
    disk.file_at(name).is_there = false;
    if (syncs_folder != 0) disk.sync_folder(name);
    return code;
  }
  static int access(sqlite3_vfs* vfs, const char* name, int flags, int* answer) {
    return system_of(vfs)->xAccess(system_of(vfs), name, flags, answer);
  }
  static int full_path(sqlite3_vfs* vfs, const char* name, int size, char* path) {
    return system_of(vfs)->xFullPathname(system_of(vfs), name, size, path);
  }

  explicit Vfs(Disk* disk) : system(sqlite3_vfs_find(nullptr)), table(*system) {
    table.zName = "power";
    table.pNext = nullptr;
    table.pAppData = disk;
    table.szOsFile = static_cast<int>(sizeof(Open)) + system->szOsFile;
    table.xOpen = open;
    table.xDelete = remove;
    table.xAccess = access;
    table.xFullPathname = full_path;
    sqlite3_vfs_register(&table, 1);
  }
  ~Vfs() {
    sqlite3_vfs_unregister(&table);
    sqlite3_vfs_register(system, 1);
  }
  Vfs(const Vfs&) = delete;
  Vfs& operator=(const Vfs&) = delete;

  sqlite3_vfs* system;
  sqlite3_vfs table;
};

Disk::Disk(std::uint64_t seed) : dice_(seed), vfs_(std::make_unique<Vfs>(this)) {}
Disk::~Disk() = default;

}  // namespace backwalk::power
