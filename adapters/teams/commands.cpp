// The menu that Teams shows beside the bot's name: `bots[0].commandLists` of the app's manifest (PROTOCOLS 2).
#include "adapters/teams/parts.hpp"

namespace backwalk::teams {

std::string command_lists(const std::vector<std::pair<std::string, std::string>>& menu) {
  using Json = nlohmann::ordered_json;
  constexpr std::size_t most = 12;
  Json commands = Json::array();
  for (const auto& [title, description] : menu) {
    if (commands.size() < most) commands.push_back({{"title", title}, {"description", description}});
  }
  Json lists = Json::array();
  for (const char* scope : {"team", "personal", "groupChat"}) {
    Json list;
    list["scopes"] = Json::array({scope});
    list["commands"] = commands;
    lists.push_back(std::move(list));
  }
  return lists.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace backwalk::teams
