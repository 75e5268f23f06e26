// A working calendar over a stretch of time, prepared for millions of questions: open intervals in arrays, and a finger into them for
// every 1,024 minutes. Times are minutes from an origin; what lies before the stretch counts as its first opening. For forecast only.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/calendar.hpp"

namespace backwalk::planner {

class TimeTable {
 public:
  /// From `origin` on, for so many minutes.
  TimeTable(const WorkingTime& time, LocalTime origin, std::int32_t length);

  std::int32_t work_before(std::int32_t t) const;
  std::int32_t opening(std::int32_t work) const;  ///< -1 for work before the origin; the last end for work after the stretch
  std::int32_t closing(std::int32_t work) const;

 private:
  struct Open {
    std::int32_t from, to, before;  // [from, to) is open; `before` is the work before it
  };
  std::vector<Open> open_;
  std::vector<std::uint32_t> by_time_;  // the first interval that ends after 1024 * k
  std::vector<std::uint32_t> by_work_;  // the first interval after which more than 1024 * k has been worked
  std::int32_t end_ = 0;
  std::int32_t all_ = 0;  // work of the stretch
};

}  // namespace backwalk::planner
