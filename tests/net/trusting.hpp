// Which authorities the clients of this process trust, for as long as a test needs it.
#pragma once

#include <cstdlib>
#include <string>

namespace backwalk::net {

/// OpenSSL reads the variable when a client is made. No other thread of a test looks at the environment.
class Trusting {
 public:
  explicit Trusting(const std::string& pem_file) {
    setenv("SSL_CERT_FILE", pem_file.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  }
  ~Trusting() {
    unsetenv("SSL_CERT_FILE");  // NOLINT(concurrency-mt-unsafe)
  }
  Trusting(const Trusting&) = delete;
  Trusting& operator=(const Trusting&) = delete;
};

}  // namespace backwalk::net
