// Activities, what they say, and the shared fixtures none of which may break anything.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/adapters/teams/samples.hpp"
#include "tests/shared.hpp"

namespace backwalk::teams {
namespace {

using namespace samples;

TEST(TeamsRead, TakesAMentionForSomethingSaid) {
  const auto heard = read_as<chat::Said>(said("<at>Backwalk</at>&nbsp;start Billing live by 30 oct"));
  EXPECT_EQ(words(heard.pieces), "start Billing live by 30 oct");
  EXPECT_EQ(heard.envelope.place, (chat::Place{"teams", kTenant, kChannel, {}, {}})) << "what begins a thread is said in the channel";
  EXPECT_EQ(heard.envelope.answer_in, "1760000000001");
  EXPECT_EQ(heard.envelope.speaker, (chat::Door{"teams", kTenant, "29:anna"}));
  EXPECT_EQ(heard.envelope.speaker_name, "Anna Huber");
  EXPECT_EQ(heard.envelope.speaker_zone, "Europe/Vienna");
  EXPECT_EQ(heard.envelope.keys, std::vector<std::string>{"teams:message:" + kChannel + ":1760000000001"});
  EXPECT_EQ(heard.envelope.at, kNow - std::chrono::milliseconds{1877});
  EXPECT_FALSE(heard.envelope.answers_inline);
  EXPECT_FALSE(heard.envelope.trigger);
}

TEST(TeamsRead, PutsAReplyIntoItsThread) {
  Json reply = said("<at>Backwalk</at> done A1", "1760000000009");
  reply["conversation"]["id"] = kChannel + ";messageid=1760000000001";
  const auto heard = read_as<chat::Said>(reply);
  EXPECT_EQ(heard.envelope.place.thread, "1760000000001");
  EXPECT_EQ(heard.envelope.place.channel, kChannel);
}

TEST(TeamsRead, KnowsAPersonalChatAndAGroupChat) {
  Json direct = personal(said("status"));
  direct["conversation"]["id"] = "a:1-anna";
  const auto heard = read_as<chat::Said>(direct);
  EXPECT_EQ(heard.envelope.place.user, "29:anna");
  EXPECT_EQ(heard.envelope.place.channel, "a:1-anna");
  Json group = said("<at>Backwalk</at> status");
  group["conversation"] = {{"id", "19:abc@thread.v2"}, {"conversationType", "groupChat"}, {"isGroup", true}, {"tenantId", kTenant}};
  const auto in_group = read_as<chat::Said>(group);
  EXPECT_FALSE(in_group.envelope.place.is_direct());
  EXPECT_EQ(in_group.envelope.place.thread, std::nullopt);
}

TEST(TeamsRead, KeepsHowToWriteToThePlaceAndToItsWorkspace) {
  const auto heard = read_as<chat::Said>(personal(said("status")));
  ASSERT_EQ(heard.envelope.references.size(), 2U);
  const auto& [workspace, place] = std::pair(heard.envelope.references[0], heard.envelope.references[1]);
  EXPECT_EQ(workspace.place, (chat::Place{"teams", kTenant, "", {}, {}}));
  EXPECT_EQ(place.place.user, "29:anna");
  EXPECT_EQ(Json::parse(place.text)["conversation"], "a:1-anna");
  EXPECT_EQ(Json::parse(workspace.text)["service"], kService.substr(0, kService.size() - 1));
}

TEST(TeamsRead, TakesMentionsEntitiesAndHtmlApart) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"<at>Backwalk</at> status", "status"},
      {"<at>Backwalk</at>: status", "status"},
      {"please <at>Backwalk</at> status", "please  status"},
      {"<p><at>Backwalk</at>&nbsp;before M1 sign-off owner <at>Ben</at></p>", "before M1 sign-off owner {29:ben|Ben}"},
      {"<at>Backwalk</at> brief every fri in <at>exec</at>", "brief every fri in {#19:exec@thread.tacv2|exec}"},
      {"<at>Backwalk</at> goal a &lt; b &amp;&amp; c", "goal a < b && c"},
      {"<at>Backwalk</at> goal a < b and c > d", "goal a < b and c > d"},
      {"<at>Backwalk</at> one<br/>two", "one two"},
      {"<at>Backwalk</at> <b>bold</b> <x>kept</x>", "bold <x>kept</x>"},
      {"status\r\n", "status"},
      {"<at>Backwalk</at>", ""},
      {"<at>Stranger</at> hello", "Stranger hello"},
      {"<", "<"},
      {"&amp", "&amp"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.text);
    Json json = said(one.text);
    json["entities"].push_back({{"type", "mention"}, {"text", "<at>Ben</at>"}, {"mentioned", {{"id", "29:ben"}, {"name", "Ben"}}}});
    json["entities"].push_back(
        {{"type", "mention"}, {"text", "<at>exec</at>"}, {"mentioned", {{"id", "19:exec@thread.tacv2"}, {"name", "exec"}}}});
    EXPECT_EQ(words(read_as<chat::Said>(json).pieces), one.expected);
  }
}

