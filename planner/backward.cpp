#include "planner/backward.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "planner/network.hpp"
#include "planner/openings.hpp"
#include "planner/settled.hpp"
#include "planner/walk_arrays.hpp"

namespace backwalk::planner {
namespace {

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

class Walk {
 public:
  /// REQUIRES: the arrays have room for the network.
  Walk(const Network& network, WalkArrays& arrays)
      : network_{network},
        times_{openings_of(network)},
        out_{arrays.out},
        waits_{arrays.waits},
        order_{arrays.order},
        boxes_{arrays.boxes},
        late_{arrays.late},
        early_{arrays.early},
        limits_{arrays.limits},
        starts_{arrays.starts},
        released_{arrays.released},
        slots_(network.nodes.size()),
        slot_{slots_} {
    for (int i = 0; i < count(); ++i) {
      const auto& node = network.nodes[at(i)];
      const auto is_plain = !node.started && !node.finished && !node.finish_by && !node.start_from;
      boxes_[i] = {node.duration.count(), node.calendar, is_plain, node.started || node.finished};
      is_over_ = is_over_ && node.finished;
    }
  }

  Schedule run() {
    sort();
    settled_ = settled_nodes(network_, out_, {&order_[0], slots_.size()});
    for (int k = count(); k-- > 0;) place_latest(order_[k]);
    for (int k = 0; k < count(); ++k) place_earliest(order_[k]);
    for (int i = 0; i < count(); ++i) {
      fill_slot(i);
      note(i);
    }
    mark();
    return conclude();
  }

 private:
  using Box = WalkArrays::Box;
  int count() const { return static_cast<int>(slots_.size()); }
  const Node& node(int i) const { return network_.nodes[at(i)]; }
  const Box& box(int i) const { return boxes_[i]; }
  Slot& slot(int i) const { return slot_[i]; }
  const Openings& time_of(int i) const { return times_[at(box(i).calendar)]; }
  std::int64_t work(int i, LocalTime t) const { return time_of(i).work_before(t); }

  /// Each after those that it waits for.
  void sort() {
    for (const auto& end : out_.ends) ++waits_[end.to];
    int known = 0;
    for (int i = 0; i < count(); ++i) {
      if (waits_[i] == 0) order_[known++] = i;
    }
    for (int done = 0; done < known; ++done) {
      for (const auto& end : out_.of(order_[done])) {
        order_[known] = end.to;  // stays only when it waits for nothing more: no branch to guess
        known += --waits_[end.to] == 0 ? 1 : 0;
      }
    }
  }

  /// The latest finish that an arrow leaves to the node it comes from, when the node it leads to must start at `start`.
  LocalTime before(const Outward::End& end, LocalTime start) const {
    return end.lag < 0 ? start : earlier(times_.front(), start, out_.lags[at(end.lag)]);
  }

