#include "planner/time_table.hpp"

#include <algorithm>

namespace backwalk::planner {
namespace {

constexpr int finger = 10;  // a finger for 2^10 minutes

/// How long it stays open from this opening on, at most `most`.
std::int64_t open_for(const WorkingTime& time, LocalTime opening, std::int64_t most) {
  const auto before = time.work_before(opening);
  const auto is_open = [&](std::int64_t minutes) { return time.work_before(opening + Minutes{minutes}) - before == minutes; };
  std::int64_t open = 1, closed = 2;
  while (open < most && is_open(closed)) open = closed, closed *= 2;
  while (closed - open > 1) {
    const auto middle = open + (closed - open) / 2;
    (is_open(middle) ? open : closed) = middle;
  }
  return std::min(open, most);
}

}  // namespace

TimeTable::TimeTable(const WorkingTime& time, LocalTime origin, std::int32_t length) : end_{length} {
  const auto first = time.work_before(origin);
  while (true) {
    const auto opening = time.opening(first + all_);
    const auto from = (opening - origin).count();
    if (from >= length) break;
    const auto minutes = static_cast<std::int32_t>(open_for(time, opening, length - from));
    open_.push_back({static_cast<std::int32_t>(from), static_cast<std::int32_t>(from) + minutes, all_});
    all_ += minutes;
  }
  std::uint32_t k = 0;
  for (std::int32_t t = 0; t <= length && length - t >= 0; t += 1 << finger) {
    while (k < open_.size() && open_[k].to <= t) ++k;
    by_time_.push_back(k);
  }
  k = 0;
  for (std::int32_t work = 0; work <= all_; work += 1 << finger) {
    while (k < open_.size() && open_[k].before + (open_[k].to - open_[k].from) <= work) ++k;
    by_work_.push_back(k);
  }
}

std::int32_t TimeTable::work_before(std::int32_t t) const {
  if (t <= 0) return 0;
  if (t >= end_) return all_;
  auto k = by_time_[static_cast<std::size_t>(t >> finger)];
  while (k < open_.size() && open_[k].to <= t) ++k;
  if (k == open_.size()) return all_;
  return open_[k].before + std::max(0, t - open_[k].from);
}

std::int32_t TimeTable::opening(std::int32_t work) const {
  if (work < 0) return -1;
  if (work >= all_) return end_;
  auto k = by_work_[static_cast<std::size_t>(work >> finger)];
  while (open_[k].before + (open_[k].to - open_[k].from) <= work) ++k;
  return open_[k].from + work - open_[k].before;
}

std::int32_t TimeTable::closing(std::int32_t work) const {
  if (work <= 0) return 0;
  return work > all_ ? end_ : opening(work - 1) + 1;
}

}  // namespace backwalk::planner
