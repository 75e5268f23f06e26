// Stores of older schemas come to the newest with all that is in them.
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <sstream>

#include "bot/store/codec.hpp"
#include "bot/store/file_lock.hpp"
#include "tests/power/database.hpp"
#include "tests/store/given_sqlite.hpp"

namespace backwalk::store {
namespace {

/// A store as the first schema made it, with somebody in it who has spoken.
void make_first(const std::string& path) {
  soci::session session(soci::sqlite3, path);
  const auto first =
      std::ranges::find_if(schema_steps, [](const SchemaStep& step) { return step.dialect == "sqlite" && step.number == 1; });
  std::istringstream lines{std::string(first->sql)};
  std::string statement;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("--")) continue;
    statement += line + "\n";
    if (!line.ends_with(';')) continue;
    session << statement;
    statement.clear();
  }
  session << "insert into schema_version (version, name) values (1, '0001_first')";
  session << "update counters set value = 7 where name = 'person'";
  session << "insert into people (id, name) values (7, 'Dev')";
  session << "insert into doors (platform, workspace, user_id, person, name, folded_name, folded_user) values "
             "('console', 'local', 'dev', 7, 'Dev', 'dev', 'dev')";
  const auto filled = [&](std::string sql, const std::string& body) { session << sql, soci::use(body); };
  session << "update counters set value = 1 where name = 'plan'";
  session << "insert into plans (id, space, platform, workspace, is_private, created_at, key, title, owner, version, seq) values "
             "(1, 'workspace:console/local', 'console', 'local', 0, 0, 'OLDY', 'Old', 7, 0, 2)";
  filled("insert into edits (plan, seq, body) values (1, 1, :body)", encode(planner::PlanStarted{"OLDY", "Old", {}, turn::PersonId{7}}));
  filled("insert into edits (plan, seq, body) values (1, 2, :body)", encode(planner::GoalRetitled{"Old and gold"}));
  filled("insert into entries (plan, first_seq, said, said_by, at, place, version) values (1, 1, 'start', 7, 0, :place, 0)",
         encode(channel("old")));
  session << "insert into bindings (plan, place, thread, in_thread_of) values (1, '" + place_key(channel("old")) + "', '', '')";
  session << "insert into sent (key, message, channel, at) values ('p1/root', 'm1', 'old', 0)";
  session << "insert into bindings (plan, place, thread, in_thread_of) values (1, '" + place_key(channel("old")) + "', '', 'p1/root')";
  filled("insert into questions (plan, asked, place_key, place, message_key, in_thread_of, asked_at) values (1, '" +
             encode(planner::Asked{}) + "', '" + place_key(channel("old")) + "', :place, 'p1/2/thread', 'p1/root', 0)",
         encode(channel("old")));
  filled(
      "insert into outbox (id, key, platform, place, is_edit, body, state, attempts, next_at, created_at) values "
      "(5, 'old-message', 'console', '" +
          place_key(channel("old")) + "', 0, :body, 'waiting', 0, 0, 0)",
      encode(post("old-message", channel("old"))));
  filled("insert into seen (key, at) values ('old-key', :at)", std::to_string(noon.time_since_epoch().count()));
}

TEST(SqliteMigration, IsNotDoneUnderAServiceOfAnOlderRelease) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  make_first(path);
  {
    const auto held = FileLock::take(path + ".lock");
    ASSERT_TRUE(held);
    const auto refused = open(path, Holding::shared);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().cause, Cause::busy);
    EXPECT_EQ(refused.error().what, "the store " + path +
                                        " is in use by another Backwalk process, of an older release; stop that first, for its store would "
                                        "be changed under it");
  }
  EXPECT_EQ(power::Database(path).number("select max(version) from schema_version"), 1);
  EXPECT_TRUE(open(path, Holding::shared));
  EXPECT_GT(power::Database(path).number("select max(version) from schema_version"), 1);
}

TEST(SqliteMigration, MigratesAStoreOfTheFirstSchemaWithWhatIsInIt) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  make_first(path);
  EXPECT_EQ(migrate(path)->from, 1);
  const auto store = open(path, Holding::exclusive).value();
  ASSERT_TRUE(post_one(*store, "one"));
  const auto record = plan_in(*store);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->plan.owner, turn::PersonId{7});
  EXPECT_TRUE(post_one(*store, "old-key")->duplicate) << "a key that was seen stays seen";
  ASSERT_TRUE(post_one(*store, "old-message"));
  const auto rows = wait_for<std::vector<Row>>([&](auto done) { store->take({noon, noon, 10, {"console"}, {}}, std::move(done)); });
  ASSERT_EQ(rows->size(), 2U) << "each of two places, and no message twice";
  EXPECT_EQ(rows->front().id, 5);
  EXPECT_EQ(chat::plain(rows->front().resolved.outgoing.message), "old-message");
  EXPECT_EQ(rows->back().resolved.outgoing.key, "one");
  EXPECT_EQ(rows->back().id, 6);
  const auto old = plan_in(*store, "old");
  ASSERT_TRUE(old);
  EXPECT_EQ(old->plan.goal.title, "Old and gold");
  ASSERT_EQ(old->log.size(), 1U);
  EXPECT_EQ(old->log.kept()[0].edits.size(), 2U);

  turn::State seen;
  Turn look = turn_of("dev", thread_of("old", "m1"));
  look.answer = [&seen](const turn::State& state) {
    seen = state;
    return turn::Answer{};
  };
  ASSERT_TRUE(wait_for<Outcome>([&](auto done) { store->transact(look, std::move(done)); }));
  EXPECT_EQ(seen.here_in_thread, 1U) << "the plan's own thread";
  ASSERT_EQ(seen.questions.size(), 1U);
  EXPECT_EQ(seen.questions.front().place.thread, "m1");
}

TEST(SqliteMigration, MigratesFromNothingToTheNewest) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  EXPECT_EQ(migrate(path)->from, 0);
  EXPECT_EQ(migrate(path)->from, newest_schema());
  EXPECT_EQ(migrate(path)->to, newest_schema());
  const auto store = open(path, Holding::exclusive).value();
  EXPECT_TRUE(post_one(*store, "one"));
}

}  // namespace
}  // namespace backwalk::store
