#include "bot/store/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace backwalk::store {

Result<std::unique_ptr<FileLock>> FileLock::take(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return Error{Cause::invalid, "cannot open " + path + ": " + std::generic_category().message(errno)};
  // flock belongs to the open file, not to the process: a second holder inside one process is refused too
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    const int why = errno;
    ::close(file);
    if (why == EWOULDBLOCK) return Error{Cause::busy, path + " is locked"};
    return Error{Cause::invalid, "cannot lock " + path + ": " + std::generic_category().message(why)};
  }
  return std::unique_ptr<FileLock>(new FileLock(file));
}

FileLock::~FileLock() { ::close(file_); }

}  // namespace backwalk::store
