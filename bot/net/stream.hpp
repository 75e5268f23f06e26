// The bytes of a connection that was accepted, plain or TLS, in steps that never wait. OpenSSL works on the descriptor itself: an idle
// connection holds no buffer of ours, and none of OpenSSL's. Internal to net.
#pragma once

#include <openssl/ssl.h>

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <span>
#include <string_view>

#include "bot/net/tls.hpp"

namespace backwalk::net {

/// What became of a step; with `wants_read` and `wants_write` nothing moved and it is taken again when the socket is ready for that.
enum class Step { done, wants_read, wants_write, ended, failed };

/// What the socket is to be ready for; of the two that want something.
inline boost::asio::ip::tcp::socket::wait_type wait_of(Step wanted) {
  using Socket = boost::asio::ip::tcp::socket;
  return wanted == Step::wants_write ? Socket::wait_write : Socket::wait_read;
}

struct Took {
  Step step = Step::done;
  std::size_t count = 0;
};

class Stream {
 public:
  /// Without `tls`: plain.
  Stream(boost::asio::ip::tcp::socket socket, const TlsContext& tls);

  boost::asio::ip::tcp::socket& socket() { return socket_; }
  bool is_secure() const { return tls_ != nullptr; }
  /// As the server; done at once where it is plain.
  Step shake_hands();
  Took read(std::span<char> into);
  Took write(std::string_view bytes);
  /// Tells the other side that nothing more comes.
  void end_sending();
  void close();

 private:
  Step outcome(int result);
  void say_goodbye();

  boost::asio::ip::tcp::socket socket_;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_;
  bool is_broken_ = false;  ///< nothing more can be said by TLS
};

}  // namespace backwalk::net
