// Signals: what goes wrong in the way a plan is made and kept, each with the figures that show it. They are about the method, not about the
// date; whether to say something, to whom and how often is for others. A closed plan gives none.
//
// Source: PRODUCT A7-A10, A17, L-C2, L-N1, L-N3, L-N4. What it leaves open stands at each.
#pragma once

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "planner/backward.hpp"
#include "planner/edit.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

/// What an edit did, as far as signals care.
enum class Deed { planned, started, finished };
/// None for what neither changes the plan nor brings it on: readings, reports, the rhythm.
std::optional<Deed> deed_of(const Edit& edit);

struct Done {
  Date on{};
  Deed deed{};
};
/// A review of the plan: what its chance was then.
struct Reviewed {
  Date on{};
  double chance = 0;
};
/// What a plan does not know of itself.
struct Past {
  std::vector<Done> deeds{};        ///< by date; one for each edit that is a deed
  std::vector<Reviewed> reviews{};  ///< by date
  std::optional<Date> begun{};      ///< the date of its first edit; none: today
};
struct Foreseen {
  std::optional<double> chance{};     ///< of the goal's date
  std::optional<Date> first_start{};  ///< the first safe start; none: the first latest start counts
};

/// Planned and planned, and nothing started. Over the last five working days (today among them): ten edits or more; or a draft older than
/// that, edited on more than three dates; or what must start first is due to within two days of a plan that is not of today.
struct Churn {
  int edits = 0;  ///< in the last five working days
  int days = 0;   ///< dates on which the plan was edited, ever
  bool is_draft = false;
  std::optional<Date> first_start{};
};
/// The committed plan was not edited since the last review but one, and its chance has moved by more than ten points since.
struct Rigidity {
  Date since{};
  double before = 0;
  double now = 0;
};
/// Committed for a goal more than six weeks from its beginning, with one milestone at most, or with no risk.
struct TooThin {
  int milestones = 0;
  int risks = 0;
  int weeks = 0;  ///< whole ones
};
/// In one week from Monday on, from this week on, three unfinished actions or more of one owner must end.
struct Crunch {
  Date monday{};
  int ending = 0;  ///< of all owners
  PersonId owner{};
  std::vector<Ref> actions{};  ///< the owner's, by number
};
/// In a plan with milestones: unfinished actions that neither lead to a milestone nor come after one, and milestones not reached that no
/// action leads to. In a plan with actions and a goal date: KPIs not reached, when no unfinished action must end by the date of their
/// target.
struct Orphans {
  std::vector<Ref> items{};
};
/// More than seven milestones, 25 actions or five KPIs.
struct OverBudget {
  Kind kind{};
  int count = 0;
  int budget = 0;
};
/// Actions are started or finished, and the goal has no number (no KPI, and nobody who checks) or no date.
struct ExecutionFirst {
  int running = 0;
  int finished = 0;
  bool has_number = false;
  bool has_date = false;
};
using Signal = std::variant<Churn, Rigidity, TooThin, Crunch, Orphans, OverBudget, ExecutionFirst>;

/// In the order of the variant; crunches by week, then owner. `timeline` is the plan's of `today`; none without a goal date.
std::vector<Signal> signals(const Plan& plan, const std::optional<Timeline>& timeline, const Past& past, const Foreseen& foreseen,
                            Date today);

}  // namespace backwalk::planner
