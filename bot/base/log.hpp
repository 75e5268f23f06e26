// Logging: one line an event, key=value. Compiled façade: spdlog stays in log.cpp. Never pass a secret, a token or a raw body.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace backwalk::log {

enum class Level { debug, info, warning, error };

/// A value in a line; quoted where it holds spaces, quotes or control characters.
struct Value {
  std::string text;
  Value(std::string_view value) : text(value) {}               // NOLINT(google-explicit-constructor)
  Value(const std::string& value) : text(value) {}             // NOLINT(google-explicit-constructor)
  Value(const char* value) : text(value) {}                    // NOLINT(google-explicit-constructor)
  Value(long long value) : text(std::to_string(value)) {}      // NOLINT(google-explicit-constructor)
  Value(unsigned long value) : text(std::to_string(value)) {}  // NOLINT(google-explicit-constructor)
  Value(long value) : text(std::to_string(value)) {}           // NOLINT(google-explicit-constructor)
  Value(int value) : text(std::to_string(value)) {}            // NOLINT(google-explicit-constructor)
  Value(double value);                                         // NOLINT(google-explicit-constructor), two places after the point
};
using Fields = std::initializer_list<std::pair<std::string_view, Value>>;

/// The line without its time and level: event key=value key="quoted value". Control characters and broken UTF-8 are never raw in it.
std::string text(std::string_view event, Fields fields);

/// From which level on lines go to standard error, each before `line` returns. Called by main, before any other thread runs.
void start(Level from);
/// From now on another thread writes them, and nobody waits for a reader that is slow or gone: what is more than a megabyte behind is
/// dropped and counted. A line may be written five milliseconds late.
void write_aside();
/// Waits, at most a second, until everything is written. At the end of the program.
void finish();
/// Lines that were dropped so far.
std::size_t dropped();
void line(Level level, std::string_view event, Fields fields = {});
inline void debug(std::string_view event, Fields fields = {}) { line(Level::debug, event, fields); }
inline void info(std::string_view event, Fields fields = {}) { line(Level::info, event, fields); }
inline void warning(std::string_view event, Fields fields = {}) { line(Level::warning, event, fields); }
inline void error(std::string_view event, Fields fields = {}) { line(Level::error, event, fields); }

}  // namespace backwalk::log
