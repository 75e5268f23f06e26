// What the parts of decide share: checks that several wishes need. Each check says what is wrong, or nothing. For decide*.cpp only.
#pragma once

#include <string_view>

#include "planner/decide.hpp"

namespace backwalk::planner {

using Facts = std::vector<Edit>;
using Objection = std::optional<Refusal>;

constexpr int most_actions = 1000;
constexpr int most_milestones = 100;
constexpr int longest_title = 200;  // code points
constexpr int most_kpis = 50;
constexpr int most_risks = 200;
constexpr int most_drivers = 50;
constexpr int most_parked = 50;
constexpr int most_guests = 50;
constexpr int longest_words = 1000;  // of a described goal, a note, an answer
constexpr int longest_unit = 50;

Objection check_title(std::string_view title, int longest = longest_title);
/// A calendar somebody can work by, with dates nobody could need more of.
Objection check_calendar(const Calendar& calendar);
Objection check_date(const std::optional<Moment>& due, Date today);
Objection check_work(const Calendar& calendar, Minutes work);
Objection check_estimate(const Calendar& calendar, const std::optional<Estimate>& estimate);
Objection check_items(const Plan& plan, const std::vector<Ref>& items);
/// As check_items, and each is the goal, a milestone or an action.
Objection check_linked(const Plan& plan, const std::vector<Ref>& items);
/// What may be left out, but not be endless.
Objection check_words(std::string_view words, int longest = longest_words);
/// A recurrence that makes sense and that the calendar's plain week meets.
Objection check_cadence(const Calendar& calendar, const Cadence& cadence);

/// The first objection, if any.
template <class... Objections>
Objection first_of(Objections&&... objections) {
  Objection result;
  ((result || !objections ? void() : void(result = std::forward<Objections>(objections))), ...);
  return result;
}

/// No facts mean that nothing would change.
Result<Facts> facts_or_nothing(Facts facts);

/// Closes every open risk that blocks this action.
Facts unblock(const Plan& plan, Ref action, LocalTime at);

std::optional<PersonId> somebody(std::optional<PersonId> person);

/// The action if it is there and not finished yet.
Result<const Action*> open_action(const Plan& plan, int number);

/// An unfinished action's work as a walk from today counts it: by its owner's calendar, without absences.
struct Effort {
  Minutes whole{};  ///< what is done and what is left
  Minutes left{};   ///< from the data date on; the whole of what has not begun
};
Effort effort_of(const Plan& plan, const Action& action, Date today, const Absences& absences);

/// The estimate with another likely value. Its range moves along when it has to, and always when `is_range_moved`.
Estimate moved(Estimate estimate, Minutes likely, bool is_range_moved);

/// What one kind of wish means; `decide` picks.
Result<Facts> facts_for(const Plan& plan, const StartPlan& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ChangeGoal& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const DescribeGoal& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const CloseTopic& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Commit& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Restore& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const AddMilestone& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ChangeMilestone& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const AddAction& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ChangeAction& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetOwner& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const LinkAfter& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Drop& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const StartAction& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Finish& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Slip& wish, Date today, const Absences& absences);
Result<Facts> facts_for(const Plan& plan, const AddKpi& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ChangeKpi& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ReadKpi& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetChecker& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const AddRisk& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const CloseRisk& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ReportStatus& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetCheckin& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetStandup& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetBrief& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const AnswerStandup& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ReportStandup& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const DraftBrief& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const PostBrief& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const MuteNudge& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SnoozeNudge& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetZone& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ClosePlan& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ReopenPlan& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const ConstrainAction& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetCalendar& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const WeighRisk& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetSharedDrivers& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Apply& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Unlink& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SplitAction& wish, Date today, const Absences& absences);
Result<Facts> facts_for(const Plan& plan, const MergeActions& wish, Date today, const Absences& absences);
Result<Facts> facts_for(const Plan& plan, const Gain& wish, Date today, const Absences& absences);
Result<Facts> facts_for(const Plan& plan, const HappenRisk& wish, Date today, const Absences& absences);
Result<Facts> facts_for(const Plan& plan, const MitigateRisk& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetFlexible& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Simplify& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const AcceptActions& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const Park& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetReview& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetGuest& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const NameTemplate& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const JustifyMilestone& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const SetLite& wish, Date today);
Result<Facts> facts_for(const Plan& plan, const DateStates& wish, Date today);

}  // namespace backwalk::planner
