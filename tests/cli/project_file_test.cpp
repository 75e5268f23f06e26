#include "bot/cli/project_file.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/scratch.hpp"

#include "bot/cli/plan_schedule.hpp"

namespace backwalk::cli {
namespace project_file_test {

using Json = nlohmann::json;

/// t1 -> t2 -> goal; t2 in the second calendar, a lag of two working days between them.
Json good() {
  return Json::parse(R"({
    "format": "bwp-neutral/1", "name": "p", "minutes_per_day": 480, "something": "unknown",
    "project": {"start": "2026-03-02T00:00", "end": "2026-12-31T00:00"},
    "goal": {"id": "goal", "due": "2026-03-27T17:00"},
    "default_calendar": "std",
    "calendars": [
      {"id": "long", "week": {"sat": [["13:00", "24:00"], ["09:00", "12:00"]]}},
      {"id": "std", "week": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}, "holidays": ["2026-03-24"]}],
    "tasks": [
      {"id": "t1", "duration_days": 0.5, "predecessors": []},
      {"id": "t2", "duration_days": 1, "predecessors": ["t1"], "calendar": "long", "lags": {"t1": {"days": 2, "kind": "working"}}},
      {"id": "goal", "duration_days": 0, "predecessors": ["t2"], "calendar": null}]})");
}

TEST(ProjectFile, IsReadWithTheDefaultCalendarFirst) {
  const auto project = read_project(good().dump());
  ASSERT_TRUE(project) << project.error();
  const auto& network = project->network;
  EXPECT_EQ(project->ids, (std::vector<std::string>{"t1", "t2", "goal"}));
  ASSERT_EQ(network.nodes.size(), 3U);
  EXPECT_EQ(network.nodes[0].duration, planner::Minutes{240});
  EXPECT_EQ(network.nodes[0].calendar, 0);
  EXPECT_EQ(network.nodes[1].calendar, 1);
  EXPECT_EQ(network.goal, 2);
  ASSERT_EQ(network.arrows.size(), 2U);
  EXPECT_EQ(network.arrows[0].lag, (planner::Lag{planner::Lag::Kind::working, planner::Minutes{960}}));
  EXPECT_EQ(network.arrows[1].lag, planner::Lag{});
}

struct Case {
  const char* path;  ///< JSON pointer; the value there is replaced, or taken away when it becomes null
  const char* value;
  const char* problem;
};

