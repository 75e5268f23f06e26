#include "bot/net/stream.hpp"

#include <openssl/err.h>

#include <boost/asio/buffer.hpp>
#include <utility>

namespace backwalk::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

Stream::Stream(tcp::socket socket, const TlsContext& tls) : socket_(std::move(socket)), tls_(tls ? SSL_new(tls.get()) : nullptr, SSL_free) {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(tcp::no_delay(true), ignored);
  if (!tls_) return;
  SSL_set_fd(tls_.get(), socket_.native_handle());
  SSL_set_accept_state(tls_.get());
}

Step Stream::shake_hands() {
  if (!tls_) return Step::done;
  ERR_clear_error();
  return outcome(SSL_do_handshake(tls_.get()));
}

Took Stream::read(std::span<char> into) {
  if (tls_) {
    std::size_t count = 0;
    ERR_clear_error();
    const Step step = outcome(SSL_read_ex(tls_.get(), into.data(), into.size(), &count));
    return {step, count};
  }
  error_code error;
  const std::size_t count = socket_.read_some(asio::buffer(into.data(), into.size()), error);
  if (error == asio::error::would_block) return {Step::wants_read, 0};
  if (error == asio::error::eof) return {Step::ended, 0};
  return {error ? Step::failed : Step::done, count};
}

Took Stream::write(std::string_view bytes) {
  if (tls_) {
    std::size_t count = 0;
    ERR_clear_error();
    const Step step = outcome(SSL_write_ex(tls_.get(), bytes.data(), bytes.size(), &count));
    return {step, count};
  }
  error_code error;
  const std::size_t count = socket_.write_some(asio::buffer(bytes.data(), bytes.size()), error);
  if (error == asio::error::would_block) return {Step::wants_write, 0};
  return {error ? Step::failed : Step::done, count};
}

void Stream::end_sending() {
  say_goodbye();
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Stream::close() {
  say_goodbye();
  error_code ignored;
  socket_.close(ignored);
}

/// If there is room for it; nobody waits for the other side's.
void Stream::say_goodbye() {
  if (!tls_ || is_broken_ || !socket_.is_open() || SSL_is_init_finished(tls_.get()) == 0) return;
  ERR_clear_error();
  SSL_shutdown(tls_.get());
}

Step Stream::outcome(int result) {
  if (result > 0) return Step::done;
  switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return Step::wants_read;
    case SSL_ERROR_WANT_WRITE:
      return Step::wants_write;
    case SSL_ERROR_ZERO_RETURN:
      return Step::ended;
    default:
      is_broken_ = true;
      return Step::failed;  // also an end without TLS's own goodbye: it may be somebody else's
  }
}

}  // namespace backwalk::net
