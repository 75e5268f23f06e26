#include <algorithm>

#include "planner/index.hpp"
#include "planner/waiting.hpp"

namespace backwalk::planner {
namespace {

/// The goal where it is missed by work; else what misses a date of its own by most.
MissedDate worst_missed(const Timeline& timeline) {
  if (timeline.schedule.late_minutes > 0) return {Ref{}, timeline.schedule.late_minutes};
  MissedDate worst{Ref{}, 1};
  const auto missed = missed_dates(timeline);
  const auto found = std::max_element(missed.begin(), missed.end(), [](auto& a, auto& b) { return a.minutes < b.minutes; });
  return found == missed.end() ? worst : *found;
}

/// What holds `last` up, link by link, and `last` itself.
std::vector<Ref> chain_to(const Timeline& timeline, Ref last) {
  std::vector<Ref> chain{last};
  const Waiting waiting{timeline};
  auto hold = waiting.hold(static_cast<int>(*index_of(timeline.refs, last)));
  while (hold && !hold->is_settled) {
    chain.push_back(timeline.refs[at(hold->predecessor)]);
    hold = waiting.hold(hold->predecessor);
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace

std::vector<Ref> Timeline::longest_chain() const {
  auto chain = chain_to(*this, Ref{});
  return chain.size() > 1 ? chain : std::vector<Ref>{};
}

std::vector<MissedDate> missed_dates(const Timeline& timeline) {
  std::vector<MissedDate> result;
  for (std::size_t i = 0; i < timeline.refs.size(); ++i) {
    const auto& node = timeline.network.nodes[i];
    const auto& slot = timeline.schedule.slots[i];
    const auto by = timeline.refs[i] == Ref{} ? std::optional{timeline.due} : node.finish_by;
    if (slot.is_finished || !by || slot.earliest_finish <= *by) continue;
    const auto& time = timeline.network.calendars[at(node.calendar)];
    const auto late = time.work_before(slot.earliest_finish) - time.work_before(*by);
    result.push_back({timeline.refs[i], std::max<std::int64_t>(late, 1)});  // by closed time only
  }
  return result;
}

std::optional<Lateness> lateness(const Plan&, const Timeline& timeline) {
  if (timeline.schedule.is_feasible) return {};
  const auto missed = worst_missed(timeline);
  return Lateness{
      .minutes = missed.minutes, .earliest_goal = timeline.find(Ref{})->earliest_finish, .chain = chain_to(timeline, missed.about)};
}

}  // namespace backwalk::planner
