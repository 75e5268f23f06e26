#include "bot/net/address.hpp"

#include <algorithm>
#include <charconv>

namespace backwalk::net {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, port);
  if (text.empty() || error != std::errc() || rest != end) return std::nullopt;
  return port;
}

bool is_host_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7F && std::string_view("/?#@[]\\\"<>%").find(c) == std::string_view::npos;
}

bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), is_host_character);
}

/// Splits "host", "host:port", "[v6]" and "[v6]:port"; `port` stands where none is named.
std::optional<HostPort> split(std::string_view text, std::optional<std::uint16_t> port) {
  std::string_view host;
  std::string_view rest;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    host = text.substr(1, close - 1);
    rest = text.substr(close + 1);
    if (host.find(':') == std::string_view::npos) return std::nullopt;
  } else {
    host = text.substr(0, text.find(':'));
    rest = text.substr(host.size());
  }
  if (!rest.empty()) {
    if (rest.front() != ':') return std::nullopt;
    port = parse_port(rest.substr(1));
  }
  if (!is_host(host) || !port) return std::nullopt;
  return HostPort{std::string(host), *port};
}

/// 127.x.x.x is written with digits: "127.example.org" is somebody else's name.
bool is_loopback(std::string_view host) {
  return is_localhost(host) || host == "::1" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

bool is_target_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7F;
}

}  // namespace

bool is_localhost(std::string_view host) {
  constexpr std::string_view name = "localhost";
  if (host.ends_with('.')) host.remove_suffix(1);
  return std::ranges::equal(host, name,
                            [](char given, char wanted) { return (given >= 'A' && given <= 'Z' ? given + 32 : given) == wanted; });
}

std::optional<HostPort> parse_host_port(std::string_view text) { return split(text, std::nullopt); }

std::optional<Url> parse_url(std::string_view text) {
  const auto scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  const auto scheme = text.substr(0, scheme_end);
  if (scheme != "http" && scheme != "https") return std::nullopt;
  const bool is_secure = scheme == "https";
  const std::uint16_t usual = is_secure ? 443 : 80;
  text.remove_prefix(scheme_end + 3);
  const auto authority = text.substr(0, text.find_first_of("/?#"));
  const auto at = split(authority, usual);
  if (!at || at->port == 0) return std::nullopt;
  text.remove_prefix(authority.size());
  std::string target(text.substr(0, text.find('#')));
  if (!target.starts_with('/')) target.insert(0, "/");
  if (!std::all_of(target.begin(), target.end(), is_target_character)) return std::nullopt;
  const std::string host = at->host.find(':') == std::string::npos ? at->host : "[" + at->host + "]";
  return Url{is_secure, *at, target, at->port == usual ? host : host + ":" + std::to_string(at->port)};
}

std::optional<Url> parse_web_socket_url(std::string_view text) {
  if (!text.starts_with("wss://") && !text.starts_with("ws://")) return std::nullopt;
  auto url = parse_url("http" + std::string(text.substr(2)));
  if (url && !url->is_secure && !is_loopback(url->at.host)) return std::nullopt;
  return url;
}

}  // namespace backwalk::net
