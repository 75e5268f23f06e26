// Microsoft Teams through the Bot Connector: messages, buttons and forms of Adaptive Cards; replies and messages by itself. Contracts:
// PROTOCOLS 2. What Teams cannot do, and what is done instead, is in the README beside this file.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/platform.hpp"

namespace backwalk::teams {

struct Config {
  std::string app_id{};      ///< of the bot's registration; who calls us must have been meant for it
  std::string app_secret{};  ///< empty: calls go out without a token, which only a stand-in takes
  std::string tenant_id{};   ///< where the token is asked for; legacy multi-tenant bots: "botframework.com"
  std::string openid_url{"https://login.botframework.com/v1/.well-known/openidconfiguration"};
  std::string login_url{"https://login.microsoftonline.com"};
  bool allow_unauthenticated = false;  ///< whoever reaches us is believed; for this machine only, which config sees to
};

std::unique_ptr<Platform> make_teams(Config config);

/// `commandLists` of the app's manifest (JSON, pretty): title and description of each entry of the bot's menu; Teams takes 12.
std::string command_lists(const std::vector<std::pair<std::string, std::string>>& menu);

}  // namespace backwalk::teams
