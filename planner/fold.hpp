// How each kind of edit changes a plan; `evolve` picks. An edit that does not fit does nothing. For evolve*.cpp only.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "planner/edit.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

template <class Item>
auto place_of(std::vector<Item>& items, int number) {
  return std::lower_bound(items.begin(), items.end(), number, [](const Item& item, int n) { return item.number < n; });
}

template <class Item>
Item* find_in(std::vector<Item>& items, int number) {
  const auto at = place_of(items, number);
  return at != items.end() && at->number == number ? &*at : nullptr;
}

/// Moves an item between the live and the dropped ones; both are kept by number.
template <class Item>
bool move_item(std::vector<Item>& from, std::vector<Item>& to, int number) {
  const auto at = place_of(from, number);
  if (at == from.end() || at->number != number) return false;
  to.insert(place_of(to, number), std::move(*at));
  from.erase(at);
  return true;
}

void fold(Plan& plan, const PlanStarted& edit);
void fold(Plan& plan, const GoalRetitled& edit);
void fold(Plan& plan, const GoalMoved& edit);
void fold(Plan& plan, const GoalDescribed& edit);
void fold(Plan& plan, const MilestoneAdded& edit);
void fold(Plan& plan, const MilestoneMoved& edit);
void fold(Plan& plan, const MilestoneReached& edit);
void fold(Plan& plan, const ActionAdded& edit);
void fold(Plan& plan, const ActionEstimated& edit);
void fold(Plan& plan, const ActionStarted& edit);
void fold(Plan& plan, const ActionFinished& edit);
void fold(Plan& plan, const Retitled& edit);
void fold(Plan& plan, const OwnerSet& edit);
void fold(Plan& plan, const Linked& edit);
void fold(Plan& plan, const Unlinked& edit);
void fold(Plan& plan, const Dropped& edit);
void fold(Plan& plan, const Reinstated& edit);
void fold(Plan& plan, const TopicClosed& edit);
void fold(Plan& plan, const Committed& edit);
void fold(Plan& plan, const Restored& edit);
void fold(Plan& plan, const KpiAdded& edit);
void fold(Plan& plan, const KpiRetargeted& edit);
void fold(Plan& plan, const KpiRead& edit);
void fold(Plan& plan, const CheckerSet& edit);
void fold(Plan& plan, const RiskAdded& edit);
void fold(Plan& plan, const RiskClosed& edit);
void fold(Plan& plan, const StatusReported& edit);
void fold(Plan& plan, const CheckinSet& edit);
void fold(Plan& plan, const StandupSet& edit);
void fold(Plan& plan, const BriefSet& edit);
void fold(Plan& plan, const StandupAnswered& edit);
void fold(Plan& plan, const StandupReported& edit);
void fold(Plan& plan, const BriefDrafted& edit);
void fold(Plan& plan, const BriefPosted& edit);
void fold(Plan& plan, const NudgeMuted& edit);
void fold(Plan& plan, const NudgeSnoozed& edit);
void fold(Plan& plan, const ZoneSet& edit);
void fold(Plan& plan, const PlanClosed& edit);
void fold(Plan& plan, const KpiClassified& edit);
void fold(Plan& plan, const RiskWeighed& edit);
void fold(Plan& plan, const SharedDriversSet& edit);
void fold(Plan& plan, const ActionConstrained& edit);
void fold(Plan& plan, const ActionRemains& edit);
void fold(Plan& plan, const CalendarSet& edit);
void fold(Plan& plan, const Replanned& edit);
void fold(Plan& plan, const RiskHappened& edit);
void fold(Plan& plan, const RiskMitigated& edit);
void fold(Plan& plan, const FlexibleSet& edit);
void fold(Plan& plan, const ActionAccepted& edit);
void fold(Plan& plan, const Parked& edit);
void fold(Plan& plan, const GuestSet& edit);
void fold(Plan& plan, const TemplateNamed& edit);
void fold(Plan& plan, const DoneWhenSet& edit);
void fold(Plan& plan, const ServesSet& edit);
void fold(Plan& plan, const LiteSet& edit);

/// The date as it is now that the goal is where it is.
std::optional<Moment> settled(const std::optional<Moment>& due, const Plan& plan);
/// Every date that is counted from the goal's is again where it belongs, of dropped items too.
void follow_goal(Plan& plan);

}  // namespace backwalk::planner