TEST(ProjectFile, TellsWhatIsWrongWithItsPath) {
  const Case cases[] = {
      {"", "7", "must be an object, is number"},
      {"/format", "\"bwp-neutral/2\"", "format: must be \"bwp-neutral/1\""},
      {"/format", "null", "format: is missing"},
      {"/minutes_per_day", "null", "minutes_per_day: is missing"},
      {"/minutes_per_day", "0", "minutes_per_day: must be a whole number from 1 to 1440"},
      {"/minutes_per_day", "\"480\"", "minutes_per_day: must be a number, is string"},
      {"/project", "[]", "project: must be an object, is array"},
      {"/project/start", "\"2026-02-30T00:00\"", "project.start: must be an instant like 2026-12-24T17:00"},
      {"/project/start", "\"2026-02-03\"", "project.start: must be an instant like 2026-12-24T17:00"},
      {"/goal", "null", "goal: is missing"},
      {"/goal/due", "17", "goal.due: must be a string, is number"},
      {"/goal/due", "\"soon\"", "goal.due: must be an instant like 2026-12-24T17:00"},
      {"/goal/id", "\"t9\"", "goal.id: no task \"t9\""},
      {"/default_calendar", "\"other\"", "default_calendar: no calendar \"other\""},
      {"/calendars", "{}", "calendars: must be a list, is object"},
      {"/calendars/0/id", "\"std\"", "calendars[1].id: \"std\" is there twice"},
      {"/calendars/0/week", "{}", "calendars[0].week: needs working time, in shifts that do not overlap and end after they start"},
      {"/calendars/0/week/sat/0", "[\"11:00\", \"14:00\"]",
       "calendars[0].week: needs working time, in shifts that do not overlap and end after they start"},
      {"/calendars/0/week/sat/1", "[\"09:00\"]", "calendars[0].week.sat[1]: must be two times, like [\"09:00\", \"17:00\"]"},
      {"/calendars/0/week/sat/1/0", "\"9:00\"", "calendars[0].week.sat[1][0]: must be a time like 09:00, at most 24:00"},
      {"/calendars/0/week/sat/1/0", "\"24:01\"", "calendars[0].week.sat[1][0]: must be a time like 09:00, at most 24:00"},
      {"/calendars/0/week/sunday", "[]", "calendars[0].week.sunday: is no day; days are mon to sun"},
      {"/calendars/1/holidays/0", "\"24 March\"", "calendars[1].holidays[0]: must be a date like 2026-12-24"},
      {"/tasks", "null", "tasks: is missing"},
      {"/tasks/1", "\"t2\"", "tasks[1]: must be an object, is string"},
      {"/tasks/1/id", "\"t1\"", "tasks[1].id: \"t1\" is there twice"},
      {"/tasks/1/id", "null", "tasks[1].id: is missing"},
      {"/tasks/1/duration_days", "null", "tasks[1].duration_days: is missing"},
      {"/tasks/1/duration_days", "-1", "tasks[1].duration_days: must not be negative"},
      {"/tasks/1/duration_days", "1e300", "tasks[1].duration_days: must be at most 10000 days"},
      {"/tasks/1/duration_days", "0.0001", "tasks[1].duration_days: must be a whole number of minutes"},
      {"/tasks/1/duration_days", "0.000000001", "tasks[1].duration_days: must be a whole number of minutes"},
      {"/tasks/1/duration_days", "\"1\"", "tasks[1].duration_days: must be a number, is string"},
      {"/tasks/1/calendar", "\"night\"", "tasks[1].calendar: no calendar \"night\""},
      {"/tasks/1/predecessors", "null", "tasks[1].predecessors: is missing"},
      {"/tasks/1/predecessors/0", "\"t9\"", "tasks[1].predecessors[0]: no task \"t9\""},
      {"/tasks/1/predecessors/0", "1", "tasks[1].predecessors[0]: must be a string, is number"},
      {"/tasks/1/lags", "[]", "tasks[1].lags: must be an object, is array"},
      {"/tasks/1/lags/t1/kind", "\"lunar\"", "tasks[1].lags.t1.kind: must be \"working\" or \"elapsed\""},
      {"/tasks/1/lags/t1/days", "-2", "tasks[1].lags.t1.days: must not be negative"},
      {"/tasks/0/predecessors", "[\"t2\"]", "tasks: these wait for each other: t1 -> t2 -> t1"},
      {"/tasks/0/predecessors", "[\"t1\"]", "tasks: these wait for each other: t1 -> t1"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string{c.path} + " = " + c.value);
    auto document = good();
    const Json::json_pointer path{c.path};
    const auto value = Json::parse(c.value);
    if (value.is_null()) {
      document[path.parent_pointer()].erase(path.back());
    } else {
      document[path] = value;
    }
    const auto project = read_project(document.dump());
    if (project) {
      ADD_FAILURE() << "was read";
    } else {
      EXPECT_EQ(project.error(), c.problem);
    }
  }
}

TEST(ProjectFile, IsRefusedWhereItIsNotJson) {
  const std::pair<const char*, const char*> cases[] = {{"", "line 1, column 1"},
                                                       {"{", "line 1, column 2"},
                                                       {"format: 1", "line 1, column 2"},
                                                       {"{\"format\":\n\"bwp-neutral/1\"", "line 2, column 16"},
                                                       {"{\n \"a\": NaN}", "line 2, column 7"},
                                                       {"\xff\xfe", "line 1, column 1"}};
  for (const auto& [text, place] : cases) {
    const auto project = read_project(text);
    ASSERT_FALSE(project) << text;
    EXPECT_EQ(project.error(), place + std::string{": this is not JSON"}) << text;
  }
  EXPECT_EQ(read_project("{\"a\": 1e999}").error(), "this is not JSON that can be read: a number is out of range");
}

