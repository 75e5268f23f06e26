// What an item waits for: which of its predecessors lets it begin last. One that has begun, or is finished, without those before it being
// done passes their wait on. For why and lateness only.
#pragma once

#include <optional>
#include <vector>

#include "planner/network.hpp"

namespace backwalk::planner {

class Waiting {
 public:
  /// `timeline` must outlive it.
  explicit Waiting(const Timeline& timeline);

  struct Hold {
    int predecessor = 0;      ///< by the link that binds; it passes the wait on where it is not `cause` itself
    int cause = 0;            ///< whose finish it is
    Lag lag{};                ///< of that link
    LocalTime until{};        ///< the earliest start by it
    bool is_settled = false;  ///< `cause` is finished: only the lag is not over
  };
  /// What holds an item's earliest start, or, once it has begun, what follows it. None where nothing does. Of several an unfinished cause
  /// is named, and then the one with the least float.
  std::optional<Hold> hold(int item) const;

 private:
  /// When an item lets those begin that follow it.
  struct Release {
    LocalTime at{};
    int cause = 0;
    bool is_wait = true;  ///< also for what has begun already
  };
  const Node& node(int i) const;
  const Slot& slot(int i) const;
  const Release& release(int i) const;
  Hold held(const Arrow& arrow) const;

  const Timeline& timeline_;
  std::vector<std::vector<const Arrow*>> into_;  // by node
  mutable std::vector<std::optional<Release>> releases_;
};

}  // namespace backwalk::planner
