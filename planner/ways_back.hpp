// What would help a plan that is late: each way is a what-if, the edits that would make it so, with the work time that it gains. Nothing is
// promised about two ways together.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "planner/backward.hpp"
#include "planner/edit.hpp"

namespace backwalk::planner {

struct WayBack {
  enum class What {
    move_dates,  ///< every date that is missed (`about`: the goal's, or the worst) to where it can be met
    drop,        ///< what it waited for is then what its successors wait for
    shorten,     ///< to its best estimate, and the range with it; without a range, or under way, by a fifth of what is left
    overlap,     ///< `with` begins when half of `about` is done
    add_person,  ///< a second person: half of the work each, and half a day to get into it. Only from two days of work on
  };
  What what{};
  Ref about{};
  std::optional<Ref> with{};
  std::vector<Edit> edits{};       ///< folded into the plan they make the change
  std::int64_t gained = 0;         ///< minutes of work by which the date that is missed worst is missed less, > 0
  std::int64_t still_late = 0;     ///< minutes of work by which one is still missed; 0: the plan fits again
  std::optional<double> chance{};  ///< of the changed plan, 0..1, where somebody could tell
  std::optional<Minutes> left{};   ///< of shorten and add_person: the work that is then left of `about`
};

/// The chance of a changed plan: the forecast, joined by whoever has one.
using Chance = std::function<double(const Plan&)>;

/// The `most` best ways for a plan that is late, best first: by chance where there is one, else those that suffice first, then by what they
/// gain, then the order of What, then by reference. Empty when the plan is not late. Looks at the 25 longest unfinished actions of the late
/// chain: four walks each.
std::vector<WayBack> ways_back(const Plan& plan, Date today, const Absences& absences = {}, const Chance& chance = {},
                               std::size_t most = 8);

/// What a second person on an unfinished action changes, whether the plan is late or not. Empty when less than two days of work are left,
/// when the action is not there or finished, and without a goal date.
std::vector<Edit> second_person(const Plan& plan, int action, Date today, const Absences& absences = {});

}  // namespace backwalk::planner
