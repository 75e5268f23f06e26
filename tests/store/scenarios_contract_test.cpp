// What people were shown of how a plan could go.
#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

using turn::PersonId;
using turn::PlanId;
using turn::Scenario;

class ScenariosContract : public AnyStore {
 protected:
  void SetUp() override { start("dev", channel("eng"), "ALPH"); }

  void keeps(const std::string& user, Scenario::What what, std::optional<PersonId> seen_by, const std::string& words, Instant at = noon) {
    Scenario scenario;
    scenario.plan = PlanId{1};
    scenario.what = what;
    scenario.seen_by = seen_by;
    scenario.seq = 3;
    scenario.version = 2;
    scenario.at = at;
    scenario.ways = {{"1", words, {planner::ActionEstimated{1, planner::Estimate{.likely = planner::Minutes{960}}}}, 0.25},
                     {"2", "without A2", {planner::Dropped{{planner::Kind::action, 2}}}, {}}};
    turn::Answer what_was_shown;
    what_was_shown.scenarios = {scenario};
    ASSERT_TRUE(answer(turn_of(user, channel("eng")), what_was_shown));
  }
  std::vector<Scenario> seen_by(const std::string& user, Instant at = noon) {
    Turn turn = turn_of(user, channel("eng"));
    turn.need.weighs = true;
    turn.at = at;
    return look(std::move(turn)).scenarios;
  }
};
INSTANTIATE_TEST_SUITE_P(On, ScenariosContract, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(ScenariosContract, GivesBackWhatWasKept) {
  keeps("dev", Scenario::What::ways, PersonId{1}, "A1 2d");
  const auto found = seen_by("dev");
  ASSERT_EQ(found.size(), 1U);
  const auto& one = found.front();
  EXPECT_EQ(one.plan, PlanId{1});
  EXPECT_EQ(one.what, Scenario::What::ways);
  EXPECT_EQ(one.seen_by, PersonId{1});
  EXPECT_EQ(one.seq, 3);
  EXPECT_EQ(one.version, 2);
  EXPECT_EQ(one.at, noon);
  ASSERT_EQ(one.ways.size(), 2U);
  EXPECT_EQ(one.ways[0],
            (turn::Way{"1", "A1 2d", {planner::ActionEstimated{1, planner::Estimate{.likely = planner::Minutes{960}}}}, 0.25}));
  EXPECT_EQ(one.ways[1].chance, std::nullopt);
}

TEST_P(ScenariosContract, TheNewOneOfAKindTakesThePlaceOfTheOld) {
  keeps("dev", Scenario::What::whatif, PersonId{1}, "A1 2d");
  keeps("dev", Scenario::What::whatif, PersonId{1}, "A1 3d", noon + 1min);
  keeps("dev", Scenario::What::ways, PersonId{1}, "A1 4d", noon + 2min);
  const auto found = seen_by("dev", noon + 3min);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].ways[0].words, "A1 3d");
  EXPECT_EQ(found[1].ways[0].words, "A1 4d");
}

TEST_P(ScenariosContract, NobodyLearnsOfAnothersButEverybodyOfWhatWasShownToAll) {
  keeps("dev", Scenario::What::whatif, PersonId{1}, "A1 2d");
  EXPECT_TRUE(seen_by("ana").empty());
  keeps("dev", Scenario::What::whatif, std::nullopt, "A1 3d", noon + 1min);
  const auto found = seen_by("ana", noon + 2min);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().ways[0].words, "A1 3d");
  EXPECT_EQ(seen_by("dev", noon + 2min).size(), 2U);
}

TEST_P(ScenariosContract, AreLoadedOnlyWhereTheyAreWantedAndForTwoDays) {
  keeps("dev", Scenario::What::whatif, PersonId{1}, "A1 2d");
  EXPECT_TRUE(look("dev", channel("eng")).scenarios.empty());
  EXPECT_EQ(seen_by("dev", noon + 47h).size(), 1U);
  EXPECT_TRUE(seen_by("dev", noon + 49h).empty());
}

}  // namespace
}  // namespace backwalk::store
