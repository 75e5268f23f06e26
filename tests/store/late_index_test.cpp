// The indexes that are filled by the thousand tell the same whatever is in them yet: after many rows, after a restart, and after something
// was taken back.
#include <numeric>

#include "tests/power/database.hpp"
#include "tests/store/given_sqlite.hpp"

namespace backwalk::store {
namespace {

class LateIndex : public ::testing::Test {
 protected:
  LateIndex() { start_anew(); }

  void start_anew() {
    store_.reset();
    store_ = open(path_, Holding::exclusive).value();
  }
  std::future<Result<Outcome>> ask(Turn turn) {
    auto promise = std::make_shared<std::promise<Result<Outcome>>>();
    store_->transact(std::move(turn), [promise](Result<Outcome> outcome) { promise->set_value(std::move(outcome)); });
    return promise->get_future();
  }
  /// Commands that are asked for at once, so that they share transactions.
  void say_many(int from, int to) {
    std::vector<std::future<Result<Outcome>>> said;
    for (int i = from; i < to; ++i) said.push_back(ask(titled("k" + std::to_string(i))));
    for (auto& each : said) EXPECT_TRUE(each.get().has_value());
  }
  /// A message, and nothing else; it fails after that where `fails`.
  static Turn with_message(const std::string& key, bool fails = false) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.need.writes = true;
    turn.answer = [=](const turn::State&) {
      turn::Answer answer;
      answer.later = {post(key, channel("eng"))};
      if (fails) answer.looks = {turn::Look{.plan = turn::PlanId{4711}, .looked_at = noon}};  // there is no such plan
      return answer;
    };
    return turn;
  }
  std::size_t waiting() {
    return wait_for<Backlog>([&](auto done) { store_->backlog(std::move(done)); }).value().waiting;
  }
  std::vector<std::string> problems() {
    store_.reset();
    const auto examined = examine(path_);
    EXPECT_TRUE(examined);
    return examined->problems;
  }
  /// The edits with which the plan's commands begin, from the first on and from the last back, must be `count` in order.
  void expect_whole_log(std::int64_t count) {
    std::vector<std::int64_t> expected(static_cast<std::size_t>(count));
    std::iota(expected.begin(), expected.end(), 1);
    std::vector<std::int64_t> forward;
    std::vector<std::int64_t> back;
    Turn turn = turn_of("dev", channel("eng"));
    turn.answer = [&](const turn::State& state) {
      const turn::Log& log = state.plans.at(0)->log;
      forward.clear();
      back.clear();
      for (const turn::Entry& entry : log) forward.push_back(entry.first_seq);
      for (auto entry = log.rbegin(); entry != log.rend(); ++entry) back.push_back(entry->first_seq);
      return turn::Answer{};
    };
    ASSERT_TRUE(ask(std::move(turn)).get().has_value());
    EXPECT_EQ(forward, expected);
    std::ranges::reverse(back);
    EXPECT_EQ(back, expected);
  }
  std::int64_t number(const std::string& query) { return power::Database(path_).number(query); }

