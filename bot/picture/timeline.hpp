// The backward walk as a picture: today at the left, the goal at the right, a line for each milestone and, while there are at most 40, for
// each action below the milestone that it is for. Of more, the lines go to what decides the date, and milestones sum up the rest.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/picture/measure.hpp"
#include "bot/picture/scene.hpp"
#include "planner/forecast.hpp"

namespace backwalk::picture {

struct Shown {
  const planner::Plan& plan;
  const planner::Timeline& walk;                ///< of `today`
  const planner::Forecast* forecast = nullptr;  ///< for the chance and the safe starts; null: without
  const planner::Timeline* baseline = nullptr;  ///< as it was committed; null: nothing to compare with
  const std::map<planner::PersonId, std::string>& names;
  planner::Date today{};
};

/// One line of the picture.
struct Row {
  enum class What { milestone, action, goal, rest };
  enum class Now { waiting, under_way, done };
  What what{};
  planner::Ref ref{};
  std::string title{};
  std::string detail{};  ///< the line below it
  std::string alt{};     ///< all of it in words
  Now now = Now::waiting;
  bool is_chain = false;  ///< on the longest chain that is left
  bool is_late = false;
  bool has_bar = false;                       ///< the times below but `at` count
  planner::LocalTime from{}, to{};            ///< the work: at its latest, or as it is where it has begun or is late
  planner::LocalTime room_from{}, room_to{};  ///< where it may lie
  planner::LocalTime at{};                   ///< of milestones and the goal: when it must be, or was, true; of late actions: the latest end
  std::optional<planner::LocalTime> safe{};  ///< the safe start
  /// Where it was committed to be, where that is another day: of what waits, its work at its latest; of what has begun, as much work as
  /// it was to take, unless it ends later than it was to end at all. Milestones and the goal: their instant, twice.
  struct Span {
    planner::LocalTime from{}, to{};
  };
  std::optional<Span> before{};
};
constexpr std::size_t most_rows = 40;
std::vector<Row> rows_of(const Shown& shown);

Scene timeline_scene(const Shown& shown, const Measure& measure);

}  // namespace backwalk::picture
