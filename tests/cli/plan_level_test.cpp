#include "bot/cli/plan_level.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/scratch.hpp"

#include "bot/cli/psplib_file.hpp"

namespace backwalk::cli {
namespace plan_level_test {

using Json = nlohmann::json;

/// 1 before 2 and 3, both before 4; 2 and 3 need more of R1 together than there is.
const std::string small_psplib = R"(*****
projects                      :  1
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
*****
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
*****
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
-----------------------
  1      1     0       0
  2      1     3       2
  3      1     5       1
  4      1     0       0
*****
RESOURCEAVAILABILITIES:
  R 1
    2
*****
)";

const std::string neutral = R"({
  "format": "bwp-neutral/1", "minutes_per_day": 480,
  "project": {"start": "2026-03-02T00:00"}, "goal": {"id": "goal", "due": "2026-03-27T17:00"}, "default_calendar": "std",
  "calendars": [{"id": "std", "week": {"mon": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}},
                {"id": "half", "week": {"fri": [["06:00", "13:00"]]}},
                {"id": "night", "week": {"fri": [["20:00", "23:00"]]}}],
  "owners": [{"id": "ada", "capacity": 1, "calendar": "std"}, {"id": "bob", "capacity": 1, "calendar": "half"}],
  "tasks": [{"id": "t1", "duration_days": 0.5, "predecessors": [], "owner": "ada"},
            {"id": "t2", "duration_days": 0.5, "predecessors": [], "owner": "ada"},
            {"id": "t3", "duration_days": 1, "predecessors": [], "owner": "bob"},
            {"id": "goal", "duration_days": 0, "predecessors": ["t1", "t2", "t3"], "owner": null}]})";

struct Run {
  int code = 0;
  std::string out{};
  std::string err{};
};

Run run_level(const std::string& text, const std::string& name = "level.json") {
  const auto file = scratch_file(name);
  std::ofstream{file, std::ios::binary} << text;
  std::ostringstream out, err;
  const auto code = plan_level(file, {}, out, err);
  std::remove(file.c_str());
  return {code, out.str(), err.str()};
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto where = text.find(what);
  EXPECT_NE(where, std::string::npos) << what;
  return where == std::string::npos ? text : text.replace(where, what.size(), with);
}

TEST(PlanLevel, WritesPeriodsForPsplib) {
  const auto run = run_level(small_psplib);
  ASSERT_EQ(run.code, 0) << run.err;
  const auto answer = Json::parse(run.out);
  EXPECT_EQ(answer["makespan"], 8);
  EXPECT_EQ(answer["lower_bound"], 6);  // 3 x 2 + 5 x 1 units of work, two at a time, rounded up
  EXPECT_NEAR(answer["gap"].get<double>(), 2. / 6, 1e-9);
  EXPECT_EQ(answer["tasks"].size(), 4U);
  EXPECT_EQ(answer["tasks"][0], Json::parse(R"({"id": "1", "start": 0, "finish": 0})"));
  EXPECT_EQ(answer["tasks"][3], Json::parse(R"({"id": "4", "start": 8, "finish": 8})"));
}

TEST(PlanLevel, WritesInstantsForTheNeutralForm) {
  const auto run = run_level(neutral);
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out.substr(0, 12), "{\"makespan\":");
  const auto answer = Json::parse(run.out);
  EXPECT_EQ(answer["tasks"][2]["finish"], "2026-03-27T13:00");
  EXPECT_EQ(answer["tasks"][2]["start"], "2026-03-20T09:00");  // 480 minutes in the hours of std and half: Fridays 09:00 to 13:00
  EXPECT_EQ(answer["makespan"], 3 * 480);                      // from Friday 20 March, in the hours of std
  const std::set<std::string> starts{answer["tasks"][0]["start"], answer["tasks"][1]["start"]};
  EXPECT_EQ(starts, (std::set<std::string>{"2026-03-27T09:00", "2026-03-27T13:00"}));
}

TEST(PlanLevel, TakesEverybodyNamedForOnePersonWhereThereAreNoOwners) {
  auto document = Json::parse(neutral);
  document.erase("owners");
  const auto run = run_level(document.dump());
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(Json::parse(run.out)["makespan"], 480);
}

TEST(PlanLevel, RefusesAFileThatIsTooLargeWhateverItHolds) {
  for (const auto* name : {"large.json", "large.sm"}) {
    const auto file = scratch_file(name);
    std::ofstream{file, std::ios::binary}.seekp(std::streamoff{64} << 20) << ' ';  // a hole with one blank behind it
    std::ostringstream out, err;
    EXPECT_EQ(plan_level(file, {}, out, err), 1);
    EXPECT_EQ(err.str(), file + ": this file is larger than 64 MB\n");
    std::remove(file.c_str());
  }
  std::ostringstream out, err;
  EXPECT_EQ(plan_level(::testing::TempDir(), {}, out, err), 1);
  EXPECT_TRUE(err.str().ends_with(": this file cannot be read\n")) << "a folder: " << err.str();
}

