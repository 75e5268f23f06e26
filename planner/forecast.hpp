// How likely the goal date is. The plan is run forward many times, each time with drawn durations: in a sample every unfinished action
// takes a draw from its range and starts as early as what precedes it and today allow. What is asked of the samples: the chance of a date,
// the safe start of each action, what is critical and what drives the chance. Meaning: PLANNING §0.
//
// The draws of a sample depend on the seed, the sample's number and the item's reference only. So a plan and its what-if have the same luck
// wherever they have the same items, and the same seed gives the same bits on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/backward.hpp"

namespace backwalk::planner {

/// How much is asked of the samples; each includes what stands before it, and costs about five times as much on a large plan.
enum class Depth { chance, safe_starts, drivers };

struct Sampling {
  std::uint64_t seed = 1;
  int samples = 10'000;  ///< 1..1,000,000
  double level = 0.85;   ///< of safe starts: 0 < level <= 1
  Depth depth = Depth::drivers;
  bool operator==(const Sampling&) const = default;
};

/// The chance that an item is finished by its date, and when it is finished with 50, 80 and 90 %.
struct Odds {
  std::optional<double> chance{};  ///< share of samples; none for a milestone without a date of its own
  double low = 0, high = 1;        ///< 95 % interval of the chance, as sampled (Wilson 1927)
  LocalTime p50{}, p80{}, p90{};
  bool is_cut_off = false;  ///< one finish in ten lies beyond what can be counted: P90, and perhaps more, is the end of that
  bool operator==(const Odds&) const = default;
};

struct ItemForecast {
  Ref ref{};
  /// Of an unstarted action: the latest working instant before which alone it may be held back and the chance stays at `level`. None
  /// where the chance is below `level` even today, and for everything else.
  std::optional<LocalTime> safe_start{};
  double criticality = 0;      ///< share of samples in which it lies on a longest path; 0 when finished
  std::optional<Odds> odds{};  ///< of an unreached milestone
  bool operator==(const ItemForecast&) const = default;
};

/// The chance of the goal date if the action took its best time, or the risk did not occur.
struct Influence {
  Ref ref{};
  double chance = 0;
  bool operator==(const Influence&) const = default;
};

struct Forecast {
  Sampling sampling{};
  Odds goal{};
  std::vector<ItemForecast> items{};  ///< milestones, then actions, by number; nothing but milestones' odds at Depth::chance
  std::vector<Influence> drivers{};   ///< the three that move the chance most, most first; fewer where fewer move it
  const ItemForecast* find(Ref ref) const;
  bool operator==(const Forecast&) const = default;
};

/// None without a goal date, and for one that lies more than 2^29 minutes of work away, more than a thousand years. REQUIRES: `sampling`
/// within its ranges.
std::optional<Forecast> forecast(const Plan& plan, Date today, const Sampling& sampling = {}, const Absences& absences = {});

}  // namespace backwalk::planner
