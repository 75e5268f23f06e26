// The backward walk: from the due date to what must start when (latest dates), and forward from today to what could be when (earliest
// dates); the difference is float. Meaning: PLANNING §1; exactly the values of its reference program. O(items + links).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "planner/decide.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

/// One box of the network: dense indices, so that a pass is a loop over arrays.
struct Node {
  Minutes duration{};                     ///< of work; 0 is a milestone
  int calendar = 0;                       ///< index into Network::calendars
  std::optional<LocalTime> finish_by{};   ///< bounds the latest finish (a milestone's due)
  std::optional<LocalTime> started{};     ///< actual start; the earliest start is this
  std::optional<LocalTime> finished{};    ///< actual finish; no work is left
  std::optional<LocalTime> start_from{};  ///< the earliest start is not before this; what has begun does not mind
};
struct Arrow {
  int from = 0;
  int to = 0;
  Lag lag{};  ///< working lags count in calendar 0, the default calendar
};
struct Network {
  std::vector<WorkingTime> calendars{};
  std::vector<Node> nodes{};
  std::vector<Arrow> arrows{};
  int goal = 0;  ///< index of the goal
  LocalTime due{};
  LocalTime data_date{};  ///< the forward pass starts here
};

/// All instants local; floats in minutes of work of the item's own calendar (milestones: the default one), negative when late.
struct Slot {
  LocalTime latest_start{};
  LocalTime latest_finish{};      ///< the last working instant
  LocalTime latest_finish_raw{};  ///< the bound itself: the successor's latest start
  LocalTime earliest_start{};
  LocalTime earliest_finish{};
  std::int64_t total_float = 0;
  std::int64_t free_float = 0;
  bool is_critical = false;      ///< its float is the smallest of all
  bool is_driving = false;       ///< on the chain of binding links from what must start first to the goal
  bool is_finished = false;      ///< no work is left
  std::optional<int> binding{};  ///< the node whose latest start, or lag, set latest_finish_raw; none: the due date or its own bound
  bool is_over = false;          ///< finished, or reached as the last of what it waits for was, whether anybody said so or not
};

struct Schedule {
  std::vector<Slot> slots{};
  bool is_feasible = true;        ///< no unfinished item can only start after its latest start
  std::int64_t late_minutes = 0;  ///< minutes of work by which the goal's earliest finish passes its due; 0 when feasible
};

/// The indices of a cycle in order, its first repeated at the end; empty when there is none.
std::vector<int> find_cycle(std::size_t nodes, const std::vector<Arrow>& arrows);

/// REQUIRES: no cycle. Without actuals and bounds this is the reference program's answer on every field. What has begun waits for nothing
/// any more, but what follows it still waits for what it skipped. A begun item is on time when its earliest finish is. What takes no
/// work, the goal too, was reached when the last of what it waits for was finished: the data date does not hold it.
Schedule schedule(const Network& network);

/// A plan's schedule by reference.
struct Timeline {
  std::vector<Ref> refs{};  ///< milestones, then actions, then the goal; index of slots
  Schedule schedule{};
  LocalTime due{};
  LocalTime data_date{};
  Network network{};  ///< what was walked, by the same indices; calendar 0 is the team's
  const Slot* find(Ref ref) const;
  /// Unfinished items of the driving chain in order of latest start, ending with the goal.
  std::vector<Ref> driving_chain() const;
  /// What decides when the goal can be reached: back from it along what each waits for, to what can begin first; first to last, ending with
  /// the goal. Dates on the way bound when it must start, not which chain it is. Empty when nothing unfinished holds the goal.
  std::vector<Ref> longest_chain() const;
};

/// None without a goal date. `today` is the plan zone's date; the data date is its first opening. Finished items take their actual dates.
/// An action counts in its owner's calendar, closed while they are away (for two years at most); all else in the team's.
std::optional<Timeline> timeline(const Plan& plan, Date today, const Absences& absences = {});

/// Why an infeasible plan is late: by how much, and along which chain.
struct Lateness {
  std::int64_t minutes = 0;  ///< of work, > 0
  LocalTime earliest_goal{};
  std::vector<Ref> chain{};  ///< the critical chain, first to last
};
std::optional<Lateness> lateness(const Plan& plan, const Timeline& timeline);

}  // namespace backwalk::planner
