#include "planner/backward.hpp"

#include <algorithm>

#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Arrows by one of their ends: those of node i stand in [first[i], first[i + 1]).
struct Adjacency {
  std::vector<std::size_t> first{};
  std::vector<int> arrows{};
};

template <class End>
Adjacency adjacency(std::size_t nodes, const std::vector<Arrow>& arrows, End end) {
  Adjacency result{std::vector<std::size_t>(nodes + 1), std::vector<int>(arrows.size())};
  for (const auto& arrow : arrows) ++result.first[at(end(arrow)) + 1];
  for (std::size_t i = 0; i < nodes; ++i) result.first[i + 1] += result.first[i];
  auto next = result.first;
  for (std::size_t k = 0; k < arrows.size(); ++k) result.arrows[next[at(end(arrows[k]))]++] = static_cast<int>(k);
  return result;
}

/// What has begun waits for nothing any more; what follows it still waits for what it skipped.
bool has_begun(const Node& node) { return node.started || node.finished; }

class Walk {
 public:
  explicit Walk(const Network& network)
      : network_{network},
        out_{adjacency(network.nodes.size(), network.arrows, [](const Arrow& arrow) { return arrow.from; })},
        slots_(network.nodes.size()),
        released_(network.nodes.size()) {}

  Schedule run() {
    const auto order = topological_order();
    for (auto i = order.rbegin(); i != order.rend(); ++i) place_latest(*i);
    for (const auto i : order) place_earliest(i);
    for (std::size_t i = 0; i < slots_.size(); ++i) measure_float(static_cast<int>(i));
    mark_critical();
    mark_driving();
    return conclude();
  }

 private:
  const Node& node(int i) const { return network_.nodes[at(i)]; }
  Slot& slot(int i) { return slots_[at(i)]; }
  const WorkingTime& default_time() const { return network_.calendars.front(); }
  const WorkingTime& time_of(int i) const { return network_.calendars[at(node(i).calendar)]; }
  std::int64_t work(int i, LocalTime t) const { return time_of(i).work_before(t); }

  template <class Visit>
  void for_successors(int i, Visit visit) const {
    for (auto k = out_.first[at(i)]; k < out_.first[at(i) + 1]; ++k) visit(network_.arrows[at(out_.arrows[k])]);
  }

  std::vector<int> topological_order() const {
    std::vector<int> waits(slots_.size()), order;
    for (const auto& arrow : network_.arrows) ++waits[at(arrow.to)];
    order.reserve(slots_.size());
    for (std::size_t i = 0; i < waits.size(); ++i) {
      if (waits[i] == 0) order.push_back(static_cast<int>(i));
    }
    for (std::size_t done = 0; done < order.size(); ++done) {
      for_successors(order[done], [&](const Arrow& arrow) {
        if (--waits[at(arrow.to)] == 0) order.push_back(arrow.to);
      });
    }
    return order;
  }

  /// The latest finish that an arrow leaves to the node it comes from.
  LocalTime bound_by(const Arrow& arrow) {
    const auto& after = slot(arrow.to);
    return before_lag(default_time(), has_begun(node(arrow.to)) ? after.latest_finish_raw : after.latest_start, arrow.lag);
  }

  void place_latest(int i) {
    auto& mine = slot(i);
    std::optional<LocalTime> bound;
    for_successors(i, [&](const Arrow& arrow) {
      const auto limit = bound_by(arrow);
      if (bound && limit >= *bound) return;
      bound = limit;
      mine.binding = arrow.to;
    });
    const auto own_bound = [&](LocalTime limit) {
      if (bound && limit >= *bound) return;
      bound = limit;
      mine.binding.reset();
    };
    if (!bound || i == network_.goal) own_bound(network_.due);
    if (node(i).finish_by) own_bound(*node(i).finish_by);
    mine.latest_finish_raw = mine.latest_finish = mine.latest_start = *bound;
    mine.is_finished = node(i).finished.has_value();
    if (mine.is_finished || node(i).duration == Minutes{0}) return;
    const auto last = work(i, *bound);
    mine.latest_start = time_of(i).opening(last - node(i).duration.count());
    mine.latest_finish = time_of(i).closing(last);
  }

