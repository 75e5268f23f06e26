// Wishes: what somebody asks of a plan, in the imperative. References are resolved and durations are minutes of work; whether the wish
// makes sense is for `decide` to say.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "planner/command_walk.hpp"
#include "planner/edit.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

struct StartPlan {
  std::string key{};
  std::string title{};
  std::optional<Moment> due{};
  PersonId owner{};
  std::string zone{"UTC"};
  Calendar calendar = standard_calendar();
  bool is_private = false;
};
/// Retitle the goal, move its date, or both.
struct ChangeGoal {
  std::optional<std::string> title{};
  std::optional<Moment> due{};
};
struct DescribeGoal {
  Topic topic{};
  std::string words{};
};
struct AddMilestone {
  std::string title{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
  std::optional<std::string> done_when{};
};
struct ChangeMilestone {
  int number = 0;
  std::optional<std::string> title{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
  std::optional<std::string> done_when{};
};
/// A new action that must be finished before `before` (the goal: no successor) and, if any are named, after each of `after`.
struct AddAction {
  std::string title{};
  std::optional<Estimate> estimate{};
  std::optional<PersonId> owner{};
  std::vector<Ref> before{};
  std::vector<Ref> after{};
};
struct ChangeAction {
  int number = 0;
  std::optional<std::string> title{};
  std::optional<Estimate> estimate{};
  std::optional<PersonId> owner{};
};
/// `item` waits for each of `after`, and the lag after that.
struct LinkAfter {
  Ref item{};
  std::vector<Ref> after{};
  Lag lag{};  ///< not negative; named again with another one, the link has that
};
struct SetOwner {
  std::vector<Ref> items{};
  PersonId owner{};
};
struct StartAction {
  int number = 0;
  LocalTime at{};
};
/// An action is done, or a milestone reached.
struct Finish {
  Ref item{};
  LocalTime at{};
};
/// The action takes longer: by so much more work, with so much work left from `at` on, or until the end of a date.
struct SlipBy {
  Minutes more{};
};
struct SlipLeft {
  Minutes left{};
};
struct SlipTo {
  Moment finish{};
};
struct Slip {
  int number = 0;
  std::variant<SlipBy, SlipLeft, SlipTo> how{};
  LocalTime at{};
};
struct Drop {
  Ref item{};
};
struct CloseTopic {
  Asked asked{};
  Closing how{};
};
/// Makes v1. Needs a goal date, and a way to tell that the goal is met: a KPI, or somebody who checks a yes/no outcome. No plan stands
/// without a review: where nobody said how often, it is every two weeks.
struct Commit {
  std::optional<int> review_every_days{};
  std::optional<PersonId> checker{};
};
struct Restore {
  int version = 0;
};
struct AddKpi {
  std::string name{};
  double baseline = 0;
  double target = 0;
  std::string unit{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
  LocalTime at{};
  std::optional<KpiKind> kind{};
  std::optional<KpiRole> role{};
};
struct ChangeKpi {
  int number = 0;
  std::optional<double> target{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
  std::optional<KpiKind> kind{};
  std::optional<KpiRole> role{};
};
/// A value, or how much it is more (or less) than the last one. Told twice on a date, the second corrects the first.
struct ReadTo {
  double value = 0;
};
struct ReadMore {
  double by = 0;
};
struct ReadSame {};
struct ReadKpi {
  int number = 0;
  std::variant<ReadTo, ReadMore, ReadSame> reading{};
  std::optional<std::string> note{};
  LocalTime at{};
};
struct SetChecker {
  PersonId checker{};
};
struct AddRisk {
  std::string words{};
  std::optional<PersonId> owner{};
  std::optional<std::string> watch{};
  std::optional<Ref> about{};  ///< an unfinished action that it blocks
  LocalTime at{};
};
/// The risk is no more; or every open risk that blocks this action.
struct CloseRisk {
  Ref item{};
  LocalTime at{};
};
/// No cadence: no more of it.
struct SetCheckin {
  std::optional<Cadence> cadence{};
};
struct SetStandup {
  std::optional<Standup> standup{};
};
struct SetBrief {
  std::optional<Brief> brief{};
};
struct AnswerStandup {
  StandupAnswer answer{};
};
struct ReportStandup {
  Date date{};
};
struct DraftBrief {
  BriefDraft draft{};
};
struct PostBrief {
  Date date{};
  Status computed{};
};
struct ReportStatus {
  Status status{};
  std::optional<std::string> why{};
};
struct MuteNudge {
  NudgeOf nudge{};
  bool is_muted = true;
};
/// Whoever lives west of the plan may mean its yesterday: that a time has not passed is for the caller to know.
struct SnoozeNudge {
  NudgeOf nudge{};
  Date until{};
  std::optional<Minutes> at{};
};
/// `zone` is known to exist.
struct SetZone {
  std::string zone{};
};
struct ClosePlan {
  LocalTime at{};
};
struct ReopenPlan {};
/// No constraint: it may begin at any time.
struct ConstrainAction {
  int number = 0;
  std::optional<Constraint> constraint{};
};
/// Of one person, or (nobody) of the team. None: the person works by the team's.
struct SetCalendar {
  std::optional<PersonId> person{};
  std::optional<Calendar> calendar{};
};
/// How likely an open risk is, 0..1, and how much work it then costs; neither: it is weighed no more.
struct WeighRisk {
  int number = 0;
  std::optional<double> probability{};
  std::optional<Estimate> delay{};
};
/// These are all the shared drivers that there are; their names differ.
struct SetSharedDrivers {
  std::vector<SharedDriver> drivers{};
};
/// A what-if becomes the plan: facts that were decided on the plan as it is. Of a committed plan it makes a new version.
struct Apply {
  std::vector<Edit> edits{};
  std::optional<std::string> why{};
};
/// `item` waits for none of `after` any more.
struct Unlink {
  Ref item{};
  std::vector<Ref> after{};
};
struct SplitPart {
  std::string title{};
  std::optional<Estimate> estimate{};  ///< where no part has one, the action's is shared out
};
/// The action becomes these, one after the other. It keeps its number, and what was told of it, as the first of them.
struct SplitAction {
  int number = 0;
  std::vector<SplitPart> parts{};  ///< 2 to 10
};
/// The first takes over the work and the links of the others, which leave the plan. No title: theirs, joined.
struct MergeActions {
  std::vector<int> numbers{};
  std::optional<std::string> title{};
};
/// The action takes, or took, so much less work. Kept as a buffer, what comes next begins no earlier than it would have.
struct Gain {
  int number = 0;
  Minutes by{};
  bool is_buffer = false;
};
/// The risk has occurred: it is closed, and what it blocks takes longer by what it costs, or else by the delay that was told before.
struct HappenRisk {
  int number = 0;
  LocalTime at{};
  std::optional<Minutes> cost{};  ///< of work; only where it is about an unfinished action
};
struct MitigateRisk {
  int number = 0;
  int action = 0;
};
/// Milestones and actions.
struct SetFlexible {
  std::vector<Ref> items{};
  bool is_flexible = true;
};
/// Out goes what tells nothing more: milestones that are reached and waited for by nothing unfinished before them, milestones without a
/// date of their own that stand for one action, and links that other links imply.
struct Simplify {};

using Command = std::variant<StartPlan, ChangeGoal, DescribeGoal, AddMilestone, ChangeMilestone, AddAction, ChangeAction, LinkAfter,
                             SetOwner, StartAction, Finish, Slip, Drop, CloseTopic, Commit, Restore, AddKpi, ChangeKpi, ReadKpi, SetChecker,
                             AddRisk, CloseRisk, SetCheckin, SetStandup, SetBrief, AnswerStandup, ReportStandup, DraftBrief, PostBrief,
                             ReportStatus, MuteNudge, SnoozeNudge, SetZone, ClosePlan, ReopenPlan, ConstrainAction, SetCalendar, WeighRisk,
                             SetSharedDrivers, Apply, Unlink, SplitAction, MergeActions, Gain, HappenRisk, MitigateRisk, SetFlexible,
                             Simplify, AcceptActions, Park, SetReview, SetGuest, NameTemplate, JustifyMilestone, SetLite, DateStates>;

}  // namespace backwalk::planner
