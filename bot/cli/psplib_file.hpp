// PSPLIB project files, single mode (.sm; Kolisch and Sprecher, EJOR 96, 1997): jobs with durations in periods, finish-to-start links and
// what they need of renewable resources. Read into the same network as everything else: a period is a minute that is always open.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "planner/level.hpp"

namespace backwalk::cli {

struct PsplibProject {
  planner::Network network{};  ///< the last job is the goal; due so late that everything fits before it
  planner::Workload workload{};
  std::vector<std::string> ids{};  ///< job numbers
};

/// The project, or one sentence with the line of what is wrong: `line 21: no job 33`.
boost::system::result<PsplibProject, std::string> read_psplib(std::string_view text);

}  // namespace backwalk::cli