TEST(TeamsRead, FindsTheBotByItsNameWhereNoEntityTellsIt) {
  Json json = said("<at>Backwalk</at> status");
  json.erase("entities");
  EXPECT_EQ(words(read_as<chat::Said>(json).pieces), "status");
}

Json action(const Json& data) {
  Json json = activity("invoke", "f:1");
  json["name"] = "adaptiveCard/action";
  json["replyToId"] = "1760000000001";
  json["value"] = {{"action", {{"type", "Action.Execute"}, {"verb", "say"}, {"data", data}}}, {"trigger", "manual"}};
  return json;
}

TEST(TeamsRead, TakesAButtonForItsCommand) {
  const auto pressed = read_as<chat::Pressed>(action({{"say", "started A1 in BILL"}}));
  EXPECT_EQ(pressed.say, "started A1 in BILL");
  EXPECT_EQ(pressed.message, "1760000000001");
  EXPECT_FALSE(pressed.envelope.answers_inline);
  EXPECT_EQ(pressed.envelope.keys.front(), "teams:action:" + kChannel + ":f:1");
  EXPECT_EQ(read_as<chat::Pressed>(action({{"say", ""}})).say, "") << "the bare command";
}

TEST(TeamsRead, KnowsTheSameInvokeUnderAnotherId) {
  const auto keys = [](const Json& json, std::chrono::seconds later) {
    return std::get<chat::Pressed>(teams()->read(request(json), kNow + later).value()).envelope.keys;
  };
  const auto share = [](const std::vector<std::string>& one, const std::vector<std::string>& other) {
    return std::any_of(one.begin(), one.end(), [&](const auto& key) { return std::find(other.begin(), other.end(), key) != other.end(); });
  };
  Json again = action({{"say", "done A1"}});
  again["id"] = "f:2";
  const auto first = keys(action({{"say", "done A1"}}), std::chrono::seconds{0});
  for (const int later : {0, 15, 30, 59}) EXPECT_TRUE(share(first, keys(again, std::chrono::seconds{later}))) << later;
  EXPECT_FALSE(share(first, keys(again, std::chrono::seconds{200}))) << "somebody means it";
  Json other = action({{"say", "done A2"}});
  other["id"] = "f:3";
  EXPECT_FALSE(share(first, keys(other, std::chrono::seconds{1})));
}

TEST(TeamsRead, TakesADialogsOpeningForAButtonThatIsAnsweredAtOnce) {
  Json json = activity("invoke", "f:1");
  json["name"] = "task/fetch";
  json["value"] = {{"data", {{"say", "kpi K1"}, {"msteams", {{"type", "task/fetch"}}}}}};
  const auto pressed = read_as<chat::Pressed>(json);
  EXPECT_EQ(pressed.say, "kpi K1");
  EXPECT_TRUE(pressed.envelope.answers_inline);
}

