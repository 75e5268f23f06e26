#include "planner/options.hpp"

#include <algorithm>
#include <tuple>

#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

const Odds* odds_of(const Forecast& forecast, Ref ref) {
  if (ref.kind == Kind::goal) return &forecast.goal;
  const auto* item = forecast.find(ref);
  return item && item->odds ? &*item->odds : nullptr;
}

/// The goal's date does not matter for it.
Minutes work_left_of(const Plan& plan, Date today, const Absences& absences) {
  const auto network = network_of(plan, today, LocalTime{today}, absences).network;
  const auto walked = schedule(network);
  Minutes sum{0};
  for (std::size_t i = 0; i < network.nodes.size(); ++i) sum += left_of(network.nodes[i], walked.slots[i], network);
  return sum;
}

Option option_of(const Route& route, Ref milestone, Date today, const Absences& absences) {
  Option option{.name = route.name, .work = work_left_of(*route.plan, today, absences)};
  const auto dates = timeline(*route.plan, today, absences);
  const auto* slot = dates ? dates->find(milestone) : nullptr;
  if (slot) option.earliest_finish = slot->earliest_finish;
  if (!route.forecast) return option;
  option.goal_chance = route.forecast->goal.chance;
  option.chance = option.goal_chance;
  if (const auto* odds = odds_of(*route.forecast, milestone)) {
    option.p80 = odds->p80;
    if (odds->chance) option.chance = odds->chance;
  }
  return option;
}

}  // namespace

std::vector<Option> options(std::span<const Route> routes, Ref milestone, Date today, const Absences& absences) {
  std::vector<Option> result;
  for (const auto& route : routes) result.push_back(option_of(route, milestone, today, absences));
  const auto place = [](const Option& option) {
    const auto date = option.p80 ? option.p80 : option.earliest_finish;
    return std::tuple{-option.chance.value_or(-1), !date, date, option.work};
  };
  std::stable_sort(result.begin(), result.end(), [&](const Option& a, const Option& b) { return place(a) < place(b); });
  return result;
}

}  // namespace backwalk::planner
