// The other side of a connection, played with blocking system calls: nothing of what is under test. Every wait ends after a minute, so
// that a broken test fails instead of hanging.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "bot/net/wire.hpp"

namespace backwalk::net {

class RawSocket {
 public:
  explicit RawSocket(int descriptor) : descriptor_(descriptor) {
    const timeval patience{60, 0};
    setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  }
  RawSocket(RawSocket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), left_(std::move(other.left_)) {}
  RawSocket& operator=(RawSocket&&) = delete;
  ~RawSocket() { close(); }

  static RawSocket unconnected() { return RawSocket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)); }
  static RawSocket to(std::uint16_t port) {
    RawSocket socket = unconnected();
    socket.connect(port);
    return socket;
  }

  void connect(std::uint16_t port) const {
    const sockaddr_in address = loopback(port);
    EXPECT_EQ(::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return;  // the other side has closed; what it said is read later
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  /// What comes next, at least a byte; empty at the end. `had_reset` tells a reset from an end.
  std::string receive() {
    if (!left_.empty()) return std::exchange(left_, {});
    char buffer[65536];
    const ssize_t count = ::recv(descriptor_, buffer, sizeof buffer, 0);
    if (count < 0) {
      had_reset = errno == ECONNRESET;
      if (errno == EAGAIN || errno == EWOULDBLOCK) ADD_FAILURE() << "nothing came for a minute";
    }
    return count > 0 ? std::string(buffer, static_cast<std::size_t>(count)) : std::string();
  }
  std::string receive_all() {
    std::string all;
    for (std::string some = receive(); !some.empty(); some = receive()) all += some;
    return all;
  }
  /// Until the end of a header, or the end of the stream; a body that came with it is kept for the next call.
  std::string receive_until(std::string_view mark) {
    std::string all;
    while (all.find(mark) == std::string::npos) {
      const std::string some = receive();
      if (some.empty()) return all;
      all += some;
    }
    const std::size_t end = all.find(mark) + mark.size();
    left_ = all.substr(end) + left_;
    return all.substr(0, end);
  }
  /// The next whole response; status 0 when the stream ended before.
  chat::HttpResponse response(bool to_head = false) {
    ResponseReader reader(to_head, 1 << 20, 64 << 20);
    std::string bytes;
    while (reader.stage() != Stage::done && reader.stage() != Stage::failed) {
      const std::string some = receive();
      bytes += some;
      if (some.empty())
        reader.end();
      else
        bytes.erase(0, reader.take(bytes));
    }
    left_ = bytes;
    if (reader.stage() == Stage::done) return reader.response();
    chat::HttpResponse none;
    none.status = 0;
    return none;
  }
  bool is_at_end() { return receive().empty(); }
  void end_sending() const { ::shutdown(descriptor_, SHUT_WR); }
  /// Closes with a reset instead of an orderly end.
  void reset() {
    const linger now{1, 0};
    setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
  }
  void close() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  }
  int descriptor() const { return descriptor_; }

  bool had_reset = false;

  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }

 private:
  int descriptor_;
  std::string left_{};
};

/// A listener that the test accepts from by hand.
class RawListener {
 public:
  RawListener() : socket_(RawSocket::unconnected()) {
    sockaddr_in address = RawSocket::loopback(0);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket_.descriptor(), reinterpret_cast<const sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(socket_.descriptor(), 16), 0);
    EXPECT_EQ(::getsockname(socket_.descriptor(), reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
  }
  std::uint16_t port() const { return port_; }
  std::string url(std::string_view path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + std::string(path); }
  RawSocket accept() const {
    const int descriptor = ::accept(socket_.descriptor(), nullptr, nullptr);
    EXPECT_GE(descriptor, 0) << "nobody connected";
    return RawSocket(descriptor);
  }
  /// None when nobody connects in time.
  std::optional<RawSocket> accept_within(std::chrono::milliseconds time) const {
    pollfd waits{socket_.descriptor(), POLLIN, 0};
    if (::poll(&waits, 1, static_cast<int>(time.count())) <= 0) return std::nullopt;
    return accept();
  }
  void close() { socket_.close(); }

 private:
  RawSocket socket_;
  std::uint16_t port_ = 0;
};

}  // namespace backwalk::net
