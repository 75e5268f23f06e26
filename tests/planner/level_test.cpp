#include "planner/level.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

#include "planner/level_profile.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace level_test {

/// Due on Friday 27 March 2026, 17:00.
Network network_of_days(const std::vector<int>& days) {
  Network network{.calendars = {WorkingTime{standard_calendar()}}, .due = at("2026-03-27 17:00"), .data_date = at("2026-03-02 09:00")};
  for (const auto length : days) network.nodes.push_back({.duration = Minutes{480 * length}});
  network.goal = static_cast<int>(days.size());
  network.nodes.emplace_back();
  for (int i = 0; i < network.goal; ++i) network.arrows.push_back({.from = i, .to = network.goal});
  return network;
}

/// Every node but the goal is the work of resource 0.
Workload one_owner(const Network& network, int capacity = 1) {
  Workload workload{.resources = {{.capacity = capacity}}, .demands = {network.nodes.size(), {{.resource = 0}}}};
  workload.demands.back().clear();
  return workload;
}

std::string show(const Levelled& levelled) {
  std::set<std::string> stretches;
  for (const auto& place : levelled.places) stretches.insert(testing::show(place.start) + " - " + testing::show(place.finish));
  std::string result;
  for (const auto& stretch : stretches) result += (result.empty() ? "" : ", ") + stretch;
  return result;
}

TEST(Level, GivesAnOwnerOneThingAtATime) {
  const auto network = network_of_days({2, 1});
  const auto levelled = level(network, one_owner(network));
  EXPECT_EQ(show(levelled),
            "2026-03-25 09:00 - 2026-03-26 17:00, 2026-03-27 09:00 - 2026-03-27 17:00, 2026-03-27 17:00 - 2026-03-27 17:00");
  EXPECT_EQ(levelled.makespan, 3 * 480);
  EXPECT_EQ(levelled.lower_bound, 3 * 480);
  EXPECT_EQ(gap(levelled), 0);
  EXPECT_TRUE(levelled.is_feasible);
}

TEST(Level, GivesAsMuchAtATimeAsThereAreUnits) {
  const auto network = network_of_days({2, 2, 1});
  EXPECT_EQ(level(network, one_owner(network, 2)).makespan, 3 * 480);
  EXPECT_EQ(level(network, one_owner(network, 3)).makespan, 2 * 480);
  auto pairs = one_owner(network, 3);
  for (auto& demands : pairs.demands) {
    for (auto& demand : demands) demand.units = 2;
  }
  EXPECT_EQ(level(network, pairs).makespan, 5 * 480);
}

TEST(Level, IsTheBackwardWalkWhereNobodyIsShared) {
  const auto network = network_of_days({2, 5, 1});
  Workload nobody{.demands = {network.nodes.size(), std::vector<Demand>{}}};
  const auto levelled = level(network, nobody);
  const auto walked = schedule(network);
  for (std::size_t i = 0; i < walked.slots.size(); ++i) {
    EXPECT_EQ(levelled.places[i], (Place{walked.slots[i].latest_start, walked.slots[i].latest_finish}));
  }
  EXPECT_EQ(levelled.lower_bound, 5 * 480);
}

TEST(Level, PutsWorkIntoTheHoursBetween) {
  auto network = network_of_days({1, 1, 1});
  network.arrows.push_back({0, 1, {Lag::Kind::working, Minutes{480}}});  // the third fits into the day between
  const auto levelled = level(network, one_owner(network));
  EXPECT_EQ(levelled.makespan, 3 * 480);
}

TEST(Level, SaysThatItIsTooLate) {
  const auto network = network_of_days({15, 15});
  const auto levelled = level(network, one_owner(network));
  EXPECT_TRUE(schedule(network).is_feasible);
  EXPECT_FALSE(levelled.is_feasible);
  EXPECT_EQ(levelled.makespan, 30 * 480);
}

TEST(Level, LeavesWhatHasBegunWhereItIs) {
  auto network = network_of_days({5, 15, 9});
  network.nodes[0].started = at("2026-02-27 09:00");  // until Thursday 5 March
  network.nodes[2].finished = at("2026-02-27 17:00");
  network.arrows.push_back({.from = 0, .to = 1});
  const auto levelled = level(network, one_owner(network));
  EXPECT_EQ(levelled.places[0], (Place{at("2026-02-27 09:00"), at("2026-03-05 17:00")}));
  EXPECT_EQ(levelled.places[1], (Place{at("2026-03-09 09:00"), at("2026-03-27 17:00")}));
  EXPECT_EQ(levelled.places[2].finish, at("2026-02-27 17:00"));
  EXPECT_EQ(levelled.makespan, 15 * 480);
  EXPECT_TRUE(levelled.is_feasible);
  network.nodes[1].duration = Minutes{480 * 17};
  EXPECT_FALSE(level(network, one_owner(network)).is_feasible);
}

