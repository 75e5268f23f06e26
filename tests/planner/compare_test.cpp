#include "planner/compare.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace compare_test {

const LocalTime now = at("2026-03-03 13:00");

std::string show(const std::vector<Difference>& differences) {
  static const char* const whats[] = {"moved", "retitled",   "reached",     "milestone added", "milestone moved", "dropped",
                                      "done",  "started",    "longer",      "shorter",         "action added",    "kpi added",
                                      "read",  "risk added", "risk closed", "committed",       "status reported"};
  std::string result;
  for (const auto& [what, about] : differences) {
    result += (result.empty() ? "" : ", ") + std::string{whats[what]} + (about ? " " + text(*about) : "");
  }
  return result;
}

/// M1, A1 (3 days) to A3, K1 read once, R1 about A1.
Told some_plan() {
  return told({AddMilestone{.title = "m"}, AddAction{.title = "a", .estimate = days_of_work(3), .before = {M(1)}}, AddAction{.title = "b"},
               AddAction{.title = "c"}, companies(), ReadKpi{1, ReadTo{45}, {}, now}, AddRisk{.words = "r", .about = A(1), .at = now}});
}

TEST(Compare, TellsWhatHasBecomeDifferent) {
  struct Case {
    const char* name;
    std::vector<Command> since;
    const char* differences;
  };
  const Case cases[] = {
      {"nothing", {}, ""},
      {"the goal", {ChangeGoal{"x", on("2026-04-01")}}, "moved goal, retitled goal"},
      {"there and back", {ChangeGoal{"x", {}}, ChangeGoal{"Open the beta", {}}}, ""},
      {"words, owners and links", {DescribeGoal{Topic::audience, "x"}, SetOwner{{A(1)}, bob}, LinkAfter{A(2), {A(1)}}}, ""},
      {"a milestone", {ChangeMilestone{.number = 1, .due = on("2026-03-20")}, Finish{M(1), now}}, "reached M1, milestone moved M1"},
      {"another milestone", {AddMilestone{.title = "n"}, Finish{M(2), now}}, "reached M2, milestone added M2"},
      {"begun", {StartAction{2, now}, StartAction{1, now}}, "started A1, started A2"},
      {"begun and done, with what blocked it", {StartAction{1, now}, Finish{A(1), now}}, "done A1, risk closed R1"},
      {"more work", {Slip{1, SlipBy{Minutes{60}}, now}}, "longer A1"},
      {"more work, but done", {Slip{2, SlipBy{Minutes{60}}, now}, Finish{A(2), now}}, "done A2"},
      {"less work", {ChangeAction{.number = 1, .estimate = days_of_work(1)}}, "shorter A1"},
      {"an estimate of the day that it counted with", {ChangeAction{.number = 2, .estimate = days_of_work(1)}}, ""},
      {"a new action of many days", {AddAction{.title = "d", .estimate = days_of_work(9)}}, "action added A4"},
      {"new and dropped", {AddAction{.title = "d"}, Drop{A(4)}}, ""},
      {"dropped", {Drop{R(1)}, Drop{K(1)}, Drop{A(3)}, Drop{M(1)}}, "dropped M1, dropped A3, dropped K1, dropped R1"},
      {"a KPI", {companies(), ReadKpi{2, ReadSame{}, {}, now}}, "kpi added K2, read K2"},
      {"read", {ReadKpi{1, ReadTo{45}, {}, at("2026-03-04 09:00")}}, "read K1"},
      {"read anew", {ReadKpi{1, ReadTo{46}, {}, now}}, "read K1"},
      {"a note", {ReadKpi{1, ReadSame{}, "webinar", now}}, ""},
      {"a risk", {AddRisk{.words = "s", .at = now}, CloseRisk{R(2), now}}, "risk added R2, risk closed R2"},
      {"a commit and a status", {ReportStatus{Status::on_track, {}}, Commit{}}, "committed, status reported"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto story = some_plan();
    const auto before = story.plan;
    for (const auto& command : c.since) story(command);
    EXPECT_EQ(show(compare(before, story.plan)), c.differences);
  }
}

TEST(Compare, FindsNothingBetweenAPlanAndItself) {
  auto story = some_plan();
  story(Commit{})(ReportStatus{Status::at_risk, "x"})(Finish{A(1), now});
  EXPECT_TRUE(compare(story.plan, story.plan).empty());
}

}  // namespace compare_test
}  // namespace backwalk::planner::testing
