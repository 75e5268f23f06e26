#include <string_view>

#include "config/config.hpp"
#include "config/week.hpp"

namespace backwalk::config {
namespace {

std::string clock_time(int minutes) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

std::string shifts_of(const std::vector<std::pair<int, int>>& shifts) {
  std::string text;
  for (const auto& [from, to] : shifts) text += (text.empty() ? "" : ", ") + clock_time(from) + "-" + clock_time(to);
  return text.empty() ? "closed" : text;
}

std::string all_of(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text.empty() ? "none" : text;
}

class Listing {
 public:
  explicit Listing(const Config& config) : config_(config) {}
  /// `origin`: the path whose origin it shares, when that is another.
  void line(const std::string& path, std::string_view value, const std::string& origin = {}) {
    const auto found = config_.origins.find(origin.empty() ? path : origin);
    text_ += path + " = " + std::string(value) + " (" + (found == config_.origins.end() ? "default" : found->second) + ")\n";
  }
  std::string text() const { return text_; }

 private:
  const Config& config_;
  std::string text_;
};

}  // namespace

std::string describe(const Config& config) {
  Listing listing(config);
  listing.line("listen", config.listen);
  listing.line("store", config.store);
  listing.line("public_url", config.public_url.value_or("not set"));
  listing.line("tls.certificate", config.tls ? config.tls->certificate : "not set");
  listing.line("tls.key", config.tls ? config.tls->key : "not set");
  listing.line("demo", config.demo ? "on" : "off");
  listing.line("zone", config.zone);
  listing.line("log_level", config.log_level);
  for (std::size_t day = 0; day < config.calendar.days.size(); ++day) {
    listing.line(std::string("calendar.") + day_name(day), shifts_of(config.calendar.days.at(day)), "calendar");
  }
  listing.line("calendar.holidays", all_of(config.calendar.holidays), "calendar");
  listing.line("calendar.minutes_per_day", std::to_string(config.calendar.minutes_per_day), "calendar");
  const Slack slack = config.slack.value_or(Slack{});
  const auto is_set = [](bool given) { return given ? "set" : "not set"; };
  listing.line("slack.bot_token", is_set(!slack.bot_token.empty()));
  listing.line("slack.app_token", is_set(slack.app_token.has_value()));
  listing.line("slack.connections", std::to_string(slack.connections));
  listing.line("slack.signing_secret", is_set(!slack.signing_secrets.empty()));
  listing.line("slack.api_url", slack.api_url);
  listing.line("slack.look_up", slack.look_up ? "on" : "off");
  const Teams teams = config.teams.value_or(Teams{});
  const auto or_not_set = [](const std::string& text) { return text.empty() ? std::string("not set") : text; };
  listing.line("teams.app_id", or_not_set(teams.app_id));
  listing.line("teams.app_secret", is_set(!teams.app_secret.empty()));
  listing.line("teams.tenant_id", or_not_set(teams.tenant_id));
  listing.line("teams.openid_url", teams.openid_url);
  listing.line("teams.login_url", teams.login_url);
  listing.line("teams.allow_unauthenticated", teams.allow_unauthenticated ? "on" : "off");
  return listing.text();
}

}  // namespace backwalk::config
