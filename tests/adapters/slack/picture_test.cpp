// A picture in a message.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/slack/parts.hpp"

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

}  // namespace
}  // namespace backwalk::slack
