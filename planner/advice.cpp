#include <algorithm>
#include <tuple>

#include "planner/next.hpp"

namespace backwalk::planner {
namespace {

constexpr std::size_t most = 3;
constexpr double often_critical = 0.5;

double gain_of(const Forecast* forecast, Ref ref) {
  if (!forecast) return 0;
  for (const auto& driver : forecast->drivers) {
    if (driver.ref == ref) return std::max(0.0, driver.chance - forecast->goal.chance.value_or(0));
  }
  return 0;
}

class Adviser {
 public:
  Adviser(const Timeline& timeline, const Forecast* forecast) : timeline_{timeline}, forecast_{forecast} {}

  Advice judge(const NextAction& action) const {
    const Ref ref{Kind::action, action.number};
    Advice advice{.action = action, .gain = gain_of(forecast_, ref)};
    const auto* slot = timeline_.find(ref);
    const auto* item = forecast_ ? forecast_->find(ref) : nullptr;
    if (item) advice.safe_start = item->safe_start;
    advice.criticality = item ? item->criticality : !forecast_ && slot && slot->is_critical ? 1 : 0;
    advice.cues = reasons(advice, item != nullptr && forecast_->sampling.depth != Depth::chance);
    return advice;
  }

  /// The date by which it is due to begin: today, where that has passed or there is nothing to wait for.
  Date urgency(const Advice& advice) const {
    const auto today = date_of(timeline_.data_date);
    if (!forecast_) return std::max(date_of(advice.action.latest_start), today);
    return advice.safe_start ? std::max(date_of(*advice.safe_start), today) : today;
  }

 private:
  std::vector<Cue> reasons(const Advice& advice, bool has_safe_starts) const {
    std::vector<Cue> cues;
    const auto& action = advice.action;
    const auto note = [&](bool holds, Cue cue) {
      if (holds) cues.push_back(cue);
    };
    note(!action.is_started && action.latest_start < timeline_.data_date, Cue::late);
    note(has_safe_starts && !action.is_started && !advice.safe_start, Cue::below_level);
    note(advice.safe_start && urgency(advice) == date_of(timeline_.data_date), Cue::safe_start_today);
    note(action.is_started, Cue::in_progress);
    note(advice.criticality >= often_critical, Cue::critical);
    note(advice.gain > 0, Cue::drives_chance);
    note(action.waiting > 0, Cue::others_wait);
    note(cues.empty(), Cue::nothing_before);
    return cues;
  }

  const Timeline& timeline_;
  const Forecast* forecast_;
};

}  // namespace

std::vector<Advice> advice(const Plan& plan, const Timeline& timeline, const Forecast* forecast, std::optional<PersonId> owner) {
  const Adviser adviser{timeline, forecast};
  std::vector<Advice> result;
  for (const auto& action : next_actions(plan, timeline, owner)) result.push_back(adviser.judge(action));
  const auto place = [&](const Advice& a) {
    return std::tuple{adviser.urgency(a), -a.criticality, -a.gain, -a.action.waiting, a.action.latest_start, a.action.number};
  };
  std::sort(result.begin(), result.end(), [&](const Advice& a, const Advice& b) { return place(a) < place(b); });
  if (result.size() > most) result.erase(result.begin() + most, result.end());
  return result;
}

}  // namespace backwalk::planner
