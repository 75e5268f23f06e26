// decide: a wish and the plan as it is become facts, or a refusal that says why. Nothing else checks invariants: what `decide` lets
// through, `evolve` folds.
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <vector>

#include "planner/away.hpp"
#include "planner/command.hpp"
#include "planner/edit.hpp"

namespace backwalk::planner {

enum class Why {
  empty_title,     ///< a title is needed
  title_too_long,  ///< over `about_number` characters (code points)
  date_in_past,    ///< `about_date` lies before today (a snooze: is not after today)
  not_workable,    ///< the calendar has no working time, or shifts that make no sense
  no_such_item,    ///< `about` names nothing in this plan, or something dropped
  cycle,           ///< `about` is the cycle in order, first item repeated at the end
  already_linked,
  not_a_duration,  ///< zero, negative, or over ten years of work
  not_ordered,     ///< best <= likely <= worst does not hold
  already_started,
  already_finished,  ///< also a milestone already reached, or a risk already closed
  not_an_action,     ///< the wish needs an action (or what else it works on) and `about` is something else
  goal_needs_owner,
  nothing_to_change,  ///< the plan already is as wished
  already_committed,
  no_goal_date,     ///< commit needs a goal date
  too_many,         ///< the plan has 1,000 actions, 100 milestones, 50 KPIs or 200 risks; `about_number` is the limit
  no_such_version,  ///< `about_number` is no superseded version
  changed_since,    ///< undo: `about` was changed by a later command
  nothing_to_undo,
  no_metric,         ///< commit needs a KPI or a checker
  same_as_baseline,  ///< a KPI whose target is its baseline
  not_a_number,      ///< not finite, or beyond 1e15
  never_fires,       ///< a cadence that no working day of the calendar meets, or that makes no sense
  already_posted,    ///< the brief of `about_date` is out
  not_asked,         ///< the standup of `about_date` asks nobody of that name, or lies in the future
  plan_closed,       ///< a closed plan takes nothing but `reopen`, and to be kept as a template
  not_closed,
  nothing_blocks,  ///< unblock: no open risk is about it
  day_off,         ///< fixed on `about_date`, when whoever does it does not work
  not_a_chance,    ///< a probability outside of 0 to 1, or one without a delay, or a delay without one
  not_a_factor,    ///< a shared driver without a name, with the name of another, an action twice or a sigma outside of 0 to 1
  not_linked,      ///< the first of `about` does not wait for the others
  has_its_own,     ///< a date or an open risk hangs on it, which would be lost
  not_the_owner,   ///< `about` belongs to somebody else, or to nobody
};

struct Refusal {
  Why why{};
  std::vector<Ref> about{};
  std::optional<Date> about_date{};
  std::optional<int> about_number{};
};

template <class T>
using Result = boost::system::result<T, Refusal>;

/// What the wish means for this plan on `today` (the plan zone's date). The facts, in the order in which they are to be folded; never
/// empty. A StartPlan is decided on an empty Plan. `absences`: what is left of work, and what fits before a date, is counted without them.
Result<std::vector<Edit>> decide(const Plan& plan, const Command& command, Date today, const Absences& absences = {});

/// boost::system::result finds this by its argument: how a refusal is thrown by value(). A refusal taken for a value is a bug.
[[noreturn]] void throw_exception_from_error(const Refusal& refusal, const boost::source_location& where);

}  // namespace backwalk::planner
