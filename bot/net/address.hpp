// Addresses as text: where to listen and whom to call. No sockets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace backwalk::net {

struct HostPort {
  std::string host{};  ///< without the brackets of an IPv6 literal
  std::uint16_t port = 0;
  bool operator==(const HostPort&) const = default;
};

/// RFC 6761 §6.3: this name is the loopback's, also where neither a hosts file nor a name server says so.
bool is_localhost(std::string_view host);

/// "127.0.0.1:8080", "localhost:0", "[::1]:8080".
std::optional<HostPort> parse_host_port(std::string_view text);

struct Url {
  bool is_secure = false;
  HostPort at{};
  std::string target{};       ///< path and query, at least "/"
  std::string host_header{};  ///< as the Host header says it: the port only where it is not the scheme's own
};

/// An absolute http or https URL; none for anything else, also one with user information or with characters that break a request line.
std::optional<Url> parse_url(std::string_view text);

/// The same for a WebSocket: wss, and ws on this machine only (127.x.x.x, ::1, localhost), for stand-ins.
std::optional<Url> parse_web_socket_url(std::string_view text);

}  // namespace backwalk::net
