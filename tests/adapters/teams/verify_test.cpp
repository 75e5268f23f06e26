// Who gets in (PROTOCOLS 2.2): a table of attacks, all with keys that are made here.
#include <gtest/gtest.h>
#include <openssl/hmac.h>

#include <functional>

#include "tests/adapters/teams/samples.hpp"

namespace backwalk::teams {
namespace {

using namespace samples;
using namespace std::chrono_literals;

std::shared_ptr<const Keys> keys_from(const Json& list) {
  const auto answer = teams()->read_keys({.status = 200, .headers = {}, .body = Json{{"keys", list}}.dump()});
  const auto* keys = std::get_if<std::shared_ptr<const Keys>>(&answer);
  return keys == nullptr ? nullptr : *keys;
}

const Keys& known() {
  static const auto keys = keys_from(Json::array({pair().jwk("key-1"), pair().jwk("key-2", {"webchat"})}));
  return *keys;
}

/// 200 accepted, 0 keys are asked for, else the status.
int status_of(const Verdict& verdict) {
  if (const auto* rejected = std::get_if<Rejected>(&verdict)) return rejected->status;
  return std::holds_alternative<Accepted>(verdict) ? 200 : 0;
}
int judge(const chat::HttpRequest& request, Instant now = kNow) { return status_of(teams()->verify_with(request, known(), now)); }
int judge_token(const std::string& token, Instant now = kNow) { return judge(request(said("hello"), "Bearer " + token), now); }

struct Attack {
  const char* name = "";
  std::function<void(Json& header, Json& claims, Json& activity)> change{};
  int status = 401;
};

TEST(TeamsVerify, LetsTheConnectorIn) { EXPECT_EQ(judge_token(token(header_of("key-1"), claims_of())), 200); }

TEST(TeamsVerify, RefusesEveryAttack) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(kNow.time_since_epoch()).count();
  const Attack attacks[] = {
      {"algorithm none", [](Json& header, Json&, Json&) { header["alg"] = "none"; }},
      {"algorithm in another case", [](Json& header, Json&, Json&) { header["alg"] = "rs256"; }},
      {"RS512", [](Json& header, Json&, Json&) { header["alg"] = "RS512"; }},
      {"no key named", [](Json& header, Json&, Json&) { header.erase("kid"); }},
      {"a critical extension", [](Json& header, Json&, Json&) { header["crit"] = Json::array({"exp"}); }},
      {"another audience", [](Json&, Json& claims, Json&) { claims["aud"] = "00000000-0000-0000-0000-000000000000"; }},
      {"several audiences",
       [](Json&, Json& claims, Json&) {
         claims["aud"] = Json::array({kApp, "other"});
       }},
      {"no audience", [](Json&, Json& claims, Json&) { claims.erase("aud"); }},
      {"another issuer", [](Json&, Json& claims, Json&) { claims["iss"] = "https://sts.windows.net/d6d49420/"; }},
      {"an issuer that begins alike", [](Json&, Json& claims, Json&) { claims["iss"] = "https://api.botframework.com.evil.example"; }},
      {"expired", [&](Json&, Json& claims, Json&) { claims["exp"] = seconds - 301; }},
      {"without an end", [](Json&, Json& claims, Json&) { claims.erase("exp"); }},
      {"an end in words", [](Json&, Json& claims, Json&) { claims["exp"] = "tomorrow"; }},
      {"an end beyond all times", [](Json&, Json& claims, Json&) { claims["exp"] = 1e300; }},
      {"in the future", [&](Json&, Json& claims, Json&) { claims["nbf"] = seconds + 301; }},
      {"an endorsement for another channel", [](Json& header, Json&, Json&) { header["kid"] = "key-2"; }, 403},
      {"an activity of another channel", [](Json&, Json&, Json& activity) { activity["channelId"] = "webchat"; }, 403},
      {"another service in the activity",
       [](Json&, Json&, Json& activity) { activity["serviceUrl"] = "https://smba.trafficmanager.net/amer/"; }, 403},
      {"another service in the token", [](Json&, Json& claims, Json&) { claims["serviceurl"] = "https://evil.example/"; }, 403},
      {"no service in the token", [](Json&, Json& claims, Json&) { claims.erase("serviceurl"); }, 403},
      {"no service at all", [](Json&, Json& claims, Json& activity) { claims.erase("serviceurl"), activity.erase("serviceUrl"); }, 403},
      {"a service on a host of their own",
       [](Json&, Json& claims, Json& activity) { claims["serviceurl"] = activity["serviceUrl"] = "https://evil.example/"; }, 403},
      {"a service on a host that ends alike",
       [](Json&, Json& claims, Json& activity) { claims["serviceurl"] = activity["serviceUrl"] = "https://evilbotframework.com/"; }, 403},
      {"a user before the host",
       [](Json&, Json& claims, Json& activity) {
         claims["serviceurl"] = activity["serviceUrl"] = "https://smba.trafficmanager.net@evil.example/";
       },
       403},
      {"a service without https",
       [](Json&, Json& claims, Json& activity) { claims["serviceurl"] = activity["serviceUrl"] = "http://smba.trafficmanager.net/emea/"; },
       403},
      {"a service on this machine",
       [](Json&, Json& claims, Json& activity) { claims["serviceurl"] = activity["serviceUrl"] = "http://127.0.0.1:9/"; }, 403},
  };
  for (const auto& attack : attacks) {
    SCOPED_TRACE(attack.name);
    Json header = header_of("key-1");
    Json claims = claims_of();
    Json body = said("hello");
    attack.change(header, claims, body);
    EXPECT_EQ(judge(request(body, "Bearer " + token(header, claims))), attack.status);
  }
}

TEST(TeamsVerify, RefusesAKeyedHashMadeWithThePublicKey) {
  Json header = header_of("key-1");
  header["alg"] = "HS256";
  const std::string text = unsigned_part(header, claims_of());
  const std::string secret = pair().modulus();
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac,
       &size);
  const std::string signature(reinterpret_cast<const char*>(mac), size);
  EXPECT_EQ(judge_token(text + "." + base64url(signature)), 401);
  // Not even under a header that lies about it.
  EXPECT_EQ(judge_token(unsigned_part(header_of("key-1"), claims_of()) + "." + base64url(signature)), 401);
}