TEST(Level, HasNothingToDoWhenAllIsFinished) {
  auto network = network_of_days({1});
  network.nodes[0].finished = network.nodes[1].finished = at("2026-02-27 17:00");
  const auto levelled = level(network, one_owner(network));
  EXPECT_EQ(levelled.makespan, 0);
  EXPECT_EQ(gap(levelled), 0);
  EXPECT_TRUE(levelled.is_feasible);
}

/// Random networks: the verifier of tests/oracle does this with other code on larger ones.
TEST(Level, NeverBreaksItsOwnRules) {
  std::mt19937 dice{20260302};
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE(round);
    auto network = network_of_days(std::vector<int>(2 + dice() % 14, 1));
    Workload workload{.resources = {{.capacity = 1}, {.capacity = 2}}};
    workload.demands.resize(network.nodes.size());
    for (int i = 0; i < network.goal; ++i) {
      network.nodes[static_cast<std::size_t>(i)].duration = Minutes{60 * static_cast<int>(dice() % 20)};
      workload.demands[static_cast<std::size_t>(i)] = {{.resource = static_cast<int>(dice() % 2)}};
      if (i > 0 && dice() % 2)
        network.arrows.push_back(
            {static_cast<int>(dice() % static_cast<unsigned>(i)), i, {Lag::Kind::elapsed, Minutes{60 * (dice() % 30)}}});
    }
    const auto levelled = level(network, workload);
    EXPECT_GE(levelled.makespan, levelled.lower_bound);
    const auto& time = network.calendars.front();
    for (const auto& arrow : network.arrows) {
      EXPECT_LE(levelled.places[static_cast<std::size_t>(arrow.from)].finish + arrow.lag.length,
                levelled.places[static_cast<std::size_t>(arrow.to)].start);
    }
    for (std::size_t i = 0; i < levelled.places.size(); ++i) {
      const auto& place = levelled.places[i];
      EXPECT_EQ(time.work_before(place.finish) - time.work_before(place.start), network.nodes[i].duration.count());
      if (workload.demands[i].empty()) continue;
      int at_once = 0;  // at the moment when it starts
      for (std::size_t k = 0; k < levelled.places.size(); ++k) {
        const auto& other = levelled.places[k];
        const auto is_same = !workload.demands[k].empty() && workload.demands[i].front().resource == workload.demands[k].front().resource;
        at_once += is_same && other.start <= place.start && place.start < other.finish;
      }
      EXPECT_LE(at_once, workload.demands[i].front().resource + 1);
    }
  }
}

TEST(Level, LevelsThePlanOfAPersonWithTwoThingsToDo) {
  auto plan = told({AddAction{.title = "a", .estimate = days_of_work(3)}, AddAction{.title = "b", .estimate = days_of_work(2)},
                    AddAction{.title = "c", .estimate = days_of_work(4)}, SetOwner{{A(1), A(2)}, bob}, SetOwner{{A(3)}, ada}})
                  .plan;
  const auto levelled = level(plan, today());
  ASSERT_TRUE(levelled);
  EXPECT_EQ(levelled->places.size(), 4U);  // the goal is one
  EXPECT_EQ(levelled->makespan, 5 * 480);
  plan.goal.due.reset();
  EXPECT_FALSE(level(plan, today()));
}

/// Two actions of bob's, 3 days and 2 days.
Told two_of_bobs() {
  return told({AddAction{.title = "a", .estimate = days_of_work(3), .owner = bob},
               AddAction{.title = "b", .estimate = days_of_work(2), .owner = bob}});
}
ConstrainAction only_on(int action, const std::string& date) { return {action, Constraint{Constraint::Kind::fixed_on, on(date)}}; }

TEST(Level, LeavesWhatIsFixedOnADateThere) {
  auto story = two_of_bobs();
  story(only_on(2, "2026-03-25"));
  const auto levelled = *level(story.plan, today());
  EXPECT_EQ(levelled.places[1], (Place{at("2026-03-25 09:00"), at("2026-03-26 17:00")}));
  EXPECT_EQ(levelled.places[0], (Place{at("2026-03-20 09:00"), at("2026-03-24 17:00")})) << "three days do not fit behind it";
  EXPECT_TRUE(levelled.is_feasible);
}

