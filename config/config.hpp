// Typed configuration: one JSON file (comments allowed) and the environment, which wins; secrets may come from files (…_FILE). Every
// problem is reported at once with its path. A setting that has no effect yet is refused. Names and defaults: ARCHITECTURE §8.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace backwalk::config {

struct Slack {
  std::vector<std::string> signing_secrets{};  ///< SLACK_SIGNING_SECRET; two, separated by a comma, during a rotation; none: no HTTP
  std::string bot_token{};                     ///< SLACK_BOT_TOKEN
  std::optional<std::string> app_token{};      ///< SLACK_APP_TOKEN; with it Slack pushes over sockets of ours (Socket Mode)
  int connections = 1;                         ///< of Socket Mode, 1 to 10; SLACK_CONNECTIONS
  std::string api_url{"https://slack.com/api/"};
  bool look_up = false;  ///< SLACK_LOOK_UP; after a lost answer ask the history whether the message arrived; needs history scopes
};
struct Teams {
  std::string app_id{};      ///< TEAMS_APP_ID
  std::string app_secret{};  ///< TEAMS_APP_SECRET
  std::string tenant_id{};   ///< TEAMS_TENANT_ID; "botframework.com" for legacy multi-tenant bots
  std::string openid_url{"https://login.botframework.com/v1/.well-known/openidconfiguration"};
  std::string login_url{"https://login.microsoftonline.com"};
  bool allow_unauthenticated = false;  ///< TEAMS_ALLOW_UNAUTHENTICATED; only while `listen` is a loopback address
};
/// Certificate (with its chain) and key of an https listener, PEM files.
struct Tls {
  std::string certificate{};  ///< BACKWALK_TLS_CERTIFICATE
  std::string key{};          ///< BACKWALK_TLS_KEY
};
/// Working time of new plans: "mon": [["09:00","17:00"]], holidays as ISO dates (those of countries and .ics files among them).
struct WorkWeek {
  std::array<std::vector<std::pair<int, int>>, 7> days{};  ///< minutes after midnight, from Monday
  std::vector<std::string> holidays{};                     ///< "2026-12-25", checked
  int minutes_per_day = 480;
};
struct Config {
  std::string listen{"127.0.0.1:8080"};
  std::string store{"sqlite:var/backwalk.db"};
  std::optional<std::string> public_url{};
  std::optional<Tls> tls{};  ///< none: plain http
  bool demo = false;
  std::string zone{"UTC"};                       ///< of people whose zone nobody told; BACKWALK_ZONE
  std::string log_level{"info"};                 ///< debug, info, warning, error; BACKWALK_LOG
  WorkWeek calendar{};                           ///< Monday to Friday 09:00-17:00 unless set
  std::optional<Slack> slack{};                  ///< set when any Slack setting is; then the bot token and a way in are needed
  std::optional<Teams> teams{};                  ///< set when any Teams setting is; then who we are is needed, or to believe whoever calls
  std::map<std::string, std::string> origins{};  ///< where a setting came from, by path; what is not in it has its default
};

/// One thing that is wrong: where ("slack.bot_token (SLACK_BOT_TOKEN)") and what, without ever showing a secret's value.
struct Problem {
  std::string path{};
  std::string what{};
};
using Loaded = std::variant<Config, std::vector<Problem>>;

/// `text`: the file's content, if there is one. `environment` answers a variable's value; `read_file` a file's content (for …_FILE).
using Lookup = std::function<std::optional<std::string>(const std::string&)>;
Loaded load(const std::optional<std::string>& text, const Lookup& environment, const Lookup& read_file);

/// What `check` prints: every setting with its value and where it came from; secrets as "set" or "not set".
std::string describe(const Config& config);

}  // namespace backwalk::config
