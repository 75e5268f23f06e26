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

KeptRecords::Shorten never() {
  return [](turn::RecordPtr record) {
    ADD_FAILURE() << "no log is long";
    return record;
  };
}

TEST(KeptRecords, LetGoOfWhatWasUsedLongestAgo) {
  const auto some = plan_bytes(*plan_of(1, 10));
  KeptRecords kept({3 * some, 0}, never());
  for (int id = 1; id <= 3; ++id) kept.put(plan_of(id, 10));
  EXPECT_EQ(kept.used().plans, 3 * some);
  ASSERT_NE(kept.find(turn::PlanId{1}), nullptr);
  kept.put(plan_of(4, 10));
  EXPECT_EQ(kept.find(turn::PlanId{2}), nullptr);
  EXPECT_NE(kept.find(turn::PlanId{1}), nullptr) << "it was asked for";
  kept.put(plan_of(4, 11));
  EXPECT_EQ(kept.size(), 2U) << "it has grown";
  kept.let_go(turn::PlanId{4});
  EXPECT_EQ(kept.used().plans, some);
  kept.put(plan_of(5, 1000));
  EXPECT_EQ(kept.size(), 1U) << "the last one stays, whatever its size";
  kept.let_go(turn::PlanId{5});
  EXPECT_EQ(kept.used().plans, 0U);
}

turn::RecordPtr talked_about(int id, std::size_t commands) {
  auto record = std::make_shared<turn::Record>(*plan_of(id, 1));
  for (std::size_t i = 0; i < commands; ++i)
    record->log.push_back({static_cast<std::int64_t>(i) + 1, {planner::Retitled{{}, "Done"}}, "done", {}, {}, {}, 0});
  return record;
}

TEST(KeptRecords, MakesLogsShortBeforeItLetsGoOfPlans) {
  const auto log = log_bytes(*talked_about(1, 100));
  std::vector<int> shortened;
  KeptRecords kept({1U << 20U, 2 * log}, [&](turn::RecordPtr record) {
    shortened.push_back(static_cast<int>(record->id.value));
    return talked_about(shortened.back(), KeptRecords::few_entries);
  });
  for (int id = 1; id <= 2; ++id) kept.put(talked_about(id, 100));
  EXPECT_TRUE(shortened.empty());
  kept.find(turn::PlanId{1});
  kept.put(talked_about(3, 100));
  EXPECT_EQ(shortened, std::vector<int>{2}) << "its use is longest ago";
  EXPECT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept.used().logs, 2 * log);
  EXPECT_EQ((*kept.find(turn::PlanId{2}))->log.kept().size(), KeptRecords::few_entries);
  kept.put(talked_about(4, 1000));
  EXPECT_EQ(shortened.size(), 3U) << "one alone may be longer than there is room";
  for (int id = 1; id <= 4; ++id) kept.let_go(turn::PlanId{id});
  EXPECT_EQ(kept.used().logs + kept.used().plans, 0U);
}

/// A plan that has been talked about for long, and what `look` sees of it.
class LongLog : public ::testing::Test {
 protected:
  LongLog() {
    tell({planner::PlanStarted{"LONG", "Long", {}, turn::PersonId{1}}}, "start");
    for (int i = 0; i < 44; ++i) tell({planner::Retitled{{}, "Longer"}, planner::Retitled{{}, "Long"}}, "title", 50);
  }
  void tell(const std::vector<planner::Edit>& edits, const std::string& said, int times = 1) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.keys = {"said " + std::to_string(++said_)};
    turn.need.writes = true;
    turn.need.starts = said == "start";
    turn.at = noon + std::chrono::seconds{10} * said_;
    turn.answer = [&](const turn::State& state) {
      turn::Answer answer;
      const turn::PlanId plan{1};
      for (int i = 0; i < times; ++i) answer.changes.push_back({plan, edits, said});
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
    EXPECT_EQ(record.log.size(), 2201U);
    EXPECT_LT(record.log.kept().size(), 2049U);
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
    EXPECT_EQ(record.log.lately().size(), 300U) << "of a minute";
    EXPECT_EQ(record.log.speakers().size(), 1U);
    std::size_t edits = 0, said_bytes = 0;
    for (const turn::Entry& entry : record.log.kept()) edits += entry.edits.size(), said_bytes += entry.said.size();
    EXPECT_EQ(record.log.kept_edits(), edits);
    EXPECT_EQ(record.log.kept_said(), said_bytes);
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
