// Project files: the neutral form "bwp-neutral/1" (../planning/gen_projects.py describes it at its head) read into a network.
#pragma once

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/chat/place.hpp"
#include "planner/backward.hpp"

namespace backwalk::cli {

struct Project {
  planner::Network network{};                           ///< calendars.front() is the default calendar; no cycle
  std::vector<std::string> ids{};                       ///< of the nodes
  std::vector<planner::Calendar> calendars{};           ///< what network.calendars were made of
  std::unordered_map<std::string, int> calendar_ids{};  ///< their names
  std::string zone{"UTC"};                              ///< "timezone", as written: nobody has looked whether it exists
};

/// The project, or one sentence with the path of what is wrong: `tasks[3].predecessors[0]: no task "t9"`.
boost::system::result<Project, std::string> read_project(std::string_view text);
/// The same of a text that has been parsed.
boost::system::result<Project, std::string> read_parsed_project(const nlohmann::json& document);

/// Its data date becomes the first opening of that day in its zone (PLANNING §0). A sentence where there is no such zone.
std::optional<std::string> begin_on(Project& project, Instant now);

}  // namespace backwalk::cli
