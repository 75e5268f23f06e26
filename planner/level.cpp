#include "planner/level.hpp"

#include <algorithm>
#include <queue>
#include <utility>

#include "planner/index.hpp"
#include "planner/level_profile.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

enum class Direction { backward, forward };

/// What every pass over the same network shares.
struct Board {
  const Network& network;
  const Workload& workload;
  std::vector<Slot> slots;                        ///< without resources
  std::vector<std::vector<const Arrow*>> into{};  ///< by node
  std::vector<std::vector<const Arrow*>> out{};
  std::vector<std::optional<Place>> fixed{};  ///< by node: what may begin at one instant only
  std::vector<Profile> taken{};               ///< by resource: what those hold who are at it, and what is fixed
  bool has_clash = false;                     ///< more is fixed at a time than there is

  Board(const Network& n, const Workload& w)
      : network{n},
        workload{w},
        slots{schedule(n).slots},
        into(n.nodes.size()),
        out(n.nodes.size()),
        fixed(n.nodes.size()),
        taken(w.resources.size()) {
    for (const auto& arrow : n.arrows) {
      into[at(arrow.to)].push_back(&arrow);
      out[at(arrow.from)].push_back(&arrow);
    }
    for (std::size_t i = 0; i < n.nodes.size(); ++i) {
      if (!n.nodes[i].started || n.nodes[i].finished) continue;
      const Place running{std::max(*n.nodes[i].started, n.data_date), slots[i].earliest_finish};
      for (const auto& demand : w.demands[i]) hold(taken, demand, running);
    }
    for (std::size_t i = 0; i < n.nodes.size(); ++i) {
      fixed[i] = fixed_place(n.nodes[i]);
      if (!fixed[i]) continue;
      for (const auto& demand : w.demands[i]) {
        has_clash = has_clash || clash(taken, demand, *fixed[i], Direction::forward);
        hold(taken, demand, *fixed[i]);
      }
    }
  }

  /// Where it begins, at the earliest, and where it ends, at the latest, leave it no room.
  std::optional<Place> fixed_place(const Node& node) const {
    if (has_begun(node) || !node.start_from || !node.finish_by || node.duration == Minutes{0}) return {};
    const auto& hours = network.calendars[at(node.calendar)];
    const auto from = hours.work_before(*node.start_from), to = from + node.duration.count();
    if (hours.work_before(*node.finish_by) != to) return {};
    return Place{hours.opening(from), hours.closing(to)};
  }

  const WorkingTime& time() const { return network.calendars.front(); }
  const WorkingTime& time_of(const Demand& demand) const { return network.calendars[at(workload.resources[at(demand.resource)].calendar)]; }
  void hold(std::vector<Profile>& profiles, const Demand& demand, const Place& place) const {
    const auto& hours = time_of(demand);
    profiles[at(demand.resource)].take(hours.work_before(place.start), hours.work_before(place.finish), demand.units);
  }
  /// A bound that stands clear, in that direction, of what `place` clashes with at the resource; none when it fits.
  std::optional<LocalTime> clash(const std::vector<Profile>& profiles, const Demand& demand, const Place& place,
                                 Direction direction) const {
    const auto& hours = time_of(demand);
    const auto& profile = profiles[at(demand.resource)];
    const auto from = hours.work_before(place.start), to = hours.work_before(place.finish);
    const auto room = workload.resources[at(demand.resource)].capacity - demand.units;
    const auto is_backward = direction == Direction::backward;
    const auto found = is_backward ? profile.first_clash(from, to, room) : profile.last_clash(from, to, room);
    if (!found) return {};
    return is_backward ? hours.opening(*found) : hours.closing(*found);
  }
  /// Minutes of work from there to the due date.
  std::int64_t ahead(LocalTime start) const { return time().work_before(network.due) - time().work_before(start); }
  /// The first start of what has not begun; the due date where there is nothing.
  template <class Start>
  LocalTime first(Start start) const {
    auto found = network.due;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (!has_begun(network.nodes[i])) found = std::min(found, start(i));
    }
    return found;
  }
};