  /// released_[i] is what i's predecessors allow: its own start, or its successors' once it has begun.
  void place_earliest(int i) {
    auto& mine = slot(i);
    const auto& box = node(i);
    const auto from = std::max(network_.data_date, released_[at(i)].value_or(network_.data_date));
    if (box.finished) {
      mine.earliest_finish = *box.finished;
      mine.earliest_start = std::min(box.started.value_or(*box.finished), *box.finished);
    } else if (box.started) {
      mine.earliest_start = *box.started;
      const auto done = box.duration == Minutes{0} ? *box.started : time_of(i).closing(work(i, *box.started) + box.duration.count());
      mine.earliest_finish = std::max(done, network_.data_date);
    } else {
      mine.earliest_start = mine.earliest_finish = from;
      if (box.duration > Minutes{0}) {
        const auto done = work(i, from);
        mine.earliest_start = time_of(i).opening(done);
        mine.earliest_finish = time_of(i).closing(done + box.duration.count());
      }
    }
    const auto& skipped = released_[at(i)];
    const auto finish = has_begun(box) && skipped ? std::max(mine.earliest_finish, *skipped) : mine.earliest_finish;
    if (box.finished && !skipped) return release(i, finish, false);
    release(i, finish, true);
  }

  /// A finish in the past holds back what has not begun, but is no wait that a begun successor would have skipped.
  void release(int i, LocalTime finish, bool is_wait) {
    for_successors(i, [&](const Arrow& arrow) {
      if (!is_wait && has_begun(node(arrow.to))) return;
      const auto limit = after_lag(default_time(), finish, arrow.lag);
      auto& known = released_[at(arrow.to)];
      known = std::max(limit, known.value_or(limit));
    });
  }

  void measure_float(int i) {
    auto& mine = slot(i);
    const auto is_running = node(i).started && !mine.is_finished;  // may have overrun: what counts is its finish
    mine.total_float = is_running ? work(i, mine.latest_finish_raw) - work(i, mine.earliest_finish)
                                  : work(i, mine.latest_start) - work(i, mine.earliest_start);
    std::optional<LocalTime> next;
    for_successors(i, [&](const Arrow& arrow) {
      if (has_begun(node(arrow.to))) return;
      const auto limit = before_lag(default_time(), slot(arrow.to).earliest_start, arrow.lag);
      next = std::min(limit, next.value_or(limit));
    });
    mine.free_float = work(i, next.value_or(network_.due)) - work(i, mine.earliest_finish);
  }

  /// Finished items count only where nothing else is left.
  template <class Visit>
  void for_open(Visit visit) {
    const auto is_over = std::all_of(slots_.begin(), slots_.end(), [](const Slot& s) { return s.is_finished; });
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (is_over || !slots_[i].is_finished) visit(static_cast<int>(i));
    }
  }

  void mark_critical() {
    std::optional<std::int64_t> least;
    for_open([&](int i) { least = std::min(slot(i).total_float, least.value_or(slot(i).total_float)); });
    for_open([&](int i) { slot(i).is_critical = slot(i).total_float == least; });
  }

  void mark_driving() {
    std::optional<LocalTime> first;
    for_open([&](int i) { first = std::min(slot(i).latest_start, first.value_or(slot(i).latest_start)); });
    std::vector<int> open;
    for_open([&](int i) {
      if (slot(i).latest_start == first) open.push_back(i);
    });
    while (!open.empty()) {
      const auto i = open.back();
      open.pop_back();
      if (slot(i).is_driving) continue;
      slot(i).is_driving = true;
      for_successors(i, [&](const Arrow& arrow) {
        if (bound_by(arrow) == slot(i).latest_finish_raw) open.push_back(arrow.to);
      });
    }
  }

  Schedule conclude() {
    Schedule result;
    for_open([&](int i) {
      const auto is_on_time = node(i).started ? slot(i).total_float >= 0 : slot(i).earliest_start <= slot(i).latest_start;
      result.is_feasible = result.is_feasible && (slot(i).is_finished || is_on_time);
    });
    if (!result.is_feasible) {
      const auto late = work(network_.goal, slot(network_.goal).earliest_finish) - work(network_.goal, network_.due);
      result.late_minutes = std::max<std::int64_t>(late, 0);
    }
    result.slots = std::move(slots_);
    return result;
  }

  const Network& network_;
  Adjacency out_;
  std::vector<Slot> slots_;
  std::vector<std::optional<LocalTime>> released_;
};

}  // namespace

LocalTime after_lag(const WorkingTime& time, LocalTime finish, const Lag& lag) {
  switch (lag.kind) {
    case Lag::Kind::none:
      return finish;
    case Lag::Kind::working:
      return time.closing(time.work_before(finish) + lag.length.count());
    case Lag::Kind::elapsed:
      return finish + lag.length;
  }
  return finish;
}

LocalTime before_lag(const WorkingTime& time, LocalTime start, const Lag& lag) {
  switch (lag.kind) {
    case Lag::Kind::none:
      return start;
    case Lag::Kind::working:
      return time.opening(time.work_before(start) - lag.length.count());
    case Lag::Kind::elapsed:
      return start - lag.length;
  }
  return start;
}

Schedule schedule(const Network& network) { return Walk{network}.run(); }

}  // namespace backwalk::planner