TEST(TeamsVerify, RefusesAnotherKeysSignatureAndAChangedClaim) {
  const Pair stranger;
  EXPECT_EQ(judge_token(token(header_of("key-1"), claims_of(), stranger)), 401);
  const std::string good = token(header_of("key-1"), claims_of());
  Json longer = claims_of();
  longer["exp"] = longer["exp"].get<std::int64_t>() + 1;
  EXPECT_EQ(judge_token(unsigned_part(header_of("key-1"), longer) + good.substr(good.rfind('.'))), 401);
  EXPECT_EQ(judge_token(good.substr(0, good.rfind('.') + 1)), 401);
}

TEST(TeamsVerify, RefusesWhatIsNoToken) {
  const std::string good = token(header_of("key-1"), claims_of());
  for (const std::string& text : {std::string(), std::string("a"), std::string("a.b"), std::string("a.b.c"), good + ".x", good.substr(1),
                                  " " + good, std::string(1 << 20, 'A'), "eyJhbGciOiJSUzI1NiJ9." + std::string(1 << 20, 'A') + ".AAAA"}) {
    SCOPED_TRACE(text.substr(0, 60));
    EXPECT_EQ(judge_token(text), 401);
  }
  EXPECT_EQ(judge(request(said("hello"))), 401);
  EXPECT_EQ(judge(request(said("hello"), "Basic " + good)), 401);
  auto twice = request(said("hello"), "Bearer " + good);
  twice.headers.emplace_back("authorization", "Bearer " + good);
  EXPECT_EQ(judge(twice), 401);
}

TEST(TeamsVerify, AllowsFiveMinutesBetweenTheClocks) {
  const std::string made = token(header_of("key-1"), claims_of());
  EXPECT_EQ(judge_token(made, kNow - 60s - 300s), 200);
  EXPECT_EQ(judge_token(made, kNow - 60s - 301s), 401);
  EXPECT_EQ(judge_token(made, kNow + 3600s + 299s), 200);
  EXPECT_EQ(judge_token(made, kNow + 3600s + 300s), 401);
}

