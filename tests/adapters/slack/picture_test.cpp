// A picture in a message.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/slack/parts.hpp"
#include "tests/adapters/slack/samples.hpp"

namespace backwalk::slack {
namespace {

chat::Message with_picture(const std::string& address) {
  return {
      .headline = {chat::plain_run("Timeline of BILL")},
      .blocks = {chat::Picture{.alt = "Goal Fri 30 Oct\nA1 <b> \"x\": start by Mon", .file = "var/pictures/p1.png", .address = address}}};
}

TEST(SlackPicture, IsAnImageWhereSlackCanFetchIt) {
  const auto message = render(with_picture("https://plans.example/p/p1.5.aa.png"));
  const std::string whole = message.dump();
  const auto& image = message["blocks"].back();
  EXPECT_EQ(image["type"], "image");
  EXPECT_EQ(image["image_url"], "https://plans.example/p/p1.5.aa.png");
  EXPECT_EQ(image["alt_text"], "Goal Fri 30 Oct\nA1 <b> \"x\": start by Mon");
  EXPECT_EQ(whole.find("var/pictures"), std::string::npos) << "our paths are nobody's business";
}

TEST(SlackPicture, IsItsWordsWhereSlackCannot) {
  for (const char* address : {"", "/p/p1.5.aa.png", "http://127.0.0.1:8080/p/p1.5.aa.png"}) {
    const std::string whole = render(with_picture(address)).dump();
    EXPECT_EQ(whole.find("image"), std::string::npos) << whole;
    EXPECT_NE(whole.find("start by Mon"), std::string::npos) << whole;
    EXPECT_EQ(whole.find("/p/"), std::string::npos);
  }
}

TEST(SlackPicture, IsSlacksOwnFileWhereItWasUploaded) {
  chat::Outgoing outgoing{
      .key = "k", .place = {.platform = "slack", .channel = "C1"}, .message = with_picture("https://plans.example/p.png")};
  outgoing.message.blocks.push_back(outgoing.message.blocks.front());
  const auto request = samples::slack()->send({.outgoing = outgoing, .uploaded = "F123ABC456"});
  const auto blocks = nlohmann::json::parse(request.body)["blocks"];
  EXPECT_EQ(blocks[1]["slack_file"], nlohmann::json({{"id", "F123ABC456"}}));
  EXPECT_FALSE(blocks[1].contains("image_url")) << "Slack refuses both";
  EXPECT_EQ(blocks[1]["alt_text"], "Goal Fri 30 Oct\nA1 <b> \"x\": start by Mon");
  EXPECT_EQ(blocks[2]["image_url"], "https://plans.example/p.png") << "the id is the first one's";
}

chat::HttpResponse slack_says(const std::string& body) { return {.status = 200, .headers = {}, .body = body}; }

Upload timeline() { return {.name = "p1-timeline & more.png", .bytes = std::string("\x89PNG\0\r\n", 7)}; }

/// After the first call.
Upload with_url() {
  return *samples::slack()->read_upload(
      timeline(), slack_says(R"({"ok":true,"upload_url":"https://files.slack.com/upload/v1/ABC","file_id":"F123ABC456"})"));
}

TEST(SlackUpload, TakesThreeCalls) {
  const auto platform = samples::slack();
  const auto where = platform->ask_upload(timeline());
  EXPECT_EQ(where->url, "https://slack.com/api/files.getUploadURLExternal");
  EXPECT_EQ(chat::header(where->headers, "content-type"), "application/x-www-form-urlencoded") << "it takes no JSON";
  EXPECT_EQ(where->body, "filename=p1-timeline%20%26%20more.png&length=7");

  const auto bytes = platform->ask_upload(with_url());
  EXPECT_EQ(bytes->method + " " + bytes->url, "POST https://files.slack.com/upload/v1/ABC");
  EXPECT_EQ(bytes->body, timeline().bytes);
  EXPECT_FALSE(chat::header(bytes->headers, "authorization")) << "our token is not for that address";

  const auto sent = platform->read_upload(with_url(), slack_says("OK - 7"));
  const auto complete = platform->ask_upload(*sent);
  EXPECT_EQ(complete->url, "https://slack.com/api/files.completeUploadExternal");
  const auto body = nlohmann::json::parse(complete->body);
  EXPECT_EQ(body["files"], nlohmann::json::array({{{"id", "F123ABC456"}, {"title", "p1-timeline & more.png"}}}));
  EXPECT_FALSE(body.contains("channel_id")) << "it is shown by our message, and nowhere else";

  const auto done = platform->read_upload(*sent, slack_says(R"({"ok":true,"files":[{"id":"F123ABC456"}]})"));
  EXPECT_FALSE(platform->ask_upload(*done));
  EXPECT_EQ(done->id, "F123ABC456");
}

TEST(SlackUpload, SaysWhatItMisses) {
  const auto refused =
      samples::slack()->read_upload(timeline(), slack_says(R"({"ok":false,"error":"missing_scope","needed":"files:write"})"));
  EXPECT_EQ(refused.error().cause, Cause::not_allowed);
  EXPECT_EQ(refused.error().what, "files.getUploadURLExternal: missing_scope");
  EXPECT_TRUE(samples::slack()->read_upload(with_url(), {.status = 500, .headers = {}, .body = {}}).has_error());
  EXPECT_TRUE(samples::slack()->read_upload(with_url(), {.status = 302, .headers = {}, .body = {}}).has_error());
  auto sent = with_url();
  sent.calls = 2;
  EXPECT_EQ(samples::slack()->read_upload(sent, slack_says(R"({"ok":false,"error":"invalid_auth"})")).error().what,
            "files.completeUploadExternal: invalid_auth");
}

TEST(SlackUpload, GoesNowhereButToSlack) {
  const std::pair<const char*, const char*> cases[] = {{"https://evil.example/upload", "F123ABC456"},
                                                       {"http://files.slack.com/upload", "F123ABC456"},
                                                       {"https://files.slack.com.evil.example/", "F123ABC456"},
                                                       {"https://files.slack.com@evil.example/", "F123ABC456"},
                                                       {"http://127.0.0.1:8080/", "F123ABC456"},
                                                       {"", "F123ABC456"},
                                                       {"https://files.slack.com/upload", "F1\" OR"},
                                                       {"https://files.slack.com/upload", ""}};
  for (const auto& [url, id] : cases) {
    const auto body = nlohmann::json{{"ok", true}, {"upload_url", url}, {"file_id", id}}.dump();
    EXPECT_TRUE(samples::slack()->read_upload(timeline(), slack_says(body)).has_error()) << url;
  }
}

}  // namespace
}  // namespace backwalk::slack