TEST(TeamsRead, KnowsWhenTheBotIsInstalled) {
  Json update = personal(activity("installationUpdate"));
  update["action"] = "add";
  EXPECT_EQ(read_as<chat::Installed>(update).envelope.references.size(), 2U);
  Json members = activity("conversationUpdate");
  members["membersAdded"] = Json::array({Json{{"id", kBot}}});
  EXPECT_EQ(read_as<chat::Installed>(members).envelope.references.back().place.channel, kChannel);
  members["membersAdded"] = Json::array({Json{{"id", "29:ben"}}});
  EXPECT_NE(read_as<chat::Ignored>(members).why, "");
  update["action"] = "remove";
  EXPECT_EQ(read_as<chat::Ignored>(update).why, "installationUpdate remove");
}

TEST(TeamsRead, HearsNothingInOtherActivities) {
  for (const char* type : {"messageReaction", "messageUpdate", "messageDelete", "event", "typing", "endOfConversation", "somethingNew"}) {
    SCOPED_TRACE(type);
    EXPECT_NE(read_as<chat::Ignored>(activity(type)).why, "");
  }
  Json echo = said("status");
  echo["from"]["id"] = "28:another-bot";
  EXPECT_EQ(read_as<chat::Ignored>(echo).why, "said by a bot");
  Json extension = activity("invoke");
  extension["name"] = "composeExtension/query";
  EXPECT_EQ(read_as<chat::Ignored>(extension).why, "invoke composeExtension/query");
}

TEST(TeamsRead, AnswersWhatItCannotReadWithAnError) {
  for (const std::string& body : {std::string(), std::string("["), std::string("{}"), std::string(R"({"type":"message"})"),
                                  std::string(R"({"type":"message","id":"1","from":"x","conversation":{"id":[]},"serviceUrl":7})")}) {
    SCOPED_TRACE(body);
    const auto read = teams()->read({.method = "POST", .url = "/teams/messages", .headers = {}, .body = body}, kNow);
    ASSERT_TRUE(read.has_error());
    EXPECT_EQ(read.error().cause, Cause::unreadable);
  }
}

TEST(TeamsRead, SurvivesEveryPieceOfAnActivityMissingOrOfAnotherKind) {
  Json whole = action({{"say", "done A1"}, {"form", {{"title", "t"}, {"submit", "s"}, {"fields", Json::array({Json{{"name", "what"}}})}}}});
  whole["text"] = "<at>Backwalk</at> hello";
  int tried = 0;
  for (const Json& place : Json::array({"message", "invoke", "conversationUpdate", "installationUpdate"})) {
    whole["type"] = place;
    const Json flat = whole.flatten();
    for (const auto& [pointer, value] : flat.items()) {
      for (const Json& instead : {Json(nullptr), Json(7), Json::array(), Json::object(), Json(std::string(5000, '<'))}) {
        Json changed = whole;
        changed[Json::json_pointer(pointer)] = instead;
        const auto read = teams()->read(request(changed), kNow);
        if (read) teams()->respond(*read, {});
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 400);
}

TEST(TeamsRead, SurvivesEverySharedFixture) {
  const auto folder = shared::folder("fixtures/teams");
  if (!folder) GTEST_SKIP();
  int heard = 0, files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json") continue;
    SCOPED_TRACE(name);
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string body{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const auto read = teams()->read({.method = "POST", .url = "/teams/messages", .headers = {}, .body = body}, kNow);
    ++files;
    if (!read) {
      EXPECT_EQ(read.error().cause, Cause::unreadable);
      continue;
    }
    EXPECT_EQ(teams()->respond(*read, {}).status, 200);
    if (std::holds_alternative<chat::Said>(*read)) ++heard;
    const auto* ignored = std::get_if<chat::Ignored>(&*read);
    EXPECT_TRUE(ignored == nullptr || !ignored->why.empty());
    if (name.find("inbound-message") == std::string::npos) continue;
    EXPECT_FALSE(std::holds_alternative<chat::Installed>(*read));
  }
  EXPECT_GT(files, 100);
  EXPECT_GE(heard, 9);
}

}  // namespace
}  // namespace backwalk::teams
