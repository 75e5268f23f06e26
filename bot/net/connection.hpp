// One connection of the client, plain or TLS. Internal to net.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/awaitable.hpp"
#include "bot/net/address.hpp"

namespace backwalk::net {

using Until = std::chrono::steady_clock::time_point;

/// A context that trusts the system's store, or what SSL_CERT_FILE and SSL_CERT_DIR name; TLS 1.2 and newer.
boost::asio::ssl::context system_trust();

/// The endpoints of a host; empty with `error` set when there are none or `until` comes first. A look-up that hangs is left behind.
Awaitable<std::vector<boost::asio::ip::tcp::endpoint>> resolve(HostPort at, Until until, boost::system::error_code& error);

/// What one write or read did.
struct Moved {
  std::size_t count = 0;
  boost::system::error_code error{};
};

class Connection {
 public:
  explicit Connection(const boost::asio::any_io_executor& executor) : socket_(executor) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Awaitable<boost::system::error_code> connect(boost::asio::ip::tcp::endpoint endpoint);
  /// Shakes hands as the client of `host`: its certificate must be trusted and carry that name.
  Awaitable<boost::system::error_code> secure(boost::asio::ssl::context& trust, std::string host);
  Awaitable<Moved> write(std::string_view bytes);
  Awaitable<Moved> read(std::span<char> into);

  bool is_secure() const { return tls_.has_value(); }
  /// The same sockets, for what reads and writes in its own way (web_socket.cpp). `tls` is null while the connection is plain.
  boost::asio::ip::tcp::socket& socket() { return socket_; }
  boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>* tls() { return tls_ ? &*tls_ : nullptr; }

  /// Whether the other side has left an idle connection as it was: open and silent.
  bool is_fresh();
  /// Ends it; whatever waits on it goes on with an error.
  void close();

 private:
  boost::asio::ip::tcp::socket socket_;
  std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls_{};
};

/// Looks the host up, connects (each address gets its share of the time that is left) and shakes hands where the URL is secure; at `until`
/// the connection is closed. `connection` outlives it; `trust` may be null for a plain URL.
Awaitable<boost::system::error_code> reach(Connection* connection, Url url, std::shared_ptr<boost::asio::ssl::context> trust, Until until);

}  // namespace backwalk::net
