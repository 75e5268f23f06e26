#include "bot/cli/project_doubt.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bot/cli/plan_forecast.hpp"
#include "tests/scratch.hpp"

namespace backwalk::cli {
namespace project_doubt_test {

using Json = nlohmann::json;

/// t1 -> t2 -> goal, a risk on t2 and a driver of both.
Json good() {
  return Json::parse(R"({
    "format": "bwp-neutral/1", "minutes_per_day": 480,
    "project": {"start": "2026-03-02T00:00"}, "goal": {"id": "goal", "due": "2026-03-13T17:00"}, "default_calendar": "std",
    "calendars": [{"id": "std", "week": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]]}}],
    "tasks": [
      {"id": "t1", "duration_days": 1, "predecessors": [], "estimate": {"o": 0.5, "m": 1, "p": 2}},
      {"id": "t2", "duration_days": 1, "predecessors": ["t1"]},
      {"id": "goal", "duration_days": 0, "predecessors": ["t2"], "estimate": {"o": 0, "m": 0, "p": 0}}],
    "risks": [{"id": "rain", "probability": 0.25, "task": "t2", "delay": {"o": 0.5, "m": 1, "p": 3}}],
    "drivers": [{"id": "team", "tasks": ["t1", "t2"], "spread": 0.3}]})");
}

TEST(ProjectDoubt, IsReadBesideTheNetwork) {
  const auto text = good().dump();
  const auto read = read_doubt(text, *read_project(text));
  ASSERT_TRUE(read) << read.error();
  const auto& doubt = read->doubt;
  ASSERT_EQ(doubt.ranges.size(), 3U);
  EXPECT_EQ(doubt.ranges[0]->best, planner::Minutes{240});
  EXPECT_EQ(doubt.ranges[0]->worst, planner::Minutes{960});
  EXPECT_FALSE(doubt.ranges[1]);
  EXPECT_FALSE(doubt.ranges[2]) << "a milestone has no range";
  ASSERT_EQ(doubt.risks.size(), 1U);
  EXPECT_EQ(doubt.risks[0].node, 1);
  EXPECT_EQ(doubt.risks[0].probability, 0.25);
  EXPECT_EQ(read->risks, std::vector<std::string>{"rain"});
  ASSERT_EQ(doubt.factors.size(), 1U);
  EXPECT_EQ(doubt.factors[0].nodes, (std::vector<int>{0, 1}));
  EXPECT_EQ(doubt.factors[0].sigma, 0.3);
}

struct Case {
  const char* path;  ///< JSON pointer; the value there is replaced
  const char* value;
  const char* problem;
};

TEST(ProjectDoubt, TellsWhatIsWrongWithItsPath) {
  const Case cases[] = {
      {"/tasks/0/estimate/o", "1.5", "tasks[0].estimate: must have o <= m <= p"},
      {"/tasks/0/estimate/p", "0.75", "tasks[0].estimate: must have o <= m <= p"},
      {"/tasks/0/estimate/o", "-1", "tasks[0].estimate.o: must not be negative"},
      {"/tasks/0/estimate/p", "1e300", "tasks[0].estimate.p: must be at most 10000 days"},
      {"/tasks/0/estimate", "{\"o\": 1, \"m\": 1}", "tasks[0].estimate.p: is missing"},
      {"/tasks/0/estimate", "3", "tasks[0].estimate: must be an object, is number"},
      {"/risks", "{}", "risks: must be a list, is object"},
      {"/risks/0/probability", "1.01", "risks[0].probability: must be a number from 0 to 1"},
      {"/risks/0/probability", "-0.1", "risks[0].probability: must be a number from 0 to 1"},
      {"/risks/0/probability", "\"NaN\"", "risks[0].probability: must be a number, is string"},
      {"/risks/0/task", "\"t9\"", "risks[0].task: no task \"t9\""},
      {"/risks/0/delay/m", "9", "risks[0].delay: must have o <= m <= p"},
      {"/risks/1", R"({"id": "rain", "probability": 0, "task": "t1", "delay": {"o": 1, "m": 1, "p": 1}})",
       "risks[1].id: \"rain\" is there twice"},
      {"/drivers/0/spread", "1.5", "drivers[0].spread: must be a number from 0 to 1"},
      {"/drivers/0/tasks/1", "\"t9\"", "drivers[0].tasks[1]: no task \"t9\""},
      {"/drivers/0/tasks/1", "\"t1\"", "drivers[0].tasks[1]: is there twice"},
      {"/drivers/1", R"({"id": "team", "tasks": [], "spread": 0})", "drivers[1].id: \"team\" is there twice"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string{c.path} + " = " + c.value);
    auto document = good();
    document[Json::json_pointer{c.path}] = Json::parse(c.value);
    const auto text = document.dump();
    const auto read = read_doubt(text, *read_project(text));
    if (read) {
      ADD_FAILURE() << "was read";
    } else {
      EXPECT_EQ(read.error(), c.problem);
    }
  }
}

