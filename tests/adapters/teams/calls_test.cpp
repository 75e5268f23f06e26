// What goes to the Connector and what its answers mean (PROTOCOLS 2.3, 2.4).
#include <gtest/gtest.h>

#include "tests/adapters/teams/samples.hpp"

namespace backwalk::teams {
namespace calls_test {

using namespace samples;

const std::string kReference =
    Json{{"v", 1}, {"service", "https://smba.trafficmanager.net/emea"}, {"bot", kBot}, {"tenant", kTenant}, {"threads", true}}.dump();

chat::Resolved to_channel(std::optional<std::string> thread = {}) {
  chat::Outgoing outgoing;
  outgoing.key = "p1/root";
  outgoing.place = {"teams", kTenant, kChannel, {}, std::move(thread)};
  outgoing.message = chat::say("Hello *you*");
  return {outgoing, {}, kReference};
}
chat::Resolved to_person(const std::string& conversation = {}) {
  chat::Resolved resolved = to_channel();
  resolved.outgoing.place = {"teams", kTenant, "", "29:anna", {}};
  Json reference = Json::parse(kReference);
  reference.erase("threads");
  if (!conversation.empty()) reference["conversation"] = conversation;
  resolved.reference = reference.dump();
  return resolved;
}
const std::string kConversation =
    "https://smba.trafficmanager.net/emea/v3/conversations/19%3A0b7f32667e064dd9b25d7969801541f4%40thread.tacv2";

TEST(TeamsCalls, PostsIntoAChannelAndIntoAThread) {
  const auto post = teams()->send(to_channel());
  EXPECT_EQ(post.method, "POST");
  EXPECT_EQ(post.url, kConversation + "/activities");
  const Json body = Json::parse(post.body);
  EXPECT_EQ(body["text"], "Hello *you*");
  EXPECT_EQ(body["textFormat"], "plain") << "nothing in it is markup";
  EXPECT_EQ(body["from"]["id"], kBot);
  EXPECT_EQ(teams()->send(to_channel("1760000000001")).url, kConversation + "%3Bmessageid%3D1760000000001/activities");
  EXPECT_EQ(chat::header(post.headers, "Authorization"), std::nullopt) << "the token comes from whoever keeps it";
}

TEST(TeamsCalls, AnswersThePersonUnderWhatTheySaid) {
  auto whisper = to_channel();
  whisper.outgoing.delivery = chat::Delivery::ephemeral;
  whisper.outgoing.answer_in = "1760000000005";
  EXPECT_EQ(teams()->send(whisper).url, kConversation + "%3Bmessageid%3D1760000000005/activities");
}

TEST(TeamsCalls, KnowsNoThreadsInAGroupChat) {
  auto post = to_channel("1760000000001");
  Json reference = Json::parse(kReference);
  reference.erase("threads");
  post.reference = reference.dump();
  EXPECT_EQ(teams()->send(post).url, kConversation + "/activities");
}

TEST(TeamsCalls, ChangesAMessageByItsId) {
  auto edit = to_channel();
  edit.outgoing.delivery = chat::Delivery::edit;
  edit.edits = chat::SentIds{.message = "1760000000001", .channel = "", .reference = {}};
  const auto put = teams()->send(edit);
  EXPECT_EQ(put.method, "PUT");
  EXPECT_EQ(put.url, kConversation + "/activities/1760000000001");
}

TEST(TeamsCalls, OpensAPersonalConversationOnceBeforeItIsUsed) {
  const auto ask = teams()->ask_conversation(to_person());
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->url, "https://smba.trafficmanager.net/emea/v3/conversations");
  const Json body = Json::parse(ask->body);
  EXPECT_EQ(body["members"][0]["id"], "29:anna");
  EXPECT_EQ(body["tenantId"], kTenant);
  EXPECT_EQ(body["isGroup"], false);
  auto resolved = to_person();
  resolved.reference = teams()->read_conversation(resolved, {.status = 201, .headers = {}, .body = R"({"id":"a:new"})"}).value();
  EXPECT_EQ(teams()->ask_conversation(resolved), std::nullopt);
  EXPECT_EQ(teams()->send(resolved).url, "https://smba.trafficmanager.net/emea/v3/conversations/a%3Anew/activities");
  EXPECT_FALSE(teams()->ask_conversation(to_person("a:known")));
  EXPECT_FALSE(teams()->ask_conversation(to_channel()));
}

TEST(TeamsCalls, SaysWhyAConversationCannotBeOpened) {
  const auto cause = [](int status, const std::string& body) {
    return teams()->read_conversation(to_person(), {.status = status, .headers = {}, .body = body}).error().cause;
  };
  EXPECT_EQ(cause(429, ""), Cause::busy);
  EXPECT_EQ(cause(503, ""), Cause::busy);
  EXPECT_EQ(cause(201, "{}"), Cause::busy);
  EXPECT_EQ(cause(403, R"({"error":{"code":"BotNotInConversationRoster"}})"), Cause::not_found);
  EXPECT_EQ(cause(403, R"({"error":{"code":"Forbidden"}})"), Cause::not_allowed);
}

TEST(TeamsCalls, SendsNothingWhereTheWayWasNotChecked) {
  auto lost = to_channel();
  lost.reference.reset();
  EXPECT_THROW(teams()->send(lost), std::runtime_error);
  Json reference = Json::parse(kReference);
  reference["service"] = "https://evil.example";
  lost.reference = reference.dump();
  EXPECT_THROW(teams()->send(lost), std::runtime_error);
}

std::string kind_of(int status, const std::string& body = {}, chat::Headers headers = {}) {
  struct Words {
    std::string operator()(const chat::Sent& sent) const { return "sent " + sent.ids.message; }
    std::string operator()(const chat::RetryAfter& later) const {
      return "later " + std::to_string(later.wait.count()) + (later.whole_workspace ? " all" : "");
    }
    std::string operator()(const chat::Unknown&) const { return "unknown"; }
    std::string operator()(const chat::Gone&) const { return "gone"; }
    std::string operator()(const chat::Denied& denied) const { return "denied " + denied.why; }
  };
  return std::visit(Words{}, teams()->receipt({.status = status, .headers = std::move(headers), .body = body}));
}

TEST(TeamsCalls, UnderstandsEveryAnswer) {
  EXPECT_EQ(kind_of(201, R"({"id":"17"})"), "sent 17");
  EXPECT_EQ(kind_of(200, R"({"id":"17"})"), "sent 17");
  EXPECT_EQ(kind_of(202), "sent ") << "taken, without an id";
  EXPECT_EQ(kind_of(429, "", {{"Retry-After", "7"}}), "later 7");
  EXPECT_EQ(kind_of(429), "later 10");
  EXPECT_EQ(kind_of(412), "later 1");
  for (const int status : {408, 500, 502, 503, 504}) EXPECT_EQ(kind_of(status), "unknown") << status;
  EXPECT_EQ(kind_of(404, R"({"error":{"code":"ActivityNotFoundInConversation"}})"), "gone");
  EXPECT_EQ(kind_of(403, R"({"error":{"code":"BotNotInConversationRoster"}})"), "gone");
  EXPECT_EQ(kind_of(403, R"({"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n \"message\": \"Thread\"}"})"),
            "gone");
  EXPECT_EQ(kind_of(403, R"({"error":{"code":"NotEnoughPermissions","message":"secret text"}})"), "denied 403 NotEnoughPermissions");
  EXPECT_EQ(kind_of(400, R"({"error":{"code":"what <was> sent"}})"), "denied 400") << "what may hold our text is not repeated";
  EXPECT_EQ(kind_of(413), "denied 413");
  EXPECT_EQ(kind_of(401), "denied 401");
}

TEST(TeamsCalls, AsksForATokenAndReadsIt) {
  Config special = config();
  special.app_secret = "a+b&c=d";
  const auto ask = make_teams(special)->ask_token();
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->url, "https://login.microsoftonline.com/" + kTenant + "/oauth2/v2.0/token");
  EXPECT_NE(ask->body.find("client_secret=a%2Bb%26c%3Dd"), std::string::npos);
  EXPECT_NE(ask->body.find("scope=https%3A%2F%2Fapi.botframework.com%2F.default"), std::string::npos);
  const auto read = [](int status, const std::string& body) {
    return teams()->read_token({.status = status, .headers = {}, .body = body});
  };
  EXPECT_EQ(read(200, R"({"access_token":"t","expires_in":3599})").value().lives, std::chrono::seconds{3599});
  EXPECT_EQ(read(200, "{}").error().cause, Cause::busy);
  EXPECT_EQ(read(400, R"({"error":"invalid_client","error_description":"a secret"})").error().what, "the token: invalid_client");
  special.app_secret.clear();
  EXPECT_FALSE(make_teams(special)->ask_token()) << "a stand-in without a login";
}

}  // namespace calls_test
}  // namespace backwalk::teams
