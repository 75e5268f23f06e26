#include <algorithm>
#include <tuple>

#include "planner/next.hpp"
#include "planner/pace.hpp"

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

struct NextReading {
  int kpi = 0;
  Ref at{};
};

/// Where KPIs whose pace is not enough are read next, as far as milestones are on their way.
std::vector<NextReading> readings_behind(const Plan& plan, const Timeline& timeline) {
  std::vector<NextReading> result;
  for (const auto& kpi : plan.kpis) {
    if (!part_behind(pace(plan, kpi, date_of(timeline.data_date)))) continue;
    const auto points = checkpoints(plan, kpi, timeline);
    const auto next = std::find_if(points.begin(), points.end(),
                                   [&](const Checkpoint& point) { return !find_milestone(plan, point.milestone)->reached; });
    if (next != points.end()) result.push_back({kpi.number, {Kind::milestone, next->milestone}});
  }
  return result;
}

class Adviser {
 public:
  Adviser(const Plan& plan, const Timeline& timeline, const Forecast* forecast)
      : plan_{plan}, timeline_{timeline}, forecast_{forecast}, behind_{readings_behind(plan, timeline)} {}

  Advice judge(const NextAction& action) const {
    const Ref ref{Kind::action, action.number};
    Advice advice{.action = action, .gain = gain_of(forecast_, ref)};
    const auto* slot = timeline_.find(ref);
    const auto* item = forecast_ ? forecast_->find(ref) : nullptr;
    advice.is_foretold = item != nullptr && forecast_->sampling.depth != Depth::chance;
    if (item) advice.safe_start = item->safe_start;
    advice.criticality = item ? item->criticality : slot && slot->is_critical ? 1 : 0;
    const auto waiting = behind_.empty() ? std::set<Ref>{} : waiting_for(plan_, ref);
    for (const auto& reading : behind_) {
      if (waiting.contains(reading.at)) advice.kpis.push_back(reading.kpi);
    }
    advice.due = due_of(advice);
    advice.cues = reasons(advice);
    return advice;
  }

 private:
  Date due_of(const Advice& advice) const {
    const auto today = date_of(timeline_.data_date);
    if (advice.is_foretold && !advice.safe_start) return today;
    // A safe start is about the goal alone; a milestone's own date may want it sooner.
    const auto latest = date_of(advice.action.latest_start);
    return std::max(advice.is_foretold ? std::min(date_of(*advice.safe_start), latest) : latest, today);
  }
  std::vector<Cue> reasons(const Advice& advice) const {
    std::vector<Cue> cues;
    const auto& action = advice.action;
    const auto note = [&](bool holds, Cue cue) {
      if (holds) cues.push_back(cue);
    };
    note(!action.is_started && action.latest_start < timeline_.data_date, Cue::late);
    note(advice.is_foretold && !action.is_started && !advice.safe_start, Cue::below_level);
    note(advice.safe_start && advice.due == date_of(timeline_.data_date), Cue::safe_start_today);
    note(action.is_started, Cue::in_progress);
    note(advice.criticality >= often_critical, Cue::critical);
    note(advice.gain > 0, Cue::drives_chance);
    note(action.waiting > 0, Cue::others_wait);
    note(!advice.kpis.empty(), Cue::kpi_behind);
    note(cues.empty(), Cue::nothing_before);
    return cues;
  }

  const Plan& plan_;
  const Timeline& timeline_;
  const Forecast* forecast_;
  std::vector<NextReading> behind_;
};

bool comes_first(const Advice& a, const Advice& b) {
  return is_more_urgent(a, b) || (!is_more_urgent(b, a) && a.action.number < b.action.number);
}

}  // namespace

bool is_more_urgent(const Advice& a, const Advice& b) {
  const auto place = [](const Advice& one) {
    const auto kpis = -static_cast<int>(one.kpis.size());
    return std::tuple{one.due, -one.criticality, -one.gain, -one.action.waiting, kpis, one.action.latest_start};
  };
  return place(a) < place(b);
}

std::vector<Advice> advice(const Plan& plan, const Timeline& timeline, const Forecast* forecast, std::optional<PersonId> owner) {
  const auto actions = next_actions(plan, timeline, owner);
  if (actions.empty()) return {};
  const Adviser adviser{plan, timeline, forecast};
  std::vector<Advice> result;
  for (const auto& action : actions) result.push_back(adviser.judge(action));
  std::sort(result.begin(), result.end(), comes_first);
  if (result.size() > most) result.erase(result.begin() + most, result.end());
  return result;
}

std::optional<Advice> first_to_start(const Plan& plan, const Timeline& timeline, const Forecast* forecast) {
  const Adviser adviser{plan, timeline, forecast};
  std::optional<Advice> first;
  for (const auto& action : next_actions(plan, timeline, std::nullopt)) {
    if (action.is_started) continue;
    auto one = adviser.judge(action);
    if (!first || comes_first(one, *first)) first = std::move(one);
  }
  return first;
}

}  // namespace backwalk::planner
