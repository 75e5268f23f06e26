#include <algorithm>

#include "planner/level.hpp"

namespace backwalk::planner {
namespace {

std::vector<Shift> common_shifts(const std::vector<Shift>& a, const std::vector<Shift>& b) {
  std::vector<Shift> result;
  for (const auto& mine : a) {
    for (const auto& other : b) {
      const Shift both{std::max(mine.from, other.from), std::min(mine.to, other.to)};
      if (both.from < both.to) result.push_back(both);
    }
  }
  return result;
}

}  // namespace

Calendar common_hours(const Calendar& a, const Calendar& b) {
  auto result = a;
  for (std::size_t day = 0; day < result.week.size(); ++day) result.week[day] = common_shifts(a.week[day], b.week[day]);
  result.holidays.insert(b.holidays.begin(), b.holidays.end());
  return result;
}

}  // namespace backwalk::planner
