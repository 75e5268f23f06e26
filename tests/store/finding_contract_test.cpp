// Which plans a turn is given, and which it is not.
#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class FindingContract : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(On, FindingContract, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(FindingContract, FindsPlansOfThePlaceTheThreadsFirst) {
  const auto first = start("dev", channel("eng"), "AAAA");
  const auto second = start("dev", channel("eng"), "BBBB");
  const auto other = start("dev", channel("ops"), "CCCC");
  turn::Answer bind;
  bind.bindings = {{second, thread_of("eng", "t1")}, {second, thread_of("eng", "t1")}, {other, channel("eng")}};
  ASSERT_TRUE(answer(turn_of("dev", channel("eng")), bind));
  EXPECT_EQ(look("dev", channel("eng")).here, (std::vector{first, second, other}));
  EXPECT_EQ(look("dev", thread_of("eng", "t1")).here, (std::vector{second, first, other}));
  EXPECT_TRUE(look("dev", channel("hr")).plans.empty());
}

TEST_P(FindingContract, FindsPlansByKeyByIdAndForTheWholeWorkspace) {
  const auto open = start("dev", channel("eng"), "ALPH");
  const auto own = start("dev", direct("dev"), "ALPH");
  Turn turn = turn_of("dev", channel("hr"));
  turn.need.keys = {"alph"};
  EXPECT_EQ(look(turn).plans.size(), 2U);
  turn.need.keys = {};
  turn.need.plans = {own, open, own};
  EXPECT_EQ(look(turn).plans.size(), 2U);
  EXPECT_EQ(look(turn).plans.front()->id, open);
  turn.need.plans = {};
  turn.need.whole_workspace = true;
  EXPECT_EQ(look(turn).plans.size(), 2U);
  turn.need.place.workspace = "elsewhere";
  turn.need.speaker = chat::Door{"console", "elsewhere", "dev"};
  EXPECT_TRUE(look(turn).plans.empty());
}

TEST_P(FindingContract, KeepsPrivatePlansFromOthers) {
  const auto secret = start("dev", direct("dev"), "SECR");
  turn::Answer bind;
  bind.bindings = {{secret, channel("eng")}};
  ASSERT_TRUE(answer(turn_of("dev", direct("dev")), bind));
  Turn turn = turn_of("eve", channel("eng"));
  turn.need.keys = {"SECR"};
  turn.need.plans = {secret};
  turn.need.whole_workspace = true;
  const turn::State seen = look(turn);
  EXPECT_TRUE(seen.plans.empty());
  EXPECT_TRUE(seen.here.empty());
  EXPECT_EQ(seen.keys_taken, Keys{});
  turn.need.speaker.reset();  // the beat sees everything
  EXPECT_EQ(look(turn).plans.size(), 1U);
  EXPECT_EQ(look("dev", direct("dev")).focus, secret);
  EXPECT_EQ(look("dev", channel("eng")).here, std::vector{secret});
}

TEST_P(FindingContract, TellsTheKeysOfTheSpaceWhereAPlanWouldGo) {
  start("dev", channel("eng"), "ALPH");
  start("dev", direct("dev"), "BETA");
  const auto keys_for = [this](const std::string& user, const chat::Place& place) {
    Turn turn = turn_of(user, place);
    turn.need.writes = turn.need.starts = true;
    return look(std::move(turn)).keys_taken;
  };
  EXPECT_EQ(keys_for("dev", channel("ops")), Keys{"ALPH"});
  EXPECT_EQ(keys_for("dev", direct("dev")), Keys{"BETA"});
  EXPECT_EQ(keys_for("eve", direct("eve")), Keys{});
  EXPECT_EQ(look("dev", channel("eng")).keys_taken, Keys{}) << "where no plan may start nobody asks for them";
}

TEST_P(FindingContract, RemembersTheFocusInDirectMessagesOnly) {
  start("dev", direct("dev"), "AAAA");
  const auto second = start("dev", direct("dev"), "BBBB");
  const turn::State state = look("dev", direct("dev"));
  EXPECT_EQ(state.focus, second);
  EXPECT_TRUE(state.here.empty());
  EXPECT_FALSE(look("dev", channel("eng")).focus);
}

}  // namespace
}  // namespace backwalk::store