struct Run {
  int status = 0;
  std::string out{}, err{};
};

Run run(const Json& project, ForecastOptions options = {}) {
  options.file = scratch_file("forecast.json");
  std::ofstream{options.file} << project.dump();
  std::ostringstream out, err;
  const auto status = plan_forecast(options, out, err);
  std::remove(options.file.c_str());
  return {status, out.str(), err.str()};
}

TEST(PlanForecast, WritesItsFieldsInOrder) {
  const auto result = run(good(), {.seed = 7, .samples = 2000});
  ASSERT_EQ(result.status, 0) << result.err;
  const auto json = nlohmann::ordered_json::parse(result.out);
  std::string keys;
  for (const auto& [key, value] : json.items()) keys += key + ' ';
  EXPECT_EQ(keys, "chance samples seed p50 p80 p90 tasks drivers ");
  EXPECT_EQ(json["samples"], 2000);
  EXPECT_EQ(json["seed"], 7);
  EXPECT_EQ(json["p50"].get<std::string>().size(), std::string{"2026-03-04T12:00"}.size());
  ASSERT_EQ(json["tasks"].size(), 3U);
  EXPECT_EQ(json["tasks"][0]["id"], "t1");
  EXPECT_EQ(json["tasks"][0]["criticality"], 1.0);
  EXPECT_TRUE(json["tasks"][2]["safe_start"].is_null());
  EXPECT_EQ(run(good(), {.seed = 7, .samples = 2000, .plain_vectors = true}).out, result.out);
  EXPECT_NE(run(good(), {.seed = 8, .samples = 2000}).out, result.out);
}

TEST(PlanForecast, StartsFromNowWhereItIsTold) {
  const auto late = std::chrono::sys_days{std::chrono::year{2026} / 3 / 12};
  const auto json = Json::parse(run(good(), {.samples = 500, .now = Instant{late}}).out);
  EXPECT_EQ(json["chance"], 0.0);
  EXPECT_TRUE(json["tasks"][0]["safe_start"].is_null());
}

TEST(PlanForecast, RefusesWhatGoesOnBeyondItsHorizon) {
  for (const bool has_other : {false, true}) {
    auto project = good();
    auto& tasks = project["tasks"];
    for (int i = 0; i < 100; ++i) {
      const auto id = "long" + std::to_string(i);
      Json task{{"id", id}, {"duration_days", 10000}, {"predecessors", Json::array()}, {"owner", nullptr}};
      if (i > 0) task["predecessors"].push_back("long" + std::to_string(i - 1));
      tasks.insert(tasks.end() - 1, std::move(task));
      if (i == 99) tasks.back()["predecessors"].push_back(id);
    }
    if (has_other) {
      auto other = project["calendars"][0];
      other["id"] = "other";
      project["calendars"].push_back(other);
      tasks[0]["calendar"] = "other";
    }
    const auto result = run(project, {.samples = 200});
    EXPECT_EQ(result.status, 1) << result.out;
    EXPECT_NE(result.err.find("lies beyond the horizon of a forecast"), std::string::npos) << result.err;
  }
}

TEST(PlanForecast, TakesNoTimeForWhatTakesNone) {
  auto project = good();
  for (auto& task : project["tasks"]) task["estimate"] = {{"o", 0}, {"m", 0}, {"p", 0}};
  project["risks"] = Json::array();
  const auto result = run(project, {.samples = 200});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(Json::parse(result.out)["p50"], Json::parse(result.out)["p90"]);
}

TEST(PlanForecast, RefusesADateTooFarAway) {
  auto project = good();
  project["goal"]["due"] = "9999-12-31T00:00";
  const auto result = run(project);
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("goal.due: lies too far from the data date"), std::string::npos) << result.err;
}

}  // namespace project_doubt_test
}  // namespace backwalk::cli
