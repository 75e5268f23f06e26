#include <gtest/gtest.h>

#include <cctype>

#include "tests/adapters/slack/samples.hpp"

namespace backwalk::slack {
namespace {

using samples::at_seconds;
using samples::signed_request;
using samples::slack;

constexpr std::int64_t kNow = 1767258000;

bool accepted(const chat::HttpRequest& request, std::int64_t now = kNow) {
  return std::holds_alternative<Accepted>(slack()->verify(request, at_seconds(now)));
}

int status(const chat::HttpRequest& request, std::int64_t now = kNow) {
  const Verdict verdict = slack()->verify(request, at_seconds(now));
  const auto* rejected = std::get_if<Rejected>(&verdict);
  return rejected != nullptr ? rejected->status : 200;
}

TEST(SlackVerify, AcceptsTheVectorOfSlacksDocumentation) {
  Config config;
  config.signing_secrets = {"8f742231b10e8888abcd99yyyzzz85a5"};
  const std::string body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
      "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%"
      "2F39770088555"
      "4%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  auto request = samples::request("/slack/commands", body);
  request.headers = {{"x-slack-request-timestamp", "1531420618"},
                     {"X-SLACK-SIGNATURE", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"}};
  EXPECT_TRUE(std::holds_alternative<Accepted>(make_slack(config)->verify(request, at_seconds(1531420618))));
}

TEST(SlackVerify, AcceptsFiveMinutesEitherWayAndNoMore) {
  const auto request = signed_request("/slack/commands", "text=next", kNow);
  for (const int skew : {-300, 0, 300}) EXPECT_TRUE(accepted(request, kNow + skew)) << skew;
  for (const int skew : {-301, 301, 86400}) EXPECT_EQ(status(request, kNow + skew), 401) << skew;
}

TEST(SlackVerify, RejectsAWrongSecretAndAnEmptyOne) {
  EXPECT_EQ(status(signed_request("/slack/commands", "text=next", kNow, "another secret")), 401);
  Config config;
  config.signing_secrets = {""};
  EXPECT_FALSE(std::holds_alternative<Accepted>(
      make_slack(config)->verify(signed_request("/slack/commands", "text=next", kNow, ""), at_seconds(kNow))));
}

TEST(SlackVerify, AcceptsTheOlderSecretDuringARotation) {
  Config config;
  config.signing_secrets = {"the new one", samples::kSecret};
  EXPECT_TRUE(
      std::holds_alternative<Accepted>(make_slack(config)->verify(signed_request("/slack/commands", "text=next", kNow), at_seconds(kNow))));
}

TEST(SlackVerify, RejectsABodyThatWasEncodedAnew) {
  auto request = signed_request("/slack/commands", "text=a+b", kNow);
  request.body = "text=a%20b";
  EXPECT_EQ(status(request), 401);
}

TEST(SlackVerify, RejectsEverySpoiltHeader) {
  const auto good = signed_request("/slack/events", "{}", kNow);
  const std::string& stamp = good.headers[0].second;
  const std::string& hex = good.headers[1].second;
  std::string upper = hex;
  for (std::size_t i = 3; i < upper.size(); ++i) upper[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(upper[i])));
  const chat::Headers cases[] = {
      {},
      {{"X-Slack-Request-Timestamp", stamp}},
      {{"X-Slack-Signature", hex}},
      {{"X-Slack-Request-Timestamp", stamp}, {"X-Slack-Signature", upper}},
      {{"X-Slack-Request-Timestamp", stamp}, {"X-Slack-Signature", hex}, {"x-slack-signature", hex}},
      {{"X-Slack-Request-Timestamp", stamp}, {"x-slack-request-timestamp", stamp}, {"X-Slack-Signature", hex}},
      {{"X-Slack-Request-Timestamp", stamp}, {"X-Slack-Signature", hex + ", " + hex}},
      {{"X-Slack-Request-Timestamp", stamp}, {"X-Slack-Signature", hex.substr(3)}},
      {{"X-Slack-Request-Timestamp", stamp}, {"X-Slack-Signature", ""}},
      {{"X-Slack-Request-Timestamp", ""}, {"X-Slack-Signature", hex}},
      {{"X-Slack-Request-Timestamp", stamp + " "}, {"X-Slack-Signature", hex}},
      {{"X-Slack-Request-Timestamp", "-" + stamp}, {"X-Slack-Signature", hex}},
      {{"X-Slack-Request-Timestamp", "+" + stamp}, {"X-Slack-Signature", hex}},
      {{"X-Slack-Request-Timestamp", "99999999999999999999"}, {"X-Slack-Signature", hex}},
  };
  EXPECT_TRUE(accepted(good));
  for (const auto& headers : cases) {
    auto request = good;
    request.headers = headers;
    EXPECT_EQ(status(request), 401) << testing::PrintToString(headers);
  }
}

TEST(SlackVerify, RejectsEveryChangedByteOfTheSignature) {
  const auto good = signed_request("/slack/commands", "text=next", kNow);
  for (std::size_t i = 0; i < good.headers[1].second.size(); ++i) {
    auto request = good;
    request.headers[1].second[i] = static_cast<char>(request.headers[1].second[i] ^ 1);
    EXPECT_EQ(status(request), 401) << i;
  }
}

TEST(SlackVerify, TakesAnUnsignedSslCheckAndNothingInIt) {
  const auto request = samples::request("/slack/commands", samples::payload("ssl_check_smuggled.txt"));
  EXPECT_TRUE(accepted(request));
  const auto inbound = slack()->read(request, at_seconds(kNow));
  ASSERT_TRUE(inbound.has_value());
  EXPECT_TRUE(std::holds_alternative<chat::Ignored>(*inbound));
  EXPECT_EQ(slack()->respond(*inbound, {chat::say("done"), {}}).status, 200);
  EXPECT_EQ(slack()->respond(*inbound, {chat::say("done"), {}}).body, "");
}

TEST(SlackVerify, TakesNoOtherBodyForAnSslCheck) {
  EXPECT_EQ(status(samples::request("/slack/commands", "ssl_check=0&text=x")), 401);
  EXPECT_EQ(status(samples::request("/slack/commands", "text=ssl_check%3D1")), 401);
  EXPECT_EQ(status(samples::request("/slack/events", R"({"a":"&ssl_check=1&"})")), 401);
  EXPECT_EQ(status(samples::request("/slack/interactions", "payload=%7B%7D")), 401);
}

TEST(SlackVerify, NeverRoutesAnUnsignedBodyThatVerifyLetThrough) {
  for (const auto* path : {"/slack/commands", "/slack/interactions", "/slack/events", "/slack/events?ssl_check=1"}) {
    auto request = samples::request(path, "payload=%7B%22type%22%3A%22block_actions%22%7D&ssl_check=1");
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    EXPECT_TRUE(accepted(request)) << path;
    const auto inbound = slack()->read(request, at_seconds(kNow));
    ASSERT_TRUE(inbound.has_value()) << path;
    EXPECT_TRUE(std::holds_alternative<chat::Ignored>(*inbound)) << path;
  }
}

}  // namespace
}  // namespace backwalk::slack
