// Wishes about what is not certain: how likely a risk is and what it costs, and what makes several actions longer or shorter together.
#include <algorithm>
#include <set>

#include "planner/decide_parts.hpp"

namespace backwalk::planner {
namespace {

bool is_share(double value) { return value >= 0 && value <= 1; }  // and no NaN

Objection check_driver(const Plan& plan, const SharedDriver& driver) {
  std::vector<Ref> actions;
  for (const auto number : driver.actions) actions.push_back({Kind::action, number});
  if (auto objection = first_of(check_title(driver.id), check_items(plan, actions))) return objection;
  const std::set<int> distinct(driver.actions.begin(), driver.actions.end());
  const auto is_sound = distinct.size() == driver.actions.size() && is_share(driver.sigma);
  return is_sound ? Objection{} : Refusal{.why = Why::not_a_factor};
}

}  // namespace

Result<Facts> facts_for(const Plan& plan, const WeighRisk& wish, Date) {
  const Ref ref{Kind::risk, wish.number};
  if (auto objection = first_of(check_items(plan, {ref}), check_estimate(plan.calendar, wish.delay))) return *objection;
  const auto& risk = *find_risk(plan, wish.number);
  if (risk.closed) return Refusal{.why = Why::already_finished, .about = {ref}};
  if (wish.probability.has_value() != wish.delay.has_value() || !is_share(wish.probability.value_or(0))) {
    return Refusal{.why = Why::not_a_chance, .about = {ref}};
  }
  if (risk.probability == wish.probability && risk.delay == wish.delay) return Refusal{.why = Why::nothing_to_change, .about = {ref}};
  return Facts{RiskWeighed{wish.number, wish.probability, wish.delay}};
}

Result<Facts> facts_for(const Plan& plan, const SetSharedDrivers& wish, Date) {
  if (wish.drivers.size() > most_drivers) return Refusal{.why = Why::too_many, .about_number = most_drivers};
  std::set<std::string> names;
  for (const auto& driver : wish.drivers) {
    if (auto objection = check_driver(plan, driver)) return *objection;
    if (!names.insert(driver.id).second) return Refusal{.why = Why::not_a_factor};
  }
  if (wish.drivers == plan.drivers) return Refusal{.why = Why::nothing_to_change};
  return Facts{SharedDriversSet{wish.drivers}};
}

}  // namespace backwalk::planner
