// A second backward walk that shares nothing with the first: no prefix sums, no inverses, no topological order. It steps through slots of
// half an hour and asks of each whether anybody works then. Slow on purpose; every time and duration must be a multiple of a slot.
#pragma once

#include <algorithm>
#include <map>

#include "planner/backward.hpp"

namespace backwalk::planner::testing {

constexpr Minutes slot_length{30};

class SlotWalk {
 public:
  SlotWalk(const Network& network, std::vector<Calendar> calendars) : network_{network}, calendars_{std::move(calendars)} {}

  LocalTime latest_start(int i) {
    return cached(starts_, i, [&] { return back(calendar(i), bound(i), work(i)); });
  }
  LocalTime bound(int i) {
    return cached(bounds_, i, [&] {
      auto limit = network_.due;
      bool is_last = true;
      for (const auto& arrow : network_.arrows) {
        if (arrow.from != i) continue;
        const auto start = before(latest_start(arrow.to), arrow.lag);
        limit = is_last ? start : std::min(limit, start);
        is_last = false;
      }
      return std::min(limit, node(i).finish_by.value_or(limit));
    });
  }
  LocalTime latest_finish(int i) { return work(i) == Minutes{0} ? bound(i) : closing(calendar(i), bound(i)); }
  LocalTime earliest_start(int i) {
    if (node(i).finished) return node(i).started.value_or(*node(i).finished);
    if (node(i).started) return *node(i).started;
    return work(i) == Minutes{0} ? release(i) : opening(calendar(i), release(i));
  }
  LocalTime earliest_finish(int i) {
    return cached(finishes_, i, [&] {
      if (node(i).finished) return *node(i).finished;
      const auto done = forth(calendar(i), node(i).started.value_or(release(i)), work(i));
      return node(i).started ? std::max(done, network_.data_date) : done;
    });
  }
  /// Worked minutes from one instant to another, negative when they are the other way round.
  std::int64_t distance(int i, LocalTime from, LocalTime to) const {
    if (from > to) return -distance(i, to, from);
    std::int64_t minutes = 0;
    for (; from < to; from += slot_length) minutes += is_open(calendar(i), from) ? slot_length.count() : 0;
    return minutes;
  }

 private:
  using Cache = std::map<int, LocalTime>;

  template <class Make>
  static LocalTime cached(Cache& cache, int i, Make make) {
    if (const auto found = cache.find(i); found != cache.end()) return found->second;
    const auto value = make();
    cache.emplace(i, value);
    return value;
  }
  const Node& node(int i) const { return network_.nodes[static_cast<std::size_t>(i)]; }
  const Calendar& calendar(int i) const { return calendars_[static_cast<std::size_t>(node(i).calendar)]; }
  Minutes work(int i) const { return node(i).finished ? Minutes{0} : node(i).duration; }

  /// Over, whether anybody said so or not: a node without work of its own waits only for what is over. Nobody skipped anything.
  bool is_over(int i) {
    if (node(i).finished) return true;
    if (work(i) != Minutes{0} || node(i).started || node(i).start_from) return false;
    bool waits = false;
    for (const auto& arrow : network_.arrows) {
      if (arrow.to == i && !is_over(arrow.from)) return false;
      waits = waits || arrow.to == i;
    }
    return waits;
  }
  LocalTime release(int i) {
    auto from = is_over(i) ? LocalTime::min() : std::max(network_.data_date, node(i).start_from.value_or(network_.data_date));
    for (const auto& arrow : network_.arrows) {
      if (arrow.to == i) from = std::max(from, after(earliest_finish(arrow.from), arrow.lag));
    }
    return from;
  }
  LocalTime before(LocalTime t, const Lag& lag) const {
    if (lag.kind == Lag::Kind::working) return back(calendars_.front(), t, lag.length);
    return t - (lag.kind == Lag::Kind::elapsed ? lag.length : Minutes{0});
  }
  LocalTime after(LocalTime t, const Lag& lag) const {
    if (lag.kind == Lag::Kind::working) return forth(calendars_.front(), t, lag.length);
    return t + (lag.kind == Lag::Kind::elapsed ? lag.length : Minutes{0});
  }

  static bool is_open(const Calendar& calendar, LocalTime t) {
    const auto date = std::chrono::floor<std::chrono::days>(t);
    if (calendar.holidays.contains(date)) return false;
    const auto& shifts = calendar.week[std::chrono::weekday{date}.iso_encoding() - 1];
    return std::any_of(shifts.begin(), shifts.end(), [&](const Shift& s) { return t >= date + s.from && t < date + s.to; });
  }
  static LocalTime back(const Calendar& calendar, LocalTime t, Minutes left) {
    while (left > Minutes{0}) {
      t -= slot_length;
      if (is_open(calendar, t)) left -= slot_length;
    }
    return t;
  }
  static LocalTime forth(const Calendar& calendar, LocalTime t, Minutes left) {
    for (; left > Minutes{0}; t += slot_length) {
      if (is_open(calendar, t)) left -= slot_length;
    }
    return t;
  }
  static LocalTime opening(const Calendar& calendar, LocalTime t) {
    while (!is_open(calendar, t)) t += slot_length;
    return t;
  }
  static LocalTime closing(const Calendar& calendar, LocalTime t) {
    while (!is_open(calendar, t - slot_length)) t -= slot_length;
    return t;
  }

  const Network& network_;
  std::vector<Calendar> calendars_;
  Cache starts_, bounds_, finishes_;
};

}  // namespace backwalk::planner::testing
