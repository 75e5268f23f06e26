#include "planner/why.hpp"

#include <algorithm>

#include "planner/index.hpp"
#include "planner/waiting.hpp"

namespace backwalk::planner {
namespace {

/// What the walk saw of one item.
struct Seen {
  const Timeline& timeline;
  std::size_t item;

  const Network& network() const { return timeline.network; }
  const Node& node(int i) const { return network().nodes[at(i)]; }
  const WorkingTime& time() const { return network().calendars[at(node(static_cast<int>(item)).calendar)]; }
  bool has_work() const { return network().nodes[item].duration > Minutes{0}; }

  bool is_open_before(LocalTime t) const { return time().work_before(t) > time().work_before(t - Minutes{1}); }
  bool is_open_from(LocalTime t) const { return time().work_before(t + Minutes{1}) > time().work_before(t); }

  /// The arrow whose successor set the bound.
  const Arrow* binding() const {
    const auto& mine = timeline.schedule.slots[item];
    if (!mine.binding) return nullptr;
    const auto binds = [&](const Arrow& arrow) { return at(arrow.from) == item && arrow.to == *mine.binding; };
    const auto found = std::find_if(network().arrows.begin(), network().arrows.end(), binds);
    return found == network().arrows.end() ? nullptr : &*found;
  }

  Because latest() const {
    const auto& mine = timeline.schedule.slots[item];
    Because result{.what = Because::What::due, .bound = mine.latest_finish_raw};
    if (const auto* arrow = binding()) {
      result.what = Because::What::successor;
      result.about = timeline.refs[at(arrow->to)];
      result.lag = arrow->lag;
    } else if (network().nodes[item].finish_by == mine.latest_finish_raw) {
      result.what = Because::What::own_date;
    }
    result.is_moved_by_calendar = has_work() && !mine.is_finished && !is_open_before(result.bound);
    return result;
  }

  Because earliest() const {
    const auto& mine = timeline.schedule.slots[item];
    const auto& box = network().nodes[item];
    if (box.started || box.finished) return {.what = Because::What::begun, .bound = mine.earliest_start};
    Because result{.what = Because::What::data_date, .bound = network().data_date};
    const auto hold = Waiting{timeline}.hold(static_cast<int>(item));
    if (hold && mine.earliest_start > network().data_date) {
      result = {.what = Because::What::predecessor, .about = timeline.refs[at(hold->cause)], .lag = hold->lag, .bound = hold->until};
    } else if (box.start_from && *box.start_from > network().data_date) {
      result = {.what = Because::What::own_date, .bound = *box.start_from};
    }
    result.is_moved_by_calendar = has_work() && !is_open_from(result.bound);
    return result;
  }
};

}  // namespace

std::optional<Reasons> why(const Timeline& timeline, Ref ref) {
  const auto index = index_of(timeline.refs, ref);
  if (!index) return {};
  const Seen look{timeline, *index};
  return Reasons{look.latest(), look.earliest()};
}

}  // namespace backwalk::planner
