// Nothing that is sent to us may crash us: every sample cut at every byte, every field given every other type, and all recorded payloads.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "tests/adapters/slack/samples.hpp"
#include "tests/shared.hpp"

namespace backwalk::slack {
namespace robust_test {

using nlohmann::json;
namespace fs = std::filesystem;

const Instant kWall = samples::at_seconds(1767259999);

/// Reads it; what comes out must be whole, what does not must say why.
std::optional<chat::Inbound> read_whole(const chat::HttpRequest& request) {
  static const auto slack = samples::slack();
  const auto inbound = slack->read(request, kWall);
  if (!inbound) {
    EXPECT_TRUE(inbound.error().cause == Cause::unreadable) << request.body;
    EXPECT_FALSE(inbound.error().what.empty());
    return std::nullopt;
  }
  if (const chat::Envelope* envelope = chat::envelope_of(*inbound)) {
    EXPECT_FALSE(envelope->place.workspace.empty()) << request.body;
    EXPECT_FALSE(envelope->place.channel.empty() && !envelope->place.user) << request.body;
    EXPECT_FALSE(envelope->speaker.user.empty()) << request.body;
    EXPECT_FALSE(envelope->keys.empty()) << request.body;
  }
  EXPECT_EQ(slack->respond(*inbound, {chat::say("x"), {}}).status, 200);
  EXPECT_EQ(slack->respond(*inbound, {chat::say("x"), "title"}).status, 200);
  return *inbound;
}

std::vector<fs::path> own_samples() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(samples::kData / "slack")) found.push_back(entry.path());
  return found;
}

/// Calls `visit` once for every value of `whole`, with that value replaced by something of another type or taken away.
template <class Visit>
void spoil(const json& whole, const json::json_pointer& here, const Visit& visit) {
  const json& value = whole[here];
  for (const json& other : {json(nullptr), json(7), json(-7.5), json(true), json(""), json("x"), json::array(), json::array({1, "x"}),
                            json::object(), json({{"id", 7}}), json(std::string(3000, 'y'))}) {
    json changed = whole;
    changed[here] = other;
    visit(changed);
  }
  if (!here.empty() && whole[here.parent_pointer()].is_object()) {
    json changed = whole;
    changed[here.parent_pointer()].erase(here.back());
    visit(changed);
  }
  if (!value.is_structured()) return;
  for (const auto& [key, child] : value.items()) spoil(whole, here / (value.is_array() ? std::to_string(0) : key), visit);
}

TEST(SlackRobust, EverySampleCutAtEveryByteIsReadOrRefused) {
  for (const auto& path : own_samples()) {
    const std::string content = samples::file(path);
    for (std::size_t length = 0; length < content.size(); ++length) {
      read_whole(samples::request_of(path.filename(), content.substr(0, length)));
    }
    const auto whole = samples::request_of(path.filename(), content);
    for (std::size_t length = 0; length < whole.body.size(); ++length)
      read_whole(samples::request(whole.url, whole.body.substr(0, length)));
  }
}

TEST(SlackRobust, EveryFieldOfAnyOtherTypeIsReadOrRefused) {
  for (const auto& path : own_samples()) {
    if (path.extension() != ".json") continue;
    spoil(json::parse(samples::file(path)), json::json_pointer(),
          [&](const json& changed) { read_whole(samples::request_of(path.filename(), changed.dump())); });
  }
}

TEST(SlackRobust, EveryFieldOfAFormsMetadataOfAnyOtherTypeIsReadOrRefused) {
  const json sample = json::parse(samples::payload("view_submission.json"));
  const std::string metadata = sample["view"]["private_metadata"];
  const auto with = [&](const std::string& text) {
    json changed = sample;
    changed["view"]["private_metadata"] = text;
    return samples::interaction(changed.dump());
  };
  spoil(json::parse(metadata), json::json_pointer(), [&](const json& changed) { read_whole(with(changed.dump())); });
  for (std::size_t length = 0; length < metadata.size(); ++length) read_whole(with(metadata.substr(0, length)));
}

TEST(SlackRobust, FormsOfOtherAppsUnderOurNameAreReadOrRefused) {
  const auto folder = shared::folder("fixtures/slack");
  if (!folder) GTEST_SKIP();
  int forms = 0;
  for (const auto& entry : fs::directory_iterator(*folder)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with("inbound-view-submission")) continue;
    SCOPED_TRACE(name);
    json payload = json::parse(samples::file(entry.path()));
    payload["view"]["callback_id"] = "backwalk:form";
    EXPECT_FALSE(read_whole(samples::interaction(payload.dump())).has_value()) << "its metadata is none of ours";
    ++forms;
  }
  EXPECT_GT(forms, 0);
}

