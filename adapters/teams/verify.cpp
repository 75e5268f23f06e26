// Who sent this (PROTOCOLS 2.2). What is cheap to see comes first, so that a stranger's token makes nobody ask for keys.
#include <algorithm>
#include <array>
#include <utility>

#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::chrono::seconds kSkew{300};
constexpr int kForbidden = 403;

/// Who signs, by the cloud whose metadata is asked.
std::string_view issuer_of(const Config& config) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> others{
      {{"//login.botframework.azure.us/", "https://api.botframework.us"},
       {"//login.botframework.azure.cn/", "https://api.botframework.azure.cn"}}};
  for (const auto& [host, issuer] : others) {
    if (config.openid_url.find(host) != std::string::npos) return issuer;
  }
  return "https://api.botframework.com";
}

std::optional<std::chrono::seconds> time_claim(const Json& claims, std::string_view name) {
  constexpr double latest = 1e12;
  const Json* time = chat::find(claims, {name});
  if (time == nullptr || !time->is_number()) return std::nullopt;
  const double seconds = time->get<double>();
  const bool is_time = seconds > 0 && seconds < latest;  // NaN is not
  if (!is_time) return std::nullopt;
  return std::chrono::seconds{static_cast<std::int64_t>(seconds)};
}

/// What is wrong with the claims by themselves; none when they are for us and for now.
std::optional<std::string> fault_of(const Config& config, const Json& claims, Instant wall) {
  if (chat::text_at(claims, {"iss"}) != issuer_of(config)) return "the token's issuer is another";
  if (config.app_id.empty() || chat::text_at(claims, {"aud"}) != config.app_id) return "the token is for another app";
  const auto now = wall.time_since_epoch();
  const auto until = time_claim(claims, "exp");
  if (!until || now >= *until + kSkew) return "the token has expired";
  if (claims.contains("nbf")) {
    const auto from = time_claim(claims, "nbf");
    if (!from || now < *from - kSkew) return "the token is not valid yet";
  }
  return std::nullopt;
}

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (rest.find_first_of("@\\") != std::string_view::npos) return {};  // not the host that it seems
  if (rest.starts_with('[')) return rest.substr(0, rest.find(']') + 1);
  return rest.substr(0, rest.find(':'));
}

bool is_of(std::string_view host, std::string_view domain) {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

Verdict with_key(const PublicKey& key, const SignedToken& token, const std::string& channel) {
  if (!is_signed_by(key, token)) return Rejected{401, "the signature does not match"};
  if (!key.endorsements.contains(channel)) return Rejected{kForbidden, "the key may not sign for this channel"};
  return Accepted{};
}

/// Without a token, on this machine only: even then nothing is sent anywhere else.
Verdict unauthenticated(const Config& config, const chat::HttpRequest& request) {
  const auto activity = chat::parse_object(request.body, "the activity");
  if (!activity) return Accepted{};  // unreadable, which reading will say
  const auto service = chat::text_at(*activity, {"serviceUrl"});
  if (service && !may_send_to(config, normalised_url(*service))) return Rejected{kForbidden, "the service's address is not allowed"};
  return Accepted{};
}

}  // namespace

std::string normalised_url(std::string_view url) {
  std::string text(url);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  while (text.ends_with('/')) text.pop_back();
  return text;
}

bool is_loopback_url(std::string_view url) {
  const std::string_view host = host_of(url);
  const bool is_127 = host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host == "localhost" || host == "[::1]" || is_127;
}

bool may_send_to(const Config& config, std::string_view service_url) {
  constexpr std::array<std::string_view, 6> domains{"botframework.com",        "botframework.azure.us", "botframework.azure.cn",
                                                    "smba.trafficmanager.net", "teams.microsoft.com",   "teams.microsoft.us"};
  const bool is_at_home = config.allow_unauthenticated || is_loopback_url(config.openid_url);
  if (is_at_home && is_loopback_url(service_url)) return service_url.starts_with("http://") || service_url.starts_with("https://");
  if (config.allow_unauthenticated || !service_url.starts_with("https://")) return false;
  const std::string_view host = host_of(service_url);
  return std::any_of(domains.begin(), domains.end(), [&](std::string_view domain) { return is_of(host, domain); });
}

Verdict verify(const Config& config, const chat::HttpRequest& request, const KeySet* keys, Instant wall) {
  if (config.allow_unauthenticated) return unauthenticated(config, request);
  constexpr std::string_view scheme = "Bearer ";
  const auto header = chat::header(request.headers, "Authorization");
  if (!header) return Rejected{401, "no token"};
  if (chat::count_of(request.headers, "Authorization") != 1 || !header->starts_with(scheme)) return Rejected{401, "not one bearer token"};
  const auto token = read_token_text(header->substr(scheme.size()));
  if (!token) return Rejected{401, token.error().what};
  if (auto fault = fault_of(config, token->claims, wall)) return Rejected{401, *std::move(fault)};

  const auto activity = chat::parse_object(request.body, "the activity");
  if (!activity) return Rejected{kForbidden, "the token is for another activity than this"};
  const std::string service = normalised_url(chat::text_at(*activity, {"serviceUrl"}).value_or(""));
  const std::string claimed = normalised_url(chat::text_at(token->claims, {"serviceurl"}).value_or(""));
  if (service.empty() || claimed != service) return Rejected{kForbidden, "the token is for another service"};
  if (!may_send_to(config, service)) return Rejected{kForbidden, "the service's address is not allowed"};

  const auto key = keys == nullptr ? std::map<std::string, PublicKey>::const_iterator{} : keys->by_id.find(token->key_id);
  if (keys == nullptr || key == keys->by_id.end()) return NeedsKeys{{.method = "GET", .url = config.openid_url, .headers = {}, .body = {}}};
  return with_key(key->second, *token, chat::text_at(*activity, {"channelId"}).value_or(""));
}

}  // namespace backwalk::teams
