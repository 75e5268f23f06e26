// What the command line takes from its surroundings: the configuration, who is logged in, the system's time zone.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "bot/talk/talk.hpp"
#include "config/config.hpp"

namespace backwalk::cli {

/// From the file, if one is named, and the environment. Without a value every problem was written to `err`.
std::optional<config::Config> load_settings(const std::optional<std::string>& file, std::ostream& err);

/// What the configuration decides for new plans. REQUIRES: a configuration that was loaded without problems.
talk::House house_of(const config::Config& config);

/// IANA name of the system's zone ("TZ", else where /etc/localtime points); "UTC" when it cannot be told.
std::string system_zone();
/// The login name, or "me".
std::string login_name();

}  // namespace backwalk::cli
