// Dates for states that nobody dated, in a plan where each leads to the next: walking back from the goal.
#pragma once

#include <map>
#include <vector>

#include "planner/plan.hpp"

namespace backwalk::planner {

struct DatedState {
  int milestone = 0;
  Date date{};
  bool operator==(const DatedState&) const = default;
};
/// For each that has none, first to last: the date that `known` gives (a number's line, say) where that fits between its neighbours, else
/// as far apart as the states around it leave room for. Put off to the goal's day of the week where the next state leaves that room. Never
/// before today, nor after the goal; what is dated stays. Empty without a goal date, and once that is over.
std::vector<DatedState> dates_for_states(const Plan& plan, Date today, const std::map<int, Date>& known = {});

}  // namespace backwalk::planner
