// Who does the work of a project file: its owners with their capacities and calendars, as what levelling wants.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "bot/cli/project_file.hpp"
#include "planner/level.hpp"

namespace backwalk::cli {

struct TeamProject {
  Project project{};  ///< a task works in the hours that its calendar and its owner's have in common
  planner::Workload workload{};
};

/// REQUIRES: `project` was read from `document`. Where the document has no owners, everybody named is one person in the default calendar.
boost::system::result<TeamProject, std::string> read_team(const nlohmann::json& document, Project project);

}  // namespace backwalk::cli
