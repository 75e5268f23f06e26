// Own payloads, a signature, and Slack ready to read them.
#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/slack/slack.hpp"

namespace backwalk::slack::samples {

inline const std::filesystem::path kData = std::filesystem::path(BACKWALK_SOURCE_DIR) / "tests" / "data";

inline std::string file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

inline std::string payload(const std::string& name) { return file(kData / "slack" / name); }

inline const std::string kSecret = "a secret of the tests";
inline const std::string kToken = "a token of the tests";

inline std::unique_ptr<Platform> slack() {
  Config config;
  config.signing_secrets = {kSecret};
  config.bot_token = kToken;
  return make_slack(config);
}

inline Instant at_seconds(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

inline std::string signature(const std::string& secret, const std::string& timestamp, const std::string& body) {
  const std::string base = "v0:" + timestamp + ":" + body;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(base.data()), base.size(),
       digest, &size);
  std::string text = "v0=";
  for (unsigned int i = 0; i < size; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

inline chat::HttpRequest request(std::string url, std::string body) {
  return {.method = "POST", .url = std::move(url), .headers = {}, .body = std::move(body)};
}

inline chat::HttpRequest signed_request(std::string url, std::string body, std::int64_t seconds, const std::string& secret = kSecret) {
  auto made = request(std::move(url), std::move(body));
  made.headers = {{"X-Slack-Request-Timestamp", std::to_string(seconds)},
                  {"X-Slack-Signature", signature(secret, std::to_string(seconds), made.body)}};
  return made;
}

inline chat::HttpRequest interaction(const std::string& json) {
  return request("/slack/interactions", "payload=" + chat::form_escape(json));
}

/// The address that a sample is posted to, by its name.
inline chat::HttpRequest request_of(const std::string& name, const std::string& content) {
  if (name.ends_with(".txt")) return request("/slack/commands", content);
  return name.starts_with("press") || name.starts_with("view") ? interaction(content) : request("/slack/events", content);
}

}  // namespace backwalk::slack::samples
