// Activities as the Connector sends them, keys and tokens that are made in the test, and Teams ready to read them.
#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/teams/teams.hpp"

namespace backwalk::teams::samples {

using Json = nlohmann::json;

inline const std::string kApp = "608cacfd-1cea-40c9-b678-4b93e69bb72b";
inline const std::string kBot = "28:" + kApp;
inline const std::string kTenant = "b28fdbfd-2b78-4f93-b0f8-8881793f0f8f";
inline const std::string kService = "https://smba.trafficmanager.net/emea/" + kTenant + "/";
inline const std::string kChannel = "19:0b7f32667e064dd9b25d7969801541f4@thread.tacv2";
inline constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 10 / 12} + std::chrono::hours{7}};

inline Config config() { return {.app_id = kApp, .app_secret = "a secret of the tests", .tenant_id = kTenant}; }
inline std::unique_ptr<Platform> teams() { return make_teams(config()); }

inline std::string base64url(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
    const unsigned bits = byte(at) << 16U | byte(at + 1) << 8U | byte(at + 2);
    const std::size_t count = std::min<std::size_t>(bytes.size() - at, 3) + 1;
    for (std::size_t i = 0; i < count; ++i) text += letters[bits >> (18 - 6 * i) & 63U];
  }
  return text;
}

/// A key pair; made once for all tests of a program, for that takes a while.
class Pair {
 public:
  explicit Pair(unsigned bits = 2048) : key_(EVP_RSA_gen(bits), EVP_PKEY_free) {}

  Json jwk(const std::string& id, const std::vector<std::string>& endorsements = {"msteams"}) const {
    return {{"kty", "RSA"}, {"use", "sig"}, {"kid", id}, {"n", number("n")}, {"e", number("e")}, {"endorsements", endorsements}};
  }
  std::string modulus() const { return number("n"); }
  std::string sign(const std::string& text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
    std::size_t size = signature.size();
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    signature.resize(size);
    return signature;
  }

 private:
  std::string number(const char* name) const {
    BIGNUM* value = nullptr;
    EVP_PKEY_get_bn_param(key_.get(), name, &value);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
    BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(value);
    return base64url(bytes);
  }
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};
inline const Pair& pair() {
  static const Pair made;
  return made;
}

inline Json header_of(const std::string& key_id) { return {{"alg", "RS256"}, {"typ", "JWT"}, {"kid", key_id}}; }
inline Json claims_of(Instant now = kNow) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  return {{"iss", "https://api.botframework.com"}, {"aud", kApp}, {"serviceurl", kService}, {"nbf", seconds - 60}, {"exp", seconds + 3600}};
}
inline std::string unsigned_part(const Json& header, const Json& claims) {
  return base64url(header.dump()) + "." + base64url(claims.dump());
}
inline std::string token(const Json& header, const Json& claims, const Pair& with = pair()) {
  const std::string text = unsigned_part(header, claims);
  return text + "." + base64url(with.sign(text));
}

inline Json activity(const std::string& type, const std::string& id = "1760000000001") {
  return {
      {"type", type},
      {"id", id},
      {"timestamp", "2026-10-12T06:59:58.1234567Z"},
      {"channelId", "msteams"},
      {"serviceUrl", kService},
      {"from", {{"id", "29:anna"}, {"name", "Anna Huber"}, {"aadObjectId", "eddfa9d4-346e-4cce-a18f-fa6261ad776b"}}},
      {"recipient", {{"id", kBot}, {"name", "Backwalk"}}},
      {"conversation", {{"id", kChannel + ";messageid=" + id}, {"conversationType", "channel"}, {"isGroup", true}, {"tenantId", kTenant}}},
      {"channelData", {{"tenant", {{"id", kTenant}}}, {"team", {{"id", kChannel}}}, {"channel", {{"id", kChannel}}}}},
      {"locale", "en-GB"},
      {"localTimezone", "Europe/Vienna"}};
}
inline Json personal(Json activity) {
  activity["conversation"] = {{"id", "a:1-anna"}, {"conversationType", "personal"}, {"tenantId", kTenant}};
  activity["channelData"] = {{"tenant", {{"id", kTenant}}}};
  return activity;
}
inline Json said(const std::string& text, const std::string& id = "1760000000001") {
  Json json = activity("message", id);
  json["text"] = text;
  json["entities"] =
      Json::array({Json{{"type", "mention"}, {"text", "<at>Backwalk</at>"}, {"mentioned", {{"id", kBot}, {"name", "Backwalk"}}}}});
  return json;
}

inline chat::HttpRequest request(const Json& activity, const std::string& authorization = {}) {
  chat::HttpRequest made{.method = "POST", .url = "/teams/messages", .headers = {}, .body = activity.dump()};
  if (!authorization.empty()) made.headers.emplace_back("Authorization", authorization);
  return made;
}
template <class T>
T read_as(const Json& activity) {
  return std::get<T>(teams()->read(request(activity), kNow).value());
}

inline std::string words(const std::vector<chat::Piece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) {
    if (const auto* plain = std::get_if<std::string>(&piece)) text += *plain;
    if (const auto* user = std::get_if<chat::UserMention>(&piece)) text += "{" + user->user + "|" + user->name + "}";
    if (const auto* channel = std::get_if<chat::ChannelMention>(&piece)) text += "{#" + channel->channel + "|" + channel->name + "}";
  }
  return text;
}

}  // namespace backwalk::teams::samples
