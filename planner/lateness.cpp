#include <algorithm>

#include "planner/backward.hpp"
#include "planner/why.hpp"

namespace backwalk::planner {
namespace {

struct Missed {
  Ref end{};  ///< the goal, or what has a date of its own and misses it
  std::int64_t minutes = 0;
};

Missed missed_date(const Timeline& timeline) {
  Missed worst{.minutes = timeline.schedule.late_minutes};
  if (worst.minutes > 0) return worst;
  for (std::size_t i = 0; i < timeline.refs.size(); ++i) {
    const auto& node = timeline.network.nodes[i];
    const auto& slot = timeline.schedule.slots[i];
    if (slot.is_finished || !node.finish_by) continue;
    const auto& time = timeline.network.calendars[static_cast<std::size_t>(node.calendar)];
    const auto late = time.work_before(slot.earliest_finish) - time.work_before(*node.finish_by);
    if (late > worst.minutes) worst = {timeline.refs[i], late};
  }
  worst.minutes = std::max<std::int64_t>(worst.minutes, 1);  // late by closed time only
  return worst;
}

}  // namespace

std::optional<Lateness> lateness(const Plan&, const Timeline& timeline) {
  if (timeline.schedule.is_feasible) return {};
  const auto missed = missed_date(timeline);
  Lateness result{.minutes = missed.minutes, .earliest_goal = timeline.find(Ref{})->earliest_finish};
  for (std::optional<Ref> ref = missed.end; ref; ref = waits_for(timeline, *ref)) result.chain.push_back(*ref);
  std::reverse(result.chain.begin(), result.chain.end());
  return result;
}

}  // namespace backwalk::planner
