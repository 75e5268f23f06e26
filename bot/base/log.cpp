#include "bot/base/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>

namespace backwalk::log {
namespace {

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

spdlog::logger& logger() {
  static const auto made = [] {
    auto logger = std::make_unique<spdlog::logger>("backwalk", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc));
    logger->flush_on(spdlog::level::trace);
    return logger;
  }();
  return *made;
}

}  // namespace

void start(Level from) { logger().set_level(spd(from)); }

void line(Level level, std::string_view event, Fields fields) {
  if (logger().should_log(spd(level))) logger().log(spd(level), text(event, fields));
}

}  // namespace backwalk::log