TEST(Level, IsInfeasibleWhereWhatIsFixedClashes) {
  auto story = two_of_bobs();
  story(only_on(1, "2026-03-23"))(only_on(2, "2026-03-24"));
  EXPECT_FALSE(level(story.plan, today())->is_feasible) << "bob would do both on the 24th";
  story(SetOwner{{A(2)}, ada});
  EXPECT_TRUE(level(story.plan, today())->is_feasible);
  story(LinkAfter{A(2), {A(1)}});
  EXPECT_FALSE(level(story.plan, today())->is_feasible) << "the second begins before the first ends";
  auto late = two_of_bobs();
  late(only_on(2, "2026-03-27"));
  EXPECT_FALSE(level(late.plan, today())->is_feasible) << "it ends after the goal's date";
  late(ChangeGoal{{}, on("2026-04-30")});
  EXPECT_FALSE(level(late.plan, day("2026-03-30"))->is_feasible) << "its date has passed";
}

TEST(Level, IsInfeasibleWhereWorkIsPushedBeforeItsFirstDate) {
  auto story = two_of_bobs();
  story(ConstrainAction{1, Constraint{Constraint::Kind::not_before, on("2026-03-24")}})(
      ConstrainAction{2, Constraint{Constraint::Kind::not_before, on("2026-03-24")}});
  EXPECT_TRUE(timeline(story.plan, today())->schedule.is_feasible);
  EXPECT_FALSE(level(story.plan, today())->is_feasible) << "five days of work from Tuesday to Friday";
  story(ConstrainAction{1, Constraint{Constraint::Kind::not_before, on("2026-03-20")}});
  EXPECT_TRUE(level(story.plan, today())->is_feasible);
}

TEST(Level, PutsNothingWhereItsOwnerIsAway) {
  const auto plan = two_of_bobs().plan;
  const Absences away{{bob, {{day("2026-03-25"), day("2026-03-28")}}}};
  const auto levelled = *level(plan, today(), away);
  EXPECT_EQ(std::max(levelled.places[0].finish, levelled.places[1].finish), at("2026-03-24 17:00"));
  EXPECT_EQ(std::min(levelled.places[0].start, levelled.places[1].start), at("2026-03-18 09:00"));
  EXPECT_FALSE(level(plan, day("2026-03-19"), away)->is_feasible);
}

TEST(CommonHours, AreThoseOfBoth) {
  auto early = standard_calendar();
  early.week[0] = {{Minutes{360}, Minutes{720}}, {Minutes{780}, Minutes{840}}};
  early.week[1].clear();
  early.holidays = {day("2026-03-06")};
  auto other = standard_calendar();
  other.holidays = {day("2026-03-05")};
  const auto both = common_hours(early, other);
  EXPECT_EQ(both.week[0], (std::vector<Shift>{{Minutes{540}, Minutes{720}}, {Minutes{780}, Minutes{840}}}));
  EXPECT_TRUE(both.week[1].empty());
  EXPECT_EQ(both.week[2], other.week[2]);
  EXPECT_EQ(both.holidays, (std::set{day("2026-03-05"), day("2026-03-06")}));
}

/// Against a plain array.
TEST(Profile, AnswersAsAnArrayDoes) {
  std::mt19937 dice{7};
  for (int round = 0; round < 100; ++round) {
    SCOPED_TRACE(round);
    Profile profile;
    std::array<int, 40> units{};
    for (int step = 0; step < 30; ++step) {
      const auto moment = [&dice] { return static_cast<std::int64_t>(dice() % 41); };
      const auto a = moment(), b = moment(), from = std::min(a, b), to = std::max(a, b);
      profile.take(from, to, 1);
      for (auto i = from; i < to; ++i) ++units[static_cast<std::size_t>(i)];
      const auto c = moment(), d = moment(), low = std::min(c, d), high = std::max(c, d);
      const auto room = static_cast<int>(dice() % 8);
      std::optional<std::int64_t> first, last;
      for (auto i = low; i < high; ++i) {
        if (units[static_cast<std::size_t>(i)] <= room) continue;
        last = i + 1;
        if (!first) first = i;
      }
      const auto same = [&](std::int64_t i, std::int64_t k) {
        return units[static_cast<std::size_t>(i)] == units[static_cast<std::size_t>(k)];
      };
      while (first && *first > 0 && same(*first - 1, *first)) --*first;  // the steps reach beyond the stretch
      while (last && *last < 40 && same(*last, *last - 1)) ++*last;
      EXPECT_EQ(profile.first_clash(low, high, room), first);
      EXPECT_EQ(profile.last_clash(low, high, room), last);
    }
  }
}

}  // namespace level_test
}  // namespace backwalk::planner::testing
