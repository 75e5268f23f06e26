// What a TLS server shows: certificate and key, read from files. Internal to net.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "adapters/chat/result.hpp"
#include "bot/net/net.hpp"

namespace backwalk::net {

using TlsContext = std::shared_ptr<SSL_CTX>;

/// TLS 1.2 and newer. Cause::invalid with one sentence: a file cannot be read or holds something else, or key and certificate do not belong
/// together. Notes in the log until when the certificate is good.
Result<TlsContext> load_tls(const TlsFiles& files);

}  // namespace backwalk::net
