#include "planner/backward.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
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
        ahead_{arrays.ahead},
        released_{arrays.released},
        slots_(network.nodes.size()),
        slot_{slots_} {}

  Schedule run() {
    sort();
    settled_ = settled_nodes(network_, out_, {&order_[0], slots_.size()});
    has_settled_ = !settled_.empty();
    for (int k = 0; k < count(); ++k) place_earliest(order_[k]);
    for (int k = count(); k-- > 0;) place_latest(order_[k]);
    mark();
    return conclude();
  }

 private:
  using Box = WalkArrays::Box;
  using Ahead = WalkArrays::Ahead;
  int count() const { return static_cast<int>(slots_.size()); }
  const Node& node(int i) const { return network_.nodes.data()[i]; }
  Slot& slot(int i) const { return slot_[i]; }
  const Openings& time_of(const Box& box) const { return times_.data()[box.calendar]; }

  /// Each after those that it waits for.
  void sort() {
    if (out_.is_ordered) return std::iota(&order_[0], &order_[0] + count(), 0);
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
  LocalTime before(const Outward::End& end, LocalTime start) const { return end.lag < 0 ? start : before(end.lag, start); }
  /// Lags are looked up aside, so that a loop over links without them stays short.
  [[gnu::noinline]] LocalTime before(int lag, LocalTime start) const { return earlier(times_.front(), start, out_.lags[at(lag)]); }
  [[gnu::noinline]] LocalTime after(int lag, LocalTime finish) const { return later(times_.front(), finish, out_.lags[at(lag)]); }

  /// released_[i] is what i's predecessors allow: its own start, or its successors' once it has begun.
  void place_earliest(int i) {
    const auto& known = node(i);
    auto& box = boxes_[i];
    box = {.duration = known.duration.count(),
           .calendar = known.calendar,
           .is_bound = known.finish_by.has_value(),
           .has_begun = has_begun(known)};
    is_over_ = is_over_ && known.finished;
    if (box.has_begun) return place_begun(i);
    const auto has_settled = is_settled(i);
    auto from = has_settled ? released_[i] : std::max(network_.data_date, released_[i]);
    if (known.start_from) from = std::max(from, *known.start_from);
    const auto& time = time_of(box);
    const auto begun = time.open_from(from);
    const auto has_work = box.duration > 0;
    box.work = begun.work;
    box.finish = has_work ? time.closing(begun.work + box.duration) : from;
    ahead_[i].start = has_work ? begun.end : from;
    release(i, box.finish, !has_settled);
  }

  void place_begun(int i) {
    const auto& known = node(i);
    const auto skipped = released_[i];
    auto& box = boxes_[i];
    if (known.finished) {
      box.finish = *known.finished;
    } else {
      const auto& time = time_of(box);
      const auto has_work = box.duration > 0;
      const auto done = has_work ? time.closing(time.work_before(*known.started) + box.duration) : *known.started;
      box.finish = std::max(done, network_.data_date);
    }
    ahead_[i].start = LocalTime::max();
    release(i, std::max(box.finish, skipped), !known.finished || skipped != unreleased);
  }

  /// A finish in the past holds back what has not begun, but is no wait that a begun successor would have skipped.
  void release(int i, LocalTime finish, bool is_wait) {
    for (const auto& end : out_.of(i)) {
      if (!is_wait && has_begun(node(end.to))) continue;
      const auto limit = end.lag < 0 ? finish : after(end.lag, finish);
      released_[end.to] = std::max(released_[end.to], limit);
    }
  }

  /// The latest dates from those of what follows, and with them everything that a slot says.
  void place_latest(int i) {
    auto bound = LocalTime::max(), next = LocalTime::max();  // the latest finish; the earliest start of what follows
    int binding = -1;
    for (const auto& end : out_.of(i)) {
      auto [limit, start] = ahead_[end.to];
      if (end.lag >= 0) {
        limit = before(end.lag, limit);
        if (start != LocalTime::max()) start = before(end.lag, start);
      }
      const auto is_closer = limit < bound;
      bound = is_closer ? limit : bound;
      binding = is_closer ? end.to : binding;
      next = std::min(next, start);
    }
    const auto own_bound = [&](LocalTime limit) {
      if (limit >= bound) return;
      bound = limit;
      binding = -1;
    };
    const auto& box = boxes_[i];
    if (out_.of(i).empty() || i == network_.goal) own_bound(network_.due);
    if (box.is_bound) own_bound(*node(i).finish_by);
    fill_slot(i, bound, next);
    if (binding >= 0) slot(i).binding = binding;
    ahead_[i].limit = box.has_begun ? bound : slot(i).latest_start;
    note(slot(i), box, counts(i));
  }

  void fill_slot(int i, LocalTime bound, LocalTime next) {
    auto& mine = slot(i);
    const auto& box = boxes_[i];
    const auto& time = time_of(box);
    const auto late = time.closed_by(bound);
    mine.is_finished = box.has_begun && node(i).finished;
    mine.is_over = mine.is_finished || is_settled(i);
    const auto has_work = box.duration > 0 && !mine.is_finished;
    mine.latest_finish_raw = bound;
    mine.latest_finish = has_work ? late.end : bound;
    mine.latest_start = has_work ? time.opening(late.work - box.duration) : bound;
    mine.earliest_finish = box.finish;
    auto finished_work = box.work + box.duration;
    if (box.has_begun) {
      const auto& known = node(i);
      finished_work = time.work_before(box.finish);
      mine.earliest_start = mine.is_finished ? std::min(known.started.value_or(box.finish), box.finish) : *known.started;
      // What is under way may have overrun: what counts is its finish.
      mine.total_float = late.work - (mine.is_finished ? time.work_before(mine.earliest_start) : finished_work);
    } else {
      mine.earliest_start = ahead_[i].start;
      mine.total_float = late.work - finished_work;
    }
    mine.free_float = time.work_before(next == LocalTime::max() ? network_.due : next) - finished_work;
  }

  bool is_settled(int i) const { return has_settled_ && settled_[at(i)]; }

  /// What is over counts only where nothing else is left; the goal always does until somebody says that it is reached.
  bool counts(int i) const {
    const auto& mine = slot(i);
    return is_over_ || (i == network_.goal ? !mine.is_finished : !mine.is_over);
  }

  void note(const Slot& mine, const Box& box, bool counts) {
    const auto is_on_time = box.has_begun ? mine.total_float >= 0 : mine.earliest_start <= mine.latest_start;
    is_feasible_ = is_feasible_ && (mine.is_finished || is_on_time);
    if (!counts) return;
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
        if (before(end, ahead_[end.to].limit) == slot(i).latest_finish_raw) open.push_back(end.to);
      }
    }
  }

  Schedule conclude() {
    Schedule result{.is_feasible = is_feasible_};
    if (!result.is_feasible) {
      const auto& time = time_of(boxes_[network_.goal]);
      const auto late = time.work_before(slot(network_.goal).earliest_finish) - time.work_before(network_.due);
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
  Row<Ahead> ahead_;
  Row<LocalTime> released_;
  std::vector<bool> settled_;  // settled.hpp
  bool has_settled_ = false;
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
