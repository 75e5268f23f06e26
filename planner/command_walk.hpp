// Wishes beside the plan's items: what is said on the walk, who may look on, and what the plan is a template for.
#pragma once

#include <string>
#include <vector>

#include "planner/plan.hpp"
#include "planner/states.hpp"

namespace backwalk::planner {

/// Unfinished actions that this person owns.
struct AcceptActions {
  std::vector<int> numbers{};
  PersonId by{};
};
/// An answer is set aside, or (not `is_parked`) dealt with.
struct Park {
  std::string words{};
  bool is_parked = true;
};
/// How often the plan is walked again, said before it is committed (or after).
struct SetReview {
  int every_days = 0;
};
/// A private plan is shown to this person, or (not `is_guest`) no longer.
struct SetGuest {
  PersonId person{};
  bool is_guest = true;
};
/// The plan, which is closed, is kept as a template of this name.
struct NameTemplate {
  std::string name{};
};
/// What of the goal a milestone serves.
struct JustifyMilestone {
  int number = 0;
  std::string words{};
};
/// Of a draft: the short walk, or (not `is_lite`) the whole one.
struct SetLite {
  bool is_lite = true;
};
/// Dates for states that have none, counted back from the goal so that they move with it.
struct DateStates {
  std::vector<DatedState> dates{};
};

}  // namespace backwalk::planner