TEST(ProjectFile, RefusesALagOfNoPredecessorAndAnEmptyId) {
  auto document = good();
  document["tasks"][1]["lags"]["nobody"] = {{"days", 1}, {"kind", "working"}};
  EXPECT_EQ(read_project(document.dump()).error(), "tasks[1].lags: \"nobody\" is no predecessor of this task");
  document = good();
  document["tasks"][0]["id"] = "";
  EXPECT_NE(read_project(document.dump()).error().find("tasks[0].id: must not be empty"), std::string::npos);
}

TEST(ProjectFile, IsRefusedWhereItIsTooLarge) {
  auto document = good();
  document["tasks"] = Json::array();
  for (int i = 0; i <= 200'000; ++i) document["tasks"].push_back(nullptr);
  EXPECT_EQ(read_project(document.dump()).error(), "tasks: more than 200000 are more than one plan can hold");
}

/// Every value of a good file, replaced by each of these in turn: read or refused with a sentence, never a crash.
TEST(ProjectFile, SurvivesAnyValueAnywhere) {
  const auto flat = good().flatten();
  for (const auto& [path, known] : flat.items()) {
    for (const auto* text : {"null", "-1", "1e308", "\"\"", "[]", "{}", "[[[]]]", "true", "\"\\u0000\"", "18446744073709551615"}) {
      auto document = good();
      document[Json::json_pointer{path}] = Json::parse(text);
      const auto project = read_project(document.dump());
      EXPECT_TRUE(project.has_value() || !project.error().empty()) << path;
    }
  }
}

struct Run {
  int code = 0;
  std::string out{};
  std::string err{};
};

Run run_schedule(const std::string& text, std::optional<Instant> now = {}) {
  const auto file = scratch_file("project.json");
  std::ofstream{file} << text;
  std::ostringstream out, err;
  const auto code = plan_schedule(file, now, out, err);
  std::remove(file.c_str());
  return {code, out.str(), err.str()};
}

TEST(PlanSchedule, WritesTheFieldsOfTheReferenceProgram) {
  const auto run = run_schedule(good().dump());
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.out.substr(0, run.out.find("},{")),
            R"({"feasible":true,"late_min":0,"tasks":[{"id":"t1","ls":"2026-03-10T13:00","lf":"2026-03-10T17:00",)"
            R"("lf_raw":"2026-03-16T09:00","es":"2026-03-02T09:00","ef":"2026-03-02T13:00","float_min":1680,"free_min":720,)"
            R"("critical":0,"driving":1)");
}

TEST(PlanSchedule, StartsOnTheDateOfNowInTheFilesZone) {
  auto document = good();
  const Instant late_on_monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{23}};
  EXPECT_NE(run_schedule(document.dump(), late_on_monday).out.find(R"("es":"2026-03-02T09:00")"), std::string::npos);
  document["timezone"] = "Europe/Berlin";  // where it is Tuesday already
  EXPECT_NE(run_schedule(document.dump(), late_on_monday).out.find(R"("es":"2026-03-03T09:00")"), std::string::npos);
  document["timezone"] = "Mars/Olympus";
  EXPECT_NE(run_schedule(document.dump(), late_on_monday).err.find("no such time zone: \"Mars/Olympus\""), std::string::npos);
}

TEST(PlanSchedule, RefusesInOneSentence) {
  auto document = good();
  document["goal"]["due"] = "0001-01-02T09:00";
  for (const auto& text : {std::string{"{}"}, std::string{"no"}, document.dump()}) {
    const auto run = run_schedule(text);
    EXPECT_EQ(run.code, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  }
  EXPECT_NE(run_schedule(document.dump()).err.find("falls outside the years 1 to 9999"), std::string::npos);
  std::ostringstream out, err;
  EXPECT_EQ(plan_schedule("/nowhere/at/all.json", {}, out, err), 1);
  EXPECT_EQ(err.str(), "/nowhere/at/all.json: this file cannot be read\n");
}

}  // namespace project_file_test
}  // namespace backwalk::cli
