// A working calendar over a stretch of time, as arrays that the lanes look into (lanes.hpp, Hours). Times are minutes from an origin; what
// lies before it counts as its first opening, what lies after the stretch as its last closing. For forecast only.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/calendar.hpp"
#include "planner/lanes.hpp"

namespace backwalk::planner {

class TimeTable {
 public:
  /// From `origin` on, for at least so many minutes.
  TimeTable(const WorkingTime& time, LocalTime origin, std::int32_t length);

  /// As long as the table lives.
  Hours hours() const;

 private:
  /// Where to begin to look: for every 2^shift minutes the first interval that ends after them, and how many more it may be.
  struct Fingers {
    std::vector<std::int32_t> first{};
    int shift = 0;
    int steps = 0;
  };
  static Fingers fingers(const std::vector<std::int32_t>& ends, std::int32_t length);

  // Of each open interval, and of an empty one after the last.
  std::vector<std::int32_t> ends_{};    // when it closes
  std::vector<std::int32_t> done_{};    // how much has been worked by then
  std::vector<std::int32_t> before_{};  // how much when it opens
  std::vector<std::int32_t> ahead_{};   // when it opens, less that
  Fingers by_time_{}, by_work_{};
  std::int32_t end_ = 0;
};

}  // namespace backwalk::planner
