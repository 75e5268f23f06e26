#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/adapters/slack/samples.hpp"

namespace backwalk::slack {
namespace calls_test {

using chat::HttpResponse;
using nlohmann::json;
using samples::slack;

HttpResponse answer(const std::string& body, int status = 200, chat::Headers headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = body};
}

chat::Outgoing note() {
  chat::Outgoing made;
  made.key = "secret story/1";
  made.place = {.platform = "slack", .workspace = "TWORK", .channel = "CPLAN", .user = {}, .thread = {}};
  made.message = chat::say("Hello");
  return made;
}

json body_of(const chat::HttpRequest& request) { return json::parse(request.body); }

TEST(SlackCalls, APostCarriesItsKeyAsADigest) {
  const auto request = slack()->send({.outgoing = note(), .edits = {}});
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://slack.com/api/chat.postMessage");
  EXPECT_EQ(chat::header(request.headers, "authorization"), "Bearer " + samples::kToken);
  EXPECT_EQ(chat::header(request.headers, "content-type"), "application/json; charset=utf-8");
  const json body = body_of(request);
  EXPECT_EQ(body["metadata"]["event_type"], "backwalk_delivery");
  const std::string key = body["metadata"]["event_payload"]["delivery_key"];
  EXPECT_EQ(key.size(), 64U);
  EXPECT_EQ(request.body.find("secret story"), std::string::npos);
  EXPECT_EQ(body["unfurl_links"], false);
  EXPECT_EQ(body["unfurl_media"], false);
  EXPECT_FALSE(body.contains("link_names"));
  EXPECT_FALSE(body.contains("thread_ts"));
  auto other = note();
  other.key += "1";
  EXPECT_NE(body_of(slack()->send({.outgoing = other, .edits = {}}))["metadata"]["event_payload"]["delivery_key"], key);
}

TEST(SlackCalls, ADirectMessageGoesToItsChannelOrElseToTheUser) {
  auto what = note();
  what.place.user = "UANNA";
  what.place.channel = "DBOT";
  EXPECT_EQ(body_of(slack()->send({.outgoing = what, .edits = {}}))["channel"], "DBOT");
  what.place.channel.clear();
  EXPECT_EQ(body_of(slack()->send({.outgoing = what, .edits = {}}))["channel"], "UANNA");
}

TEST(SlackCalls, APinNamesTheMessageWhoseThreadItBelongsTo) {
  auto pin = note();
  pin.delivery = chat::Delivery::pin;
  pin.place.thread = "1700000000.000100";
  const auto request = slack()->send({.outgoing = pin, .edits = {}});
  EXPECT_EQ(request.url, "https://slack.com/api/pins.add");
  EXPECT_EQ(body_of(request), (json{{"channel", "CPLAN"}, {"timestamp", "1700000000.000100"}}));
  EXPECT_TRUE(std::holds_alternative<chat::Sent>(slack()->receipt(answer(R"({"ok":true})"))));
  EXPECT_TRUE(std::holds_alternative<chat::Denied>(slack()->receipt(answer(R"({"ok":false,"error":"already_pinned"})"))));
}

TEST(SlackCalls, AWhisperInADirectMessageIsAPost) {
  auto what = note();
  what.delivery = chat::Delivery::ephemeral;
  what.only_for = chat::Door{"slack", "TWORK", "UANNA"};
  EXPECT_TRUE(slack()->send({.outgoing = what, .edits = {}}).url.ends_with("chat.postEphemeral"));
  what.place.user = "UANNA";
  EXPECT_TRUE(slack()->send({.outgoing = what, .edits = {}}).url.ends_with("chat.postMessage"));
}

TEST(SlackCalls, AWhisperToNobodyIsNeverAPost) {
  auto what = note();
  what.delivery = chat::Delivery::ephemeral;
  EXPECT_TRUE(slack()->send({.outgoing = what, .edits = {}}).url.ends_with("chat.postEphemeral"));
}

TEST(SlackCalls, AChangeOfWhatWasNeverSentIsAPost) {
  auto what = note();
  what.delivery = chat::Delivery::edit;
  EXPECT_TRUE(slack()->send({.outgoing = what, .edits = {}}).url.ends_with("chat.postMessage"));
  const auto request = slack()->send({.outgoing = what, .edits = chat::SentIds{.message = "1.2", .channel = ""}});
  EXPECT_TRUE(request.url.ends_with("chat.update"));
  EXPECT_EQ(body_of(request)["channel"], "CPLAN");
  EXPECT_EQ(body_of(request)["ts"], "1.2");
}

TEST(SlackReceipt, AnOkHasTheIds) {
  const auto post = slack()->receipt(answer(R"({"ok":true,"channel":"DBOT","ts":"1.2"})"));
  ASSERT_TRUE(std::holds_alternative<chat::Sent>(post));
  EXPECT_EQ(std::get<chat::Sent>(post).ids.message, "1.2");
  EXPECT_EQ(std::get<chat::Sent>(post).ids.channel, "DBOT");
  const auto whisper = slack()->receipt(answer(R"({"ok":true,"message_ts":"3.4"})"));
  EXPECT_EQ(std::get<chat::Sent>(whisper).ids.message, "3.4");
}

TEST(SlackReceipt, TooManyRequestsAreTriedLater) {
  const struct {
    chat::Headers headers;
    int seconds;
  } cases[] = {{{{"Retry-After", "7"}}, 7},           {{{"retry-after", "soon"}}, 30}, {{}, 30},
               {{{"Retry-After", "-5"}}, 30},         {{{"Retry-After", "0"}}, 1},     {{{"Retry-After", "1.5"}}, 30},
               {{{"Retry-After", "99999999999"}}, 30}};
  for (const auto& c : cases) {
    const auto receipt = slack()->receipt(answer("", 429, c.headers));
    ASSERT_TRUE(std::holds_alternative<chat::RetryAfter>(receipt));
    EXPECT_EQ(std::get<chat::RetryAfter>(receipt).wait.count(), c.seconds);
  }
  EXPECT_TRUE(std::holds_alternative<chat::RetryAfter>(slack()->receipt(answer(R"({"ok":false,"error":"ratelimited"})"))));
}

TEST(SlackReceipt, EveryRefusalHasItsKind) {
  for (const auto* name :
       {"channel_not_found", "is_archived", "not_in_channel", "user_not_found", "message_not_found", "users_not_found", "cant_dm_bot"}) {
    EXPECT_TRUE(std::holds_alternative<chat::Gone>(slack()->receipt(answer(json{{"ok", false}, {"error", name}}.dump())))) << name;
  }
  for (const auto* name :
       {"invalid_auth", "not_authed", "token_revoked", "missing_scope", "account_inactive", "invalid_blocks", "never_heard_of"}) {
    const auto receipt = slack()->receipt(answer(json{{"ok", false}, {"error", name}}.dump()));
    ASSERT_TRUE(std::holds_alternative<chat::Denied>(receipt)) << name;
    EXPECT_EQ(std::get<chat::Denied>(receipt).why, name);
  }
  for (const auto* name : {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}) {
    EXPECT_TRUE(std::holds_alternative<chat::Unknown>(slack()->receipt(answer(json{{"ok", false}, {"error", name}}.dump())))) << name;
  }
}

TEST(SlackReceipt, WhatCannotBeReadIsUnknown) {
  const HttpResponse cases[] = {answer(""),
                                answer("<html>"),
                                answer("[]"),
                                answer("{}"),
                                answer(R"({"ok":"true"})"),
                                answer(R"({"ok":true,"channel":"CPLAN"})"),
                                answer("oops", 500),
                                answer(R"({"ok":true,"ts":"1.2"})", 503),
                                answer("no", 404)};
  for (const auto& response : cases) EXPECT_TRUE(std::holds_alternative<chat::Unknown>(slack()->receipt(response))) << response.body;
}

TEST(SlackReceipt, NeverRepeatsWhatMightBeASecret) {
  const auto receipt = slack()->receipt(answer(json{{"ok", false}, {"error", "bad token: " + samples::kToken}}.dump()));
  EXPECT_EQ(std::get<chat::Denied>(receipt).why.find(samples::kToken), std::string::npos);
}

TEST(SlackProfile, IsAskedByFormAndReadWithTheZone) {
  const chat::Door anna{"slack", "TWORK", "U&A"};
  const auto request = slack()->ask_profile(anna);
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(request->url, "https://slack.com/api/users.info");
  EXPECT_EQ(request->body, "user=U%26A");
  EXPECT_EQ(chat::header(request->headers, "content-type"), "application/x-www-form-urlencoded");

  const auto read = [&](const std::string& body) { return slack()->read_profile(anna, answer(body)); };
  const auto whole = read(R"({"ok":true,"user":{"name":"a","real_name":"Anna B","tz":"Europe/Berlin","profile":{"display_name":"Anna"}}})");
  EXPECT_EQ(*whole, (chat::Profile{anna, "Anna", "Europe/Berlin"}));
  EXPECT_EQ(read(R"({"ok":true,"user":{"real_name":"Anna B","tz":"","profile":{"display_name":""}}})")->name, "Anna B");
  EXPECT_EQ(read(R"({"ok":true,"user":{"real_name":"Anna B","tz":7}})")->zone, std::nullopt);
  EXPECT_EQ(read(R"({"ok":true,"user":{"name":"a"}})")->name, "a");
  EXPECT_EQ(read(R"({"ok":true,"user":[]})").error().cause, Cause::unreadable);
  EXPECT_EQ(read(R"({"ok":false,"error":"user_not_found"})").error().cause, Cause::not_found);
  EXPECT_EQ(read(R"({"ok":false,"error":"missing_scope"})").error().cause, Cause::not_allowed);
  EXPECT_EQ(slack()->read_profile(anna, answer("", 429)).error().cause, Cause::busy);
  EXPECT_EQ(slack()->read_profile(anna, answer("", 502)).error().cause, Cause::unknown);
}

}  // namespace calls_test
}  // namespace backwalk::slack
