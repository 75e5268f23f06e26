// Whatever is said with `quiet` tells nobody else: nothing is posted, only the plan's card is edited.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "bot/talk/grammar.hpp"
#include "tests/talk/billing.hpp"

namespace backwalk {
namespace quiet_test {

using talk::Verb;

/// What product says first, and then quietly.
struct Case {
  std::vector<std::string> before{};
  std::string text{};
};

const std::map<Verb, Case>& cases() {
  static const std::map<Verb, Case> all{
      {Verb::goal, {{}, "goal by 9 nov anyway"}},
      {Verb::milestone, {{}, "milestone Everybody is trained by 9 oct"}},
      {Verb::action, {{}, "action translate it for 2d before M3"}},
      {Verb::before, {{}, "before M3 translate it for 2d"}},
      {Verb::link, {{}, "link A5 after A1"}},
      {Verb::unlink, {{}, "unlink A4 after A3"}},
      {Verb::owner, {{}, "owner A6 @dev"}},
      {Verb::started, {{}, "started A3"}},
      {Verb::done, {{"done A1"}, "done M1"}},
      {Verb::slip, {{}, "slip A4 25d anyway"}},
      {Verb::drop, {{}, "drop A9"}},
      {Verb::restore, {{"goal by 9 nov anyway"}, "restore v1 now"}},
      {Verb::undo, {{"move goal to 9 nov anyway"}, "undo"}},
      {Verb::kpi, {{}, "kpi K1 49"}},
      {Verb::checkin, {{}, "checkin weekly mon 9:00"}},
      {Verb::standup, {{}, "standup mon wed fri at 9:30 for @dev"}},
      {Verb::brief, {{}, "brief every fri at 10:00"}},
      {Verb::report, {{}, "report at risk"}},
      {Verb::risk, {{}, "risk the rival is faster"}},
      {Verb::block, {{}, "block A4 no keys"}},
      {Verb::unblock, {{"block A4 no keys"}, "unblock A4"}},
      {Verb::checked, {{}, "checked by @legal"}},
      {Verb::snooze, {{}, "snooze A6 until thu 14:00"}},
      {Verb::remind, {{}, "remind off K1"}},
      {Verb::settings, {{}, "settings zone Europe/Warsaw"}},
      {Verb::close, {{}, "close now"}},
      {Verb::reopen, {{"close now"}, "reopen"}},
      {Verb::apply, {{}, "apply A5 6d"}},
      {Verb::move, {{}, "move goal to 9 nov anyway"}},
      {Verb::needs, {{}, "needs A6 designer for 3d lead 10d"}},
      {Verb::split, {{}, "split A4 into tax rates and tax forms"}},
      {Verb::merge, {{}, "merge A3 A4"}},
      {Verb::take, {{}, "take A4"}},
      {Verb::gain, {{}, "gain A2 2d pull"}},
      {Verb::happened, {{}, "happened R2"}},
      {Verb::mitigate, {{}, "mitigate R2 with A9"}},
      {Verb::flexible, {{}, "flexible A6"}},
      {Verb::simplify, {{"link A8 after A4"}, "simplify now"}},
      {Verb::accept, {{}, "accept A2"}},
  };
  return all;
}

/// Of nobody but the speaker, or what makes a place to be quiet in, or words to the end of the sentence; `commit` and `invite` have a test
/// of their own.
const std::set<Verb> left_out{Verb::away,          Verb::back,  Verb::start,  Verb::lite,
                              Verb::from_template, Verb::prfaq, Verb::commit, Verb::invite};

/// What somebody beside `who` would be notified of.
std::string heard_by_others(const turn::Answer& answer, const std::string& who) {
  std::string heard;
  for (const auto& outgoing : answer.later) {
    const bool is_edit = outgoing.delivery == chat::Delivery::edit || outgoing.delivery == chat::Delivery::pin;
    const bool is_theirs = outgoing.only_for ? outgoing.only_for->user == who : outgoing.place.user == who;
    if (!is_edit && !is_theirs) heard += chat::plain(outgoing.message) + "\n";
  }
  return heard;
}

TEST(Quiet, HoldsForEveryVerbThatWrites) {
  for (const auto& row : talk::commands()) {
    if (!row.writes || !row.is_listed || left_out.contains(row.verb)) continue;
    SCOPED_TRACE(std::string(row.name));
    const auto found = cases().find(row.verb);
    ASSERT_NE(found, cases().end()) << "say how it is quiet";
    fakes::Story story;
    fakes::tell_committed_billing(story);
    for (const auto& text : found->second.before) story.slash("product", "billing", text);
    const auto was = story.plan("CUST")->plan.seq;
    story.slash("product", "billing", found->second.text + " quiet");
    EXPECT_FALSE(story.was_refused()) << fakes::told(story.slash("product", "billing", found->second.text));
    EXPECT_GT(story.plan("CUST")->plan.seq, was);
    EXPECT_EQ(heard_by_others(story.answer(), "product"), "");
  }
}

TEST(Quiet, HoldsForACommit) {
  fakes::Story story;
  fakes::tell_billing(story);
  story.slash("product", "billing", "commit every 2w quiet");
  EXPECT_TRUE(story.plan("CUST")->plan.is_committed);
  EXPECT_EQ(heard_by_others(story.answer(), "product"), "");
}

TEST(Quiet, AGuestIsNotToldOfIt) {
  fakes::Story story;
  story.dm("friend", "help");
  story.dm("ann", "start Run ten kilometres by 30 nov");
  story.dm("ann", "invite @friend quiet");
  EXPECT_EQ(story.answer().changes.size(), 1U);
  EXPECT_EQ(heard_by_others(story.answer(), "ann"), "");
  story.dm("ann", "invite @friend stop");
  EXPECT_NE(heard_by_others(story.answer(), "ann"), "");
}

}  // namespace quiet_test
}  // namespace backwalk