struct Bad {
  const char* what;
  const char* with;
  const char* problem;
};

TEST(PlanLevel, RefusesABadTeam) {
  const Bad cases[] = {
      {R"("capacity": 1, "calendar": "std")", R"("capacity": 0, "calendar": "std")",
       "owners[0].capacity: must be a whole number from 1 to 1000000"},
      {R"("capacity": 1, "calendar": "std")", R"("capacity": 1.5)", "owners[0].capacity: must be a whole number from 1 to 1000000"},
      {R"("capacity": 1, "calendar": "std")", R"("capacity": "1")", "owners[0].capacity: must be a number, is string"},
      {R"("calendar": "half")", R"("calendar": "moon")", "owners[1].calendar: no calendar \"moon\""},
      {R"("calendar": "half")", R"("calendar": "night")", "tasks[2]: its calendar and that of \"bob\" have no working time in common"},
      {R"("id": "bob")", R"("id": "ada")", "owners[1].id: \"ada\" is there twice"},
      {R"("owner": "bob")", R"("owner": "eve")", "tasks[2].owner: no owner \"eve\""},
      {R"("owner": "bob")", R"("owner": 7)", "tasks[2].owner: must be a string, is number"},
      {R"("predecessors": [], "owner": "bob")", R"("predecessors": ["goal"])", "tasks: these wait for each other: goal -> t3 -> goal"},
      {"2026-03-27T17:00", "0001-01-02T17:00", "task \"t3\" falls outside the years 1 to 9999"},
      {R"("duration_days": 1,)", R"("duration_days": NaN,)", "this is not JSON"},
      {R"("tasks": [)", R"("tasks": )", "this is not JSON"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    const auto run = run_level(replaced(neutral, c.what, c.with));
    EXPECT_EQ(run.code, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_TRUE(run.err.ends_with(std::string{": "} + c.problem + "\n")) << run.err;
  }
}

TEST(PsplibFile, TellsWhatIsWrongWithItsLine) {
  const Bad cases[] = {
      {":  4\n", ":  0\n", "line 3: after \"jobs\" and a colon there must be a number from 1 to 1000000"},
      {":  4\n", ":  NaN\n", "line 3: after \"jobs\" and a colon there must be a number from 1 to 1000000"},
      {":  4\n", ":  2000000\n", "line 3: after \"jobs\" and a colon there must be a number from 1 to 1000000"},
      {"jobs (incl", "(incl", "line 27: the file ends before \"jobs\""},
      {"  - nonrenewable              :  0", "  - nonrenewable              :  1", "line 7: only renewable resources are read"},
      {"2   3\n", "2\n", "line 11: job 1 has another number of successors than it says"},
      {"2   3\n", "2   5\n", "line 11: no job 5"},
      {"2   3\n", "2   0\n", "line 11: no job 0"},
      {"2   3\n", "2   x\n", "line 11: must be numbers, of job 1"},
      {"   3        1          1           4\n", "   2        1          1           4\n", "line 13: must be of job 3, is of job 2"},
      {"   2        1          1           4\n", "   2        3          1           4\n", "line 12: job 2 has 3 modes; only one is read"},
      {"   4        1          0\n", "   4        1          1     1\n", "these jobs wait for each other: 1 -> 2 -> 4 -> 1"},
      {"  2      1     3       2\n", "  2      1    -3       2\n", "line 20: job 2: durations and requests go from 0 to 1000000"},
      {"  2      1     3       2\n", "  2      1     3\n", "line 20: job 2 needs 4 numbers"},
      {"  2      1     3       2\n", "  2      1     3       9\n", "line 26: job 2 needs 9 of R1, which has 2"},
      {"    2\n*", "    0\n*", "line 26: availabilities go from 1 to 1000000"},
      {"    2\n*", "    2  2\n*", "line 26: must be a number for each of 1 resources"},
      {"    2\n*", "99999999999999999999\n*", "line 26: must be a number for each of 1 resources"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    const auto project = read_psplib(replaced(small_psplib, c.what, c.with));
    if (project) {
      ADD_FAILURE() << "was read";
    } else {
      EXPECT_EQ(project.error(), c.problem);
    }
  }
}

TEST(PsplibFile, IsRefusedWhereItEndsTooSoon) {
  const auto whole = small_psplib.find("    2\n");
  for (std::size_t length = 0; length < whole; ++length) EXPECT_FALSE(read_psplib(small_psplib.substr(0, length))) << length;
}

TEST(PsplibFile, IsReadWithTheEndsOfLinesOfWindows) {
  std::string text;
  for (const auto letter : small_psplib) text += letter == '\n' ? std::string{"\r\n"} : std::string{letter};
  const auto project = read_psplib(text);
  ASSERT_TRUE(project) << project.error();
  EXPECT_EQ(project->ids.size(), 4U);
}

}  // namespace plan_level_test
}  // namespace backwalk::cli
