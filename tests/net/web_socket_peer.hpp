// The server's end of a WebSocket, played by hand after RFC 6455: nothing of what is under test.
#pragma once

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "tests/net/raw_socket.hpp"

namespace backwalk::net {

enum class Code : unsigned char { more = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

struct SentFrame {
  Code code{};
  bool is_last = false;
  bool is_masked = false;
  std::string payload{};
};

/// What a server answers to this key.
inline std::string accepted(const std::string& key) {
  const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha1(), nullptr);
  unsigned char base64[64];
  const int length = EVP_EncodeBlock(base64, digest, static_cast<int>(size));
  return {reinterpret_cast<char*>(base64), static_cast<std::size_t>(length)};
}

inline std::string header_of(const std::string& request, std::string_view name) {
  const auto at = request.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return {};
  const auto from = at + name.size() + 4;
  return request.substr(from, request.find("\r\n", from) - from);
}

inline std::string agreement(const std::string& request) {
  return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
         accepted(header_of(request, "Sec-WebSocket-Key")) + "\r\n\r\n";
}

/// The bytes of a server's frame.
inline std::string frame(Code code, std::string_view payload, bool is_last = true) {
  std::string bytes(1, static_cast<char>((is_last ? 0x80 : 0) | static_cast<int>(code)));
  const int length_bytes = payload.size() < 126 ? 0 : payload.size() < 65536 ? 2 : 8;
  bytes += static_cast<char>(length_bytes == 0 ? payload.size() : length_bytes == 2 ? 126 : 127);
  for (int i = length_bytes - 1; i >= 0; --i) bytes += static_cast<char>(payload.size() >> (8 * i));
  return bytes.append(payload);
}

/// Over any blocking peer with send and receive: RawSocket, TlsPeer.
template <class Peer>
class WebSocketPeer {
 public:
  explicit WebSocketPeer(Peer peer) : peer_(std::move(peer)) {}

  /// Agrees to what the client asks; returns its request.
  std::string agree() {
    const std::string request = peer_.receive_until("\r\n\r\n");
    peer_.send(agreement(request));
    return request;
  }
  void send(Code code, std::string_view payload, bool is_last = true) { peer_.send(frame(code, payload, is_last)); }
  /// The next frame of the client; code `more` with nothing in it at the end of the stream.
  SentFrame receive() {
    if (!fill(2)) return {};
    SentFrame got;
    got.code = static_cast<Code>(byte(0) & 0x0F);
    got.is_last = (byte(0) & 0x80) != 0;
    got.is_masked = (byte(1) & 0x80) != 0;
    std::size_t length = byte(1) & 0x7F;
    std::size_t at = 2;
    const std::size_t length_bytes = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (length_bytes > 0) {
      if (!fill(at + length_bytes)) return {};
      length = 0;
      for (std::size_t i = 0; i < length_bytes; ++i) length = length << 8U | byte(at++);
    }
    const std::size_t mask = at;
    if (got.is_masked) at += 4;
    if (!fill(at + length)) return {};
    for (std::size_t i = 0; i < length; ++i) {
      got.payload += static_cast<char>(got.is_masked ? byte(at + i) ^ byte(mask + i % 4) : byte(at + i));
    }
    bytes_.erase(0, at + length);
    return got;
  }
  Peer& peer() { return peer_; }

 private:
  unsigned byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }
  bool fill(std::size_t count) {
    while (bytes_.size() < count) {
      const std::string some = peer_.receive();
      if (some.empty()) return false;
      bytes_ += some;
    }
    return true;
  }

  Peer peer_;
  std::string bytes_{};
};

}  // namespace backwalk::net
