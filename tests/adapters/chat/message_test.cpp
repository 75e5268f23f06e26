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

Message block_form() {
  Form form{.say = "block A4", .submit = "Block", .fields = {}};
  form.fields.push_back(
      {.name = "what", .label = "What stops it", .hint = "One line", .say = "", .is_required = true, .input = TextInput{}});
  form.fields.push_back({.name = "by", .label = "Until", .hint = "", .say = "by", .is_required = false, .input = DateInput{}});
  form.fields.push_back({.name = "owner", .label = "Person", .hint = "", .say = "owner", .is_required = false, .input = PersonInput{}});
  form.fields.push_back({.name = "quiet", .label = "Tell nobody", .hint = "", .say = "quiet", .is_required = false, .input = CheckInput{}});
  return {.headline = {plain_run("Block A4")}, .blocks = {Text{{quiet("Sent, it is done.")}}, form}};
}

TEST(ChatMessage, AFormIsItsLabelsAndWhatToTypeInstead) {
  EXPECT_EQ(plain(block_form()),
            "Block A4\n"
            "Sent, it is done.\n"
            "What stops it · Until (optional) · Person (optional) · Tell nobody (optional)\n"
            "Say: block A4 WHAT STOPS IT [by UNTIL] [owner @PERSON] [quiet]");
  EXPECT_EQ(plain(Message{.headline = {}, .blocks = {Form{.say = "next", .submit = "Go", .fields = {}}}}), "Say: next");
}

TEST(ChatMessage, TheFormOfAMessageIsFoundAmongItsBlocks) {
  const auto message = block_form();
  ASSERT_NE(form_of(message), nullptr);
  EXPECT_EQ(form_of(message)->say, "block A4");
  EXPECT_EQ(form_of(say("no form")), nullptr);
}

}  // namespace
}  // namespace backwalk::chat
