#include "tests/power/disk.hpp"

#include <filesystem>
#include <fstream>

namespace backwalk::power {
namespace {

Bytes content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Bytes bytes(static_cast<std::size_t>(std::filesystem::file_size(path)));
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

void replace(const std::string& path, const Bytes& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

/// Shared memory was never synced: it is gone, or anything.
void scramble_memory(const std::string& path, std::mt19937_64& dice) {
  if (!std::filesystem::exists(path)) return;
  if (dice() % 2 == 0) {
    std::filesystem::remove(path);
    return;
  }
  Bytes rubbish = content_of(path);
  for (auto& byte : rubbish) byte = dice() % 3 == 0 ? static_cast<std::uint8_t>(dice()) : byte;
  replace(path, rubbish);
}

}  // namespace

void Disk::ails(Trouble trouble) {
  const std::lock_guard lock(mutex_);
  trouble_ = trouble;
}

void Disk::ignores_syncs(bool ignores) {
  const std::lock_guard lock(mutex_);
  ignores_syncs_ = ignores;
}

void Disk::cut_after(std::int64_t changes) {
  const std::lock_guard lock(mutex_);
  cut_at_ = changes_ + changes;
}

bool Disk::is_dark() const {
  const std::lock_guard lock(mutex_);
  return is_dark_;
}

std::int64_t Disk::changes() const {
  const std::lock_guard lock(mutex_);
  return changes_;
}

std::size_t Disk::unsynced(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(path);
  return found == files_.end() ? 0 : found->second->image.waiting();
}

/// What stands on the real disk when a file is first met counts as safe.
Disk::File& Disk::file_at(const std::string& path) {
  auto& file = files_[path];
  if (file) return *file;
  file = std::make_unique<File>();
  file->is_there = std::filesystem::exists(path);
  file->is_named = file->is_there;
  if (file->is_there) file->image = Image(content_of(path));
  return *file;
}

/// Counts a change; false when there is no power (any more).
bool Disk::change() {
  ++changes_;
  if (is_dark_) return false;
  if (changes_ != cut_at_) return true;
  is_dark_ = true;
  if (on_cut) on_cut();
  return false;
}

void Disk::sync_folder(const std::string& path) {
  if (ignores_syncs_) return;
  const auto folder = std::filesystem::path(path).parent_path();
  for (auto& [name, file] : files_) {
    if (std::filesystem::path(name).parent_path() != folder) continue;
    file->is_named = file->is_there;
    file->replaced.reset();
  }
}

void Disk::save() {
  const std::lock_guard lock(mutex_);
  save_locked();
}

void Disk::save_locked() {
  const Luck luck = any_luck(dice_);
  for (const auto& [path, file] : files_) {
    scramble_memory(path + "-shm", dice_);
    const bool is_decided = file->is_there == file->is_named && !file->replaced;
    const bool is_newest = is_decided || dice_() % 2 == 0;
    const bool is_there = is_newest ? file->is_there : file->is_named;
    const Image& image = !is_newest && file->replaced ? *file->replaced : file->image;
    if (is_there) {
      replace(path, image.survivor(luck, dice_));
    } else {
      std::filesystem::remove(path);
    }
  }
}

void Disk::restore() {
  const std::lock_guard lock(mutex_);
  save_locked();
  files_.clear();
  is_dark_ = false;
  cut_at_ = -1;
}

}  // namespace backwalk::power
