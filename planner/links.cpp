#include "planner/links.hpp"

#include <algorithm>
#include <deque>

#include "planner/backward.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

/// The links that lead away from an item: plan.links is sorted.
auto links_from(const Plan& plan, Ref item) {
  return std::equal_range(plan.links.begin(), plan.links.end(), Link{.before = item},
                          [](const Link& a, const Link& b) { return a.before < b.before; });
}

}  // namespace

std::vector<Ref> way(const Plan& plan, Ref from, Ref to) {
  std::map<Ref, Ref> came_from{{from, from}};
  std::deque<Ref> open{from};
  while (!open.empty() && !came_from.contains(to)) {
    const auto [begin, end] = links_from(plan, open.front());
    for (auto link = begin; link != end; ++link) {
      if (came_from.emplace(link->after, link->before).second) open.push_back(link->after);
    }
    open.pop_front();
  }
  if (!came_from.contains(to)) return {};
  std::vector<Ref> result{to};
  while (result.back() != from) result.push_back(came_from.at(result.back()));
  std::reverse(result.begin(), result.end());
  return result;
}

std::vector<Ref> cycle_in(const Plan& plan) {
  const auto [refs, network] = network_of(plan, Date{}, LocalTime{});
  std::vector<Ref> result;
  for (const auto index : find_cycle(refs.size(), network.arrows)) result.push_back(refs[static_cast<std::size_t>(index)]);
  return result;
}

bool is_linked(const Plan& plan, Ref before, Ref after) {
  const auto [begin, end] = links_from(plan, before);
  return std::any_of(begin, end, [&](const Link& link) { return link.after == after; });
}

}  // namespace backwalk::planner
