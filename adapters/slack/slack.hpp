// Slack over HTTP and over Socket Mode: slash commands, events, buttons; Web API calls. Contracts: PROTOCOLS 1.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/platform.hpp"

namespace backwalk::slack {

struct Config {
  std::vector<std::string> signing_secrets{};  ///< two during a rotation; the first is the current one; none: nothing comes over HTTP
  std::string bot_token{};
  std::string app_token{};                        ///< app-level, for Socket Mode; empty: there is no socket
  std::string api_url{"https://slack.com/api/"};  ///< ends in '/'
  bool look_up = false;                           ///< ask the history about messages that may have arrived; needs scopes of its own
};

std::unique_ptr<Platform> make_slack(Config config);

/// The app manifest (JSON, pretty) for a service that is reached at `address` (https, no trailing slash), or without one over Socket
/// Mode; `command` is the slash command with its slash, `usage_hint` what is shown while it is typed. The history is only asked for where
/// it is to be looked up.
enum class History { unread, read };
std::string manifest(const std::optional<std::string>& address, const std::string& usage_hint, const std::string& command = "/backwalk",
                     History history = History::unread);

}  // namespace backwalk::slack
