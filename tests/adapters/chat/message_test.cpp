#include "adapters/chat/message.hpp"

#include <gtest/gtest.h>

namespace backwalk::chat {
namespace {

TEST(ChatMessage, PlainShowsEveryKindOfBlock) {
  const Message message{
      .headline = {plain_run("Open in Kiel, "), strong("11 Dec")},
      .blocks = {Text{{plain_run("Ask "), Mention{"U1", "Ben"}, quiet(" or "), Mention{"U2", ""}, code(" A3 ")}},
                 Facts{{{"Goal", "11 Dec"}, {"Slack", "2 days"}}}, Rows{{{"A1", "lease", ""}, {"A10", "看板", "x"}, {"é", "🚀", "y"}}},
                 Progress{2, 4, "Milestones"}, Progress{1, 3, ""}, Rule{}, Text{},
                 Buttons{{{"Done", "done A3", Weight::primary}, {"Skip", "skip", {}}}}}};
  EXPECT_EQ(plain(message),
            "Open in Kiel, 11 Dec\n"
            "Ask Ben or U2 A3\n"
            "Goal: 11 Dec\n"
            "Slack: 2 days\n"
            "A1   lease\n"
            "A10  看板   x\n"
            "é    🚀     y\n"
            "Step 2 of 4 · Milestones\n"
            "Step 1 of 3\n"
            "---\n"
            "[Done] [Skip]");
}

TEST(ChatMessage, PlainKeepsALineALineAndDropsControls) {
  EXPECT_EQ(plain(say("a\r\nb\tc\x1b[31md\x7f\u0085e\u2028f")), "a b c[31md e f");
  EXPECT_EQ(plain(say("")), "");
  EXPECT_EQ(plain(Message{}), "");
  EXPECT_EQ(plain(say("trailing   ")), "trailing");
  EXPECT_EQ(plain(say("broken\xff\xc3 bytes")), "broken bytes");
  EXPECT_EQ(plain(Message{.headline = {}, .blocks = {Buttons{{{"a\nb", "x", {}}}}}}), "[a b]");
}

TEST(ChatMessage, RowsOfDifferentLengthStillAlign) {
  EXPECT_EQ(plain(Message{.headline = {}, .blocks = {Rows{{{"a"}, {"bbb", "c"}, {}}}}}), "a\nbbb  c");
  EXPECT_EQ(plain(Message{.headline = {}, .blocks = {Rows{}, Facts{}, Buttons{}}}), "");
}

TEST(ChatMessage, ButtonsComeInOrder) {
  const Message message{.headline = {}, .blocks = {Buttons{{{"A", "a", {}}}}, Rule{}, Buttons{{{"B", "b", {}}, {"C", "c", {}}}}}};
  ASSERT_EQ(buttons_of(message).size(), 3U);
  EXPECT_EQ(buttons_of(message)[2].say, "c");
}

}  // namespace
}  // namespace backwalk::chat
