// A calendar over a window of dates as tables, for passes over thousands of items. The same answers as WorkingTime, which is asked for
// whatever lies outside of the window. For backward.cpp only.
//
// Why: a look-up in WorkingTime searches weeks and holidays, 20 to 40 ns; a pass over 10,000 items makes 80,000 of them. Here a table says
// where to begin, by date or by 128 minutes of work, and a step or two find the stretch: 3 to 5 ns (tests/bench/backward.md).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "planner/calendar.hpp"

namespace backwalk::planner {

class Openings {
 public:
  /// The window is [from, to); empty, every question goes to `time`, which must outlive this.
  Openings(const WorkingTime& time, Date from, Date to);

  std::int64_t work_before(LocalTime t) const {
    const auto minute = (t - begin_).count();
    if (minute < 0 || minute >= minutes_) return time_->work_before(t);
    const auto* stretch = stretches_.data() + by_date_.data()[minute / 1440];  // inside: the window was looked at
    stretch += stretch[1].from <= minute ? 1 : 0;                              // nearly always all: a step without a branch to guess
    while (stretch[1].from <= minute) ++stretch;
    return work_ + stretch->before + (minute < stretch->to ? minute : stretch->to) - stretch->from;
  }
  LocalTime opening(std::int64_t work) const {
    const auto done = work - work_;
    if (done < 0 || done >= total_) return time_->opening(work);
    const auto* stretch = stretches_.data() + by_work_.data()[done >> 7];
    stretch += stretch[1].before <= done ? 1 : 0;
    while (stretch[1].before <= done) ++stretch;
    return begin_ + Minutes{stretch->from + done - stretch->before};
  }
  LocalTime closing(std::int64_t work) const { return opening(work - 1) + Minutes{1}; }  // the end of the minute before

 private:
  struct Stretch {
    std::int32_t from, to, before;  // minutes from begin_; work from work_
  };
  const WorkingTime* time_;
  LocalTime begin_{};
  std::int64_t minutes_ = 0, work_ = 0, total_ = 0;
  std::vector<Stretch> stretches_{};      // between an empty one at begin_ and one that never comes
  std::vector<std::uint32_t> by_date_{};  // the last stretch that begins before the date
  std::vector<std::uint32_t> by_work_{};  // the last stretch with no more work before it than 128 minutes times the index
};

}  // namespace backwalk::planner
