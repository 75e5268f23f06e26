// The Connector's public keys: the metadata document names the list of keys, of which RSA keys for signatures count.
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include <algorithm>

#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::size_t kMostKeys = 100;
constexpr int kFewestBits = 2048;
constexpr int kMostBits = 8192;

template <auto Free>
struct FreeWith {
  template <class T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;

Number number_of(const Json& key, std::string_view name) {
  const auto bytes = from_base64url(chat::text_at(key, {name}).value_or("?"));
  if (!bytes || bytes->empty() || bytes->size() > kMostBits / 8 + 1) return nullptr;
  return Number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes->data()), static_cast<int>(bytes->size()), nullptr));
}

std::unique_ptr<EVP_PKEY, KeyFree> rsa_key(const Json& key) {
  const Number modulus = number_of(key, "n");
  const Number exponent = number_of(key, "e");
  if (!modulus || !exponent || BN_num_bits(modulus.get()) < kFewestBits || BN_num_bits(modulus.get()) > kMostBits) return nullptr;
  if (BN_num_bits(exponent.get()) > 64 || BN_is_odd(exponent.get()) == 0 || BN_is_one(exponent.get()) != 0) return nullptr;
  const std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>> builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1) {
    return nullptr;
  }
  const std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* made = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return std::unique_ptr<EVP_PKEY, KeyFree>(made);
}

std::set<std::string> endorsements_of(const Json& key) {
  std::set<std::string> channels;
  const Json* list = chat::find(key, {"endorsements"});
  if (list == nullptr || !list->is_array()) return channels;
  for (const Json& channel : *list) {
    if (channel.is_string()) channels.insert(channel.get<std::string>());
  }
  return channels;
}

KeysAnswer keys_in(const Json& list) {
  auto set = std::make_shared<KeySet>();
  for (const Json& key : list) {
    if (set->by_id.size() == kMostKeys) break;
    const auto id = chat::text_at(key, {"kid"});
    const bool is_for_signatures = chat::text_at(key, {"use"}).value_or("sig") == "sig";
    if (!id || !is_for_signatures || chat::text_at(key, {"kty"}) != "RSA") continue;
    auto made = rsa_key(key);
    if (made) set->by_id.insert_or_assign(*id, PublicKey{std::move(made), endorsements_of(key)});
  }
  if (set->by_id.empty()) return NoKeys{"the list holds no RSA key"};
  return std::shared_ptr<const Keys>(std::move(set));
}

}  // namespace

KeysAnswer read_keys(const Config& config, const chat::HttpResponse& response) {
  if (response.status != 200) return NoKeys{"the key server answered " + std::to_string(response.status)};
  const auto json = chat::parse_object(response.body, "the key server's answer");
  if (!json) return NoKeys{json.error().what};
  if (const Json* keys = chat::find(*json, {"keys"}); keys != nullptr && keys->is_array()) return keys_in(*keys);
  const auto url = chat::text_at(*json, {"jwks_uri"});
  if (!url) return NoKeys{"the key server's answer holds neither keys nor where they are"};
  // Whoever reads the way to the keys could change them.
  const bool is_safe = url->starts_with("https://") || (is_loopback_url(*url) && is_loopback_url(config.openid_url));
  if (!is_safe) return NoKeys{"the keys are at an address without https"};
  return NeedsKeys{{.method = "GET", .url = *url, .headers = {}, .body = {}}};
}

bool is_signed_by(const PublicKey& key, const SignedToken& token) {
  const std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
  if (!context || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.key.get()) != 1) return false;
  const auto* signature = reinterpret_cast<const unsigned char*>(token.signature.data());
  const auto* text = reinterpret_cast<const unsigned char*>(token.signed_part.data());
  return EVP_DigestVerify(context.get(), signature, token.signature.size(), text, token.signed_part.size()) == 1;
}

}  // namespace backwalk::teams
