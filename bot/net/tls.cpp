#include "bot/net/tls.hpp"

#include <openssl/err.h>
#include <openssl/x509.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <system_error>
#include <utility>

#include "bot/base/log.hpp"

namespace backwalk::net {
namespace {

/// Why a file cannot be opened; empty when it can.
std::string trouble_with(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "r");
  if (file == nullptr) return std::generic_category().message(errno);
  std::fclose(file);
  return {};
}

Error wrong(const std::string& what) {
  ERR_clear_error();
  return {Cause::invalid, what};
}

/// "2027-01-31T12:00:00Z"; empty when it is no time.
std::string until(const X509* certificate) {
  std::tm parts{};
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return {};
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

void note(const X509* certificate) {
  const bool is_over = certificate != nullptr && X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0;
  log::line(is_over ? log::Level::error : log::Level::info, is_over ? "certificate has expired" : "certificate",
            {{"good_until", until(certificate)}});
}

}  // namespace

Result<TlsContext> load_tls(const TlsFiles& files) {
  for (const auto& [what, path] : {std::pair{"certificate", files.certificate}, std::pair{"key", files.key}}) {
    const std::string trouble = trouble_with(path);
    if (trouble.empty()) continue;
    std::string sentence = "the TLS ";
    sentence.append(what).append(" ").append(path).append(" cannot be read: ").append(trouble);
    return wrong(sentence);
  }
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to the descriptor; a client that is gone is an error then, not a signal
  TlsContext context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_session_id_context(context.get(), reinterpret_cast<const unsigned char*>("backwalk"), 8);
  if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1) {
    return wrong("the TLS certificate " + files.certificate + " is no certificate in PEM form");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool is_other = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
    return wrong(is_other ? "the TLS key " + files.key + " does not belong to the certificate " + files.certificate
                          : "the TLS key " + files.key + " is no private key in PEM form, or has a password");
  }
  if (SSL_CTX_check_private_key(context.get()) != 1) {
    return wrong("the TLS key " + files.key + " does not belong to the certificate " + files.certificate);
  }
  note(SSL_CTX_get0_certificate(context.get()));
  return context;
}

}  // namespace backwalk::net
