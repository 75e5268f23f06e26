// A network made ready for sampling: what is still open, in an order in which everything comes after what it waits for, with its times as
// whole minutes from the data date. For forecast only.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/doubt.hpp"
#include "planner/lanes.hpp"
#include "planner/time_table.hpp"

namespace backwalk::planner {

/// How much work an item takes in a sample, before risks and common factors.
struct Draw {
  enum class Kind { nothing, certain, triangle, table };
  Kind kind = Kind::nothing;
  std::uint64_t id = 0;
  Triangle triangle{};
  float minutes = 0;  ///< what is certain, or what the table's factors multiply
  float from = 0;     ///< the share of the distribution that is ruled out: it has taken longer already
  float worked = 0;   ///< minutes that are behind it
  float best = 0;     ///< what it takes at best
};
struct Event {
  Draw delay{};
  float probability = 0;
  int risk = 0;  ///< index in Doubt::risks
};
struct Item {
  int node = -1;  ///< whose work it is; -1: it only waits
  int calendar = 0;
  std::int32_t floor = 0;  ///< starts no earlier
  bool is_startable = false;
  Draw draw{};
  std::vector<Event> events{};
  std::vector<int> factors{};  ///< indices in Doubt::factors
};
/// The waits of item i stand in [first[i], first[i + 1]).
struct Waits {
  std::vector<std::size_t> first{};
  std::vector<Wait> all{};
  Links of(std::size_t item, const Ints* times) const { return {all.data() + first[item], all.data() + first[item + 1], times}; }
};

struct Sampled {
  std::vector<Item> items{};
  Waits before{};  ///< what an item waits for; always earlier items
  Waits after{};   ///< what waits for it
  /// Times count minutes of work of this calendar; none: items work by several calendars, and times are plain minutes.
  std::optional<int> calendar{};
  std::vector<TimeTable> tables{};                  ///< then the calendars, as far as the times can reach; else empty
  std::int32_t reach = furthest;                    ///< a time from here on may have been cut off
  std::vector<int> item_of{};                       ///< of a node: its item that others wait for; -1 when settled
  std::vector<std::optional<LocalTime>> settled{};  ///< when a node without an item was finished
};

Sampled sampled(const Network& network, const Doubt& doubt);

/// An instant on the axis of the times, cut off at +-furthest.
std::int32_t time_at(const Network& network, const Sampled& model, LocalTime t);
/// The instant of a finish at that time, and of a latest start.
LocalTime finish_at(const Network& network, const Sampled& model, std::int32_t time);
LocalTime start_at(const Network& network, const Sampled& model, std::int32_t time);

}  // namespace backwalk::planner