/// One way through the network, each node placed once those are that bound it; of several the one with the greatest key comes first.
class Pass {
 public:
  Pass(const Board& board, Direction direction, LocalTime anchor)
      : board_{board},
        direction_{direction},
        anchor_{anchor},
        profiles_{board.taken},
        places_(board.slots.size()),
        bounds_(board.slots.size()) {}

  std::vector<Place> run(const std::vector<std::int64_t>& keys) {
    const auto& waits_for = is_backward() ? board_.out : board_.into;
    const auto& frees = is_backward() ? board_.into : board_.out;
    std::vector<std::size_t> waits(keys.size());
    std::priority_queue<std::pair<std::int64_t, int>> ready;
    const auto look = [&](std::size_t i) {
      if (waits[i] == 0) ready.emplace(keys[i], static_cast<int>(i));
    };
    for (std::size_t i = 0; i < keys.size(); ++i) {
      waits[i] = waits_for[i].size();
      look(i);
    }
    while (!ready.empty()) {
      const auto i = ready.top().second;
      ready.pop();
      place(i);
      for (const auto* arrow : frees[at(i)]) {
        const auto next = at(is_backward() ? arrow->from : arrow->to);
        --waits[next];
        look(next);
      }
    }
    return std::move(places_);
  }

 private:
  bool is_backward() const { return direction_ == Direction::backward; }
  const Node& node(int i) const { return board_.network.nodes[at(i)]; }

  void place(int i) {
    bounds_[at(i)] = is_backward() ? latest_finish(i) : earliest_start(i);
    const auto& slot = board_.slots[at(i)];
    if (has_begun(node(i))) {
      places_[at(i)] = {slot.earliest_start, slot.earliest_finish};
    } else if (board_.fixed[at(i)]) {
      places_[at(i)] = *board_.fixed[at(i)];
    } else if (node(i).duration == Minutes{0}) {
      places_[at(i)] = {bounds_[at(i)], bounds_[at(i)]};
    } else {
      places_[at(i)] = fit(i, bounds_[at(i)]);
      for (const auto& demand : board_.workload.demands[at(i)]) board_.hold(profiles_, demand, places_[at(i)]);
    }
  }

  LocalTime latest_finish(int i) const {
    std::optional<LocalTime> bound;
    if (board_.out[at(i)].empty() || i == board_.network.goal) bound = anchor_;
    if (const auto own = node(i).finish_by) bound = std::min(*own, bound.value_or(*own));
    for (const auto* arrow : board_.out[at(i)]) {
      const auto next = has_begun(node(arrow->to)) ? bounds_[at(arrow->to)] : places_[at(arrow->to)].start;
      const auto limit = before_lag(board_.time(), next, arrow->lag);
      bound = std::min(limit, bound.value_or(limit));
    }
    return *bound;
  }

  LocalTime earliest_start(int i) const {
    auto bound = std::max(anchor_, node(i).start_from.value_or(anchor_));
    for (const auto* arrow : board_.into[at(i)]) {
      const auto& before = node(arrow->from);
      const auto done =
          has_begun(before) ? std::max(places_[at(arrow->from)].finish, bounds_[at(arrow->from)]) : places_[at(arrow->from)].finish;
      bound = std::max(bound, after_lag(board_.time(), done, arrow->lag));
    }
    return bound;
  }

  /// From the bound on, past one clash after another: each try stands clear of the last clash, so the tries move one way only.
  Place fit(int i, LocalTime bound) const {
    const auto& hours = board_.network.calendars[at(node(i).calendar)];
    const auto length = node(i).duration.count();
    for (;;) {
      const auto work = hours.work_before(bound);
      const auto from = is_backward() ? work - length : work;
      const Place place{hours.opening(from), hours.closing(from + length)};
      std::optional<LocalTime> clear;
      for (const auto& demand : board_.workload.demands[at(i)]) {
        if (!clear) clear = board_.clash(profiles_, demand, place, direction_);
      }
      if (!clear) return place;
      bound = *clear;
    }
  }

  const Board& board_;
  Direction direction_;
  LocalTime anchor_;
  std::vector<Profile> profiles_;
  std::vector<Place> places_;
  std::vector<LocalTime> bounds_;  // what the neighbours allow: latest finish, or earliest start
};

