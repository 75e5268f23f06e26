// Which action stands below which milestone. Private to picture.
#pragma once

#include <optional>
#include <vector>

#include "planner/backward.hpp"

namespace backwalk::picture {

/// A milestone (none: the goal) and the actions that are for it rather than for a later one, by latest start.
struct Group {
  const planner::Milestone* milestone = nullptr;
  std::vector<const planner::Action*> actions{};
};
/// Milestones by date, the goal last.
std::vector<Group> groups_of(const planner::Plan& plan, const planner::Timeline& walk);

}  // namespace backwalk::picture
