#include "bot/net/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/net/watchdog.hpp"

namespace backwalk::net {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

ssl::context system_trust() {
  ssl::context trust(ssl::context::tls_client);
  error_code ignored;  // without a store every certificate is refused, which says enough
  trust.set_default_verify_paths(ignored);
  trust.set_verify_mode(ssl::verify_peer);
  SSL_CTX_set_min_proto_version(trust.native_handle(), TLS1_2_VERSION);
  return trust;
}

Awaitable<error_code> Connection::connect(tcp::endpoint endpoint) {
  error_code error;
  socket_.close(error);
  co_await socket_.async_connect(endpoint, asio::redirect_error(asio::use_awaitable, error));
  error_code ignored;
  if (!error) socket_.set_option(tcp::no_delay(true), ignored);
  co_return error;
}

Awaitable<error_code> Connection::secure(ssl::context& trust, std::string host) {
  tls_.emplace(socket_, trust);
  error_code error;
  error_code no_address;
  asio::ip::make_address(host, no_address);
  const bool has_name = no_address.failed();
  if (has_name && SSL_set_tlsext_host_name(tls_->native_handle(), host.c_str()) != 1) co_return asio::error::invalid_argument;
  tls_->set_verify_callback(ssl::host_name_verification(host), error);
  if (error) co_return error;
  co_await tls_->async_handshake(ssl::stream_base::client, asio::redirect_error(asio::use_awaitable, error));
  co_return error;
}

Awaitable<Moved> Connection::write(std::string_view bytes) {
  Moved moved;
  const asio::const_buffer from(bytes.data(), bytes.size());
  if (tls_) {
    moved.count = co_await tls_->async_write_some(from, asio::redirect_error(asio::use_awaitable, moved.error));
  } else {
    moved.count = co_await socket_.async_write_some(from, asio::redirect_error(asio::use_awaitable, moved.error));
  }
  co_return moved;
}

Awaitable<Moved> Connection::read(std::span<char> into) {
  Moved moved;
  const asio::mutable_buffer to(into.data(), into.size());
  if (tls_) {
    moved.count = co_await tls_->async_read_some(to, asio::redirect_error(asio::use_awaitable, moved.error));
  } else {
    moved.count = co_await socket_.async_read_some(to, asio::redirect_error(asio::use_awaitable, moved.error));
  }
  co_return moved;
}

bool Connection::is_fresh() {
  error_code error;
  char byte = 0;
  socket_.non_blocking(true, error);
  if (!error) socket_.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
  return error == asio::error::would_block;  // an end, an error and words that nobody asked for all make it useless
}

void Connection::close() {
  error_code ignored;
  socket_.close(ignored);
}

Awaitable<error_code> reach(Connection* connection, Url url, std::shared_ptr<ssl::context> trust, Until until) {
  using std::chrono::steady_clock;
  error_code error;
  const auto endpoints = co_await resolve(url.at, until, error);
  if (!error) error = asio::error::timed_out;  // until one of them has been tried
  Watchdog watchdog(connection->socket().get_executor());
  const auto limit = [&](Until when) {
    watchdog.set(std::chrono::ceil<std::chrono::milliseconds>(when - steady_clock::now()), [connection] { connection->close(); });
  };
  for (std::size_t tried = 0; tried < endpoints.size() && steady_clock::now() < until; ++tried) {
    const auto now = steady_clock::now();
    limit(now + (until - now) / static_cast<long>(endpoints.size() - tried));
    error = co_await connection->connect(endpoints[tried]);
    if (!error) break;
  }
  if (!error && url.is_secure) {
    limit(until);
    error = co_await connection->secure(*trust, url.at.host);
  }
  co_return error;
}

}  // namespace backwalk::net
