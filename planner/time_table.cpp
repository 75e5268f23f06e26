#include "planner/time_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace backwalk::planner {
namespace {

constexpr auto unreached = std::numeric_limits<std::int32_t>::max();
constexpr int widest = 14;                      // a finger for 2^14 minutes
constexpr std::int32_t most_fingers = 1 << 16;  // more would not fit into the cache

}  // namespace

TimeTable::TimeTable(const WorkingTime& time, LocalTime origin, std::int32_t length) : end_{length} {
  const auto first = std::chrono::floor<std::chrono::days>(origin);
  const auto last = first + std::chrono::floor<std::chrono::days>(Minutes{length}) + std::chrono::days{2};
  std::int32_t all = 0;
  for (const auto& stretch : time.stretches(first, last)) {
    const auto from = std::max<std::int64_t>(0, (stretch.from - origin).count()), to = (stretch.to - origin).count();
    if (to <= 0) continue;
    if (from >= length) break;
    const auto opens = static_cast<std::int32_t>(from), closes = static_cast<std::int32_t>(to);
    const auto goes_on = !ends_.empty() && ends_.back() == opens;
    if (!goes_on) {
      before_.push_back(all);
      ahead_.push_back(opens - all);
      ends_.emplace_back();
      done_.emplace_back();
    }
    all += closes - opens;
    ends_.back() = closes;
    done_.back() = all;
    end_ = std::max(end_, closes);
  }
  before_.push_back(all);
  ahead_.push_back(end_ - all);
  ends_.push_back(unreached);
  done_.push_back(unreached);
  by_time_ = fingers(ends_, end_);
  by_work_ = fingers(done_, all);
}

/// So wide that no more than one interval ends between two fingers, but for calendars whose openings are very short.
TimeTable::Fingers TimeTable::fingers(const std::vector<std::int32_t>& ends, std::int32_t length) {
  auto closest = std::int32_t{1} << widest;
  for (std::size_t k = 2; k + 1 < ends.size(); ++k) closest = std::min(closest, ends[k] - ends[k - 1]);
  Fingers result{.shift = static_cast<int>(std::bit_width(static_cast<std::uint32_t>(closest))) - 1};
  while (length >> result.shift > most_fingers) ++result.shift;
  std::int32_t k = 0;
  const auto past = [&](std::int64_t minute) {
    while (ends[static_cast<std::size_t>(k)] <= minute) ++k;
    return k;
  };
  for (std::int32_t slot = 0; slot <= length >> result.shift; ++slot) {
    result.first.push_back(past(std::int64_t{slot} << result.shift));
    result.steps = std::max(result.steps, past((std::int64_t{slot + 1} << result.shift) - 1) - result.first.back());
  }
  return result;
}

Hours TimeTable::hours() const {
  return {.ends = ends_.data(),
          .done = done_.data(),
          .before = before_.data(),
          .ahead = ahead_.data(),
          .by_time = by_time_.first.data(),
          .by_work = by_work_.first.data(),
          .time_shift = by_time_.shift,
          .time_steps = by_time_.steps,
          .work_shift = by_work_.shift,
          .work_steps = by_work_.steps,
          .end = end_,
          .all = before_.back()};
}

}  // namespace backwalk::planner
