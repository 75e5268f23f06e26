#include "tests/planner/slot_walk.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace {

using std::chrono::days;

struct RandomNetwork {
  std::vector<Calendar> calendars{};
  Network network{};
};

class Maker {
 public:
  explicit Maker(unsigned seed) : dice_{seed} {}

  RandomNetwork make(int size, bool has_actuals) {
    RandomNetwork result;
    auto& [calendars, network] = result;
    network.data_date = today() + Minutes{9 * 60};
    network.due = today() + days{10 + roll(40)} + Minutes{30 * roll(48)};
    for (int i = 0; i < 3; ++i) calendars.push_back(calendar());
    for (const auto& c : calendars) network.calendars.emplace_back(c);
    for (int i = 0; i < size; ++i) network.nodes.push_back(node());
    network.nodes.emplace_back();
    network.goal = size;
    for (int to = 1; to < size; ++to) {
      for (int k = roll(3); k > 0; --k) network.arrows.push_back({roll(to), to, lag()});
    }
    for (int i = 0; i < size; ++i) {
      const auto leads = std::any_of(network.arrows.begin(), network.arrows.end(), [&](const Arrow& arrow) { return arrow.from == i; });
      if (!leads) network.arrows.push_back({.from = i, .to = size});
    }
    if (has_actuals) begin(network);
    return result;
  }

 private:
  int roll(int n) { return static_cast<int>(dice_() % static_cast<unsigned>(n)); }

  Calendar calendar() {
    auto calendar = standard_calendar();
    if (roll(2) == 0)
      calendar.week[static_cast<std::size_t>(roll(5))] = {{Minutes{8 * 60}, Minutes{12 * 60}}, {Minutes{13 * 60}, Minutes{15 * 60}}};
    if (roll(3) == 0) calendar.week[6] = {{Minutes{0}, Minutes{24 * 60}}};
    for (int i = roll(8); i > 0; --i) calendar.holidays.insert(today() + days{roll(45)});
    return calendar;
  }
  Node node() {
    Node node{.duration = Minutes{roll(5) == 0 ? 0 : 30 * (1 + roll(60))}};
    if (node.duration > Minutes{0}) node.calendar = roll(3);
    if (roll(6) == 0) node.finish_by = today() + days{3 + roll(40)} + Minutes{30 * roll(48)};
    if (roll(6) == 0) node.start_from = today() + days{roll(40)} + Minutes{30 * roll(48)};
    return node;
  }
  Lag lag() {
    const Minutes length{30 * (1 + roll(100))};
    switch (roll(4)) {
      case 0:
        return {Lag::Kind::working, length};
      case 1:
        return {Lag::Kind::elapsed, length};
      default:
        return {};
    }
  }
  /// Some have finished, what waited only for those may have started: nobody skipped anything.
  void begin(Network& network) {
    for (int i = 0; i < network.goal; ++i) {
      const auto is_free = std::all_of(network.arrows.begin(), network.arrows.end(), [&](const Arrow& arrow) {
        return arrow.to != i || network.nodes[static_cast<std::size_t>(arrow.from)].finished;
      });
      auto& node = network.nodes[static_cast<std::size_t>(i)];
      if (!is_free || roll(2) == 0) continue;
      const auto started = today() - days{1 + roll(6)} + Minutes{9 * 60};
      if (node.duration > Minutes{0}) node.started = started;
      if (roll(2) == 0) node.finished = started + Minutes{30 * roll(20)};
    }
  }

  std::mt19937 dice_;
};

TEST(SlotWalk, AgreesWithTheBackwardWalkOnRandomNetworks) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const auto [calendars, network] = Maker{seed}.make(1 + static_cast<int>(seed % 14), seed % 3 == 0);
    const auto schedule = planner::schedule(network);
    SlotWalk walk{network, calendars};
    for (int i = 0; i <= network.goal; ++i) {
      SCOPED_TRACE(i);
      const auto& slot = schedule.slots[static_cast<std::size_t>(i)];
      const auto& node = network.nodes[static_cast<std::size_t>(i)];
      ASSERT_EQ(slot.is_finished, node.finished.has_value());
      ASSERT_LE(slot.latest_finish, network.due);
      ASSERT_EQ(show(slot.earliest_start), show(walk.earliest_start(i)));
      ASSERT_EQ(show(slot.earliest_finish), show(walk.earliest_finish(i)));
      if (node.finished) continue;  // when it would have had to be done matters to nobody
      ASSERT_EQ(show(slot.latest_start), show(walk.latest_start(i)));
      ASSERT_EQ(show(slot.latest_finish), show(walk.latest_finish(i)));
      ASSERT_EQ(show(slot.latest_finish_raw), show(walk.bound(i)));
      if (node.started) {
        ASSERT_EQ(slot.total_float, walk.distance(i, slot.earliest_finish, slot.latest_finish_raw));
      } else {
        ASSERT_EQ(slot.total_float, walk.distance(i, slot.earliest_start, slot.latest_start));
      }
    }
  }
}

TEST(Backward, IsFeasibleExactlyWhenNoDateIsMissed) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const auto network = Maker{seed}.make(1 + static_cast<int>(seed % 14), seed % 2 == 0).network;
    const auto schedule = planner::schedule(network);
    const auto is_missed = [&](int i, LocalTime due) { return schedule.slots[static_cast<std::size_t>(i)].earliest_finish > due; };
    bool is_any_missed = is_missed(network.goal, network.due);
    for (int i = 0; i < network.goal; ++i) {
      const auto& node = network.nodes[static_cast<std::size_t>(i)];
      is_any_missed |= !node.finished && node.finish_by && is_missed(i, *node.finish_by);
    }
    EXPECT_EQ(schedule.is_feasible, !is_any_missed);
    EXPECT_TRUE(!schedule.is_feasible || schedule.late_minutes == 0);
  }
}

}  // namespace
}  // namespace backwalk::planner::testing