/// The least that a resource's work takes up before the due date. Whatever of it is bound to be done by some instant must fit before it.
LocalTime energy_bound(const Board& board, std::size_t resource, std::vector<std::pair<LocalTime, std::int64_t>> work) {
  const auto& hours = board.network.calendars[at(board.workload.resources[resource].calendar)];
  const std::int64_t capacity = board.workload.resources[resource].capacity;
  std::sort(work.begin(), work.end());
  auto bound = board.network.due;
  std::int64_t total = 0;
  for (const auto& [finish, minutes] : work) {
    total += minutes;
    bound = std::min(bound, hours.opening(hours.work_before(finish) - (total + capacity - 1) / capacity));
  }
  return bound;
}

std::int64_t lower_bound(const Board& board) {
  auto bound = board.first([&](std::size_t i) { return board.slots[i].latest_start; });
  std::vector<std::vector<std::pair<LocalTime, std::int64_t>>> work(board.workload.resources.size());
  for (std::size_t i = 0; i < board.slots.size(); ++i) {
    const auto& node = board.network.nodes[i];
    if (has_begun(node) || node.duration == Minutes{0}) continue;
    for (const auto& demand : board.workload.demands[i]) {
      work[at(demand.resource)].emplace_back(board.slots[i].latest_finish_raw, node.duration.count() * demand.units);
    }
  }
  for (std::size_t r = 0; r < work.size(); ++r) bound = std::min(bound, energy_bound(board, r, std::move(work[r])));
  return board.ahead(bound);
}

/// Asked of everything, since what has begun and what is fixed stands where it stands.
bool is_feasible(const Board& board, const std::vector<Place>& places) {
  if (board.has_clash) return false;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& node = board.network.nodes[i];
    if (has_begun(node)) continue;
    if (places[i].start < std::max(board.network.data_date, node.start_from.value_or(board.network.data_date))) return false;
    if (board.out[i].empty() && places[i].finish > board.network.due) return false;
    for (const auto* arrow : board.into[i]) {
      if (places[i].start < after_lag(board.time(), places[at(arrow->from)].finish, arrow->lag)) return false;
    }
  }
  return true;
}

template <class Value, class Key>
std::vector<std::int64_t> keys_of(const std::vector<Value>& values, Key key) {
  std::vector<std::int64_t> keys;
  keys.reserve(values.size());
  for (const auto& value : values) keys.push_back(key(value).time_since_epoch().count());
  return keys;
}

}  // namespace

double gap(const Levelled& levelled) {
  if (levelled.lower_bound <= 0) return 0;
  return static_cast<double>(levelled.makespan - levelled.lower_bound) / static_cast<double>(levelled.lower_bound);
}

Levelled level(const Network& network, const Workload& workload) {
  const Board board{network, workload};
  Levelled best;
  LocalTime first{};
  const auto keep_if_better = [&](const std::vector<Place>& places) {
    const auto start = board.first([&](std::size_t i) { return places[i].start; });
    const auto fits = is_feasible(board, places);
    if (!best.places.empty() && std::pair{fits, start} <= std::pair{best.is_feasible, first}) return;
    first = start;
    best.is_feasible = fits;
    best.places = places;
  };
  const auto run = [&](Direction direction, LocalTime anchor, const std::vector<std::int64_t>& keys) {
    ++best.schedules;
    return Pass{board, direction, anchor}.run(keys);
  };
  const auto backward = [&](const std::vector<std::int64_t>& keys) {
    auto places = run(Direction::backward, network.due, keys);
    keep_if_better(places);
    return places;
  };
  for (const auto& keys : {keys_of(board.slots, [](const Slot& slot) { return slot.latest_finish_raw; }),
                           keys_of(board.slots, [](const Slot& slot) { return slot.earliest_finish; })}) {
    const auto places = backward(keys);
    auto by_start = keys_of(places, [](const Place& place) { return place.start; });
    for (auto& key : by_start) key = -key;
    const auto start = board.first([&](std::size_t i) { return places[i].start; });
    const auto pushed = run(Direction::forward, start, by_start);
    backward(keys_of(pushed, [](const Place& place) { return place.finish; }));
  }

  best.makespan = board.ahead(first);
  best.lower_bound = std::min(lower_bound(board), best.makespan);  // greater only where what is fixed ends too late
  return best;
}

}  // namespace backwalk::planner
