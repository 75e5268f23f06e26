// Forecasts that an answer wants to tell. An answer is made inside the commit, and no forecast runs there: it names what it wants, that is
// worked out outside, and the answer is made anew with what is known then. A plan that has changed in between is asked about anew.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/chat/message.hpp"
#include "planner/edit.hpp"
#include "planner/forecast.hpp"
#include "planner/remember.hpp"
#include "planner/ways_back.hpp"

namespace backwalk::turn {

/// The plan as it stood at the end of a date that has passed.
struct Stood {
  planner::Date on{};
  std::shared_ptr<const planner::Plan> plan{};  ///< never null
};
/// What is to be drawn of a plan, and what only the conversation knows of it.
struct Drawing {
  enum class What { timeline, fever, kpi };
  What what = What::timeline;
  std::vector<int> kpis{};                           ///< their numbers, for What::kpi
  std::map<planner::PersonId, std::string> names{};  ///< of those whom the plan names
  std::vector<Stood> past{};                         ///< for What::fever: oldest first
  enum class Ground { light, dark };
  Ground ground = Ground::light;
  enum class Form { png, svg };
  Form form = Form::png;
};

/// The forecast of a plan with these edits folded on top: its chance, or all that a forecast tells; or the ways back, each with its chance.
struct Wanted {
  enum class What { chance, starts, drivers, ways_back, picture };
  planner::PlanId id{};
  std::shared_ptr<const planner::Plan> plan{};  ///< never null
  std::vector<planner::Edit> edits{};
  planner::Date today{};
  planner::Absences absences{};
  What what = What::chance;
  std::shared_ptr<const Drawing> drawing{};  ///< for What::picture, else null
};
/// The same question: the same plan after as many edits, and the rest alike.
bool is_same(const Wanted& a, const Wanted& b);

struct Known {
  Wanted wanted{};
  std::optional<planner::Forecast> forecast{};  ///< none: there is no goal date
  std::vector<planner::WayBack> ways{};         ///< for ways_back: best first, without another date for the goal
  std::optional<chat::Picture> picture{};       ///< for What::picture; none where nobody draws, or it could not be kept
};
/// Who draws: the plan with its forecast (null: there is no goal date). On the thread of the forecasts; does not throw.
using Painter = std::function<std::optional<chat::Picture>(const Wanted&, const planner::Forecast*)>;

/// What an answer may tell. `is_final`: what is missing is not to be asked for any more but done without.
struct Odds {
  std::vector<Known> known{};
  bool is_final = false;
  int rounds = 0;  ///< how often was asked
};
/// Null where nobody knows it.
const Known* find(const Odds& odds, const Wanted& wanted);

/// Same seed for every plan and what-if, so that what they have in common has the same luck. 5,000 samples, for more than 40 actions fewer,
/// at least 1,000: some milliseconds whatever the plan.
planner::Sampling sampling_for(const planner::Plan& plan, planner::Depth depth);
/// A plan of more actions is told by its latest starts: its forecast would take longer than somebody waits for.
inline constexpr std::size_t most_foreseen = 1'000;
/// Of the plan's forecast what tells which action comes first: the chance, and safe start and criticality of what is not finished; of many
/// actions the hundred with the earliest safe starts.
planner::Forecast starts_of(const planner::Forecast& forecast, const planner::Plan& plan);
/// `memory` keeps those of plans as they are; the edits of a what-if are not part of what it knows a plan by.
Known work_out(Wanted wanted, planner::Remembered& memory);

}  // namespace backwalk::turn
