#include <algorithm>
#include <tuple>
#include <utility>

#include "planner/backward.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

constexpr std::chrono::days longest_absence{731};

/// The order of a network's references: milestones, then actions, then the goal.
auto place(Ref ref) { return std::tuple{ref.kind == Kind::goal, ref.kind, ref.number}; }

/// How many binding links lie between a slot and what bounds the chain.
int links_to_end(const std::vector<Slot>& slots, std::size_t slot) {
  int links = 0;
  for (auto next = slots[slot].binding; next; next = slots[static_cast<std::size_t>(*next)].binding) ++links;
  return links;
}

/// Further calendars of the network, for owners who do not work by the team's or are away; by whose they are.
std::map<PersonId, int> add_calendars(const Plan& plan, const Absences& absences, std::vector<WorkingTime>& calendars) {
  std::map<PersonId, int> result;
  for (const auto& action : plan.actions) {
    if (!action.owner || result.contains(*action.owner)) continue;
    if (!absences.contains(*action.owner) && !plan.calendars.contains(*action.owner)) continue;
    result.emplace(*action.owner, static_cast<int>(calendars.size()));
    calendars.emplace_back(calendar_of(plan, action.owner, absences));
  }
  return result;
}

/// What holds an action beside its links. Its work is counted in its owner's calendar, and so is where a constraint puts it.
void bind(Node& node, const Action& action, const WorkingTime& time) {
  if (action.started && action.remaining) {
    const auto done = time.work_before(action.remaining->at) - time.work_before(*action.started);
    node.duration = Minutes{std::max<std::int64_t>(done, 0)} + action.remaining->left;
  }
  if (!action.constraint || action.started || action.finished) return;
  const auto& [date, time_of_day, before_goal] = action.constraint->at;
  node.start_from = time_of_day ? LocalTime{date} + *time_of_day : time.first_opening(date);
  if (action.constraint->kind != Constraint::Kind::fixed_on) return;
  node.finish_by = time.closing(time.work_before(*node.start_from) + node.duration.count());
}

}  // namespace

Calendar calendar_of(const Plan& plan, std::optional<PersonId> owner, const Absences& absences) {
  auto calendar = calendar_of(plan, owner);
  const auto away = owner ? absences.find(*owner) : absences.end();
  if (away == absences.end()) return calendar;
  for (const auto& [from, until] : away->second) {
    for (auto date = from; date < std::min(until, from + longest_absence); date += std::chrono::days{1}) calendar.holidays.insert(date);
  }
  return calendar;
}

Minutes left_of(const Node& node, const Slot& slot, const Network& network) {
  if (slot.is_finished || !node.started) return slot.is_finished ? Minutes{0} : node.duration;
  const auto& time = network.calendars[static_cast<std::size_t>(node.calendar)];
  return Minutes{time.work_before(slot.earliest_finish) - time.work_before(std::max(network.data_date, *node.started))};
}

std::optional<std::size_t> index_of(const std::vector<Ref>& refs, Ref ref) {
  const auto at = std::lower_bound(refs.begin(), refs.end(), ref, [](Ref a, Ref b) { return place(a) < place(b); });
  if (at == refs.end() || *at != ref) return {};
  return static_cast<std::size_t>(at - refs.begin());
}

PlanNetwork network_of(const Plan& plan, Date today, LocalTime due, const Absences& absences) {
  PlanNetwork result;
  auto& [refs, network] = result;
  network.calendars.emplace_back(plan.calendar);
  const auto time = network.calendars.front();
  network.due = due;
  network.data_date = time.first_opening(today);
  const auto owners = add_calendars(plan, absences, network.calendars);
  for (const auto& milestone : plan.milestones) {
    refs.push_back({Kind::milestone, milestone.number});
    auto& node = network.nodes.emplace_back();
    if (milestone.due) node.finish_by = instant_of(*milestone.due, time);
    node.finished = milestone.reached;
  }
  for (const auto& action : plan.actions) {
    refs.push_back({Kind::action, action.number});
    const auto owner = action.owner ? owners.find(*action.owner) : owners.end();
    auto& node =
        network.nodes.emplace_back(Node{.duration = duration_of(plan, action), .started = action.started, .finished = action.finished});
    node.calendar = owner == owners.end() ? 0 : owner->second;
    bind(node, action, network.calendars[static_cast<std::size_t>(node.calendar)]);
  }
  network.goal = static_cast<int>(refs.size());
  refs.push_back({});
  network.nodes.emplace_back();

  std::vector<bool> is_followed(refs.size());
  is_followed.back() = true;
  for (const auto& link : plan.links) {
    const auto from = index_of(refs, link.before), to = index_of(refs, link.after);
    if (!from || !to) continue;
    network.arrows.push_back({static_cast<int>(*from), static_cast<int>(*to), link.lag});
    is_followed[*from] = true;
  }
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (!is_followed[i]) network.arrows.push_back({.from = static_cast<int>(i), .to = network.goal});
  }
  return result;
}

std::optional<Timeline> timeline(const Plan& plan, Date today, const Absences& absences) {
  if (!plan.goal.due) return {};
  auto [refs, network] = network_of(plan, today, instant_of(*plan.goal.due, WorkingTime{plan.calendar}), absences);
  Timeline result{.refs = std::move(refs), .schedule = schedule(network), .due = network.due, .data_date = network.data_date};
  result.network = std::move(network);
  return result;
}

const Slot* Timeline::find(Ref ref) const {
  const auto index = index_of(refs, ref);
  return index ? &schedule.slots[*index] : nullptr;
}

std::vector<Ref> Timeline::driving_chain() const {
  std::vector<std::tuple<LocalTime, int, std::size_t>> chain;  // at the same instant what binds later comes first
  for (std::size_t i = 0; i < refs.size(); ++i) {
    const auto& slot = schedule.slots[i];
    if (slot.is_driving && !slot.is_over && refs[i].kind != Kind::goal) {
      chain.emplace_back(slot.latest_start, -links_to_end(schedule.slots, i), i);
    }
  }
  std::sort(chain.begin(), chain.end());
  std::vector<Ref> result;
  for (const auto& [start, links, index] : chain) result.push_back(refs[index]);
  result.push_back({});
  return result;
}

}  // namespace backwalk::planner
