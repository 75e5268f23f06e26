#include "config/checks.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace backwalk::config {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_visible(char c) { return c > ' ' && c < 0x7f; }

bool all(std::string_view text, bool (*is_allowed)(char)) { return std::all_of(text.begin(), text.end(), is_allowed); }

/// "host:port" -> its halves; an address of IPv6 stands in brackets. None if it is not made so.
std::optional<std::pair<std::string_view, std::string_view>> halves(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return std::pair{text.substr(0, colon), text.substr(colon + 1)};
}

bool is_host(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    return all(host.substr(1, host.size() - 2), [](char c) { return is_digit(c) || is_letter(c) || c == ':' || c == '.' || c == '%'; });
  }
  return !host.empty() && host.size() <= 253 && all(host, [](char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '-'; });
}

bool is_port(std::string_view port) {
  unsigned number = 0;
  const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), number);
  return failed == std::errc{} && end == port.data() + port.size() && number <= 65535;
}

/// 127.x.x.x is written with digits: "127.example.org" is somebody else's name.
bool is_loopback_host(std::string_view host) {
  const bool is_127 = host.starts_with("127.") && all(host, [](char c) { return is_digit(c) || c == '.'; });
  return host == "localhost" || host == "[::1]" || is_127;
}

}  // namespace

Fault fault_of_listen(std::string_view listen) {
  const auto parts = halves(listen);
  if (parts && is_host(parts->first) && is_port(parts->second)) return std::nullopt;
  return "must be host:port, like 127.0.0.1:8080 or [::1]:8080";
}

bool is_loopback(std::string_view listen) {
  const auto parts = halves(listen);
  return parts && is_loopback_host(parts->first);
}

Fault fault_of_store(std::string_view store) {
  if (store.starts_with("postgresql://") || store.starts_with("postgres://")) {
    return "names PostgreSQL, which has no effect in this version; use sqlite:PATH";
  }
  const std::string_view scheme = "sqlite:";
  if (store.starts_with(scheme) && store.size() > scheme.size()) return std::nullopt;
  return "must be sqlite:PATH, like sqlite:var/backwalk.db";
}

Fault fault_of_url(std::string_view url) {
  const bool is_secure = url.starts_with("https://");
  if (!is_secure && !url.starts_with("http://")) return "must begin with https:// (or http:// on this machine)";
  auto rest = url.substr(is_secure ? 8 : 7);
  if (!all(rest, is_visible) || rest.find_first_of("?#@\\\"<>") != std::string_view::npos) {
    return "must be a plain address: no user, no question mark, no fragment, no spaces";
  }
  const auto authority = rest.substr(0, rest.find('/'));
  const bool has_port = authority.find(':') != std::string_view::npos && authority.back() != ']';
  const auto parts = has_port ? halves(authority) : std::optional(std::pair{authority, std::string_view("0")});
  if (!parts || !is_host(parts->first) || !is_port(parts->second)) return "needs a host, like https://backwalk.example.org";
  if (!is_secure && !is_loopback_host(parts->first)) return "must begin with https:// unless it is on this machine";
  return std::nullopt;
}

Fault fault_of_zone(std::string_view zone) {
  const auto is_allowed = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '+' || c == '/'; };
  const bool fits = !zone.empty() && zone.size() <= 64 && is_letter(zone.front()) && zone.back() != '/' && all(zone, is_allowed);
  return fits ? std::nullopt : Fault("must be the name of a time zone, like Europe/Berlin or UTC");
}

Fault fault_of_log_level(std::string_view level) {
  constexpr std::array<std::string_view, 4> levels{"debug", "info", "warning", "error"};
  if (std::find(levels.begin(), levels.end(), level) != levels.end()) return std::nullopt;
  return "must be debug, info, warning or error";
}

Fault fault_of_signing_secret(std::string_view secret) {
  return all(secret, is_visible) ? std::nullopt : Fault("holds something that is not part of a signing secret (a space, a line end?)");
}

Fault fault_of_bot_token(std::string_view token) {
  if (!all(token, is_visible)) return "holds something that is not part of a token (a space, a line end?)";
  if (token.starts_with("xapp-")) return "is an app-level token; the bot token begins with xoxb-";
  if (token.starts_with("xoxp-")) return "is a user's token; the bot token begins with xoxb-";
  return std::nullopt;
}

Fault fault_of_app_id(std::string_view id) {
  const auto is_allowed = [](char c) { return is_letter(c) || is_digit(c) || c == '-'; };
  const bool fits = id.size() == 36 && all(id, is_allowed) && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-';
  return fits ? std::nullopt : Fault("must be the id of the bot's registration, like 01234567-89ab-cdef-0123-456789abcdef");
}

Fault fault_of_tenant(std::string_view tenant) {
  const auto is_allowed = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; };
  const bool fits = tenant.size() <= 253 && tenant.front() != '.' && all(tenant, is_allowed);
  return fits ? std::nullopt : Fault("must be a tenant's id or domain, like 01234567-89ab-cdef-0123-456789abcdef");
}

Fault fault_of_app_secret(std::string_view secret) {
  return all(secret, is_visible) ? std::nullopt : Fault("holds something that is not part of a secret (a space, a line end?)");
}

Fault fault_of_app_token(std::string_view token) {
  if (!all(token, is_visible)) return "holds something that is not part of a token (a space, a line end?)";
  if (token.starts_with("xapp-")) return std::nullopt;
  if (token.starts_with("xoxb-")) return "is a bot token; the app-level token begins with xapp-";
  return "must be an app-level token, which begins with xapp-";
}

}  // namespace backwalk::config
