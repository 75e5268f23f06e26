// A lock on a file that ends with the process: one holder of a store at a time.
#pragma once

#include <memory>
#include <string>

#include "adapters/chat/result.hpp"

namespace backwalk::store {

class FileLock {
 public:
  /// Creates the file where it is missing. Errors: busy when somebody holds it, invalid when it cannot be opened.
  static Result<std::unique_ptr<FileLock>> take(const std::string& path);
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_;
};

}  // namespace backwalk::store
