#include <algorithm>
#include <string_view>
#include <utility>

#include "config/checks.hpp"
#include "config/config.hpp"
#include "config/document.hpp"
#include "config/given.hpp"
#include "config/settings.hpp"
#include "config/week.hpp"

namespace backwalk::config {
namespace {

/// The settings as they were given, and what is wrong with them so far.
struct Reading {
  AllGiven given{};
  std::vector<Problem> problems{};

  /// The text of a setting that was given and has no fault.
  std::optional<std::string> text(std::string_view path, Fault (*fault_of)(std::string_view)) {
    auto value = text_of(given, path, problems);
    if (!value) return std::nullopt;
    auto fault = fault_of(*value);
    if (!fault) return value;
    problems.push_back({full_name(path), *std::move(fault)});
    return std::nullopt;
  }
  void replace(std::string& value, std::string_view path, Fault (*fault_of)(std::string_view)) {
    if (auto read = text(path, fault_of)) value = *std::move(read);
  }
  void need(std::string_view path, std::string what) {
    if (!given.contains(path)) problems.push_back({full_name(path), std::move(what)});
  }
};

/// Both or neither. Whether they can be used is for the listener to find out.
std::optional<Tls> read_tls(Reading& reading) {
  const bool has_certificate = reading.given.contains("tls.certificate"), has_key = reading.given.contains("tls.key");
  if (!has_certificate && !has_key) return std::nullopt;
  reading.need("tls.certificate", "is needed beside tls.key");
  reading.need("tls.key", "is needed beside tls.certificate");
  const auto any = [](std::string_view) { return Fault{}; };
  Tls tls;
  reading.replace(tls.certificate, "tls.certificate", any);
  reading.replace(tls.key, "tls.key", any);
  return tls;
}

std::vector<std::string> signing_secrets(Reading& reading) {
  std::vector<std::string> secrets;
  const auto text = text_of(reading.given, "slack.signing_secret", reading.problems);
  if (!text) return secrets;
  for (std::size_t from = 0; from <= text->size();) {
    const auto comma = std::min(text->find(',', from), text->size());
    auto secret = text->substr(from, comma - from);
    secret.erase(0, secret.find_first_not_of(' '));
    auto fault = secret.empty() ? Fault("has a comma with no secret beside it") : fault_of_signing_secret(secret);
    if (fault) {
      reading.problems.push_back({full_name("slack.signing_secret"), *std::move(fault)});
    } else {
      secrets.push_back(std::move(secret));
    }
    from = comma + 1;
  }
  return secrets;
}

bool is_any_given(const Reading& reading, std::string_view group) {
  const auto first = reading.given.lower_bound(group);
  return first != reading.given.end() && first->first.starts_with(group);
}

std::optional<Slack> read_slack(Reading& reading, bool has_trouble) {
  if (!is_any_given(reading, "slack.")) return std::nullopt;
  Slack slack;
  if (!has_trouble) {  // a secret whose file cannot be read has been told of already
    const bool has_socket = reading.given.contains("slack.app_token");
    if (!has_socket) reading.need("slack.signing_secret", "is needed for Slack, unless SLACK_APP_TOKEN is given");
    if (!has_socket && reading.given.contains("slack.connections")) reading.need("slack.app_token", "is needed for slack.connections");
    reading.need("slack.bot_token", "is needed for Slack");
  }
  slack.signing_secrets = signing_secrets(reading);
  reading.replace(slack.bot_token, "slack.bot_token", fault_of_bot_token);
  slack.app_token = reading.text("slack.app_token", fault_of_app_token);
  slack.connections = number_of(reading.given, "slack.connections", 1, 10, reading.problems).value_or(slack.connections);
  reading.replace(slack.api_url, "slack.api_url", fault_of_url);
  if (!slack.api_url.ends_with('/')) slack.api_url += '/';
  slack.look_up = switch_of(reading.given, "slack.look_up", reading.problems).value_or(slack.look_up);
  return slack;
}

std::optional<Teams> read_teams(Reading& reading, const std::string& listen, bool has_trouble) {
  if (!is_any_given(reading, "teams.")) return std::nullopt;
  Teams teams;
  teams.allow_unauthenticated = switch_of(reading.given, "teams.allow_unauthenticated", reading.problems).value_or(false);
  if (teams.allow_unauthenticated && !is_loopback(listen)) {
    reading.problems.push_back(
        {full_name("teams.allow_unauthenticated"), "is for this machine only: listen must be a loopback address, like 127.0.0.1:8080"});
  }
  if (!has_trouble && !teams.allow_unauthenticated) {
    for (const char* path : {"teams.app_id", "teams.app_secret", "teams.tenant_id"}) reading.need(path, "is needed for Teams");
  }
  reading.replace(teams.app_id, "teams.app_id", fault_of_app_id);
  reading.replace(teams.app_secret, "teams.app_secret", fault_of_app_secret);
  reading.replace(teams.tenant_id, "teams.tenant_id", fault_of_tenant);
  reading.replace(teams.openid_url, "teams.openid_url", fault_of_url);
  reading.replace(teams.login_url, "teams.login_url", fault_of_url);
  while (teams.login_url.ends_with('/')) teams.login_url.pop_back();
  return teams;
}

/// "2026-12-25, 2027-01-01" as the list that a file would hold.
nlohmann::json list_of(std::string_view text) {
  auto list = nlohmann::json::array();
  for (std::size_t from = 0; from <= text.size();) {
    const auto comma = std::min(text.find(',', from), text.size());
    std::string item(text.substr(from, comma - from));
    item.erase(0, item.find_first_not_of(' '));
    while (item.ends_with(' ')) item.pop_back();
    if (!item.empty()) list.push_back(std::move(item));
    from = comma + 1;
  }
  return list;
}

bool has_trouble(const Reading& reading, std::string_view group) {
  return std::any_of(reading.problems.begin(), reading.problems.end(), [&](const Problem& one) { return one.path.starts_with(group); });
}

}  // namespace

Loaded load(const std::optional<std::string>& text, const Lookup& environment, const Lookup& read_file) {
  Reading reading;
  auto document = text ? read_document(*text, reading.problems) : nlohmann::json::object();
  reading.given = gather(document, environment, read_file, reading.problems);

  Config config;
  reading.replace(config.listen, "listen", fault_of_listen);
  reading.replace(config.store, "store", fault_of_store);
  config.public_url = reading.text("public_url", fault_of_url);
  while (config.public_url && config.public_url->ends_with('/')) config.public_url->pop_back();
  config.demo = switch_of(reading.given, "demo", reading.problems).value_or(false);
  if (config.demo && !is_loopback(config.listen)) {
    reading.problems.push_back({full_name("demo"), "is for this machine only: listen must be a loopback address, like 127.0.0.1:8080"});
  }
  config.tls = read_tls(reading);
  reading.replace(config.zone, "zone", fault_of_zone);
  reading.replace(config.log_level, "log_level", fault_of_log_level);
  const auto holidays = environment("BACKWALK_HOLIDAYS");
  if (holidays && (!document.contains("calendar") || document["calendar"].is_object())) {
    document["calendar"]["holidays"] = list_of(*holidays);
  }
  const auto calendar = document.find("calendar");
  const bool has_calendar = calendar != document.end() && calendar->is_object();
  config.calendar = has_calendar ? read_week(*calendar, read_file, reading.problems) : default_week();
  if (has_calendar && !calendar->empty()) config.origins["calendar"] = holidays ? "BACKWALK_HOLIDAYS" : "file";
  config.slack = read_slack(reading, has_trouble(reading, "slack."));
  config.teams = read_teams(reading, config.listen, has_trouble(reading, "teams."));

  if (!reading.problems.empty()) return reading.problems;
  for (const auto& [path, value] : reading.given) config.origins[path] = value.origin;
  return config;
}

}  // namespace backwalk::config
