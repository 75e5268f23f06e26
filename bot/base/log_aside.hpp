// A place for log lines between those who write them and a reader who may be slow. Internal to base.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace backwalk::log {

/// Takes text from any thread without waiting; a thread of its own hands it to `write`, which may block, in large pieces. Lives as long as
/// its writer: when `write` never returns, the destructor does not either.
class Aside {
 public:
  Aside(std::size_t most_bytes, std::function<void(std::string_view)> write);
  ~Aside();
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  /// False when there is no room: the line is dropped and counted. Once there is room again a line says how many were.
  bool put(std::string_view line);
  /// Waits until all that was put is written; false when that takes longer.
  bool flush(std::chrono::milliseconds patience);
  std::size_t dropped() const;

 private:
  void run();

  std::size_t most_;
  std::function<void(std::string_view)> write_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;     ///< there is something to write
  std::condition_variable written_;  ///< there is nothing left
  std::string waiting_{};
  bool is_writing_ = false;
  bool is_hurried_ = false;  ///< somebody waits for it
  bool is_ending_ = false;
  std::size_t dropped_ = 0;
  std::size_t told_ = 0;  ///< of the dropped
  std::thread thread_;    // last: it uses everything above
};

}  // namespace backwalk::log
