// Facts: what has happened to a plan, in the past tense. A plan is the fold of its edits (`evolve`). Old logs must fold for ever: a
// field is added with a default, never renamed or given a new meaning.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "planner/edit_risk.hpp"
#include "planner/edit_walk.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

struct PlanStarted {
  std::string key{};
  std::string title{};
  std::optional<Moment> due{};
  PersonId owner{};
  std::string zone{"UTC"};
  Calendar calendar = standard_calendar();
  bool is_private = false;
  bool operator==(const PlanStarted&) const = default;
};
struct GoalRetitled {
  std::string title{};
  bool operator==(const GoalRetitled&) const = default;
};
/// On a committed plan this makes a new version.
struct GoalMoved {
  std::optional<Moment> due{};
  bool operator==(const GoalMoved&) const = default;
};
/// `topic` is announcement, audience, not_done_unless, benefit, evidence or experience.
struct GoalDescribed {
  Topic topic{};
  std::optional<std::string> words{};
  bool operator==(const GoalDescribed&) const = default;
};
struct MilestoneAdded {
  int number = 0;
  std::string title{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
  bool operator==(const MilestoneAdded&) const = default;
};
struct MilestoneMoved {
  int number = 0;
  std::optional<Moment> due{};
  bool operator==(const MilestoneMoved&) const = default;
};
struct MilestoneReached {
  int number = 0;
  std::optional<LocalTime> at{};
  bool operator==(const MilestoneReached&) const = default;
};
struct ActionAdded {
  int number = 0;
  std::string title{};
  std::optional<Estimate> estimate{};
  std::optional<PersonId> owner{};
  bool operator==(const ActionAdded&) const = default;
};
struct ActionEstimated {
  int number = 0;
  std::optional<Estimate> estimate{};
  bool operator==(const ActionEstimated&) const = default;
};
/// `promised` is said only where a start is brought back: what its estimate had been, 0 for none. Without `at` it has not started, and
/// nothing is promised or told to be left any more.
struct ActionStarted {
  int number = 0;
  std::optional<LocalTime> at{};
  std::optional<Minutes> promised{};
  bool operator==(const ActionStarted&) const = default;
};
struct ActionFinished {
  int number = 0;
  std::optional<LocalTime> at{};
  bool operator==(const ActionFinished&) const = default;
};
/// A milestone or an action got another title.
struct Retitled {
  Ref ref{};
  std::string title{};
  bool operator==(const Retitled&) const = default;
};
/// `ref` is the goal (the plan's owner), a milestone or an action. The goal always has an owner.
struct OwnerSet {
  Ref ref{};
  std::optional<PersonId> owner{};
  bool operator==(const OwnerSet&) const = default;
};
struct Linked {
  Link link{};
  bool operator==(const Linked&) const = default;
};
struct Unlinked {
  Link link{};
  bool operator==(const Unlinked&) const = default;
};
/// The item left the plan. `decide` first unlinks it and links its neighbours to each other.
struct Dropped {
  Ref ref{};
  bool operator==(const Dropped&) const = default;
};
struct Reinstated {
  Ref ref{};
  bool operator==(const Reinstated&) const = default;
};
/// A topic of the interview was closed, or opened again (no `how`).
struct TopicClosed {
  Asked asked{};
  std::optional<Closing> how{};
  bool operator==(const TopicClosed&) const = default;
};
struct KpiAdded {
  int number = 0;
  std::string name{};
  double baseline = 0;
  double target = 0;
  std::string unit{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
  LocalTime at{};
  std::optional<KpiKind> kind{};
  std::optional<KpiRole> role{};
  bool operator==(const KpiAdded&) const = default;
};
/// The KPI has another target, or another date for it.
struct KpiRetargeted {
  int number = 0;
  double target = 0;
  std::optional<Moment> due{};
  bool operator==(const KpiRetargeted&) const = default;
};
/// The reading of this KPI for the date of `at` is as told, in place of an earlier one of that date (then `corrected` holds its first
/// value); no value: there is none for that date any more.
struct KpiRead {
  int number = 0;
  LocalTime at{};
  std::optional<double> value{};
  std::optional<std::string> note{};
  std::optional<double> corrected{};
  bool operator==(const KpiRead&) const = default;
};
/// Who says whether a yes/no outcome is reached; none: nobody any more.
struct CheckerSet {
  std::optional<PersonId> checker{};
  bool operator==(const CheckerSet&) const = default;
};
struct CheckinSet {
  std::optional<Cadence> cadence{};
  bool operator==(const CheckinSet&) const = default;
};
struct StandupSet {
  std::optional<Standup> standup{};
  bool operator==(const StandupSet&) const = default;
};
struct BriefSet {
  std::optional<Brief> brief{};
  bool operator==(const BriefSet&) const = default;
};
/// In place of the person's earlier answer for that date; `doing` none: no answer any more.
struct StandupAnswered {
  PersonId person{};
  Date date{};
  std::optional<Doing> doing{};
  std::optional<Ref> about{};
  std::string words{};
  LocalTime at{};
  bool operator==(const StandupAnswered&) const = default;
};
/// The report of that date is out.
struct StandupReported {
  Date date{};
  bool operator==(const StandupReported&) const = default;
};
/// The owner touched the draft for that date; none: as if they had not.
struct BriefDrafted {
  std::optional<BriefDraft> draft{};
  bool operator==(const BriefDrafted&) const = default;
};
/// The brief of that date is out.
struct BriefPosted {
  Date date{};
  Status computed{};
  bool operator==(const BriefPosted&) const = default;
};
struct StatusReported {
  std::optional<Reported> reported{};
  bool operator==(const StatusReported&) const = default;
};
struct NudgeMuted {
  NudgeOf nudge{};
  bool is_muted = true;
  bool operator==(const NudgeMuted&) const = default;
};
struct NudgeSnoozed {
  NudgeOf nudge{};
  std::optional<Date> until{};
  std::optional<Minutes> at{};  ///< after midnight of that date, in the person's zone; none: its morning
  bool operator==(const NudgeSnoozed&) const = default;
};
struct ZoneSet {
  std::string zone{};
  bool operator==(const ZoneSet&) const = default;
};
/// Closed at this time; none: open again.
struct PlanClosed {
  std::optional<LocalTime> at{};
  bool operator==(const PlanClosed&) const = default;
};
/// No constraint: the action may begin at any time again.
struct ActionConstrained {
  int number = 0;
  std::optional<Constraint> constraint{};
  bool operator==(const ActionConstrained&) const = default;
};
/// None: the estimate counts again. An estimate that comes later puts an end to it too.
struct ActionRemains {
  int number = 0;
  std::optional<Remaining> remaining{};
  bool operator==(const ActionRemains&) const = default;
};
/// The calendar of one person, or (nobody) of the team. None: the person works by the team's.
struct CalendarSet {
  std::optional<PersonId> person{};
  std::optional<Calendar> calendar{};
  bool operator==(const CalendarSet&) const = default;
};
/// v1 (or, with `committed` false, the draft again: the inverse).
struct Committed {
  bool committed = true;
  std::optional<int> review_every_days{};
  bool operator==(const Committed&) const = default;
};
/// The plan is again as `version` last was, under a new version number.
struct Restored {
  int version = 0;
  bool operator==(const Restored&) const = default;
};
/// The KPI is of another kind (none: as its unit says), or plays another role.
struct KpiClassified {
  int number = 0;
  std::optional<KpiKind> kind{};
  std::optional<KpiRole> role{};
  bool operator==(const KpiClassified&) const = default;
};
/// These are all the shared drivers there are.
struct SharedDriversSet {
  std::vector<SharedDriver> drivers{};
  bool operator==(const SharedDriversSet&) const = default;
};
/// What follows was decided on and makes a new version of a committed plan.
struct Replanned {
  std::optional<std::string> why{};
  bool operator==(const Replanned&) const = default;
};
/// A milestone or an action may give way when time runs short, or no longer.
struct FlexibleSet {
  Ref ref{};
  bool is_flexible = true;
  bool operator==(const FlexibleSet&) const = default;
};

using Edit =
    std::variant<PlanStarted, GoalRetitled, GoalMoved, GoalDescribed, MilestoneAdded, MilestoneMoved, MilestoneReached, ActionAdded,
                 ActionEstimated, ActionStarted, ActionFinished, Retitled, OwnerSet, Linked, Unlinked, Dropped, Reinstated, TopicClosed,
                 Committed, Restored, KpiAdded, KpiRetargeted, KpiRead, CheckerSet, RiskAdded, RiskClosed, CheckinSet, StandupSet, BriefSet,
                 StandupAnswered, StandupReported, BriefDrafted, BriefPosted, StatusReported, NudgeMuted, NudgeSnoozed, ZoneSet, PlanClosed,
                 KpiClassified, RiskWeighed, SharedDriversSet, ActionConstrained, ActionRemains, CalendarSet, Replanned, RiskHappened,
                 RiskMitigated, FlexibleSet, ActionAccepted, Parked, GuestSet, TemplateNamed, DoneWhenSet, ServesSet, LiteSet>;

}  // namespace backwalk::planner
