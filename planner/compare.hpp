// What has become different between two states of a plan, as the reader of a weekly brief wants to know it.
#pragma once

#include <optional>
#include <vector>

#include "planner/plan.hpp"

namespace backwalk::planner {

struct Difference {
  enum What {
    goal_moved,
    goal_retitled,
    milestone_reached,
    milestone_added,
    milestone_moved,
    item_dropped,  ///< a milestone, an action, a KPI or a risk: `about` is no longer in the plan
    action_done,
    action_started,  ///< and not done yet
    action_longer,   ///< more work than it was, and not done yet
    action_shorter,
    action_added,
    kpi_added,
    kpi_read,  ///< a value that was not there, or another one for its date
    risk_added,
    risk_closed,
    committed,
    status_reported,
  };
  What what{};
  std::optional<Ref> about{};  ///< none for `committed` and `status_reported`
  bool operator==(const Difference&) const = default;
};

/// In the order of What, then of references. What is new and done is both. Empty when nothing of the kind has changed.
std::vector<Difference> compare(const Plan& before, const Plan& after);

}  // namespace backwalk::planner
