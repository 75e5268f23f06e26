// How fast a platform lets us be: data, one line a limit. The pace holds to all lines that fit a message.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "bot/store/store.hpp"

namespace backwalk::deliver {

/// So many at once, and one more after each `interval`: over a minute that is burst + 60 s / interval.
struct Limit {
  enum class Over { place, workspace };
  using What = store::Allowance::What;
  std::string platform{};
  Over over = Over::place;
  What what = What::everything;  ///< which messages count and are held back; forms never
  int burst = 1;                 ///< at least 1
  std::chrono::milliseconds interval{};
};
/// What a refusal (429) names where it does not say: the first line that fits; a place, or what counts in the workspace.
using Limits = std::vector<Limit>;

/// Those of the platforms that we know, as their documents tell.
Limits usual_limits();

bool fits(const Limit& limit, const chat::Outgoing& outgoing);

}  // namespace backwalk::deliver
