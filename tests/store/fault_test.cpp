// The disk under a running store is full, broken, locked, gone or damaged: writing is refused, reading goes on where it can, and when the
// fault ends the store recovers by itself with nothing lost and nothing half done.
#include <fstream>

#include "tests/power/database.hpp"
#include "tests/power/disk.hpp"
#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class Faulty : public ::testing::Test {
 protected:
  Result<Outcome> write(const std::string& key) {
    return wait_for<Outcome>([&](auto done) { store->transact(titled(key), std::move(done)); });
  }
  /// The goal's title as somebody reads it now; the error's words where it cannot be read.
  std::string read() {
    std::string title;
    Turn turn = turn_of("dev", channel("eng"));
    turn.keys = {"a question"};
    turn.answer = [&](const turn::State& state) {
      title = state.plans.at(0)->plan.goal.title;
      return turn::Answer{};
    };
    const auto outcome = wait_for<Outcome>([&](auto done) { store->transact(std::move(turn), std::move(done)); });
    return outcome ? title : outcome.error().what;
  }
  Result<bool> ready() {
    return wait_for<bool>([&](auto done) { store->ready(std::move(done)); });
  }
  Result<std::vector<Row>> take() {
    return wait_for<std::vector<Row>>([&](auto done) { store->take({noon, noon, 9, {"console"}, {}}, std::move(done)); });
  }
  void reopen() {
    store.reset();
    store = open(path, Holding::exclusive).value();
  }
  /// Overwrites the page that a table begins with.
  void damage(const std::string& table) {
    const long long page = power::Database(path).number("select rootpage from sqlite_master where name = ?", {table});
    power::Database(path).rows("pragma wal_checkpoint(truncate)");
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp((page - 1) * 4096);
    file << std::string(4096, '\xAA');
  }

  Folder folder{};
  std::string path = folder.file("plans.db");
  power::Disk disk{1};
  std::unique_ptr<Store> store = open(path, Holding::exclusive).value();
};

TEST_F(Faulty, RefusesWritingAndReadsOnUntilTheFaultEnds) {
  struct Case {
    power::Trouble trouble;
    Cause cause;
  };
  ASSERT_TRUE(write("start"));
  std::string last = "Ship";
  int number = 0;
  for (const auto& [trouble, cause] :
       {Case{power::Trouble::full, Cause::full}, Case{power::Trouble::no_write, Cause::lost}, Case{power::Trouble::no_sync, Cause::lost}}) {
    SCOPED_TRACE(static_cast<int>(trouble));
    const std::string key = "title " + std::to_string(++number);
    disk.ails(trouble);
    for (int i = 0; i < 3; ++i) {
      const auto refused = write(key);
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().cause, cause) << refused.error().what;
    }
    EXPECT_EQ(ready().error().cause, cause);
    EXPECT_EQ(read(), last);
    EXPECT_EQ(take().error().cause, cause) << "what cannot be settled is not sent";
    disk.ails(power::Trouble::none);
    EXPECT_TRUE(ready());
    const auto taken = write(key);
    ASSERT_TRUE(taken) << taken.error().what;
    EXPECT_FALSE(taken->duplicate);
    last = key;
    EXPECT_EQ(read(), last);
  }
  EXPECT_TRUE(write("title 2")->duplicate);
  EXPECT_EQ(take()->at(0).resolved.outgoing.key, "start");
  reopen();
  EXPECT_EQ(read(), last);
  EXPECT_EQ(power::Database(path).number("select count(*) from outbox"), 4);
  EXPECT_EQ(power::Database(path).cell("pragma integrity_check"), "ok");
}

TEST_F(Faulty, SendsAgainByItselfWhenTheFaultIsOver) {
  ASSERT_TRUE(write("start"));
  disk.ails(power::Trouble::full);
  EXPECT_FALSE(write("title"));
  EXPECT_FALSE(take());
  disk.ails(power::Trouble::none);
  const auto rows = take();
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_EQ(rows->size(), 1U);
}

TEST_F(Faulty, ReadsWhileSomebodyElseHoldsTheLock) {
  ASSERT_TRUE(write("start"));
  {
    power::Database other(path);
    other.rows("begin immediate");
    EXPECT_EQ(write("title").error().cause, Cause::busy);
    EXPECT_EQ(read(), "Ship");
    EXPECT_EQ(ready().error().cause, Cause::busy);
  }
  EXPECT_TRUE(ready());
  EXPECT_FALSE(write("title")->duplicate);
  EXPECT_EQ(read(), "title");
}

TEST_F(Faulty, RefusesToWriteToAFileThatWasTakenAwayAndGoesOnWhenItIsBack) {
  ASSERT_TRUE(write("start"));
  std::filesystem::rename(path, path + ".away");
  EXPECT_EQ(write("title").error().cause, Cause::lost);
  EXPECT_EQ(ready().error().cause, Cause::lost);
  EXPECT_FALSE(std::filesystem::exists(path)) << "no empty store is made in its place";
  std::filesystem::rename(path + ".away", path);
  EXPECT_FALSE(write("title")->duplicate);
  EXPECT_EQ(read(), "title");
}

TEST_F(Faulty, WritesNoMoreToAFileThatItHasFoundDamaged) {
  ASSERT_TRUE(write("start"));
  reopen();
  damage("outbox");
  const auto refused = write("title");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().cause, Cause::corrupt);
  EXPECT_NE(refused.error().what.find(path), std::string::npos) << refused.error().what;
  EXPECT_EQ(ready().error().cause, Cause::corrupt);
  EXPECT_EQ(read(), "Ship");
  EXPECT_EQ(write("another").error().cause, Cause::corrupt);
}

TEST_F(Faulty, RefusesToOpenADamagedFileAndTellsWhatToDo) {
  ASSERT_TRUE(write("start"));
  store.reset();
  damage("log_lines");
  const auto refused = open(path, Holding::exclusive);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().cause, Cause::corrupt);
  EXPECT_TRUE(refused.error().what.starts_with("the store's file " + path + " is damaged: ")) << refused.error().what;
  EXPECT_TRUE(refused.error().what.ends_with("put the last backup in their place")) << refused.error().what;
}

TEST_F(Faulty, IsExaminedAsAWhole) {
  ASSERT_TRUE(write("start"));
  ASSERT_TRUE(write("title"));
  store.reset();
  const auto good = examine(path);
  ASSERT_TRUE(good) << good.error().what;
  EXPECT_EQ(good->plans, 1U);
  EXPECT_EQ(good->edits, 2);
  EXPECT_EQ(good->problems, std::vector<std::string>());
  power::Database(path).rows("update plans set title = 'something else'");
  EXPECT_EQ(examine(path)->problems, std::vector<std::string>({"plan p1: its row does not say what its log does"}));
  power::Database(path).rows("delete from log_lines where first_seq = 1");
  EXPECT_EQ(examine(path)->problems,
            std::vector<std::string>({"commands of log_index that are not there: 1", "plan p1: edit 2 is out of order"}));
}

}  // namespace
}  // namespace backwalk::store
