// What each kind of edit did. A kind that is forgotten here does not compile.
#include "planner/signals.hpp"

namespace backwalk::planner {
namespace {

using Deeds = std::optional<Deed>;

Deeds when(bool is_done, Deed deed) { return is_done ? Deeds{deed} : Deeds{}; }

struct DeedOf {
  Deeds operator()(const PlanStarted&) const { return Deed::planned; }
  Deeds operator()(const GoalRetitled&) const { return Deed::planned; }
  Deeds operator()(const GoalMoved&) const { return Deed::planned; }
  Deeds operator()(const GoalDescribed&) const { return Deed::planned; }
  Deeds operator()(const MilestoneAdded&) const { return Deed::planned; }
  Deeds operator()(const MilestoneMoved&) const { return Deed::planned; }
  Deeds operator()(const MilestoneReached& edit) const { return when(edit.at.has_value(), Deed::finished); }
  Deeds operator()(const ActionAdded&) const { return Deed::planned; }
  Deeds operator()(const ActionEstimated&) const { return Deed::planned; }
  Deeds operator()(const ActionStarted& edit) const { return when(edit.at.has_value(), Deed::started); }
  Deeds operator()(const ActionFinished& edit) const { return when(edit.at.has_value(), Deed::finished); }
  Deeds operator()(const Retitled&) const { return Deed::planned; }
  Deeds operator()(const OwnerSet&) const { return Deed::planned; }
  Deeds operator()(const Linked&) const { return Deed::planned; }
  Deeds operator()(const Unlinked&) const { return Deed::planned; }
  Deeds operator()(const Dropped&) const { return Deed::planned; }
  Deeds operator()(const Reinstated&) const { return Deed::planned; }
  Deeds operator()(const TopicClosed&) const { return {}; }
  Deeds operator()(const Committed&) const { return {}; }
  Deeds operator()(const Restored&) const { return Deed::planned; }
  Deeds operator()(const KpiAdded&) const { return Deed::planned; }
  Deeds operator()(const KpiRetargeted&) const { return Deed::planned; }
  Deeds operator()(const KpiRead&) const { return {}; }
  Deeds operator()(const CheckerSet&) const { return Deed::planned; }
  Deeds operator()(const RiskAdded&) const { return Deed::planned; }
  Deeds operator()(const RiskClosed&) const { return {}; }
  Deeds operator()(const CheckinSet&) const { return {}; }
  Deeds operator()(const StandupSet&) const { return {}; }
  Deeds operator()(const BriefSet&) const { return {}; }
  Deeds operator()(const StandupAnswered&) const { return {}; }
  Deeds operator()(const StandupReported&) const { return {}; }
  Deeds operator()(const BriefDrafted&) const { return {}; }
  Deeds operator()(const BriefPosted&) const { return {}; }
  Deeds operator()(const StatusReported&) const { return {}; }
  Deeds operator()(const NudgeMuted&) const { return {}; }
  Deeds operator()(const NudgeSnoozed&) const { return {}; }
  Deeds operator()(const ZoneSet&) const { return {}; }
  Deeds operator()(const PlanClosed&) const { return {}; }
  Deeds operator()(const KpiClassified&) const { return {}; }
  Deeds operator()(const RiskWeighed&) const { return Deed::planned; }
  Deeds operator()(const SharedDriversSet&) const { return Deed::planned; }
  Deeds operator()(const ActionConstrained&) const { return Deed::planned; }
  Deeds operator()(const ActionRemains&) const { return {}; }
  Deeds operator()(const CalendarSet&) const { return Deed::planned; }
  Deeds operator()(const Replanned&) const { return {}; }
  Deeds operator()(const RiskHappened&) const { return {}; }
  Deeds operator()(const RiskMitigated&) const { return Deed::planned; }
  Deeds operator()(const FlexibleSet&) const { return Deed::planned; }
  Deeds operator()(const ActionAccepted&) const { return {}; }
  Deeds operator()(const Parked&) const { return {}; }
  Deeds operator()(const GuestSet&) const { return {}; }
  Deeds operator()(const TemplateNamed&) const { return {}; }
  Deeds operator()(const DoneWhenSet&) const { return Deed::planned; }
  Deeds operator()(const ServesSet&) const { return {}; }
  Deeds operator()(const LiteSet&) const { return {}; }
};

}  // namespace

std::optional<Deed> deed_of(const Edit& edit) { return std::visit(DeedOf{}, edit); }

}  // namespace backwalk::planner
