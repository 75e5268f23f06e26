#include "planner/forecast.hpp"

#include <algorithm>
#include <utility>

#include "planner/doubt.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

std::uint64_t id_of(Ref ref) { return static_cast<std::uint64_t>(ref.kind) << 32 | static_cast<std::uint32_t>(ref.number); }

Range range_of(const Estimate& estimate) {
  return {estimate.best.value_or(estimate.likely), estimate.likely, estimate.worst.value_or(estimate.likely)};
}

bool is_range(const Action& action) { return action.estimate && (action.estimate->best || action.estimate->worst); }

/// What is not certain about the plan whose network has these references.
struct Uncertain {
  const Plan& plan;
  const std::vector<Ref>& refs;
  Doubt doubt{};
  std::vector<int> risks{};  ///< numbers, by index in doubt.risks

  void add_ranges() {
    for (const auto ref : refs) {
      doubt.ids.push_back(id_of(ref));
      const auto* action = ref.kind == Kind::action ? find_action(plan, ref.number) : nullptr;
      doubt.ranges.push_back(action && is_range(*action) ? std::optional{range_of(*action->estimate)} : std::nullopt);
      doubt.told.push_back(action && action->started && action->remaining);
    }
  }

  /// The plan's own record stands for the default spread, and what it leaves open is common to all actions that it stands for. Its luck is
  /// its own: a driver's id is never empty.
  void add_record() {
    const auto record = record_of(plan);
    if (!record) return;
    doubt.spread = spread_of(*record);
    CommonFactor factor{.id = stable_id({}), .sigma = shared_sigma(*record)};
    for (std::size_t i = 0; i < refs.size(); ++i) {
      if (refs[i].kind == Kind::action && !doubt.ranges[i]) factor.nodes.push_back(static_cast<int>(i));
    }
    doubt.factors.push_back(std::move(factor));
  }

  void add_risks() {
    for (const auto& risk : plan.risks) {
      if (risk.closed || !risk.probability || !risk.delay) continue;
      const auto node = index_of(refs, risk.about.value_or(Ref{}));
      if (!node) continue;
      doubt.risks.push_back({.id = id_of({Kind::risk, risk.number}),
                             .node = static_cast<int>(*node),
                             .probability = *risk.probability,
                             .delay = range_of(*risk.delay)});
      risks.push_back(risk.number);
    }
  }

  void add_drivers() {
    for (const auto& driver : plan.drivers) {
      CommonFactor factor{.id = stable_id(driver.id), .sigma = driver.sigma};
      for (const auto number : driver.actions) {
        if (const auto node = index_of(refs, {Kind::action, number})) factor.nodes.push_back(static_cast<int>(*node));
      }
      doubt.factors.push_back(std::move(factor));
    }
  }
};

}  // namespace

const ItemForecast* Forecast::find(Ref ref) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const ItemForecast& item) { return item.ref == ref; });
  return found == items.end() ? nullptr : &*found;
}

std::optional<Forecast> forecast(const Plan& plan, Date today, const Sampling& sampling, const Absences& absences) {
  if (!plan.goal.due) return {};
  const auto [refs, network] = network_of(plan, today, instant_of(*plan.goal.due, WorkingTime{plan.calendar}), absences);
  Uncertain uncertain{.plan = plan, .refs = refs};
  uncertain.add_ranges();
  uncertain.add_record();
  uncertain.add_risks();
  uncertain.add_drivers();
  auto found = forecast(network, uncertain.doubt, sampling);
  if (!found) return {};
  Forecast result{.sampling = sampling, .goal = found->goal};
  for (std::size_t i = 0; i < refs.size(); ++i) {
    auto& node = found->nodes[i];
    if (refs[i].kind == Kind::goal) continue;
    const auto is_milestone = refs[i].kind == Kind::milestone;
    result.items.push_back({refs[i], node.safe_start, node.criticality, is_milestone ? node.odds : std::nullopt});
  }
  for (const auto& driver : found->drivers) {
    const auto index = static_cast<std::size_t>(driver.index);
    result.drivers.push_back({driver.is_risk ? Ref{Kind::risk, uncertain.risks[index]} : refs[index], driver.chance});
  }
  return result;
}

}  // namespace backwalk::planner
