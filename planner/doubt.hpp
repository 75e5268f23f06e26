// A network whose durations are not certain, and what its samples say: the forecast below the words of a plan, by index of node.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "planner/backward.hpp"
#include "planner/forecast.hpp"
#include "planner/spread.hpp"

namespace backwalk::planner {

/// A triangular distribution of work. 0 <= best <= likely <= worst.
struct Range {
  Minutes best{};
  Minutes likely{};
  Minutes worst{};
};
/// With this probability, 0..1, the delay is added to the node's work.
struct RiskEvent {
  std::uint64_t id = 0;
  int node = 0;
  double probability = 0;
  Range delay{};
};
/// One factor for the work of all these nodes: lognormal with median 1 and this sigma, 0..2.
struct CommonFactor {
  std::uint64_t id = 0;
  std::vector<int> nodes{};
  double sigma = 0;
};
struct Doubt {
  std::vector<std::uint64_t> ids{};            ///< of each node; draws depend on it, not on the node's place
  std::vector<std::optional<Range>> ranges{};  ///< of each node; none: its duration is one number, and the spread is around it
  std::vector<RiskEvent> risks{};
  std::vector<CommonFactor> factors{};
  Spread spread = default_spread();
  std::vector<bool>
      told{};  ///< of each node, or empty: what is left of the started work was told; range or spread are of that, in proportion
};

struct NodeForecast {
  std::optional<LocalTime> safe_start{};
  double criticality = 0;
  std::optional<Odds> odds{};  ///< of an open node without work of its own: of its own bound, where it has one
};
/// Index of a node or, if `is_risk`, of a risk.
struct Moved {
  bool is_risk = false;
  int index = 0;
  double chance = 0;
};
struct NetworkForecast {
  Odds goal{};
  std::vector<NodeForecast> nodes{};
  std::vector<Moved> drivers{};
};

enum class Vectors { fastest, plain };  ///< the results are the same; tests hold one against the other

/// As `forecast` of a plan. A started node takes its remaining work: the draw given that it is not done yet, less what has been worked
/// since its start; one that has outlived 95 % of its range takes a tenth of its range anew. A finished one takes its actual dates. None
/// where the due date lies more than 2^29 minutes (of work, with one calendar) from the data date. REQUIRES: no cycle; one id and one range
/// for each node; values within their ranges.
/// Holds so many values of finishes, and as many of latest starts, four bytes each; with fewer it samples more often, with the same
/// results.
std::optional<NetworkForecast> forecast(const Network& network, const Doubt& doubt, const Sampling& sampling,
                                        Vectors vectors = Vectors::fastest, std::size_t held = 16'000'000);

/// A number for a name, by which its draws are told apart (FNV-1a).
std::uint64_t stable_id(std::string_view name);

}  // namespace backwalk::planner
