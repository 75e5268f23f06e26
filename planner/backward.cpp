#include "planner/backward.hpp"

#include <algorithm>
#include <span>

#include "planner/network.hpp"
#include "planner/openings.hpp"
#include "planner/outward.hpp"
#include "planner/settled.hpp"

namespace backwalk::planner {
namespace {

constexpr auto unreleased = LocalTime::min();  // no release

template <class Time>
LocalTime later(const Time& time, LocalTime finish, const Lag& lag) {
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

template <class Time>
LocalTime earlier(const Time& time, LocalTime start, const Lag& lag) {
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

/// The calendars as tables over the time that the plan spans and half as much on each side; not for small plans, which the tables would
/// cost more than they save.
std::vector<Openings> openings_of(const Network& network) {
  constexpr std::size_t enough_nodes = 200;
  constexpr std::chrono::days longest{20 * 365}, margin{60};
  const auto first = std::min(network.data_date, network.due), last = std::max(network.data_date, network.due);
  const auto around = std::chrono::floor<std::chrono::days>((last - first) / 2) + margin;
  const auto from = date_of(first) - around;
  const auto is_worth_it = network.nodes.size() >= enough_nodes * network.calendars.size() && around <= longest;
  std::vector<Openings> result;
  result.reserve(network.calendars.size());
  for (const auto& calendar : network.calendars) result.emplace_back(calendar, from, is_worth_it ? date_of(last) + around : from);
  return result;
}

// What the passes read and write again and again stands in arrays of its own, so that it stays in the cache; slots are written once, at the
// end. That halves the time of 10,000 items (tests/bench/backward.md).
class Walk {
 public:
  explicit Walk(const Network& network)
      : network_{network},
        times_{openings_of(network)},
        out_{network.nodes.size(), network.arrows},
        boxes_(network.nodes.size()),
        late_(network.nodes.size()),
        early_(network.nodes.size()),
        limits_(network.nodes.size()),
        starts_(network.nodes.size()),
        released_(network.nodes.size(), unreleased),
        slots_(network.nodes.size()) {
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      const auto& node = network.nodes[i];
      const auto is_plain = !node.started && !node.finished && !node.finish_by && !node.start_from;
      boxes_[i] = {node.duration.count(), node.calendar, is_plain, node.started || node.finished};
    }
  }

  Schedule run() {
    const auto order = topological_order();
    settled_ = settled_nodes(network_, out_, order);
    for (auto k = slots_.size(); k-- > 0;) place_latest(order[k]);
    for (std::size_t k = 0; k < slots_.size(); ++k) place_earliest(order[k]);
    for (std::size_t i = 0; i < slots_.size(); ++i) fill_slot(static_cast<int>(i));
    mark_critical();
    mark_driving();
    return conclude();
  }

 private:
  /// What of a node the passes need.
  struct Box {
    std::int64_t duration = 0;
    int calendar = 0;
    bool is_plain = true;    ///< neither begun nor bounded by itself
    bool has_begun = false;  ///< it waits for nothing any more; what follows it still waits for what it skipped
  };
  struct Late {
    LocalTime raw{};
    std::int64_t work = 0;  ///< before raw, in the node's calendar
    int binding = -1;
  };
  struct Early {
    LocalTime finish{};
    std::int64_t work = 0;  ///< before the earliest start
  };

  const Node& node(int i) const { return network_.nodes[at(i)]; }
  const Box& box(int i) const { return boxes_[at(i)]; }
  Slot& slot(int i) { return slots_[at(i)]; }
  const Openings& time_of(int i) const { return times_[at(box(i).calendar)]; }
  std::int64_t work(int i, LocalTime t) const { return time_of(i).work_before(t); }

  std::vector<int> topological_order() const {
    std::vector<int> waits(slots_.size()), order(slots_.size() + 1);
    for (const auto& end : out_.ends) ++waits[at(end.to)];
    std::size_t known = 0;
    for (std::size_t i = 0; i < waits.size(); ++i) {
      if (waits[i] == 0) order[known++] = static_cast<int>(i);
    }
    for (std::size_t done = 0; done < known; ++done) {
      for (const auto& end : out_.of(order[done])) {
        order[known] = end.to;  // stays only when it waits for nothing more: no branch to guess
        known += --waits[at(end.to)] == 0 ? 1 : 0;
      }
    }
    return order;
  }

  /// The latest finish that an arrow leaves to the node it comes from, when the node it leads to must start at `start`.
  LocalTime before(const Outward::End& end, LocalTime start) const {
    return end.lag < 0 ? start : earlier(times_.front(), start, out_.lags[at(end.lag)]);
  }

  void place_latest(int i) {
    auto bound = LocalTime::max();
    int binding = -1;
    for (const auto& end : out_.of(i)) {
      const auto limit = before(end, limits_[at(end.to)]);
      const auto is_closer = limit < bound;
      bound = is_closer ? limit : bound;
      binding = is_closer ? end.to : binding;
    }
    const auto own_bound = [&](LocalTime limit) {
      if (limit >= bound) return;
      bound = limit;
      binding = -1;
    };
    if (out_.of(i).empty() || i == network_.goal) own_bound(network_.due);
    if (!box(i).is_plain && node(i).finish_by) own_bound(*node(i).finish_by);
    late_[at(i)] = {bound, work(i, bound), binding};
    const auto is_start_needed = !box(i).has_begun && box(i).duration > 0;
    limits_[at(i)] = is_start_needed ? time_of(i).opening(late_[at(i)].work - box(i).duration) : bound;
  }

  /// released_[i] is what i's predecessors allow: its own start, or its successors' once it has begun.
  void place_earliest(int i) {
    if (box(i).has_begun) return place_begun(i);
    const auto is_settled = !settled_.empty() && settled_[at(i)];
    auto from = is_settled ? released_[at(i)] : std::max(network_.data_date, released_[at(i)]);
    if (!box(i).is_plain && node(i).start_from) from = std::max(from, *node(i).start_from);
    const auto& time = time_of(i);
    const auto done = time.work_before(from);
    const auto has_work = box(i).duration > 0;
    starts_[at(i)] = has_work ? time.opening(done) : from;
    early_[at(i)] = {has_work ? time.closing(done + box(i).duration) : from, done};
    release(i, early_[at(i)].finish, !is_settled);
  }

  void place_begun(int i) {
    const auto& known = node(i);
    const auto skipped = released_[at(i)];
    auto& finish = early_[at(i)].finish;
    if (known.finished) {
      finish = *known.finished;
    } else {
      const auto has_work = box(i).duration > 0;
      const auto done = has_work ? time_of(i).closing(work(i, *known.started) + box(i).duration) : *known.started;
      finish = std::max(done, network_.data_date);
    }
    starts_[at(i)] = LocalTime::max();
    release(i, std::max(finish, skipped), !known.finished || skipped != unreleased);
  }

  /// A finish in the past holds back what has not begun, but is no wait that a begun successor would have skipped.
  void release(int i, LocalTime finish, bool is_wait) {
    for (const auto& end : out_.of(i)) {
      if (!is_wait && box(end.to).has_begun) continue;
      const auto limit = end.lag < 0 ? finish : later(times_.front(), finish, out_.lags[at(end.lag)]);
      released_[at(end.to)] = std::max(released_[at(end.to)], limit);
    }
  }

  void fill_slot(int i) {
    auto& mine = slot(i);
    const auto& late = late_[at(i)];
    const auto& early = early_[at(i)];
    const auto& time = time_of(i);
    const auto& known = node(i);
    const auto duration = box(i).duration;
    mine.is_finished = box(i).has_begun && known.finished;
    const auto has_work = duration > 0 && !mine.is_finished;
    if (late.binding >= 0) mine.binding = late.binding;
    mine.latest_finish_raw = late.raw;
    mine.latest_finish = has_work ? time.closing(late.work) : late.raw;
    mine.latest_start = !box(i).has_begun ? limits_[at(i)] : has_work ? time.opening(late.work - duration) : late.raw;
    mine.earliest_finish = early.finish;
    if (box(i).has_begun) {
      mine.earliest_start = mine.is_finished ? std::min(known.started.value_or(early.finish), early.finish) : *known.started;
      // What is under way may have overrun: what counts is its finish.
      mine.total_float = late.work - (mine.is_finished ? time.work_before(mine.earliest_start) : time.work_before(early.finish));
    } else {
      mine.earliest_start = starts_[at(i)];
      mine.total_float = late.work - duration - early.work;
    }
    auto next = LocalTime::max();
    for (const auto& end : out_.of(i)) {
      const auto start = starts_[at(end.to)];
      next = std::min(next, end.lag < 0 || start == LocalTime::max() ? start : before(end, start));
    }
    const auto finished_work = box(i).has_begun ? time.work_before(early.finish) : early.work + duration;
    mine.free_float = time.work_before(next == LocalTime::max() ? network_.due : next) - finished_work;
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
      for (const auto& end : out_.of(i)) {
        if (before(end, limits_[at(end.to)]) == slot(i).latest_finish_raw) open.push_back(end.to);
      }
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
  std::vector<Openings> times_;  // of the network's calendars
  Outward out_;
  std::vector<Box> boxes_;
  std::vector<Late> late_;
  std::vector<Early> early_;
  std::vector<LocalTime> limits_;    // when a node must start at the latest, as its predecessors see it
  std::vector<LocalTime> starts_;    // when it starts at the earliest; max(): it has begun
  std::vector<LocalTime> released_;  // unreleased: no predecessor holds it
  std::vector<bool> settled_;        // settled.hpp
  std::vector<Slot> slots_;
};

}  // namespace

LocalTime after_lag(const WorkingTime& time, LocalTime finish, const Lag& lag) { return later(time, finish, lag); }

LocalTime before_lag(const WorkingTime& time, LocalTime start, const Lag& lag) { return earlier(time, start, lag); }

Schedule schedule(const Network& network) { return Walk{network}.run(); }

}  // namespace backwalk::planner
