// The app manifest (PROTOCOLS 1.11): everything that somebody would otherwise click together, in one file.
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {

std::string manifest(const std::optional<std::string>& address, const std::string& usage_hint, const std::string& command,
                     History history) {
  using Json = nlohmann::ordered_json;
  const std::string public_url = address.value_or("");
  const Json display{{"name", "Backwalk"},
                     {"description", "Plans walked back from their goal, and a word when the next step is due"},
                     {"background_color", "#1f3a5f"}};
  const Json home{{"home_tab_enabled", false}, {"messages_tab_enabled", true}, {"messages_tab_read_only_enabled", false}};
  const Json slash{{"command", command},
                   {"url", public_url + "/slack/commands"},
                   {"description", "Plan backward from a goal"},
                   {"usage_hint", usage_hint},
                   {"should_escape", true}};
  Json scopes = Json::array({"commands", "chat:write", "chat:write.public", "im:write", "im:history", "app_mentions:read", "channels:read",
                             "groups:read", "users:read", "pins:write", "files:write"});
  if (history == History::read) scopes.insert(scopes.end(), {"channels:history", "groups:history"});
  const Json events{{"request_url", public_url + "/slack/events"},
                    {"bot_events", Json::array({"app_mention", "member_joined_channel", "message.im"})}};
  Json manifest{{"_metadata", {{"major_version", 2}, {"minor_version", 1}}},
                {"display_information", display},
                {"features",
                 {{"app_home", home},
                  {"bot_user", {{"display_name", "Backwalk"}, {"always_online", true}}},
                  {"slash_commands", Json::array({slash})}}},
                {"oauth_config", {{"scopes", {{"bot", scopes}}}}},
                {"settings",
                 {{"event_subscriptions", events},
                  {"interactivity", {{"is_enabled", true}, {"request_url", public_url + "/slack/interactions"}}},
                  {"org_deploy_enabled", false},
                  {"socket_mode_enabled", !address},
                  {"token_rotation_enabled", false}}}};
  if (!address) {  // Slack calls nobody: it is our socket that everything comes over
    manifest["features"]["slash_commands"][0].erase("url");
    manifest["settings"]["event_subscriptions"].erase("request_url");
    manifest["settings"]["interactivity"].erase("request_url");
  }
  return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace backwalk::slack
