#include "planner/options.hpp"

#include <algorithm>
#include <tuple>

namespace backwalk::planner {
namespace {

const Odds* odds_of(const Forecast& forecast, Ref ref) {
  if (ref.kind == Kind::goal) return &forecast.goal;
  const auto* item = forecast.find(ref);
  return item && item->odds ? &*item->odds : nullptr;
}

Option option_of(const Route& route, Ref milestone, Date today) {
  Option option{.name = route.name};
  for (const auto& action : route.plan->actions) {
    if (!action.finished) option.work += duration_of(*route.plan, action);
  }
  const auto dates = timeline(*route.plan, today);
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

std::vector<Option> options(std::span<const Route> routes, Ref milestone, Date today) {
  std::vector<Option> result;
  for (const auto& route : routes) result.push_back(option_of(route, milestone, today));
  const auto place = [](const Option& option) {
    const auto date = option.p80 ? option.p80 : option.earliest_finish;
    return std::tuple{-option.chance.value_or(-1), !date, date, option.work};
  };
  std::stable_sort(result.begin(), result.end(), [&](const Option& a, const Option& b) { return place(a) < place(b); });
  return result;
}

}  // namespace backwalk::planner
