// What the passes over a network read and write again and again stands in arrays of its own, so that it stays in the cache; slots are
// written once, at the end. The arrays are kept for the next pass: fresh memory for 10,000 items is 270 page faults
// (tests/bench/backward.md). No value in them outlives a pass. For backward.cpp only.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/outward.hpp"

namespace backwalk::planner {

/// One of the arrays during a pass, by node. Unchecked also where the standard library checks (_GLIBCXX_ASSERTIONS costs a fifth of a
/// pass): every index is a node's own or stands in a node or an arrow, and those were checked when the network was made.
template <class T>
class Row {
 public:
  explicit Row(std::vector<T>& of) : first_{of.data()} {}
  T& operator[](int i) const { return first_[i]; }

 private:
  T* first_;
};

constexpr auto unreleased = LocalTime::min();  // no release

struct WalkArrays {
  /// What the pass back needs of a node, and of its earliest dates.
  struct Box {
    std::int64_t duration = 0;
    LocalTime finish{};
    std::int64_t work = 0;  ///< before the earliest start, in the node's calendar
    int calendar = 0;
    bool is_bound = false;   ///< by its own latest finish, too
    bool has_begun = false;  ///< it waits for nothing any more; what follows it still waits for what it skipped
  };
  /// A node as its predecessors see it.
  struct Ahead {
    LocalTime limit{};  ///< when it must start at the latest
    LocalTime start{};  ///< when it starts at the earliest; max(): it has begun
  };

  Outward out{};
  std::vector<int> waits{}, order{};
  std::vector<Box> boxes{};
  std::vector<Ahead> ahead{};
  std::vector<LocalTime> released{};  ///< unreleased: no predecessor holds it

  /// Room for the network; its arrows are in `out`, and nothing is released.
  void fit(const Network& network) {
    const auto nodes = network.nodes.size();
    out.fill(nodes, network.arrows);
    waits.assign(nodes, 0);
    order.resize(nodes + 1);
    boxes.resize(nodes);
    ahead.resize(nodes);
    released.assign(nodes, unreleased);
  }
};

}  // namespace backwalk::planner
