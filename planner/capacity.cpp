#include "planner/capacity.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

using std::chrono::days;

struct Stint {
  LocalTime from{};
  LocalTime to{};
};

Stint stint_of(const Action& action, const Slot& slot, const Timeline& timeline, Dates dates) {
  if (action.started) return {std::max(*action.started, timeline.data_date), slot.earliest_finish};
  if (dates == Dates::latest) return {slot.latest_start, slot.latest_finish};
  return {slot.earliest_start, slot.earliest_finish};
}

std::int64_t work_on(const WorkingTime& time, Date date) { return time.work_before(date + days{1}) - time.work_before(date); }

class Sheet {
 public:
  explicit Sheet(Stretch stretch) : stretch_{stretch} {}

  void add(const Plan& plan, const Action& action, const WorkingTime& time, const Stint& stint) {
    auto date = date_of(stint.from);
    while (LocalTime{date} < stint.to) {
      const auto end = std::min<LocalTime>(stint.to, date + days{1});
      const auto minutes = time.work_before(end) - time.work_before(std::max<LocalTime>(stint.from, date));
      if (minutes > 0) add(plan, action, time, date, minutes);
      date = time.working_day_after(date);
    }
  }

  std::vector<Load> take() {
    std::vector<Load> result;
    for (auto& [key, load] : loads_) result.push_back(std::move(load));
    return result;
  }

 private:
  void add(const Plan& plan, const Action& action, const WorkingTime& time, Date date, std::int64_t minutes) {
    const auto from = stretch_ == Stretch::week ? monday_of(date) : date;
    auto& load = loads_[{*action.owner, from}];
    load.person = *action.owner;
    load.from = from;
    load.to = from + days{stretch_ == Stretch::week ? 7 : 1};
    load.demanded += minutes;
    for (auto day = load.from; day < load.to; day += days{1}) {
      auto& known = hours_[{*action.owner, day}];
      const auto hours = std::max(known, work_on(time, day));
      load.available += hours - known;
      known = hours;
    }
    const Share share{plan.key, {Kind::action, action.number}, minutes};
    if (!load.shares.empty() && load.shares.back().plan == share.plan && load.shares.back().action == share.action) {
      load.shares.back().minutes += minutes;
    } else {
      load.shares.push_back(share);
    }
  }

  Stretch stretch_;
  std::map<std::pair<PersonId, Date>, Load> loads_;
  std::map<std::pair<PersonId, Date>, std::int64_t> hours_;
};

}  // namespace

std::vector<Load> loads(std::span<const Scheduled> plans, Stretch stretch, Dates dates) {
  Sheet sheet{stretch};
  for (const auto& [plan, timeline] : plans) {
    for (const auto& action : plan->actions) {
      const auto index = index_of(timeline->refs, {Kind::action, action.number});
      if (!index || !action.owner || timeline->schedule.slots[*index].is_finished) continue;
      const auto& network = timeline->network;
      const auto& time = network.calendars[static_cast<std::size_t>(network.nodes[*index].calendar)];  // the owner's, with absences
      sheet.add(*plan, action, time, stint_of(action, timeline->schedule.slots[*index], *timeline, dates));
    }
  }
  return sheet.take();
}

std::vector<Load> overloads(std::span<const Scheduled> plans, Stretch stretch, Dates dates) {
  auto result = loads(plans, stretch, dates);
  std::erase_if(result, [](const Load& load) { return !load.is_over(); });
  return result;
}

}  // namespace backwalk::planner
