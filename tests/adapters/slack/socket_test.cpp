// Socket Mode: asking for an address, frames, acknowledgements; and that a thing has the same keys whichever road it came.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/adapters/slack/samples.hpp"
#include "tests/setting.hpp"
#include "tests/shared.hpp"

namespace backwalk::slack {
namespace socket_test {

using chat::HttpResponse;
using nlohmann::json;

const Instant kWall = samples::at_seconds(1'760'000'000);

std::unique_ptr<Platform> with_socket() {
  Config config;
  config.bot_token = samples::kToken;
  config.app_token = "xapp-of-the-tests";
  return make_slack(config);
}

Frame frame_of(const std::string& text) { return with_socket()->read_frame(text, kWall); }
std::string frame_text(const std::string& type, json payload, bool takes_answer = false) {
  return json{{"envelope_id", "e-1"}, {"type", type}, {"payload", std::move(payload)}, {"accepts_response_payload", takes_answer}}.dump();
}
template <class T>
T frame_as(const std::string& text) {
  const Frame frame = frame_of(text);
  EXPECT_TRUE(std::holds_alternative<T>(frame)) << text;
  const T* found = std::get_if<T>(&frame);
  return found == nullptr ? T{} : *found;
}
std::vector<std::string> keys_of(const Result<chat::Inbound>& inbound) {
  const chat::Envelope* envelope = inbound ? chat::envelope_of(*inbound) : nullptr;
  return envelope == nullptr ? std::vector<std::string>{} : envelope->keys;
}

TEST(SlackSocket, IsAskedForWithTheAppTokenOnly) {
  EXPECT_FALSE(samples::slack()->ask_socket()) << "there is no app token";
  const auto ask = with_socket()->ask_socket();
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->method, "POST");
  EXPECT_EQ(ask->url, "https://slack.com/api/apps.connections.open");
  EXPECT_EQ(chat::header(ask->headers, "Authorization"), "Bearer xapp-of-the-tests");
  EXPECT_TRUE(ask->body.empty());
}

TEST(SlackSocket, WithoutASigningSecretThereAreNoDoorsForHttp) {
  EXPECT_TRUE(with_socket()->paths().empty());
  EXPECT_EQ(samples::slack()->paths().size(), 3U);
}

TEST(SlackSocket, ReadsItsAddress) {
  const auto answer = with_socket()->read_socket({200, {}, R"({"ok":true,"url":"wss://wss.example/link/?ticket=1&app_id=5"})"});
  ASSERT_TRUE(std::holds_alternative<SocketAt>(answer));
  EXPECT_EQ(std::get<SocketAt>(answer).url, "wss://wss.example/link/?ticket=1&app_id=5");
}

TEST(SlackSocket, SaysWhoMustHelpWhenTheTokenIsRefused) {
  for (const std::string name : {"invalid_auth", "not_authed", "not_allowed_token_type", "missing_scope", "account_inactive"}) {
    const auto answer = with_socket()->read_socket({200, {}, R"({"ok":false,"error":")" + name + "\"}"});
    ASSERT_TRUE(std::holds_alternative<SocketRefused>(answer)) << name;
    const std::string why = std::get<SocketRefused>(answer).why;
    EXPECT_NE(why.find("SLACK_APP_TOKEN (" + name + ")"), std::string::npos) << why;
    EXPECT_NE(why.find("connections:write"), std::string::npos);
  }
}

TEST(SlackSocket, ComesBackLaterWhenSlackIsBusyOrUnclear) {
  const struct {
    HttpResponse response;
    std::chrono::seconds wait;
  } cases[] = {
      {{429, {{"Retry-After", "7"}}, ""}, std::chrono::seconds{7}},
      {{429, {}, ""}, std::chrono::seconds{30}},
      {{200, {{"Retry-After", "9"}}, R"({"ok":false,"error":"ratelimited"})"}, std::chrono::seconds{9}},
      {{503, {}, "oops"}, std::chrono::seconds{0}},
      {{200, {}, "<html>"}, std::chrono::seconds{0}},
      {{200, {}, R"({"ok":true,"url":""})"}, std::chrono::seconds{0}},
      {{200, {}, R"({"ok":false,"error":"internal_error"})"}, std::chrono::seconds{0}},
  };
  for (const auto& one : cases) {
    const auto answer = with_socket()->read_socket(one.response);
    ASSERT_TRUE(std::holds_alternative<SocketLater>(answer)) << one.response.body;
    EXPECT_EQ(std::get<SocketLater>(answer).wait, one.wait);
  }
}

TEST(SlackSocket, ReadsHelloAndDisconnect) {
  EXPECT_EQ(frame_as<Hello>(R"({"type":"hello","num_connections":2,"connection_info":{"app_id":"A1"}})").connections, 2);
  EXPECT_EQ(frame_as<Hello>(R"({"type":"hello","num_connections":"many"})").connections, 0);
  const auto warned = frame_as<Disconnect>(R"({"type":"disconnect","reason":"warning","debug_info":{"host":"x"}})");
  EXPECT_EQ(warned.reason, "warning");
  EXPECT_FALSE(warned.is_disabled);
  EXPECT_FALSE(frame_as<Disconnect>(R"({"type":"disconnect","reason":"too_many_websockets"})").is_disabled);
  EXPECT_TRUE(frame_as<Disconnect>(R"({"type":"disconnect","reason":"link_disabled"})").is_disabled);
}

TEST(SlackSocket, IgnoresWhatIsNoFrame) {
  for (const std::string text : {"", "[]", "{", "null", "{}", R"({"type":7})", R"({"type":"new_thing"})", R"({"type":"events_api"})"}) {
    frame_as<IgnoredFrame>(text);
  }
  frame_as<IgnoredFrame>(std::string(100'000, '['));
}

TEST(SlackSocket, AThingHasTheSameKeysOnBothRoads) {
  const auto http = samples::slack();
  const auto form = *chat::parse_form(samples::payload("slash.txt"));
  json fields = json::object();
  for (const auto& [name, value] : form) fields[name] = value;
  const json event = json::parse(samples::payload("app_mention.json"));
  const json press = json::parse(samples::payload("press.json"));
  const struct {
    const char* type;
    json payload;
    const char* sample;
  } cases[] = {{"slash_commands", fields, "slash.txt"}, {"events_api", event, "app_mention.json"}, {"interactive", press, "press.json"}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.type);
    const auto pushed = frame_as<Pushed>(frame_text(one.type, one.payload));
    const auto asked = http->read(samples::request_of(one.sample, samples::payload(one.sample)), kWall);
    ASSERT_TRUE(pushed.inbound) << pushed.inbound.error().what;
    ASSERT_TRUE(asked);
    EXPECT_EQ(pushed.inbound->index(), asked->index());
    EXPECT_EQ(keys_of(pushed.inbound), keys_of(asked));
    EXPECT_FALSE(keys_of(pushed.inbound).empty());
    EXPECT_EQ(chat::envelope_of(*pushed.inbound)->place.channel, chat::envelope_of(*asked)->place.channel);
  }
}

TEST(SlackSocket, TellsWhatItCannotReadAndWhatHasNoEffect) {
  EXPECT_EQ(frame_as<Pushed>(frame_text("slash_commands", {{"text", "help"}})).inbound.error().cause, Cause::unreadable);
  EXPECT_EQ(frame_as<Pushed>(frame_text("events_api", "no object")).inbound.error().cause, Cause::unreadable);
  EXPECT_EQ(frame_as<Pushed>(R"({"type":"interactive","envelope_id":"1"})").inbound.error().cause, Cause::unreadable);
  const auto unknown = frame_as<Pushed>(frame_text("something_new", json::object()));
  ASSERT_TRUE(unknown.inbound) << "it is acknowledged, or it would come again";
  EXPECT_TRUE(std::holds_alternative<chat::Ignored>(*unknown.inbound));
}

TEST(SlackSocket, AcknowledgesWithTheAnswerOnlyWhereItMay) {
  const auto slack = with_socket();
  const HttpResponse answer{200, {{"Content-Type", "application/json"}}, R"({"text":"hello","response_type":"ephemeral"})"};
  Pushed pushed;
  pushed.id = "e-1";
  EXPECT_EQ(json::parse(slack->acknowledge(pushed, answer)), (json{{"envelope_id", "e-1"}}));
  pushed.takes_answer = true;
  EXPECT_EQ(json::parse(slack->acknowledge(pushed, answer)),
            (json{{"envelope_id", "e-1"}, {"payload", {{"text", "hello"}, {"response_type", "ephemeral"}}}}));
  EXPECT_EQ(json::parse(slack->acknowledge(pushed, {})), (json{{"envelope_id", "e-1"}}));
  EXPECT_EQ(json::parse(slack->acknowledge(pushed, {200, {}, "plain text"})), (json{{"envelope_id", "e-1"}}));
}

TEST(SlackSocket, ReadsTheFramesOfOthers) {
  const auto folder = shared::folder("fixtures/slack");
  if (!folder) GTEST_SKIP();
  int hellos = 0;
  int pushed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
    const std::string name = entry.path().filename().string();
    const std::string text = samples::file(entry.path());
    if (name.starts_with("inbound-hello")) {
      EXPECT_GT(frame_as<Hello>(text).connections, 0) << name;
      ++hellos;
    }
    const bool is_frame = text.find("\"envelope_id\"") != std::string::npos;
    if (!is_frame || !name.starts_with("inbound-")) continue;
    const auto one = frame_as<Pushed>(text);
    EXPECT_TRUE(one.inbound) << name << ": " << one.inbound.error().what;
    EXPECT_FALSE(one.id.empty());
    EXPECT_EQ(one.takes_answer, text.find("\"accepts_response_payload\": true") != std::string::npos) << name;
    ++pushed;
  }
  EXPECT_GE(hellos, 2);
  EXPECT_GE(pushed, 5);
}

TEST(SlackSocket, ItsManifestIsItsGoldenFile) {
  const auto path = samples::kData / "golden" / "slack_manifest_socket.json";
  const bool update = renews_golden();
  if (update) std::ofstream(path, std::ios::binary) << manifest(std::nullopt, "next · status · done A3 · slip A4 2d · help");
  EXPECT_EQ(samples::file(path), manifest(std::nullopt, "next · status · done A3 · slip A4 2d · help"))
      << "run with BACKWALK_UPDATE_GOLDEN=1 and review the difference";
}

}  // namespace socket_test
}  // namespace backwalk::slack
