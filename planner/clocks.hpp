// The two ways in which times of a forecast are counted. With one calendar a time is minutes of work, and a step is an addition over lanes;
// with several, an absence or an elapsed lag it is plain minutes, and a step asks the calendar of the item. For sampler only.
#pragma once

#include <vector>

#include "planner/sampled.hpp"

namespace backwalk::planner {

inline bool has_work_of_its_own(const Item& item) { return item.draw.kind != Draw::Kind::nothing; }
inline bool has_work(const Item& item) { return has_work_of_its_own(item) || !item.events.empty(); }

class WorkClock {
 public:
  /// Whatever room an item has to the goal's finish, it has on the longest path: one number tells its room to the goal's date, whether it
  /// is critical, and how much less of its work mends a sample that is late.
  static constexpr bool is_linear = true;

  explicit WorkClock(const Lanes& operations) : lanes_{operations} {}
  void later(const Ints& finish, const Wait& wait, Ints& start) const { lanes_.later(finish, wait.lag, start); }
  void begin(const Item&, Ints&, Ints&) const {}
  void finish(const Item&, const Ints& work, const Ints&, Ints& time) const { lanes_.add(work, time); }

 private:
  const Lanes& lanes_;
};

class PlainClock {
 public:
  static constexpr bool is_linear = false;

  PlainClock(const Lanes& operations, const std::vector<TimeTable>& tables) : lanes_{operations} {
    for (const auto& table : tables) hours_.push_back(table.hours());
  }

  /// start = max(start, finish and what is waited after it)
  void later(const Ints& finish, const Wait& wait, Ints& start) const {
    if (!counts_work(wait)) return lanes_.later(finish, wait.lag, start);
    lanes_.later(after_work(finish, wait), 0, start);
  }
  void earlier(const Ints& limit, const Wait& wait, Ints& bound) const {
    if (!counts_work(wait)) return lanes_.earlier(limit, wait.lag, bound);
    Ints work, left, time;
    lanes_.work_before(hours_.front(), limit, work);
    fill(left, furthest);
    lanes_.earlier(work, wait.lag, left);
    lanes_.opening(hours_.front(), left, time);
    lanes_.earlier(time, 0, bound);
  }

  /// `time` goes from when an item may start to when it does; `begun` is its work before that, or for what does no work the time itself.
  void begin(const Item& item, Ints& time, Ints& begun) const {
    begun = time;
    if (!has_work_of_its_own(item)) return;
    lanes_.work_before(of(item), time, begun);
    lanes_.opening(of(item), begun, time);
  }
  /// `time` goes from its start to its finish.
  void finish(const Item& item, const Ints& work, const Ints& begun, Ints& time) const {
    Ints sum = begun, closes;
    if (!has_work_of_its_own(item)) {
      lanes_.add(no_work, time);
      if (item.events.empty()) return;
      lanes_.work_before(of(item), time, sum);
    }
    lanes_.add(work, sum);
    lanes_.closing(of(item), sum, closes);
    lanes_.put_where(work, closes, time);
  }
  /// `time` goes from the latest finish to the latest start; `allowed` is the work before that finish.
  void go_back(const Item& item, const Ints& work, Ints& time, Ints& allowed) const {
    if (!has_work(item)) return lanes_.subtract(no_work, time);
    Ints left, opens;
    lanes_.work_before(of(item), time, allowed);
    left = allowed;
    lanes_.subtract(work, left);
    lanes_.opening(of(item), left, opens);
    if (has_work_of_its_own(item)) {
      time = opens;
    } else {
      lanes_.put_where(work, opens, time);
    }
  }

  /// The earliest time from which on a predecessor's finish, and the wait after it, is what the item's start waited for.
  void threshold(const Item& item, const Ints& begun, Ints& time) const {
    if (has_work_of_its_own(item)) return lanes_.closing(of(item), begun, time);
    time = begun;
  }
  void mark(const Ints& finish, const Wait& wait, const Ints& threshold, const Ints& on, Ints& before) const {
    if (!counts_work(wait)) return lanes_.mark(finish, wait.lag, threshold, on, before);
    lanes_.mark(after_work(finish, wait), 0, threshold, on, before);
  }

 private:
  const Hours& of(const Item& item) const { return hours_[static_cast<std::size_t>(item.calendar)]; }
  static bool counts_work(const Wait& wait) { return wait.lag != 0 && !wait.is_elapsed; }
  Ints after_work(const Ints& finish, const Wait& wait) const {
    Ints work, sum, time;
    lanes_.work_before(hours_.front(), finish, work);
    fill(sum, never);
    lanes_.later(work, wait.lag, sum);
    lanes_.closing(hours_.front(), sum, time);
    return time;
  }

  const Lanes& lanes_;
  std::vector<Hours> hours_;
};

}  // namespace backwalk::planner
