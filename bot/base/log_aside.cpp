#include "bot/base/log_aside.hpp"

#include <utility>

namespace backwalk::log {
namespace {

/// Lines that come within this time are written together: waking a thread for each would cost more than writing it.
constexpr std::chrono::milliseconds kGather{5};

}  // namespace

Aside::Aside(std::size_t most_bytes, std::function<void(std::string_view)> write)
    : most_(most_bytes), write_(std::move(write)), thread_([this] { run(); }) {}

Aside::~Aside() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool Aside::put(std::string_view line) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() + line.size() > most_) {
      ++dropped_;
      return false;
    }
    was_empty = waiting_.empty();
    waiting_ += line;
    if (dropped_ != told_) {
      waiting_ += "log lines dropped count=" + std::to_string(dropped_ - told_) + "\n";
      told_ = dropped_;
    }
  }
  if (was_empty) wake_.notify_all();
  return true;
}

bool Aside::flush(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  is_hurried_ = true;
  wake_.notify_all();
  const bool is_done = written_.wait_for(lock, patience, [this] { return waiting_.empty() && !is_writing_; });
  is_hurried_ = false;
  return is_done;
}

std::size_t Aside::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

void Aside::run() {
  std::string piece;
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    wake_.wait_for(lock, kGather, [this] { return is_ending_ || is_hurried_; });
    piece.swap(waiting_);
    is_writing_ = true;
    lock.unlock();
    write_(piece);
    piece.clear();
    lock.lock();
    is_writing_ = false;
    if (waiting_.empty()) written_.notify_all();
  }
}

}  // namespace backwalk::log
