// Plans to begin with: what the files of bot/talk/templates say. A file is a head of names and values, an empty line, and then sentences of
// the grammar, one a line, that are said to a new plan in their order: milestones first, then what comes before them. Private to talk.
#pragma once

#include <string_view>
#include <vector>

#include "planner/calendar.hpp"

namespace backwalk::talk {

struct PlanTemplate {
  std::string_view name{};
  std::string_view title{};  ///< of a plan that is given none
  std::string_view about{};  ///< one line for the list
  bool is_personal = false;
  int weeks = 0;                          ///< it fits into so many
  int sprint_days = 0;                    ///< its milestones lie whole sprints of this length before the goal; 0: it has no sprints
  std::vector<std::string_view> lines{};  ///< what is said to the plan
};

/// Those for teams first, then the personal ones, each by name.
const std::vector<PlanTemplate>& templates();
/// By name, without case; null when there is none of that name.
const PlanTemplate* find_template(std::string_view name);

/// The end of the last sprint that is over by the end of `date`: its last day that the calendar works on. Sprints are `days` long, and one
/// begins on `from`. REQUIRES: days > 0, and the calendar works on some day of each week.
planner::Date sprint_end(planner::Date date, planner::Date from, int days, const planner::WorkingTime& time);

}  // namespace backwalk::talk