  Folder folder_{};
  std::string path_ = folder_.file("late.db");
  std::unique_ptr<Store> store_{};
};

TEST_F(LateIndex, GivesALogWholeWhateverPartOfItIsIndexed) {
  say_many(0, 1500);
  expect_whole_log(1500);
  say_many(1500, 3300);
  expect_whole_log(3300);
  EXPECT_GT(number("select count(*) from log_lines"), number("select count(*) from log_index")) << "or this tests less than it could";
  EXPECT_GT(number("select count(*) from log_index"), 1500);
  start_anew();
  expect_whole_log(3300);
  EXPECT_EQ(number("select count(*) from log_index"), 3300) << "who starts fills it";
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(LateIndex, KnowsEveryKeyOfTheOutbox) {
  const auto send_all = [&] {
    std::vector<std::future<Result<Outcome>>> sent;
    for (int i = 0; i < 2500; ++i) sent.push_back(ask(with_message("m" + std::to_string(i))));
    for (auto& each : sent) EXPECT_TRUE(each.get().has_value());
  };
  send_all();
  EXPECT_EQ(waiting(), 2500U);
  EXPECT_GT(number("select count(*) from outbox"), number("select count(*) from outbox_keys"));
  EXPECT_GT(number("select count(*) from outbox_keys"), 1024);
  send_all();
  EXPECT_EQ(waiting(), 2500U);
  start_anew();
  send_all();
  EXPECT_EQ(waiting(), 2500U);
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(LateIndex, ForgetsTheKeysOfWhatWasTakenBack) {
  ASSERT_TRUE(ask(with_message("first")).get());
  for (int round = 0; round < 20; ++round) {
    const std::string name = std::to_string(round);
    std::vector<std::future<Result<Outcome>>> asked;
    for (int i = 0; i < 30; ++i) asked.push_back(ask(with_message(name + "/" + std::to_string(i), i == 17)));
    for (std::size_t i = 0; i < asked.size(); ++i) EXPECT_EQ(asked[i].get().has_value(), i != 17);
    EXPECT_EQ(waiting(), 1U + 30U * static_cast<std::size_t>(round) + 29U);
    EXPECT_TRUE(ask(with_message(name + "/17")).get().has_value());
  }
  EXPECT_EQ(waiting(), 1U + 30U * 20U);
  EXPECT_EQ(number("select count(distinct id) from outbox"), 1 + 30 * 20);
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(LateIndex, GoesOnWhereSomethingIsTakenBackAllTheTime) {
  ASSERT_TRUE(ask(with_message("first")).get());
  for (int round = 0; round < 16; ++round) {
    std::vector<std::future<Result<Outcome>>> asked;
    for (int i = 0; i < 500; ++i) asked.push_back(ask(with_message(std::to_string(round) + "/" + std::to_string(i), i == 499)));
    for (auto& each : asked) each.wait();
  }
  EXPECT_EQ(waiting(), 1U + 16U * 499U);
  const auto complete = number("select value from counters where name = 'outbox indexed'");
  EXPECT_LT(number("select max(id) from outbox") - complete, 2'500);
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(LateIndex, GivesNoNumberOfTheOutboxTwiceAfterAllIsPruned) {
  for (const char* key : {"one", "two"}) ASSERT_TRUE(ask(with_message(key)).get());
  start_anew();
  ASSERT_TRUE(ask(with_message("one")).get());
  store_.reset();
  power::Database(path_).rows("delete from outbox");
  power::Database(path_).rows("delete from outbox_keys");
  start_anew();
  ASSERT_TRUE(ask(with_message("three")).get());
  EXPECT_EQ(number("select id from outbox"), 3);
}

TEST_F(LateIndex, FindsOldKeysOfEventsThoughTheyStandInNoOrderOfTime) {
  const auto say_at = [&](const std::string& key, Instant wall) {
    Turn turn = titled(key);
    turn.wall = wall;
    ASSERT_TRUE(ask(std::move(turn)).get().has_value());
  };
  say_many(0, 2300);
  say_at("a young one among them", noon + 20h);
  for (int step = 0; step < 8; ++step) say_at("k1 and new " + std::to_string(step), noon + 27h + 11min * step);
  EXPECT_EQ(number("select count(*) from seen where key glob 'k[0-9]*' and key not like '% %'"), 0);
  EXPECT_EQ(number("select count(*) from seen"), 9) << "those that are younger than a day stay";
}

TEST_F(LateIndex, IsExamined) {
  say_many(0, 3);
  start_anew();
  say_many(3, 4);
  EXPECT_EQ(problems(), std::vector<std::string>());
  power::Database(path_).rows("delete from outbox_keys where id = 2");
  EXPECT_EQ(problems(), std::vector<std::string>({"messages that outbox_keys lacks: 1"}));
  power::Database(path_).rows("delete from log_index where first_seq = 1");
  EXPECT_EQ(problems().at(0), "commands that log_index lacks: 1");
  power::Database(path_).rows("update outbox_keys set key = 'of nobody' where id = 1");
  EXPECT_EQ(problems().at(2), "messages of outbox_keys that are not there: 1");
  power::Database(path_).rows("update log_index set line = 4711 where first_seq = 2");
  EXPECT_EQ(problems().at(2), "commands of log_index that are not there: 1");
}

}  // namespace
}  // namespace backwalk::store
