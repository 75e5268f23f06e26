// What has become different between two states of a plan: as the reader of a weekly brief wants to know it, and in full with old and new
// values, what has moved by how much, and whom it concerns.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/away.hpp"
#include "planner/fields.hpp"
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

/// A field with what it was and what it is. none: not there; monostate: there, without a value. Of an item that was added or dropped there
/// is only its existence. How people are asked (interview, check-ins, standups, briefs, snoozes) is not part of it.
struct FieldChange {
  Field field{};
  std::optional<FieldValue> before{};
  std::optional<FieldValue> after{};
  bool operator==(const FieldChange&) const = default;
};

/// An unfinished goal, milestone or action whose computed dates are others now. The distances are minutes of work in the plan's calendar as
/// it is now; positive is later.
struct Shifted {
  LocalTime before{};
  LocalTime after{};
  std::int64_t by = 0;
  bool operator==(const Shifted&) const = default;
};
struct DateMove {
  Ref about{};
  Shifted latest_start{};  ///< of the goal: its date
  Shifted earliest_finish{};
  bool operator==(const DateMove&) const = default;
};

/// Somebody and what has changed for them: what they own or owned, also where only its dates have moved, and the ends of links. The owner
/// of the plan is concerned by everything.
struct Concern {
  PersonId person{};
  std::vector<Ref> about{};  ///< sorted
  bool operator==(const Concern&) const = default;
};

struct Changes {
  std::vector<FieldChange> fields{};  ///< in the order of Field
  std::vector<DateMove> moves{};      ///< in the order of the timeline; empty unless both have a goal date
  std::vector<Concern> concerns{};    ///< by person
  bool operator==(const Changes&) const = default;
};

/// Between two versions of a plan, or a plan and its what-if. The dates of both are computed as of `today`.
Changes changes(const Plan& before, const Plan& after, Date today, const Absences& absences = {});

}  // namespace backwalk::planner
