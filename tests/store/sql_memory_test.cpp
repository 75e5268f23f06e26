// What the session remembers of what it read, and savepoints that are opened only when they are needed.
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "bot/store/sqlite.hpp"
#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class SqlMemory : public testing::Test {
 protected:
  SqlMemory() {
    ours_->run("create table things (name text not null)");
    ours_->remember_rows("pragma data_version");
    add(*ours_, "one");
  }
  static void add(Sql& sql, const std::string& name) { sql.run("insert into things (name) values (:name)", name); }
  std::vector<std::string> names() {
    std::vector<std::string> found;
    for (auto& [name] : ours_->rows<std::string>("select name from things order by name")) found.push_back(std::move(name));
    return found;
  }
  std::vector<std::string> names_in_a_transaction() {
    ours_->run("begin immediate");
    auto found = names();
    ours_->run("commit");
    return found;
  }
  using Names = std::vector<std::string>;

  Folder folder_{};
  std::string path_ = folder_.file("things.db");
  std::unique_ptr<Sql> ours_ = connect_sqlite(path_);
};

TEST_F(SqlMemory, TellsTheSameAgainAndNoticesWhatOthersWrote) {
  EXPECT_EQ(names_in_a_transaction(), Names{"one"});
  EXPECT_EQ(names_in_a_transaction(), Names{"one"});
  const auto theirs = connect_sqlite(path_);
  add(*theirs, "theirs");
  EXPECT_EQ(names_in_a_transaction(), (Names{"one", "theirs"}));
}

TEST_F(SqlMemory, TellsParametersApart) {
  const auto count = [this](const std::string& name, std::int64_t least) {
    return ours_->rows<std::string>("select name from things where name = :name and :least < 2", name, least).size();
  };
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(count("one", 1), 1U);
    EXPECT_EQ(count("one", 2), 0U);
    EXPECT_EQ(count("two", 1), 0U);
  }
}

TEST_F(SqlMemory, SeesWhatItWroteItselfAtOnceAndNotWhatWasTakenBack) {
  EXPECT_EQ(names_in_a_transaction(), Names{"one"});
  ours_->run("begin immediate");
  EXPECT_EQ(names(), Names{"one"});
  add(*ours_, "two");
  EXPECT_EQ(names(), (Names{"one", "two"}));
  ours_->run("rollback");
  EXPECT_EQ(names_in_a_transaction(), Names{"one"});
  ours_->run("begin immediate");
  add(*ours_, "three");
  ours_->run("commit");
  EXPECT_EQ(names_in_a_transaction(), (Names{"one", "three"}));
}

TEST_F(SqlMemory, TakesBackToASavepointWhetherOrNotAnythingWasWritten) {
  ours_->run("begin immediate");
  ours_->run("savepoint member");
  EXPECT_EQ(names(), Names{"one"});
  ours_->run("rollback to savepoint member");
  ours_->run("release savepoint member");
  ours_->run("savepoint member");
  add(*ours_, "two");
  ours_->run("rollback to savepoint member");
  EXPECT_EQ(names(), Names{"one"});
  add(*ours_, "three");
  ours_->run("release savepoint member");
  ours_->run("savepoint member");
  ours_->run("rollback to savepoint member");
  add(*ours_, "four");
  ours_->run("release savepoint member");
  ours_->run("commit");
  EXPECT_EQ(names_in_a_transaction(), (Names{"four", "one", "three"}));
}

TEST_F(SqlMemory, ForgetsAtAnError) {
  EXPECT_EQ(names_in_a_transaction(), Names{"one"});
  ours_->run("begin immediate");
  EXPECT_THROW(ours_->run("insert into things (name) values (:name)", std::optional<std::string>()), SqlError);
  ours_->run("rollback");
  EXPECT_EQ(names_in_a_transaction(), Names{"one"});
}

