// What is kept of plans in memory has an end: the plans, and of each the newest commands.
#include "bot/store/kept_records.hpp"

#include <gtest/gtest.h>

#include "bot/store/records.hpp"
#include "planner/evolve.hpp"
#include "tests/store/given_sqlite.hpp"

namespace backwalk::store {
namespace {

turn::RecordPtr plan_of(int id, std::size_t actions) {
  auto record = std::make_shared<turn::Record>();
  record->id = turn::PlanId{id};
  record->plan.actions.resize(actions);
  return record;
}

TEST(KeptRecords, LetGoOfWhatWasUsedLongestAgo) {
  const auto some = record_bytes(*plan_of(1, 10));
  KeptRecords kept(3 * some);
  for (int id = 1; id <= 3; ++id) kept.put(plan_of(id, 10));
  EXPECT_EQ(kept.bytes(), 3 * some);
  ASSERT_NE(kept.find(turn::PlanId{1}), nullptr);
  kept.put(plan_of(4, 10));
  EXPECT_EQ(kept.find(turn::PlanId{2}), nullptr);
  EXPECT_NE(kept.find(turn::PlanId{1}), nullptr) << "it was asked for";
  kept.put(plan_of(4, 11));
  EXPECT_EQ(kept.size(), 2U) << "it has grown";
  kept.let_go(turn::PlanId{4});
  EXPECT_EQ(kept.bytes(), some);
  kept.put(plan_of(5, 1000));
  EXPECT_EQ(kept.size(), 1U) << "the last one stays, whatever its size";
  kept.let_go(turn::PlanId{5});
  EXPECT_EQ(kept.bytes(), 0U);
}

/// A plan that has been talked about for long, and what `look` sees of it.
class LongLog : public ::testing::Test {
 protected:
  LongLog() {
    tell({planner::PlanStarted{"LONG", "Long", {}, turn::PersonId{1}}}, "start");
    for (int i = 1; i <= 700; ++i)
      tell({planner::ActionAdded{i, "Step", {}, {}}, planner::Retitled{{planner::Kind::action, i}, "Done"}}, "add");
  }
  void tell(std::vector<planner::Edit> edits, const std::string& said) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.keys = {"said " + std::to_string(++said_)};
    turn.need.writes = true;
    turn.need.starts = said == "start";
    turn.at = noon + std::chrono::seconds{10} * said_;
    turn.answer = [&](const turn::State& state) {
      turn::Answer answer;
      const turn::PlanId plan{1};
      answer.changes.push_back({plan, edits, said});
      if (state.plans.empty()) answer.bindings.push_back({plan, channel("eng"), {}});
      return answer;
    };
    ASSERT_TRUE(wait_for<Outcome>([&](auto done) { store_->transact(std::move(turn), std::move(done)); }));
  }
  void look(const std::function<void(const turn::Record&)>& at) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.answer = [&](const turn::State& state) {
      at(*state.plans.at(0));
      return turn::Answer{};
    };
    EXPECT_TRUE(wait_for<Outcome>([&](auto done) { store_->transact(std::move(turn), std::move(done)); }));
  }
  static void expect_whole(const turn::Record& record) {
    EXPECT_EQ(record.log.size(), 701U);
    EXPECT_LT(record.log.kept().size(), 100U);
    planner::Plan plan;
    std::int64_t seq = 1;
    for (const turn::Entry& entry : record.log) {
      EXPECT_EQ(entry.first_seq, seq);
      seq += static_cast<std::int64_t>(entry.edits.size());
      plan = planner::replay(entry.edits, std::move(plan));
    }
    EXPECT_TRUE(planner::looks_same(plan, record.plan));
    for (auto entry = record.log.rbegin(); entry != record.log.rend(); ++entry) {
      seq -= static_cast<std::int64_t>(entry->edits.size());
      EXPECT_EQ(entry->first_seq, seq);
    }
    EXPECT_EQ(seq, 1);
    EXPECT_EQ(record.log.home(), channel("eng"));
    EXPECT_EQ(record.log.lately().size(), 6U) << "of a minute";
    EXPECT_EQ(record.log.speakers().size(), 1U);
  }

  Folder folder_;
  std::unique_ptr<Store> store_ = open(folder_.file("store.db"), Holding::exclusive).value();
  int said_ = 0;
};

TEST_F(LongLog, IsReadWholeWhereSomebodyGoesThroughIt) {
  look(expect_whole);
  store_.reset();
  store_ = open(folder_.file("store.db"), Holding::exclusive).value();
  look(expect_whole);
}

TEST_F(LongLog, IsReadInsideItsTurnOnly) {
  const auto record = plan_in(*store_);
  EXPECT_NO_THROW(record->log.rbegin());
  EXPECT_THROW(record->log.begin(), std::logic_error);
  store_.reset();
  EXPECT_THROW(record->log.begin(), std::logic_error);
}

}  // namespace
}  // namespace backwalk::store
