// Answers to a standup that come when its report is out.
#pragma once

#include <vector>

#include "bot/turn/turn.hpp"

namespace backwalk::talk {

struct LateReport {
  planner::Date date{};
  bool was_posted = false;  ///< somebody had answered before, so that there is a report to edit
};

/// The reports that `edits` change, where `plan` is the record's after them: of standups whose report was due already.
std::vector<LateReport> late_reports(const turn::Record& record, const planner::Plan& plan, const std::vector<planner::Edit>& edits);

}  // namespace backwalk::talk
