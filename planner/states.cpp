#include "planner/states.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace backwalk::planner {
namespace {

/// How many states lead on from this one, one after the other.
int states_after(const Plan& plan, int milestone, std::map<int, int>& known) {
  if (const auto found = known.find(milestone); found != known.end()) return found->second;
  int most = 0;
  for (const auto& link : plan.links) {
    const bool leads_on = link.before == Ref{Kind::milestone, milestone} && link.after.kind == Kind::milestone;
    if (leads_on) most = std::max(most, 1 + states_after(plan, link.after.number, known));
  }
  return known[milestone] = most;
}

/// A row of states between today and the goal, of which some have a date.
class Spacing {
 public:
  Spacing(std::size_t count, Date today, Date goal) : dates_(count), today_(today), goal_(goal) {}

  void fix(std::size_t i, Date date) { dates_[i] = date; }
  /// Only where the states before and after it leave it there.
  void fix_if_it_fits(std::size_t i, Date date) {
    if (date > before(i).second && date <= after(i).second) dates_[i] = put_off(date, after(i).second);
  }
  void fill() {
    for (std::size_t i = 0; i < dates_.size(); ++i) {
      if (dates_[i]) continue;
      const auto [from, since] = before(i);
      const auto [to, until] = after(i);
      const auto share = (until - since) / (to - from);  // whole days; `from` is i - 1
      dates_[i] = std::max(since, put_off(since + share, until - std::chrono::days{1}));
    }
  }
  Date at(std::size_t i) const { return *dates_[i]; }

 private:
  /// The place, counted from 0 for today, and date of the next one before, or after, that has a date.
  std::pair<int, Date> before(std::size_t i) const {
    for (auto k = i; k > 0; --k) {
      if (dates_[k - 1]) return {static_cast<int>(k), *dates_[k - 1]};
    }
    return {0, today_};
  }
  std::pair<int, Date> after(std::size_t i) const {
    for (auto k = i + 1; k < dates_.size(); ++k) {
      if (dates_[k]) return {static_cast<int>(k) + 1, *dates_[k]};
    }
    return {static_cast<int>(dates_.size()) + 1, goal_};
  }
  /// To the goal's day of the week, if that is not after `last`.
  Date put_off(Date date, Date last) const {
    auto later = date;
    while (std::chrono::weekday{later} != std::chrono::weekday{goal_}) later += std::chrono::days{1};
    return later <= last ? later : date;
  }

  std::vector<std::optional<Date>> dates_;
  Date today_;
  Date goal_;
};

/// The milestones that are not reached, the first to be true in front, as their links say and then their dates.
std::vector<int> order_of_states(const Plan& plan) {
  std::map<int, int> known;
  std::vector<const Milestone*> open;
  for (const auto& milestone : plan.milestones) {
    if (!milestone.reached) open.push_back(&milestone);
  }
  std::stable_sort(open.begin(), open.end(), [&](const Milestone* a, const Milestone* b) {
    const auto place = [&](const Milestone& m) {
      return std::tuple{-states_after(plan, m.number, known), m.due ? m.due->date : Date::max()};
    };
    return place(*a) < place(*b);
  });
  std::vector<int> numbers;
  for (const auto* milestone : open) numbers.push_back(milestone->number);
  return numbers;
}

}  // namespace

std::vector<DatedState> dates_for_states(const Plan& plan, Date today, const std::map<int, Date>& known) {
  if (!plan.goal.due || plan.goal.due->date < today) return {};
  const auto order = order_of_states(plan);
  Spacing row(order.size(), today, plan.goal.due->date);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (const auto& due = find_milestone(plan, order[i])->due) row.fix(i, due->date);
  }
  const auto is_dated = [&](std::size_t i) { return find_milestone(plan, order[i])->due.has_value(); };
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto found = known.find(order[i]);
    if (!is_dated(i) && found != known.end()) row.fix_if_it_fits(i, found->second);
  }
  row.fill();
  std::vector<DatedState> result;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (!is_dated(i)) result.push_back({order[i], std::min(std::max(row.at(i), today), plan.goal.due->date)});
  }
  return result;
}

}  // namespace backwalk::planner
