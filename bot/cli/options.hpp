// The command line, exactly in its forms (ARCHITECTURE §7): what each subcommand was given, as values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "adapters/chat/place.hpp"

namespace backwalk::cli {

struct ServeOptions {
  std::optional<std::string> config{};
};
struct ChatOptions {
  std::optional<std::string> config{};
  std::optional<std::string> store{};  ///< a path or an address; without it the configured one
  std::optional<std::string> zone{};   ///< the speaker's; without it the system's
  std::optional<std::string> as{};     ///< who speaks; without it the login name
  std::optional<std::string> in{};     ///< the channel; without it a direct message
};
struct SayOptions {
  std::optional<std::string> store{};
  std::optional<Instant> now{};  ///< without it the wall clock
  std::optional<std::string> zone{};
  std::optional<std::string> as{};
  std::optional<std::string> in{};
  bool json = false;
  std::string text{};
};
struct TickOptions {
  std::optional<std::string> store{};
  Instant now{};
  bool json = false;
  bool after_downtime = false;  ///< as if nothing had run since the last time
};
struct WhenOptions {
  std::optional<std::string> now{};  ///< as given
  std::optional<std::string> zone{};
  std::string text{};
};
struct ScheduleOptions {
  std::string file{};
  std::optional<Instant> now{};  ///< without it the file's project.start
};
struct ForecastOptions {
  std::string file{};
  std::uint64_t seed = 1;
  int samples = 10'000;
  double level = 0.85;
  std::optional<Instant> now{};  ///< the data date; without it the file's
  bool plain_vectors = false;
};
struct LevelOptions {
  std::string file{};
  std::optional<Instant> now{};  ///< the data date; without it the file's
};
struct CheckOptions {
  std::optional<std::string> config{};
  std::optional<std::string> store{};
};
struct MigrateOptions {
  std::optional<std::string> store{};
};
struct ManifestOptions {
  std::optional<std::string> public_url{};
  bool socket = false;   ///< for Socket Mode, whatever the public address
  bool look_up = false;  ///< with the scopes for it
};

struct CommandsOptions {
  bool teams = false;  ///< the menu of Teams instead of the page
  bool slack = false;  ///< Slack's usage hint instead of the page
};

using Options = std::variant<ServeOptions, ChatOptions, SayOptions, TickOptions, WhenOptions, ScheduleOptions, CheckOptions, MigrateOptions,
                             ManifestOptions, ForecastOptions, LevelOptions, CommandsOptions>;
/// There is nothing to run: help or the version was printed (0), or the flags were wrong and said so on standard error (2).
struct Done {
  int exit_status = 0;
};

std::variant<Options, Done> parse_options(int argc, const char* const* argv);

}  // namespace backwalk::cli