TEST_F(SqlMemory, KeepsWhatStandsInOtherTablesThanTheOneThatIsWrittenTo) {
  ours_->run("create table others (name text not null)");
  EXPECT_EQ(names_in_a_transaction(), Names{"one"});
  // What is remembered shows in that it is not asked for again: somebody who writes past the session is not noticed inside a transaction.
  ours_->run("begin immediate");
  EXPECT_EQ(names(), Names{"one"});
  ours_->run("insert into others (name) values (:name)", "other");
  ours_->session() << "insert into things (name) values ('unseen')";
  EXPECT_EQ(names(), Names{"one"});
  add(*ours_, "two");
  EXPECT_EQ(names(), (Names{"one", "two", "unseen"}));
  ours_->run("commit");
}

TEST_F(SqlMemory, AsksAgainAboutEveryTableThatAStatementNames) {
  ours_->run("create table others (name text not null)");
  const auto both = [this] {
    return ours_->rows<std::string>("select t.name from things t where exists (select 1 from others o where o.name = t.name)").size();
  };
  ours_->run("begin immediate");
  EXPECT_EQ(both(), 0U);
  ours_->run("commit");
  ours_->run("begin immediate");
  ours_->run("insert into others (name) select name from things");
  EXPECT_EQ(both(), 1U);
  ours_->run("commit");
  ours_->run("begin immediate");
  EXPECT_EQ(both(), 1U);
  ours_->run("delete from others");
  ours_->run("rollback");
  ours_->run("begin immediate");
  EXPECT_EQ(both(), 1U);
  ours_->run("commit");
}

TEST_F(SqlMemory, ForgetsAllAfterAStatementThatNamesNoTable) {
  EXPECT_EQ(names_in_a_transaction(), Names{"one"});
  ours_->run("begin immediate");
  EXPECT_EQ(names(), Names{"one"});
  ours_->session() << "insert into things (name) values ('unseen')";
  ours_->run("pragma user_version = 3");
  EXPECT_EQ(names(), (Names{"one", "unseen"}));
  ours_->run("commit");
}

class RowsByKey : public SqlMemory {
 protected:
  RowsByKey() {
    ours_->run("create table pairs (key text primary key, value text not null)");
    put("a", "1");
    put("b", "1");
  }
  void put(const std::string& key, const std::string& value) {
    ours_->run("insert into pairs (key, value) values (:row, :value) on conflict (key) do update set value = excluded.value", key, value);
  }
  void put_unseen(const std::string& value) { ours_->session() << "update pairs set value = '" << value << "'"; }
  std::string of(const std::string& key) {
    return std::get<0>(ours_->row<std::string>("select value from pairs where key = :row", key).value());
  }
  std::size_t with(const std::string& value) {
    return ours_->rows<std::string>("select key from pairs where value = :value", value).size();
  }
};

TEST_F(RowsByKey, ForgetTheOneThatIsWrittenToAndWhateverReadsThemAll) {
  ours_->run("begin immediate");
  EXPECT_EQ(of("a") + of("b"), "11");
  EXPECT_EQ(with("1"), 2U);
  put_unseen("unseen");
  put("b", "2");
  EXPECT_EQ(of("a"), "1") << "nobody has written to it";
  EXPECT_EQ(of("b"), "2");
  EXPECT_EQ(with("unseen"), 1U);
  ours_->run("update pairs set value = 'all' where value <> 'x'");
  EXPECT_EQ(of("a") + of("b"), "allall");
  ours_->run("commit");
}

TEST_F(RowsByKey, AreAsTheyWereWhenSomethingIsTakenBack) {
  EXPECT_EQ(of("a"), "1");
  ours_->run("begin immediate");
  const auto era = ours_->era("pairs");
  ours_->run("savepoint member");
  put("a", "2");
  EXPECT_EQ(of("a"), "2");
  ours_->run("rollback to savepoint member");
  EXPECT_EQ(of("a"), "1");
  EXPECT_NE(ours_->era("pairs"), era) << "who follows what is written must hear of it";
  put("a", "3");
  EXPECT_EQ(of("a"), "3");
  ours_->run("rollback");
  EXPECT_EQ(of("a"), "1");
}