  void place_latest(int i) {
    auto bound = LocalTime::max();
    int binding = -1;
    for (const auto& end : out_.of(i)) {
      const auto limit = before(end, limits_[end.to]);
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
    late_[i] = {bound, work(i, bound), binding};
    const auto is_start_needed = !box(i).has_begun && box(i).duration > 0;
    limits_[i] = is_start_needed ? time_of(i).opening(late_[i].work - box(i).duration) : bound;
  }

  /// released_[i] is what i's predecessors allow: its own start, or its successors' once it has begun.
  void place_earliest(int i) {
    if (box(i).has_begun) return place_begun(i);
    const auto is_settled = !settled_.empty() && settled_[at(i)];
    auto from = is_settled ? released_[i] : std::max(network_.data_date, released_[i]);
    if (!box(i).is_plain && node(i).start_from) from = std::max(from, *node(i).start_from);
    const auto& time = time_of(i);
    const auto done = time.work_before(from);
    const auto has_work = box(i).duration > 0;
    starts_[i] = has_work ? time.opening(done) : from;
    early_[i] = {has_work ? time.closing(done + box(i).duration) : from, done};
    release(i, early_[i].finish, !is_settled);
  }

  void place_begun(int i) {
    const auto& known = node(i);
    const auto skipped = released_[i];
    auto& finish = early_[i].finish;
    if (known.finished) {
      finish = *known.finished;
    } else {
      const auto has_work = box(i).duration > 0;
      const auto done = has_work ? time_of(i).closing(work(i, *known.started) + box(i).duration) : *known.started;
      finish = std::max(done, network_.data_date);
    }
    starts_[i] = LocalTime::max();
    release(i, std::max(finish, skipped), !known.finished || skipped != unreleased);
  }

  /// A finish in the past holds back what has not begun, but is no wait that a begun successor would have skipped.
  void release(int i, LocalTime finish, bool is_wait) {
    for (const auto& end : out_.of(i)) {
      if (!is_wait && box(end.to).has_begun) continue;
      const auto limit = end.lag < 0 ? finish : later(times_.front(), finish, out_.lags[at(end.lag)]);
      released_[end.to] = std::max(released_[end.to], limit);
    }
  }

  void fill_slot(int i) {
    auto& mine = slot(i);
    const auto& late = late_[i];
    const auto& early = early_[i];
    const auto& time = time_of(i);
    const auto& known = node(i);
    const auto duration = box(i).duration;
    mine.is_finished = box(i).has_begun && known.finished;
    mine.is_over = mine.is_finished || (!settled_.empty() && settled_[at(i)]);
    const auto has_work = duration > 0 && !mine.is_finished;
    if (late.binding >= 0) mine.binding = late.binding;
    mine.latest_finish_raw = late.raw;
    mine.latest_finish = has_work ? time.closing(late.work) : late.raw;
    mine.latest_start = !box(i).has_begun ? limits_[i] : has_work ? time.opening(late.work - duration) : late.raw;
    mine.earliest_finish = early.finish;
    if (box(i).has_begun) {
      mine.earliest_start = mine.is_finished ? std::min(known.started.value_or(early.finish), early.finish) : *known.started;
      // What is under way may have overrun: what counts is its finish.
      mine.total_float = late.work - (mine.is_finished ? time.work_before(mine.earliest_start) : time.work_before(early.finish));
    } else {
      mine.earliest_start = starts_[i];
      mine.total_float = late.work - duration - early.work;
    }
    auto next = LocalTime::max();
    for (const auto& end : out_.of(i)) {
      const auto start = starts_[end.to];
      next = std::min(next, end.lag < 0 || start == LocalTime::max() ? start : before(end, start));
    }
    const auto finished_work = box(i).has_begun ? time.work_before(early.finish) : early.work + duration;
    mine.free_float = time.work_before(next == LocalTime::max() ? network_.due : next) - finished_work;
  }

  /// What is over counts only where nothing else is left; the goal always does until somebody says that it is reached.
  bool counts(int i) const {
    const auto& mine = slot(i);
    return is_over_ || (i == network_.goal ? !mine.is_finished : !mine.is_over);
  }

  void note(int i) {
    const auto& mine = slot(i);
    const auto is_on_time = box(i).has_begun ? mine.total_float >= 0 : mine.earliest_start <= mine.latest_start;
    is_feasible_ = is_feasible_ && (mine.is_finished || is_on_time);
    if (!counts(i)) return;
    least_float_ = std::min(least_float_, mine.total_float);
    first_start_ = std::min(first_start_, mine.latest_start);
  }

  void mark() {
    std::vector<int> open;
    for (int i = 0; i < count(); ++i) {
      if (!counts(i)) continue;
      slot(i).is_critical = slot(i).total_float == least_float_;
      if (slot(i).latest_start == first_start_) open.push_back(i);
    }
    while (!open.empty()) {
      const auto i = open.back();
      open.pop_back();
      if (slot(i).is_driving) continue;
      slot(i).is_driving = true;
      for (const auto& end : out_.of(i)) {
        if (before(end, limits_[end.to]) == slot(i).latest_finish_raw) open.push_back(end.to);
      }
    }
  }

  Schedule conclude() {
    Schedule result{.is_feasible = is_feasible_};
    if (!result.is_feasible) {
      const auto late = work(network_.goal, slot(network_.goal).earliest_finish) - work(network_.goal, network_.due);
      result.late_minutes = std::max<std::int64_t>(late, 0);
    }
    result.slots = std::move(slots_);
    return result;
  }

  const Network& network_;
  std::vector<Openings> times_;  // of the network's calendars
  Outward& out_;
  Row<int> waits_;
  Row<int> order_;
  Row<Box> boxes_;
  Row<WalkArrays::Late> late_;
  Row<WalkArrays::Early> early_;
  Row<LocalTime> limits_;
  Row<LocalTime> starts_;
  Row<LocalTime> released_;
  std::vector<bool> settled_;  // settled.hpp
  std::vector<Slot> slots_;
  Row<Slot> slot_;
  bool is_over_ = true;  // everything is finished
  std::int64_t least_float_ = std::numeric_limits<std::int64_t>::max();
  LocalTime first_start_ = LocalTime::max();  // at the latest
  bool is_feasible_ = true;
};

}  // namespace

LocalTime after_lag(const WorkingTime& time, LocalTime finish, const Lag& lag) { return later(time, finish, lag); }

LocalTime before_lag(const WorkingTime& time, LocalTime start, const Lag& lag) { return earlier(time, start, lag); }

Schedule schedule(const Network& network) {
  thread_local WalkArrays arrays;
  arrays.fit(network);
  return Walk{network, arrays}.run();
}

}  // namespace backwalk::planner
