// The two ways in which times of a forecast are counted. With one calendar a time is minutes of work, and a step is an addition over lanes;
// with several it is plain minutes, and a step asks the calendar of the item, lane by lane. For sampler only.
#pragma once

#include <algorithm>
#include <vector>

#include "planner/sampled.hpp"

namespace backwalk::planner {

class WorkClock {
 public:
  explicit WorkClock(const Lanes& operations) : lanes_{operations} {}
  void later(const Ints& finish, const Wait& wait, Ints& start) const { lanes_.later(finish, wait.lag, start); }
  void earlier(const Ints& limit, const Wait& wait, Ints& bound) const { lanes_.earlier(limit, wait.lag, bound); }
  void open(const Item&, Ints&) const {}
  void add(const Item&, const Ints& work, Ints& time) const { lanes_.add(work, time); }
  void subtract(const Item&, const Ints& work, Ints& time) const { lanes_.subtract(work, time); }
  static constexpr bool is_linear =
      true;  ///< an item's room to the goal's date is its room on the longest path plus what the goal has left

 private:
  const Lanes& lanes_;
};

class PlainClock {
 public:
  explicit PlainClock(const std::vector<TimeTable>& tables) : tables_{tables} {}
  void later(const Ints& finish, const Wait& wait, Ints& start) const {
    for (int i = 0; i < lanes; ++i) start.at[i] = std::max(start.at[i], after(finish.at[i], wait));
  }
  void earlier(const Ints& limit, const Wait& wait, Ints& bound) const {
    for (int i = 0; i < lanes; ++i) bound.at[i] = std::min(bound.at[i], before(limit.at[i], wait));
  }
  /// From when an item may start to when it does.
  void open(const Item& item, Ints& time) const {
    if (item.draw.kind == Draw::Kind::nothing) return;
    const auto& table = of(item);
    for (int i = 0; i < lanes; ++i) time.at[i] = table.opening(table.work_before(time.at[i]));
  }
  void add(const Item& item, const Ints& work, Ints& time) const {
    const auto& table = of(item);
    for (int i = 0; i < lanes; ++i) {
      if (work.at[i] > 0) time.at[i] = table.closing(sum(table.work_before(time.at[i]), work.at[i]));
    }
  }
  void subtract(const Item& item, const Ints& work, Ints& time) const {
    const auto& table = of(item);
    for (int i = 0; i < lanes; ++i) {
      if (work.at[i] > 0 || item.draw.kind != Draw::Kind::nothing) time.at[i] = table.opening(table.work_before(time.at[i]) - work.at[i]);
    }
  }
  static constexpr bool is_linear = false;

 private:
  const TimeTable& of(const Item& item) const { return tables_[static_cast<std::size_t>(item.calendar)]; }
  static std::int32_t sum(std::int32_t a, std::int32_t b) { return std::min(a + b, furthest); }
  std::int32_t after(std::int32_t t, const Wait& wait) const {
    if (wait.lag == 0) return t;
    return wait.is_elapsed ? sum(t, wait.lag) : tables_.front().closing(sum(tables_.front().work_before(t), wait.lag));
  }
  std::int32_t before(std::int32_t t, const Wait& wait) const {
    if (wait.lag == 0) return t;
    return wait.is_elapsed ? std::max(t - wait.lag, -furthest) : tables_.front().opening(tables_.front().work_before(t) - wait.lag);
  }
  const std::vector<TimeTable>& tables_;
};

}  // namespace backwalk::planner
