// Runs a model through its samples, 128 at a time. For forecast only.
#pragma once

#include <vector>

#include "planner/order_statistic.hpp"
#include "planner/sampled.hpp"

namespace backwalk::planner {

/// One thing goes as well as it can: an item takes its best draw, or a risk does not occur.
struct Luck {
  int item = -1;
  int event = -1;  ///< index of the item's event; -1: its own work
};

/// What is asked of a run. Items are indices in the model. What is asked for is held for every sample: whoever asks bounds it.
struct Order {
  int goal = 0;
  std::int32_t due = 0;        ///< a finish of the goal at or before it is in time
  std::vector<int> targets{};  ///< items whose finishes are kept
  bool is_walked_back = false;
  std::vector<int> wanted{};  ///< items whose latest starts are kept
  std::vector<Luck> lucks{};  ///< each is tried by itself
};

struct Tally {
  Rows finishes{};             ///< of each target; what comes after the last sample does not count
  Rows limits{};               ///< of each wanted item: its latest start where the goal is in time, else `never`
  std::vector<int> tight{};    ///< of each item: in how many samples it lies on a longest path to the goal
  std::vector<int> hopeful{};  ///< of each item: how many late samples its best draw mends at most
  std::vector<std::vector<int>> hopeful_events{};
  std::vector<int> in_time{};  ///< of each luck: in how many samples the goal is in time with it
};

Tally run(const Doubt& doubt, const Sampled& model, const Sampling& sampling, const Order& order, const Lanes& operations);

}  // namespace backwalk::planner
