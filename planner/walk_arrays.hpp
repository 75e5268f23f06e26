// What the passes over a network read and write again and again stands in arrays of its own, so that it stays in the cache; slots are
// written once, at the end. The arrays are kept for the next pass: fresh memory for 10,000 items is 270 page faults
// (tests/bench/backward.md). No value in them outlives a pass. For backward.cpp only.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/outward.hpp"

namespace backwalk::planner {

/// One of the arrays during a pass, by node. Unchecked also where the standard library checks (_GLIBCXX_ASSERTIONS costs a fifth of a
/// pass): every index is a node's own or stands in an arrow, and those were checked when the network was made.
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
  /// What of a node the passes need.
  struct Box {
    std::int64_t duration = 0;
    int calendar = 0;
    bool is_plain = true;    ///< neither begun nor bounded by itself
    bool has_begun = false;  ///< it waits for nothing any more; what follows it still waits for what it skipped
  };
  struct Late {
    LocalTime raw{};
    std::int64_t work = 0;  ///< before raw, in the node's calendar
    int binding = -1;
  };
  struct Early {
    LocalTime finish{};
    std::int64_t work = 0;  ///< before the earliest start
  };

  Outward out{};
  std::vector<int> waits{}, order{};
  std::vector<Box> boxes{};
  std::vector<Late> late{};
  std::vector<Early> early{};
  std::vector<LocalTime> limits{};    ///< when a node must start at the latest, as its predecessors see it
  std::vector<LocalTime> starts{};    ///< when it starts at the earliest; max(): it has begun
  std::vector<LocalTime> released{};  ///< unreleased: no predecessor holds it

  /// Room for the network; its arrows are in `out`, and nothing is released.
  void fit(const Network& network) {
    const auto nodes = network.nodes.size();
    out.fill(nodes, network.arrows);
    waits.assign(nodes, 0);
    order.assign(nodes + 1, 0);
    boxes.resize(nodes);
    late.resize(nodes);
    early.resize(nodes);
    limits.resize(nodes);
    starts.resize(nodes);
    released.assign(nodes, unreleased);
  }
};

}  // namespace backwalk::planner
