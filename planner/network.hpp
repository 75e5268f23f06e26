// A plan as a network: the step between people's references and the passes' indices, and what several readers of a timeline need. For
// planner only.
#pragma once

#include <vector>

#include "planner/backward.hpp"

namespace backwalk::planner {

struct PlanNetwork {
  std::vector<Ref> refs{};  ///< milestones, then actions, then the goal; index of the network's nodes
  Network network{};
};

/// The plan's network, walked back from `due`. Every item without a successor precedes the goal.
PlanNetwork network_of(const Plan& plan, Date today, LocalTime due, const Absences& absences = {});

/// The calendar by which the owner works, closed while they are away (for two years at most).
Calendar calendar_of(const Plan& plan, std::optional<PersonId> owner, const Absences& absences);

/// Minutes of work of the item: its duration, and of one that has begun what is left of it from the data date on; 0 when it is finished.
Minutes left_of(const Node& node, const Slot& slot, const Network& network);

/// A date that is missed: the goal's, or an item's own.
struct MissedDate {
  Ref about{};
  std::int64_t minutes = 0;  ///< of work; 1 where it is closed time only
};
/// In the order of the timeline's references.
std::vector<MissedDate> missed_dates(const Timeline& timeline);

/// The index of `ref` among `refs`, in their order; none when it is not there.
std::optional<std::size_t> index_of(const std::vector<Ref>& refs, Ref ref);

/// It waits for nothing any more.
inline bool has_begun(const Node& node) { return node.started || node.finished; }

/// When the successor of a finish at `finish` may start at the earliest. `time` is the default calendar.
LocalTime after_lag(const WorkingTime& time, LocalTime finish, const Lag& lag);

/// When the predecessor of a start at `start` must be finished at the latest.
LocalTime before_lag(const WorkingTime& time, LocalTime start, const Lag& lag);

}  // namespace backwalk::planner
