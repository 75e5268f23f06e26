#include <gtest/gtest.h>

#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::ChannelMention;
using chat::Piece;
using chat::UserMention;
using Pieces = std::vector<Piece>;

TEST(SlackText, MarkupBecomesWhatAPersonWouldRead) {
  const struct {
    std::string text;
    Pieces pieces;
  } cases[] = {
      {"", {}},
      {"next", {"next"}},
      {"owner <@U1|ben>", {"owner ", UserMention{"U1", "ben"}}},
      {"<@W1>", {UserMention{"W1", ""}}},
      {"<@U1><@U2>", {UserMention{"U1", ""}, UserMention{"U2", ""}}},
      {"in <#C1|launch> and <#C2>", {"in ", ChannelMention{"C1", "launch"}, " and ", ChannelMention{"C2", ""}}},
      {"<!channel> <!here> <!everyone> <!here|@here>", {"channel here everyone here"}},
      {"ask <!subteam^S1|@crew>", {"ask crew"}},
      {"ask <!subteam^S1>", {"ask subteam"}},
      {"by <!date^1392734382^{date}|18 Feb 2014>", {"by 18 Feb 2014"}},
      {"open <http://30.10|30.10>", {"open 30.10"}},
      {"see <https://example.org/a?b=1&amp;c=2>", {"see https://example.org/a?b=1&c=2"}},
      {"see <https://example.org|the &lt;page&gt;>", {"see the <page>"}},
      {"mail <mailto:a@example.org|a@example.org> <mailto:b@example.org>", {"mail a@example.org b@example.org"}},
      {"a &lt;b&gt; &amp; c", {"a <b> & c"}},
      {"&amp;lt;!channel&amp;gt;", {"&lt;!channel&gt;"}},
      {"a < b > c", {"a < b > c"}},
      {"a <b> c", {"a <b> c"}},
      {"<", {"<"}},
      {"<>", {"<>"}},
      {"<@>", {"<@>"}},
      {"<!>", {"<!>"}},
      {"x <@U1", {"x <@U1"}},
      {"<<@U1>", {"<", UserMention{"U1", ""}}},
      {"&am", {"&am"}},
      {":tada: `code` *bold*", {":tada: `code` *bold*"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(pieces(c.text), c.pieces);
  }
}

TEST(SlackText, TheBotsMentionGoesWithItsBlanks) {
  const struct {
    std::string text;
    std::set<std::string> bots;
    Unnamed unnamed;
    Pieces pieces;
  } cases[] = {
      {"<@UB> next", {"UB"}, Unnamed::first_mention, {"next"}},
      {"  <@UB>:  next", {"UB"}, Unnamed::first_mention, {"next"}},
      {"<@UB>, next", {}, Unnamed::first_mention, {"next"}},
      {"<@UB> <@UB> next", {"UB"}, Unnamed::first_mention, {"next"}},
      {"next <@UB> please", {"UB"}, Unnamed::first_mention, {"next please"}},
      {"<@UB>", {"UB"}, Unnamed::first_mention, {}},
      {"next <@UB>", {}, Unnamed::first_mention, {"next ", UserMention{"UB", ""}}},
      {"<@U1> owns A3 <@UB>", {"UB"}, Unnamed::first_mention, {UserMention{"U1", ""}, " owns A3 "}},
      {"<@UB> <@U1> owns A3", {}, Unnamed::first_mention, {UserMention{"U1", ""}, " owns A3"}},
      {"<@U1> owns A3", {"UB"}, Unnamed::nobody, {UserMention{"U1", ""}, " owns A3"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(without_bot(pieces(c.text), c.bots, c.unnamed), c.pieces);
  }
}

}  // namespace
}  // namespace backwalk::slack
