// A calendar over a window of dates as tables, for passes over thousands of items. The same answers as WorkingTime, which is asked for
// whatever lies outside of the window. For backward.cpp only.
//
// Why: a look-up in WorkingTime searches weeks and holidays, 20 to 40 ns; a pass over 10,000 items makes 50,000 of them. Here a table says
// where to begin, by date or by 256 minutes of work, and a step or two find the stretch: 3 to 5 ns (tests/bench/backward.md).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "planner/calendar.hpp"

namespace backwalk::planner {

class Openings {
 public:
  /// The window is [from, to); empty, every question goes to `time`, which must outlive this.
  Openings(const WorkingTime& time, Date from, Date to);

  /// The work before an instant, and one of the two ends of the time that has so much before it.
  struct Moment {
    std::int64_t work = 0;
    LocalTime end{};
  };
  /// Its `opening`: the instant itself where it is open, else when it opens next.
  Moment open_from(LocalTime t) const {
    const auto minute = (t - begin_).count();
    if (minute < 0 || minute >= closes_) return ask(t, 0);
    const auto* stretch = stretches_.data() + by_date_.data()[minute / 1440] + 1;  // inside: the window was looked at
    stretch += stretch->to <= minute ? 1 : 0;                                      // nearly always all: a step without a branch to guess
    while (stretch->to <= minute) ++stretch;
    const auto opens = std::max<std::int64_t>(minute, stretch->from);
    return {work_ + opens - stretch->ahead, begin_ + Minutes{opens}};
  }
  /// Its `closing`: the instant itself where work ends or goes on, else when it closed last.
  Moment closed_by(LocalTime t) const {
    const auto minute = (t - begin_).count();
    if (minute <= opens_ || minute >= closes_) return ask(t, 1);
    const auto* stretch = stretches_.data() + by_date_.data()[minute / 1440];
    stretch += stretch[1].from < minute ? 1 : 0;
    while (stretch[1].from < minute) ++stretch;
    const auto closes = std::min<std::int64_t>(minute, stretch->to);
    return {work_ + closes - stretch->ahead, begin_ + Minutes{closes}};
  }
  std::int64_t work_before(LocalTime t) const { return open_from(t).work; }
  LocalTime opening(std::int64_t work) const {
    const auto done = work - work_;
    if (done < 0 || done >= total_) return time_->opening(work);
    const auto* stretch = stretches_.data() + by_work_.data()[done >> work_shift];
    stretch += stretch[1].before <= done ? 1 : 0;
    while (stretch[1].before <= done) ++stretch;
    return begin_ + Minutes{done + stretch->ahead};
  }
  LocalTime closing(std::int64_t work) const { return opening(work - 1) + Minutes{1}; }  // the end of the minute before

 private:
  static constexpr int work_shift = 8;
  struct Stretch {
    std::int32_t from = 0, to = 0, before = 0, ahead = 0;  // minutes from begin_; work from work_; from - before
  };
  /// `back` minutes of work before the instant's own opening, and as many minutes after that.
  Moment ask(LocalTime t, std::int64_t back) const;

  const WorkingTime* time_;
  LocalTime begin_{};
  std::int64_t opens_ = 0, closes_ = 0;  // the first and the last time, minutes from begin_
  std::int64_t work_ = 0, total_ = 0;
  std::vector<Stretch> stretches_{};      // between an empty one at begin_ and one that never comes
  std::vector<std::uint32_t> by_date_{};  // the last stretch that begins before the date
  std::vector<std::uint32_t> by_work_{};  // the last stretch with no more work before it than 256 minutes times the index
};

}  // namespace backwalk::planner
