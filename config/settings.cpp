#include "config/settings.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <vector>

namespace backwalk::config {
namespace {

constexpr std::array table{
    Setting{"listen", "BACKWALK_LISTEN"},
    Setting{"store", "BACKWALK_STORE"},
    Setting{"public_url", "BACKWALK_PUBLIC_URL"},
    Setting{"demo", "BACKWALK_DEMO"},
    Setting{"zone", "BACKWALK_ZONE"},
    Setting{"log_level", "BACKWALK_LOG"},
    Setting{"tls.certificate", "BACKWALK_TLS_CERTIFICATE"},
    Setting{"tls.key", "BACKWALK_TLS_KEY"},
    Setting{"slack.signing_secret", "SLACK_SIGNING_SECRET", Shown::never},
    Setting{"slack.bot_token", "SLACK_BOT_TOKEN", Shown::never},
    Setting{"slack.app_token", "SLACK_APP_TOKEN", Shown::never},
    Setting{"slack.connections", "SLACK_CONNECTIONS"},
    Setting{"slack.api_url", "SLACK_API_URL"},
    Setting{"slack.look_up", "SLACK_LOOK_UP"},
    Setting{"slack.client_id", "SLACK_CLIENT_ID", Shown::yes, Effect::later},
    Setting{"slack.client_secret", "SLACK_CLIENT_SECRET", Shown::never, Effect::later},
    Setting{"teams.app_id", "TEAMS_APP_ID"},
    Setting{"teams.app_secret", "TEAMS_APP_SECRET", Shown::never},
    Setting{"teams.tenant_id", "TEAMS_TENANT_ID"},
    Setting{"teams.openid_url", "TEAMS_OPENID_URL"},
    Setting{"teams.login_url", "TEAMS_LOGIN_URL"},
    Setting{"teams.allow_unauthenticated", "TEAMS_ALLOW_UNAUTHENTICATED"},
};

using Keys = std::vector<std::string_view>;

std::map<std::string_view, Keys> make_groups() {
  std::map<std::string_view, Keys> groups;
  groups[""] = {"calendar"};
  groups["calendar"] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", "holidays", "minutes_per_day"};
  for (const Setting& setting : table) {
    const auto dot = setting.path.find('.');
    const auto group = dot == std::string_view::npos ? std::string_view{} : setting.path.substr(0, dot);
    if (groups.try_emplace(group).second) groups[""].push_back(group);
    groups[group].push_back(dot == std::string_view::npos ? setting.path : setting.path.substr(dot + 1));
  }
  return groups;
}

/// Letters that have to be put in, left out or replaced to make one of the other.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (from[i] == to[j] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

std::string_view nearest(std::string_view group, std::string_view key) {
  for (const Setting& setting : table) {  // the right name in the wrong place, or the variable's name
    if (setting.variable == key || setting.path.ends_with("." + std::string(key))) return setting.path;
  }
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, key.size() / 3) + 1;
  for (const std::string_view known : keys_of(group)) {
    if (key.starts_with(known)) return known;  // monday
    if (const auto apart = distance(key, known); apart < least) {
      least = apart;
      best = known;
    }
  }
  return best;
}

}  // namespace

std::span<const Setting> settings() { return table; }

std::string full_name(std::string_view path) {
  const auto* found = std::find_if(table.begin(), table.end(), [&](const Setting& setting) { return setting.path == path; });
  return found == table.end() ? std::string(path) : std::string(path) + " (" + std::string(found->variable) + ")";
}

std::span<const std::string_view> keys_of(std::string_view group) {
  static const auto groups = make_groups();
  const auto found = groups.find(group);
  return found == groups.end() ? std::span<const std::string_view>{} : std::span<const std::string_view>{found->second};
}

std::string unknown_key(std::string_view group, std::string_view key) {
  std::string lower(key);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  auto near = nearest(group, key);
  if (near.empty()) near = nearest(group, lower);
  return near.empty() ? "there is no such setting" : "there is no such setting; did you mean \"" + std::string(near) + "\"?";
}

}  // namespace backwalk::config
