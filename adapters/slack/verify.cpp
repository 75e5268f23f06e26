// Request signing v0 (PROTOCOLS 1.1): HMAC-SHA256 over the exact bytes of the body, at most five minutes old or early.
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <memory>

#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

constexpr std::chrono::seconds kWindow{300};
constexpr std::size_t kDigest = 32;
constexpr std::size_t kSignature = 3 + 2 * kDigest;  // "v0=" and lower case hex

std::optional<std::chrono::seconds> read_seconds(std::string_view text) {
  if (text.empty() || text.size() > 12) return std::nullopt;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return std::chrono::seconds{seconds};
}

struct Release {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

/// Signing with one secret, prepared once: to prepare takes a third of the whole.
struct Signer {
  std::string secret{};
  std::unique_ptr<EVP_MAC_CTX, Release> context{};
};

bool begin(Signer& signer, const std::string& secret) {
  static EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr);  // kept: to look it up takes longer than to use it
  if (signer.context && signer.secret == secret) return EVP_MAC_init(signer.context.get(), nullptr, 0, nullptr) == 1;
  signer = {secret, std::unique_ptr<EVP_MAC_CTX, Release>(EVP_MAC_CTX_new(hmac))};
  std::string name = "SHA256";
  const std::array settings{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0), OSSL_PARAM_construct_end()};
  const auto* key = reinterpret_cast<const unsigned char*>(secret.data());
  return signer.context && EVP_MAC_init(signer.context.get(), key, secret.size(), settings.data()) == 1;
}

std::string signature_of(const std::string& secret, const std::string& base) {
  thread_local Signer signer;
  std::array<unsigned char, kDigest> digest{};
  std::size_t size = 0;
  if (!begin(signer, secret) ||
      EVP_MAC_update(signer.context.get(), reinterpret_cast<const unsigned char*>(base.data()), base.size()) != 1 ||
      EVP_MAC_final(signer.context.get(), digest.data(), &size, digest.size()) != 1) {
    signer = {};
    return {};
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string signature(kSignature, '=');
  signature.replace(0, 3, "v0=");
  for (std::size_t i = 0; i < kDigest; ++i) {
    signature[3 + 2 * i] = digits[digest[i] >> 4];
    signature[4 + 2 * i] = digits[digest[i] & 0xF];
  }
  return signature;
}

bool is_form(const chat::HttpRequest& request) {
  const auto type = chat::header(request.headers, "Content-Type");
  return type && type->starts_with("application/x-www-form-urlencoded");
}

Verdict verify_signature(const Config& config, const chat::HttpRequest& request, Instant wall) {
  constexpr std::string_view time_header = "X-Slack-Request-Timestamp";
  constexpr std::string_view signature_header = "X-Slack-Signature";
  if (chat::count_of(request.headers, time_header) != 1 || chat::count_of(request.headers, signature_header) != 1) {
    return Rejected{401, "signature headers missing or doubled"};
  }
  const std::string_view timestamp = *chat::header(request.headers, time_header);
  const std::string_view signature = *chat::header(request.headers, signature_header);
  const auto said_at = read_seconds(timestamp);
  if (!said_at || signature.size() != kSignature) return Rejected{401, "signature headers malformed"};
  const auto age = wall.time_since_epoch() - *said_at;
  if (age > kWindow || age < -kWindow) return Rejected{401, "timestamp outside of five minutes"};

  std::string base;
  base.reserve(request.body.size() + 32);
  (((base += "v0:") += timestamp) += ':') += request.body;
  bool matches = false;
  for (const auto& secret : config.signing_secrets) {
    if (secret.empty()) continue;  // anybody can sign with an empty key
    const std::string expected = signature_of(secret, base);
    matches |= expected.size() == kSignature && CRYPTO_memcmp(expected.data(), signature.data(), kSignature) == 0;
  }
  if (!matches) return Rejected{401, "signature does not match"};
  return Accepted{};
}

}  // namespace

std::string_view path_of(const chat::HttpRequest& request) {
  const std::string_view url = request.url;
  return url.substr(0, url.find('?'));
}

bool is_ssl_check(const chat::HttpRequest& request) {
  // An event is JSON, where "&ssl_check=1" may stand in somebody's sentence.
  if (path_of(request) == "/slack/events" && !is_form(request)) return false;
  if (!request.body.starts_with("ssl_check") && request.body.find("&ssl_check") == std::string::npos) return false;
  const auto form = chat::parse_form(request.body);
  return form && chat::field(*form, "ssl_check") == "1";
}

Verdict verify(const Config& config, const chat::HttpRequest& request, Instant wall) {
  Verdict verdict = verify_signature(config, request, wall);
  if (!std::holds_alternative<Accepted>(verdict) && is_ssl_check(request)) return Accepted{};
  return verdict;
}

}  // namespace backwalk::slack
