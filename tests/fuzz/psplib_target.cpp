#include <cstdlib>

#include "bot/cli/psplib_file.hpp"
#include "tests/fuzz/target.hpp"

namespace backwalk::fuzz {

std::vector<std::string> seeds() {
  return {R"(****
projects                      :  1
jobs (incl. supersource/sink ):  6
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
****
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          3           2   3   4
   2        1          1           5
   3        1          1           5
   4        1          1           6
   5        1          1           6
   6        1          0
****
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     5       1    4
  4      1     9       1    1
  5      1     1       0    3
  6      1     0       0    0
****
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    4
****
)"};
}

bool attempt(std::string_view text) {
  const auto project = cli::read_psplib(text);
  if (!project && project.error().empty()) std::abort();
  if (!project) return false;
  const auto levelled = planner::level(project->network, project->workload);
  if (levelled.makespan < levelled.lower_bound) std::abort();
  return true;
}

}  // namespace backwalk::fuzz
