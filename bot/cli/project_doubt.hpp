// What a project file says about uncertainty: estimates of its tasks, `risks` and `drivers` (PLANNING §0), read beside the network.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "bot/cli/project_file.hpp"
#include "planner/doubt.hpp"

namespace backwalk::cli {

struct ProjectDoubt {
  planner::Doubt doubt{};            ///< of the project's nodes
  std::vector<std::string> risks{};  ///< ids, by index in doubt.risks
};

/// `text` is the file from which `project` was read. Or one sentence with the path of what is wrong: `risks[0].probability: must be …`.
boost::system::result<ProjectDoubt, std::string> read_doubt(std::string_view text, const Project& project);

}  // namespace backwalk::cli
