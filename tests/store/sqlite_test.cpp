// What only a file can do: last, be somebody else's, be held, be newer, be damaged.
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/store/given_sqlite.hpp"

namespace backwalk::store {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void run_sql(const std::string& path, const std::string& sql) {
  soci::session session(soci::sqlite3, path);
  session << sql;
}

TEST(Sqlite, KeepsEverythingWhenItIsOpenedAgain) {
  const Folder folder;
  const std::string address = "sqlite:" + folder.file("deep/er/store.db");
  {
    const auto store = open(address, Holding::exclusive).value();
    ASSERT_TRUE(post_one(*store, "one"));
    ASSERT_TRUE(post_one(*store, "two"));
  }
  const auto store = open(address, Holding::exclusive).value();
  EXPECT_TRUE(post_one(*store, "two")->duplicate);
  const auto record = plan_in(*store);
  EXPECT_EQ(record->plan.goal.title, "two");
  EXPECT_EQ(record->plan.seq, 2);
  EXPECT_EQ(record->log.size(), 2U);
  EXPECT_EQ(record->log.kept()[1].edits.size(), 1U);
  const auto rows = wait_for<std::vector<Row>>([&](auto done) { store->take({noon, noon, 9, {"console"}, {}}, std::move(done)); });
  EXPECT_EQ(rows->at(0).resolved.outgoing.key, "one");
}

TEST(Sqlite, RefusesASecondHolder) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  auto first = open(path, Holding::exclusive);
  ASSERT_TRUE(first) << first.error().what;
  const auto second = open("sqlite:" + path, Holding::exclusive);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().cause, Cause::busy);
  EXPECT_EQ(second.error().what, "the store " + path + " is in use by another Backwalk process");
  EXPECT_EQ(migrate(path).error().cause, Cause::busy);
  EXPECT_TRUE(open(path, Holding::shared));
  first->reset();
  EXPECT_TRUE(open(path, Holding::exclusive));
}

TEST(Sqlite, RefusesANewerSchemaAndChangesNoByte) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  ASSERT_TRUE(open(path, Holding::exclusive));
  run_sql(path, "insert into schema_version (version, name) values (99, '0099_future')");
  const std::string before = bytes_of(path);
  for (const Holding holding : {Holding::exclusive, Holding::shared}) {
    const auto refused = open(path, holding);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().cause, Cause::newer_schema);
    EXPECT_NE(refused.error().what.find("schema version 99"), std::string::npos);
    EXPECT_NE(refused.error().what.find("only up to " + std::to_string(newest_schema())), std::string::npos);
  }
  EXPECT_EQ(migrate(path).error().cause, Cause::newer_schema);
  EXPECT_EQ(bytes_of(path), before);
}

TEST(Sqlite, RefusesWhatIsNoDatabaseAndADatabaseOfSomebodyElse) {
  const Folder folder;
  const std::string path = folder.file("notes.txt");
  std::ofstream(path) << std::string(5000, 'x');
  const auto text = open(path, Holding::exclusive);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().cause, Cause::corrupt);
  EXPECT_EQ(text.error().what, "the store's file " + path + " is no SQLite database");
  EXPECT_EQ(bytes_of(path), std::string(5000, 'x'));
  const std::string other = folder.file("other.db");
  run_sql(other, "create table songs (title text)");
  const std::string before = bytes_of(other);
  EXPECT_EQ(open(other, Holding::exclusive).error().cause, Cause::invalid);
  EXPECT_EQ(bytes_of(other), before);
  EXPECT_EQ(open(folder.path, Holding::exclusive).error().cause, Cause::invalid);
}

TEST(Sqlite, SaysWhichAddressesItTakes) {
  for (const char* address : {"", "sqlite:", "postgresql://localhost/x", "mysql:x"}) {
    SCOPED_TRACE(address);
    EXPECT_EQ(open(address, Holding::exclusive).error().cause, Cause::invalid);
  }
  EXPECT_TRUE(open("memory:", Holding::exclusive));
  const Folder folder;
  EXPECT_TRUE(open(folder.file("with space.db"), Holding::exclusive));
  EXPECT_TRUE(std::filesystem::exists(folder.file("with space.db")));
  EXPECT_TRUE(open(folder.file("a=b.db"), Holding::exclusive));
  EXPECT_TRUE(std::filesystem::exists(folder.file("a=b.db")));
}

