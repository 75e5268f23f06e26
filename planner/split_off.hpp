// A plan that is too much becomes two: a milestone, with what only leads to it, is a plan of its own (PRODUCT §4.1, A9).
#pragma once

#include <vector>

#include "planner/command.hpp"
#include "planner/decide.hpp"

namespace backwalk::planner {

struct SplitOff {
  std::vector<Edit> here{};   ///< what it comes to in the plan: the milestone stays, with a date, and what led to it goes
  std::vector<Edit> there{};  ///< the other plan, from its beginning: its goal is the milestone
  int actions = 0;            ///< that go
  int milestones = 0;
};

/// Actions and milestones from which every way leads through this milestone, by number.
std::vector<Ref> leads_only_to(const Plan& plan, Ref milestone);

/// `start` names the other plan; its title and date are the milestone's. Refuses where nothing would go, and without a date.
Result<SplitOff> split_off(const Plan& plan, int milestone, StartPlan start, Date today, const Absences& absences);

}  // namespace backwalk::planner
