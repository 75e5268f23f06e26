#include "bot/base/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <mutex>

#include "bot/base/log_aside.hpp"

namespace backwalk::log {
namespace {

constexpr std::size_t kMostWaiting = 1024 * 1024;
constexpr std::chrono::milliseconds kEndPatience{1000};

spdlog::level::level_enum spd(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

void write_to_standard_error(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;  // nobody reads it
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// Never destroyed with the program: its thread may hang in a write that nobody reads.
Aside*& aside() {
  static Aside* made = nullptr;
  return made;
}

class StandardError final : public spdlog::sinks::base_sink<std::mutex> {
  void sink_it_(const spdlog::details::log_msg& message) override {
    line_.clear();
    formatter_->format(message, line_);
    const std::string_view line(line_.data(), line_.size());
    if (aside() == nullptr) return write_to_standard_error(line);
    aside()->put(line);
  }
  void flush_() override {}

  spdlog::memory_buf_t line_{};
};

spdlog::logger& logger() {
  static const auto made = [] {
    auto logger = std::make_unique<spdlog::logger>("backwalk", std::make_shared<StandardError>());
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc));
    return logger;
  }();
  return *made;
}

}  // namespace

void start(Level from) { logger().set_level(spd(from)); }

void write_aside() {
  if (aside() == nullptr) aside() = new Aside(kMostWaiting, write_to_standard_error);
}

void finish() {
  if (aside() != nullptr) aside()->flush(kEndPatience);
}

std::size_t dropped() { return aside() == nullptr ? 0 : aside()->dropped(); }

void line(Level level, std::string_view event, Fields fields) {
  if (logger().should_log(spd(level))) logger().log(spd(level), text(event, fields));
}

}  // namespace backwalk::log