TEST_F(RowsByKey, StayTrueWhereOnlyAnotherTableIsTakenBack) {
  ours_->run("create table others (key text primary key)");
  ours_->run("begin immediate");
  put("a", "2");
  const auto era = ours_->era("pairs");
  const auto of_others = ours_->era("others");
  ours_->run("savepoint member");
  ours_->run("insert into others (key) values ('x')");
  ours_->run("rollback to savepoint member");
  ours_->run("release savepoint member");
  EXPECT_EQ(ours_->era("pairs"), era) << "what was written before the savepoint stays";
  EXPECT_NE(ours_->era("others"), of_others);
  EXPECT_EQ(of("a"), "2");
  ours_->run("rollback");
  EXPECT_NE(ours_->era("pairs"), era);
  EXPECT_EQ(of("a"), "1");
}

TEST_F(RowsByKey, AreNotAskedForAgainWhereAnotherRowIsTakenBack) {
  ours_->run("begin immediate");
  put("b", "2");
  EXPECT_EQ(of("a") + of("b"), "12");
  ours_->run("savepoint member");
  put("c", "1");
  EXPECT_EQ(of("c"), "1");
  put_unseen("unseen");
  ours_->run("rollback to savepoint member");
  put_unseen("unseen");
  EXPECT_EQ(of("a") + of("b"), "12");
  EXPECT_FALSE(ours_->row<std::string>("select value from pairs where key = :row", std::string("c")));
  EXPECT_EQ(with("unseen"), 2U) << "whatever reads them all is asked again";
  ours_->run("rollback");
  EXPECT_EQ(of("b"), "1");
}

TEST_F(RowsByKey, LeaveTheEraAloneWhereNothingWasTakenBack) {
  ours_->run("begin immediate");
  const auto era = ours_->era("pairs");
  put("a", "2");
  ours_->run("commit");
  ours_->run("begin immediate");
  ours_->run("savepoint member");
  ours_->run("update pairs set value = 'x' where key = 'nobody'");
  ours_->run("rollback to savepoint member");
  ours_->run("rollback");
  EXPECT_EQ(ours_->era("pairs"), era);
}

TEST_F(RowsByKey, LeaveTheEraAloneWhereRoomIsMade) {
  EXPECT_EQ(of("a"), "1");
  const auto era = ours_->era("pairs");
  for (int i = 0; i < 33'000; ++i) ours_->row<std::string>("select value from pairs where key = :row", std::to_string(i));
  put_unseen("2");
  EXPECT_EQ(of("a"), "2") << "it was forgotten, and is asked for again";
  EXPECT_EQ(ours_->era("pairs"), era) << "or whoever follows what is written would have to read all anew";
}

TEST_F(RowsByKey, AreMoreThanCanBeKnownOneByOne) {
  ours_->run("begin immediate");
  EXPECT_EQ(of("a"), "1");
  for (int number = 0; number < 5000; ++number) put("k" + std::to_string(number), "1");
  put("a", "2");
  EXPECT_EQ(of("a"), "2");
  ours_->run("commit");
}

TEST(RowMemory, FindsTheTablesThatAStatementNames) {
  using Tables = std::vector<std::string>;
  EXPECT_EQ(tables_in("select a from x join y on x.a = y.a left join z s on s.b = x.b where c in (select c from w)"),
            (Tables{"x", "y", "z", "w"}));
  EXPECT_EQ(tables_in("insert into x (a) select a from (select a from y) where a = :a"), (Tables{"x", "y"}));
  EXPECT_EQ(tables_in("update x set a = 1").front(), "x");
  EXPECT_EQ(tables_in("delete from x where a = 1"), Tables{"x"});
  EXPECT_EQ(tables_in("pragma data_version"), Tables{});
}

/// Whoever writes SQL here keeps to what the memory reads: no statement of ours names tables after a comma.
TEST(RowMemory, ReadsEveryTableOfOurStatements) {
  const std::regex with_comma("from [a-z]+( [a-z]+)?, ?[a-z]");
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(BACKWALK_SOURCE_DIR) + "/bot/store")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    EXPECT_FALSE(std::regex_search(text, with_comma)) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 20);
}

}  // namespace
}  // namespace backwalk::store