TEST(TeamsVerify, ComparesTheServiceWithoutCaseAndLastSlash) {
  Json claims = claims_of();
  claims["serviceurl"] = "HTTPS://SMBA.trafficmanager.net/EMEA/" + kTenant;
  EXPECT_EQ(judge_token(token(header_of("key-1"), claims)), 200);
}

TEST(TeamsVerify, AsksForKeysOnlyForATokenThatCouldBeGood) {
  const std::string unknown = token(header_of("key-9"), claims_of());
  EXPECT_EQ(judge_token(unknown), 0);
  const auto verdict = teams()->verify(request(said("hello"), "Bearer " + unknown), kNow);
  EXPECT_EQ(std::get<NeedsKeys>(verdict).request.url, "https://login.botframework.com/v1/.well-known/openidconfiguration");
  Json stale = claims_of(kNow - 3h);
  EXPECT_EQ(status_of(teams()->verify(request(said("hello"), "Bearer " + token(header_of("key-9"), stale)), kNow)), 401);
}

TEST(TeamsVerify, FollowsTheMetadataToTheKeys) {
  const auto read = [](const std::string& body, int status = 200) {
    return teams()->read_keys({.status = status, .headers = {}, .body = body});
  };
  const auto next = read(R"({"issuer":"https://api.botframework.com","jwks_uri":"https://login.botframework.com/v1/.well-known/keys"})");
  EXPECT_EQ(std::get<NeedsKeys>(next).request.url, "https://login.botframework.com/v1/.well-known/keys");
  for (const char* body :
       {"", "[]", "{}", R"({"jwks_uri":"http://login.botframework.com/keys"})", R"({"keys":[]})", R"({"keys":[1,{"kid":"a"}]})"}) {
    SCOPED_TRACE(body);
    EXPECT_TRUE(std::holds_alternative<NoKeys>(read(body)));
  }
  EXPECT_TRUE(std::holds_alternative<NoKeys>(read(R"({"keys":[]})", 500)));
}

TEST(TeamsVerify, TakesOnlyRsaKeysForSignaturesOfEnoughBits) {
  const Pair weak(1024);
  Json curve{{"kty", "EC"}, {"kid", "key-1"}, {"crv", "P-256"}, {"x", "AAAA"}, {"y", "AAAA"}};
  Json sealing = pair().jwk("key-1");
  sealing["use"] = "enc";
  Json broken = pair().jwk("key-1");
  broken["n"] = "not base64!";
  EXPECT_EQ(keys_from(Json::array({weak.jwk("key-1"), curve, sealing, broken})), nullptr);
  EXPECT_NE(keys_from(Json::array({curve, pair().jwk("key-1")})), nullptr);
}

TEST(TeamsVerify, BelievesAnybodyOnlyInDevelopmentAndThenOnlyOnThisMachine) {
  Config open = config();
  open.allow_unauthenticated = true;
  const auto platform = make_teams(open);
  Json body = said("hello");
  body["serviceUrl"] = "http://localhost:56150/_connector";
  EXPECT_EQ(status_of(platform->verify(request(body), kNow)), 200);
  EXPECT_EQ(status_of(platform->verify(request(said("hello")), kNow)), 403) << "an address elsewhere would get what we say";
  EXPECT_EQ(judge(request(body)), 401);
}

TEST(TeamsVerify, TakesAStandInsServiceOnlyWhereItsKeysAreOnThisMachineToo) {
  Config local = config();
  local.openid_url = "http://127.0.0.1:9/openid";
  Json body = said("hello");
  body["serviceUrl"] = "http://127.0.0.1:9/emea/";
  Json claims = claims_of();
  claims["serviceurl"] = "http://127.0.0.1:9/emea";
  const auto made = request(body, "Bearer " + token(header_of("key-1"), claims));
  EXPECT_EQ(status_of(make_teams(local)->verify_with(made, known(), kNow)), 200);
  EXPECT_EQ(judge(made), 403);
}

}  // namespace
}  // namespace backwalk::teams