TEST(Sqlite, CannotOpenInAFolderThatIsReadOnly) {
  const Folder folder;
  std::filesystem::permissions(folder.path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
                                                std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
  const bool is_root = ::geteuid() == 0;
  ASSERT_EQ(::seteuid(is_root ? 65534 : ::geteuid()), 0);  // root may write everywhere
  const auto refused = open(folder.file("store.db"), Holding::exclusive);
  const auto shared = open(folder.file("store.db"), Holding::shared);
  ASSERT_EQ(::seteuid(is_root ? 0 : ::geteuid()), 0);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().cause, Cause::invalid);
  ASSERT_FALSE(shared);
  EXPECT_EQ(shared.error().cause, Cause::invalid);
}

TEST(Sqlite, IsBusyWithinASecondWhenSomebodyLocksTheFile) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  const auto store = open(path, Holding::exclusive).value();
  ASSERT_TRUE(post_one(*store, "one"));
  soci::session other(soci::sqlite3, path);
  other << "begin immediate";
  const auto before = std::chrono::steady_clock::now();
  const auto refused = post_one(*store, "two");
  const auto waited = std::chrono::steady_clock::now() - before;
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().cause, Cause::busy);
  EXPECT_GE(waited, 900ms);
  EXPECT_LE(waited, 3s);
  other << "rollback";
  EXPECT_FALSE(post_one(*store, "two")->duplicate);
  EXPECT_EQ(plan_in(*store)->plan.seq, 2);
}

TEST(Sqlite, IsNotReadyWhenItsFileIsGone) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  const auto store = open(path, Holding::exclusive).value();
  const auto ask = [&] { return wait_for<bool>([&](auto done) { store->ready(std::move(done)); }); };
  EXPECT_TRUE(ask());
  std::filesystem::rename(path, path + ".away");
  EXPECT_EQ(ask().error().cause, Cause::lost);
}

TEST(Sqlite, CopiesAGrownWalAwayFromTheCommits) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  const auto store = open(path, Holding::exclusive).value();
  Turn turn = turn_of("dev", channel("eng"));
  for (int i = 0; i < 80; ++i) {
    turn.answer = [i](const turn::State&) {
      turn::Answer answer;
      answer.later = {post("big " + std::to_string(i), channel("eng"))};
      answer.later[0].message = chat::say(std::string(1 << 18, 'x'));
      return answer;
    };
    ASSERT_TRUE(wait_for<Outcome>([&](auto done) { store->transact(turn, std::move(done)); }));
  }
  const auto deadline = std::chrono::steady_clock::now() + 10s;  // the copying has a thread of its own
  while (std::filesystem::file_size(path) < (1U << 20U) && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(5ms);
  EXPECT_GE(std::filesystem::file_size(path), 1U << 20U);
}

/// A child writes until it is killed and tells each key after its commit was acknowledged.
TEST(Sqlite, LosesNothingThatWasAcknowledgedWhenItIsKilled) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  int pipe[2] = {};
  ASSERT_EQ(::pipe(pipe), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(pipe[0]);
    const auto store = open(path, Holding::exclusive).value();
    for (int i = 0;; ++i) {
      if (!post_one(*store, std::to_string(i))) ::_exit(1);
      if (::write(pipe[1], &i, sizeof i) != sizeof i) ::_exit(1);
    }
  }
  ::close(pipe[1]);
  int last = -1;
  while (last < 50 && ::read(pipe[0], &last, sizeof last) == sizeof last) {
  }
  ::kill(child, SIGKILL);
  int told = last;
  while (::read(pipe[0], &told, sizeof told) == sizeof told) last = told;
  ::waitpid(child, nullptr, 0);
  ::close(pipe[0]);
  ASSERT_GE(last, 50);
  const auto store = open(path, Holding::exclusive);
  ASSERT_TRUE(store) << store.error().what;
  const auto record = plan_in(**store);
  ASSERT_TRUE(record);
  EXPECT_GE(record->plan.seq, last + 1);
  for (int i = 0; i <= last; ++i) EXPECT_TRUE(post_one(**store, std::to_string(i))->duplicate) << i;
}

}  // namespace
}  // namespace backwalk::store
