#include "planner/openings.hpp"

#include <limits>

namespace backwalk::planner {

Openings::Openings(const WorkingTime& time, Date from, Date to) : time_{&time}, begin_{from} {
  constexpr auto never = std::numeric_limits<std::int32_t>::max();
  if (from >= to) return;
  work_ = time.work_before(begin_);
  const auto open = time.stretches(from, to);
  if (open.empty()) return;
  stretches_.resize(open.size() + 2);
  auto* stretch =
      stretches_.data();  // unchecked from here on, where the standard library checks: every table ends with one that stops a search
  for (const auto& [start, end, before] : open) {
    const auto opens = static_cast<std::int32_t>((start - begin_).count()), worked = static_cast<std::int32_t>(before - work_);
    *++stretch = {opens, static_cast<std::int32_t>((end - begin_).count()), worked, opens - worked};
  }
  opens_ = stretches_[1].from;
  closes_ = stretch->to;
  total_ = closes_ - stretch->ahead;
  stretches_.back() = {never, never, never, 0};

  const auto* const first = stretches_.data();
  by_date_.resize(static_cast<std::size_t>((closes_ + 1439) / 1440));
  stretch = stretches_.data();
  std::int32_t midnight = 0;
  for (auto& found : by_date_) {
    while (stretch[1].from < midnight) ++stretch;
    found = static_cast<std::uint32_t>(stretch - first);
    midnight += 1440;
  }
  by_work_.resize(static_cast<std::size_t>((total_ >> work_shift) + 1));
  stretch = stretches_.data();
  std::int32_t work = 0;
  for (auto& found : by_work_) {
    while (stretch[1].before <= work) ++stretch;
    found = static_cast<std::uint32_t>(stretch - first);
    work += 1 << work_shift;
  }
}

Openings::Moment Openings::ask(LocalTime t, std::int64_t back) const {
  const auto work = time_->work_before(t);
  return {work, time_->opening(work - back) + Minutes{back}};
}

}  // namespace backwalk::planner