TEST(SlackRobust, DeepNestingIsNoTrouble) {
  EXPECT_FALSE(read_whole(samples::request("/slack/events", std::string(1 << 20, '['))));
  EXPECT_FALSE(read_whole(samples::request("/slack/events", R"({"type":)" + std::string(200000, '[') + std::string(200000, ']') + "}")));
}

TEST(SlackRobust, EveryRecordedPayloadIsWhatItsNameSays) {
  const auto folder = shared::folder("fixtures/slack");
  if (!folder) GTEST_SKIP();
  std::map<std::string, int> seen;
  for (const auto& entry : fs::directory_iterator(*folder)) {
    const std::string name = entry.path().filename();
    const std::string content = samples::file(entry.path());
    SCOPED_TRACE(name);
    const auto is = [&](std::string_view family) { return name.starts_with(family) && ++seen[std::string(family)] > 0; };
    if (is("form-slash-command")) {
      const auto inbound = read_whole(samples::request("/slack/commands", content));
      ASSERT_TRUE(inbound.has_value());
      if (content.find("ssl_check=1") != std::string::npos) {
        EXPECT_TRUE(std::holds_alternative<chat::Ignored>(*inbound));
        continue;
      }
      ASSERT_TRUE(std::holds_alternative<chat::Said>(*inbound));
      const auto form = chat::parse_form(content);
      const auto& said = std::get<chat::Said>(*inbound);
      EXPECT_EQ(said.envelope.place.workspace, chat::field(*form, "team_id"));
      const std::string text(chat::field(*form, "text").value_or(""));
      EXPECT_EQ(said.pieces, text.empty() ? std::vector<chat::Piece>{} : std::vector<chat::Piece>{text});
    } else if (is("inbound-event-app-mention-bot") || is("inbound-event-message") || is("inbound-app-rate-limited") ||
               is("inbound-hello")) {  // none of the recorded messages is a direct one
      const auto inbound = read_whole(samples::request("/slack/events", content));
      ASSERT_TRUE(inbound.has_value());
      EXPECT_TRUE(std::holds_alternative<chat::Ignored>(*inbound));
    } else if (is("inbound-event-app-mention")) {
      const auto inbound = read_whole(samples::request("/slack/events", content));
      ASSERT_TRUE(inbound && std::holds_alternative<chat::Said>(*inbound));
      const auto& said = std::get<chat::Said>(*inbound);
      ASSERT_EQ(said.pieces.size(), 1U);  // the bot's mention is gone, the words are left
      const std::string words = std::get<std::string>(said.pieces[0]);
      EXPECT_NE(content.find("> " + words + '"'), std::string::npos) << words;
    } else if (is("inbound-url-verification")) {
      const auto inbound = read_whole(samples::request("/slack/events", content));
      ASSERT_TRUE(inbound && std::holds_alternative<chat::Challenge>(*inbound));
    } else if (is("inbound-block-actions")) {
      const auto inbound = read_whole(samples::interaction(content));
      ASSERT_TRUE(inbound && std::holds_alternative<chat::Pressed>(*inbound));
      EXPECT_EQ(std::get<chat::Pressed>(*inbound).say, json::parse(content)["actions"][0]["value"].get<std::string>());
    } else if (is("inbound-view") || is("inbound-shortcut") || is("inbound-message-action") || is("inbound-block-suggestion") ||
               is("inbound-dialog") || is("inbound-interactive-message")) {
      const auto inbound = read_whole(samples::interaction(content));
      ASSERT_TRUE(inbound.has_value());
      EXPECT_TRUE(std::holds_alternative<chat::Ignored>(*inbound));
    } else if (is("inbound-event-") || is("inbound-") || is("schema-event") || is("schema-inbound")) {  // other events, other doors
      read_whole(samples::request("/slack/events", content));
      read_whole(samples::interaction(content));
    }
  }
  for (const auto* family : {"form-slash-command", "inbound-event-app-mention", "inbound-event-message", "inbound-block-actions"}) {
    EXPECT_GT(seen[family], 0) << family;
  }
}

}  // namespace robust_test
}  // namespace backwalk::slack
