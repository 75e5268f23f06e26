#include "planner/waiting.hpp"

#include <algorithm>
#include <tuple>

#include "planner/index.hpp"

namespace backwalk::planner {

Waiting::Waiting(const Timeline& timeline) : timeline_{timeline}, into_(timeline.refs.size()), releases_(timeline.refs.size()) {
  for (const auto& arrow : timeline.network.arrows) into_[at(arrow.to)].push_back(&arrow);
}

const Node& Waiting::node(int i) const { return timeline_.network.nodes[at(i)]; }
const Slot& Waiting::slot(int i) const { return timeline_.schedule.slots[at(i)]; }

const Waiting::Release& Waiting::release(int i) const {
  auto& known = releases_[at(i)];
  if (known) return *known;
  Release mine{slot(i).earliest_finish, i, !slot(i).is_over};
  if (!has_begun(node(i))) return known.emplace(mine);
  for (const auto* arrow : into_[at(i)]) {
    const auto& before = release(arrow->from);
    if (!before.is_wait) continue;
    mine.is_wait = true;
    const auto skipped = after_lag(timeline_.network.calendars.front(), before.at, arrow->lag);
    if (skipped > mine.at) mine = {skipped, before.cause, true};
  }
  return known.emplace(mine);
}

Waiting::Hold Waiting::held(const Arrow& arrow) const {
  const auto& before = release(arrow.from);
  return {.predecessor = arrow.from,
          .cause = before.cause,
          .lag = arrow.lag,
          .until = after_lag(timeline_.network.calendars.front(), before.at, arrow.lag),
          .is_settled = slot(before.cause).is_over};
}

std::optional<Waiting::Hold> Waiting::hold(int item) const {
  const auto& time = timeline_.network.calendars[at(node(item).calendar)];
  const auto is_begun = has_begun(node(item));
  const auto binds = [&](const Hold& hold) {
    if (is_begun) return release(item).cause != item && hold.until == release(item).at;
    if (hold.is_settled && hold.until <= timeline_.data_date) return false;
    return time.work_before(hold.until) == time.work_before(slot(item).earliest_start);
  };
  const auto rank = [&](const Hold& hold) { return std::tuple{hold.is_settled, slot(hold.cause).total_float}; };
  std::optional<Hold> found;
  for (const auto* arrow : into_[at(item)]) {
    const auto other = held(*arrow);
    if (binds(other) && (!found || rank(other) < rank(*found))) found = other;
  }
  return found;
}

}  // namespace backwalk::planner
