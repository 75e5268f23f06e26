#include "planner/openings.hpp"

namespace backwalk::planner {

Openings::Openings(const WorkingTime& time, Date from, Date to) : time_{&time}, begin_{from} {
  if (from >= to) return;
  minutes_ = (LocalTime{to} - begin_).count();
  work_ = time.work_before(begin_);
  const auto open = time.stretches(from, to);
  stretches_.reserve(open.size() + 2);
  stretches_.push_back({0, 0, 0});
  for (const auto& stretch : open) {
    stretches_.push_back({static_cast<std::int32_t>((stretch.from - begin_).count()),
                          static_cast<std::int32_t>((stretch.to - begin_).count()), static_cast<std::int32_t>(stretch.before - work_)});
  }
  const auto& last = stretches_.back();
  total_ = last.before + last.to - last.from;
  constexpr auto never = std::numeric_limits<std::int32_t>::max();
  stretches_.push_back({never, never, never});

  by_date_.reserve(static_cast<std::size_t>(minutes_ / 1440));
  std::uint32_t k = 0;
  for (std::int64_t midnight = 0; midnight < minutes_; midnight += 1440) {
    while (stretches_[k + 1].from < midnight) ++k;
    by_date_.push_back(k);
  }
  by_work_.reserve(static_cast<std::size_t>(total_ / 128 + 1));
  k = 0;
  for (std::int64_t work = 0; work < total_; work += 128) {
    while (stretches_[k + 1].before <= work) ++k;
    by_work_.push_back(k);
  }
}

}  // namespace backwalk::planner
