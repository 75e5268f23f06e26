#include <algorithm>

#include "planner/backward.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

struct Missed {
  Ref end{};  ///< the goal, or the milestone whose own date is missed
  std::int64_t minutes = 0;
};

Missed missed_date(const Plan& plan, const Timeline& timeline, const WorkingTime& time) {
  Missed worst{.minutes = timeline.schedule.late_minutes};
  if (worst.minutes > 0) return worst;
  for (const auto& milestone : plan.milestones) {
    const Ref ref{Kind::milestone, milestone.number};
    const auto* slot = timeline.find(ref);
    if (!slot || slot->is_finished || !milestone.due) continue;
    const auto late = time.work_before(slot->earliest_finish) - time.work_before(instant_of(*milestone.due, time));
    if (late > worst.minutes) worst = {ref, late};
  }
  worst.minutes = std::max<std::int64_t>(worst.minutes, 1);  // late by closed time only
  return worst;
}

/// The unfinished predecessor whose earliest finish, after its lag, is what `ref` has to wait for.
std::optional<Ref> waits_for(const Plan& plan, const Timeline& timeline, const WorkingTime& time, Ref ref) {
  const auto start = time.work_before(timeline.find(ref)->earliest_start);
  std::optional<Ref> found;
  const auto consider = [&](Ref before, const Lag& lag) {
    const auto* slot = timeline.find(before);
    if (!slot || slot->is_finished || time.work_before(after_lag(time, slot->earliest_finish, lag)) != start) return;
    if (!found || slot->total_float < timeline.find(*found)->total_float) found = before;
  };
  for (const auto& link : plan.links) {
    if (link.after == ref) consider(link.before, link.lag);
  }
  if (ref.kind != Kind::goal) return found;
  for (const auto before : timeline.refs) {
    const auto is_followed = std::any_of(plan.links.begin(), plan.links.end(), [&](const Link& link) { return link.before == before; });
    if (before != ref && !is_followed) consider(before, {});
  }
  return found;
}

}  // namespace

std::optional<Lateness> lateness(const Plan& plan, const Timeline& timeline) {
  if (timeline.schedule.is_feasible) return {};
  const WorkingTime time{plan.calendar};
  const auto missed = missed_date(plan, timeline, time);
  Lateness result{.minutes = missed.minutes, .earliest_goal = timeline.find(Ref{})->earliest_finish};
  for (std::optional<Ref> ref = missed.end; ref; ref = waits_for(plan, timeline, time, *ref)) result.chain.push_back(*ref);
  std::reverse(result.chain.begin(), result.chain.end());
  return result;
}

}  // namespace backwalk::planner
