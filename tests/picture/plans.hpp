// The plans that are drawn in tests, and how.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/picture/colours.hpp"
#include "bot/picture/timeline.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::picture::testing {

using planner::testing::at;
using planner::testing::day;

/// A plan and all that its picture is made from.
struct Sample {
  std::string name{};
  planner::Plan plan{};
  planner::Date today{};
  std::map<planner::PersonId, std::string> names{};
  Ground ground = Ground::light;
  int forecasts = 1'000;  ///< how many runs of the plan its chance and its safe starts are taken from

  Scene scene(const Measure& measure) const;
};

/// The same with what the planner knows of it, so that only the drawing is left.
struct Prepared {
  explicit Prepared(Sample of);
  Scene scene(const Measure& measure) const;

  Sample sample;
  std::optional<planner::Timeline> walk, baseline;
  std::optional<planner::Forecast> forecast;
};

/// small, actions_25, actions_200, late, cjk, right_to_left, dark, finished.
std::vector<Sample> samples();
/// A number that grows by two a week from 40, read so many weeks in a row; to be 100.
planner::Kpi waitlist(std::size_t readings);
/// A plan of any kind, by its number; the same one for ever.
Sample random_sample(unsigned number);
/// So many actions over a few months, for tests and the bench program.
Sample sample_of(int milestones, int actions);

planner::Action action(int number, std::string title, int days, std::int64_t owner);
planner::Milestone milestone(int number, std::string title);
void link(planner::Plan& plan, planner::Ref before, planner::Ref after);

}  // namespace backwalk::picture::testing
