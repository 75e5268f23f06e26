// A blocking client, plain or TLS, that looks at no certificate: what is tested is the server's side of slowness and of ends.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/net/authority.hpp"
#include "tests/net/served.hpp"
#include "tests/scratch.hpp"

namespace backwalk::net {

/// Certificate and key of a test's own, in files that go with it.
class TestFiles {
 public:
  explicit TestFiles(const std::string& name = "localhost", int days = 30) : identity(make_identity(name, nullptr, "DNS:localhost", days)) {
    static int count = 0;
    const std::string stem = scratch_file("tls_" + std::to_string(++count));
    files = {stem + "_certificate.pem", stem + "_key.pem"};
    write();
  }
  ~TestFiles() {
    std::remove(files.certificate.c_str());
    std::remove(files.key.c_str());
  }
  void write() const {
    write_pem(identity, files.certificate);
    write_key(identity, files.key);
  }
  Identity identity;
  TlsFiles files{};
};

class EitherClient {
 public:
  EitherClient(std::uint16_t port, bool is_secure) : socket_(RawSocket::to(port)) {
    if (!is_secure) return;
    context_.reset(SSL_CTX_new(TLS_client_method()));
    tls_.reset(SSL_new(context_.get()));
    SSL_set_fd(tls_.get(), socket_.descriptor());
    EXPECT_EQ(SSL_connect(tls_.get()), 1) << "the handshake failed";
  }

  void send(std::string_view bytes) {
    if (!tls_) return socket_.send(bytes);
    while (!bytes.empty()) {
      const int count = SSL_write(tls_.get(), bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 20)));
      if (count <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  std::string receive() {
    if (!tls_) return socket_.receive();
    char buffer[65536];
    const int count = SSL_read(tls_.get(), buffer, sizeof buffer);
    return count > 0 ? std::string(buffer, static_cast<std::size_t>(count)) : std::string();
  }
  /// Status 0 when the stream ended before.
  chat::HttpResponse response() {
    ResponseReader reader(false, 1 << 20, 64 << 20);
    while (reader.stage() != Stage::done && reader.stage() != Stage::failed) {
      left_.erase(0, reader.take(left_));
      if (reader.stage() == Stage::done) break;
      const std::string some = receive();
      left_ += some;
      if (some.empty()) reader.end();
    }
    if (reader.stage() == Stage::done) return reader.response();
    chat::HttpResponse none;
    none.status = 0;
    return none;
  }
  bool is_at_end() { return left_.empty() && receive().empty(); }
  void end_sending() {
    if (tls_) SSL_shutdown(tls_.get());
    socket_.end_sending();
  }
  int descriptor() const { return socket_.descriptor(); }
  std::string shown_name() const {
    const std::unique_ptr<X509, Releases<X509_free>> shown(SSL_get1_peer_certificate(tls_.get()));
    char name[128] = "";
    X509_NAME_get_text_by_NID(X509_get_subject_name(shown.get()), NID_commonName, name, sizeof name);
    return name;
  }
  int version() const { return SSL_version(tls_.get()); }

 private:
  RawSocket socket_;
  std::unique_ptr<SSL_CTX, Releases<SSL_CTX_free>> context_{};
  std::unique_ptr<SSL, Releases<SSL_free>> tls_{};
  std::string left_{};
};

}  // namespace backwalk::net
