// A certificate authority for tests: makes certificates with the OpenSSL API, and a TLS server that shows them.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

#include "tests/net/raw_socket.hpp"

namespace backwalk::net {

template <auto release>
struct Releases {
  template <class T>
  void operator()(T* held) const {
    release(held);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Releases<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Releases<X509_free>>;

struct Identity {
  Key key{};
  Certificate certificate{};
};

inline void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

/// Signed by `issuer`, or by itself. `names`: "DNS:localhost,IP:127.0.0.1"; empty makes an authority. Valid from yesterday for `days`.
inline Identity make_identity(const std::string& name, const Identity* issuer, const std::string& names, int days = 30) {
  Identity made{Key(EVP_EC_gen("P-256")), Certificate(X509_new())};
  X509* certificate = made.certificate.get();
  X509_set_version(certificate, 2);
  static long serial = 0;
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -86'400);
  X509_gmtime_adj(X509_getm_notAfter(certificate), static_cast<long>(days) * 86'400);
  X509_set_pubkey(certificate, made.key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()),
                             -1, -1, 0);
  X509* by = issuer == nullptr ? certificate : issuer->certificate.get();
  X509_set_issuer_name(certificate, X509_get_subject_name(by));
  if (names.empty())
    add_extension(certificate, by, NID_basic_constraints, "critical,CA:TRUE");
  else
    add_extension(certificate, by, NID_subject_alt_name, names);
  X509_sign(certificate, issuer == nullptr ? made.key.get() : issuer->key.get(), EVP_sha256());
  return made;
}

inline void write_pem(const Identity& identity, const std::string& path) {
  FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  PEM_write_X509(file, identity.certificate.get());
  std::fclose(file);
}

inline void write_key(const Identity& identity, const std::string& path) {
  FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  PEM_write_PrivateKey(file, identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
}

/// The server's end of one TLS connection, blocking.
class TlsPeer {
 public:
  TlsPeer(RawSocket socket, const Identity& identity)
      : socket_(std::move(socket)), context_(SSL_CTX_new(TLS_server_method())), tls_(SSL_new(context_.get())) {
    SSL_use_certificate(tls_.get(), identity.certificate.get());
    SSL_use_PrivateKey(tls_.get(), identity.key.get());
    SSL_set_fd(tls_.get(), socket_.descriptor());
  }
  bool shake_hands() { return SSL_accept(tls_.get()) == 1; }
  std::string asked_for() const {
    const char* name = SSL_get_servername(tls_.get(), TLSEXT_NAMETYPE_host_name);
    return name == nullptr ? "" : name;
  }
  std::string receive() {
    char buffer[4096];
    const int count = SSL_read(tls_.get(), buffer, sizeof buffer);
    return count > 0 ? std::string(buffer, static_cast<std::size_t>(count)) : std::string();
  }
  std::string receive_until(std::string_view mark) {
    std::string all;
    for (std::string some = receive(); !some.empty(); some = receive()) {
      all += some;
      if (all.find(mark) != std::string::npos) break;
    }
    return all;
  }
  void send(std::string_view bytes) { SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())); }
  void close() { socket_.close(); }

 private:
  RawSocket socket_;
  std::unique_ptr<SSL_CTX, Releases<SSL_CTX_free>> context_;
  std::unique_ptr<SSL, Releases<SSL_free>> tls_;
};

}  // namespace backwalk::net
