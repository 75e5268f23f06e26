// The facts that take one edit back, in the order in which they are to be folded, given the plan before it; none where the edit does
// nothing or is not taken back. For inverse*.cpp only.
#pragma once

#include <vector>

#include "planner/edit.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

using Back = std::vector<Edit>;

Back back_of(const Plan& before, const PlanStarted& edit);
Back back_of(const Plan& before, const GoalRetitled& edit);
Back back_of(const Plan& before, const GoalMoved& edit);
Back back_of(const Plan& before, const GoalDescribed& edit);
Back back_of(const Plan& before, const MilestoneAdded& edit);
Back back_of(const Plan& before, const MilestoneMoved& edit);
Back back_of(const Plan& before, const MilestoneReached& edit);
Back back_of(const Plan& before, const ActionAdded& edit);
Back back_of(const Plan& before, const ActionEstimated& edit);
Back back_of(const Plan& before, const ActionStarted& edit);
Back back_of(const Plan& before, const ActionFinished& edit);
Back back_of(const Plan& before, const Retitled& edit);
Back back_of(const Plan& before, const OwnerSet& edit);
Back back_of(const Plan& before, const Linked& edit);
Back back_of(const Plan& before, const Unlinked& edit);
Back back_of(const Plan& before, const Dropped& edit);
Back back_of(const Plan& before, const Reinstated& edit);
Back back_of(const Plan& before, const TopicClosed& edit);
Back back_of(const Plan& before, const Committed& edit);
Back back_of(const Plan& before, const Restored& edit);
Back back_of(const Plan& before, const KpiAdded& edit);
Back back_of(const Plan& before, const KpiRetargeted& edit);
Back back_of(const Plan& before, const KpiRead& edit);
Back back_of(const Plan& before, const CheckerSet& edit);
Back back_of(const Plan& before, const RiskAdded& edit);
Back back_of(const Plan& before, const RiskClosed& edit);
Back back_of(const Plan& before, const StatusReported& edit);
Back back_of(const Plan& before, const CheckinSet& edit);
Back back_of(const Plan& before, const StandupSet& edit);
Back back_of(const Plan& before, const BriefSet& edit);
Back back_of(const Plan& before, const StandupAnswered& edit);
Back back_of(const Plan& before, const StandupReported& edit);
Back back_of(const Plan& before, const BriefDrafted& edit);
Back back_of(const Plan& before, const BriefPosted& edit);
Back back_of(const Plan& before, const NudgeMuted& edit);
Back back_of(const Plan& before, const NudgeSnoozed& edit);
Back back_of(const Plan& before, const ZoneSet& edit);
Back back_of(const Plan& before, const PlanClosed& edit);
Back back_of(const Plan& before, const KpiClassified& edit);
Back back_of(const Plan& before, const RiskWeighed& edit);
Back back_of(const Plan& before, const SharedDriversSet& edit);
Back back_of(const Plan& before, const ActionConstrained& edit);
Back back_of(const Plan& before, const ActionRemains& edit);
Back back_of(const Plan& before, const CalendarSet& edit);
Back back_of(const Plan& before, const Replanned& edit);
Back back_of(const Plan& before, const RiskHappened& edit);
Back back_of(const Plan& before, const RiskMitigated& edit);
Back back_of(const Plan& before, const FlexibleSet& edit);
Back back_of(const Plan& before, const ActionAccepted& edit);
Back back_of(const Plan& before, const Parked& edit);
Back back_of(const Plan& before, const GuestSet& edit);
Back back_of(const Plan& before, const TemplateNamed& edit);
Back back_of(const Plan& before, const DoneWhenSet& edit);
Back back_of(const Plan& before, const ServesSet& edit);
Back back_of(const Plan& before, const LiteSet& edit);

}  // namespace backwalk::planner
