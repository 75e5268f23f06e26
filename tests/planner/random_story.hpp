// Random wishes, sensible and not: a fixed seed tells the same story for ever.
#pragma once

#include <random>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {

class Storyteller {
 public:
  explicit Storyteller(unsigned seed) : dice_{seed} {}

  int roll(int n) { return static_cast<int>(dice_() % static_cast<unsigned>(n)); }

  /// A wish about this plan; not every one is granted.
  Command wish(const Plan& plan) {
    switch (roll(20)) {
      case 0:
        return ChangeGoal{word(), maybe(date())};
      case 1:
        return DescribeGoal{roll(2) == 0 ? Topic::audience : Topic::announcement, word()};
      case 2:
        return AddMilestone{word(), maybe(date()), maybe(person())};
      case 3:
        return ChangeMilestone{milestone(plan).number, maybe(word()), maybe(date()), maybe(person())};
      case 4:
      case 5:
      case 6:
      case 7:
        return AddAction{word(), maybe(estimate()), maybe(person()), items(plan), items(plan)};
      case 8:
        return ChangeAction{action(plan).number, maybe(word()), maybe(estimate()), maybe(person())};
      case 9:
      case 10:
        return LinkAfter{item(plan), items(plan)};
      case 11:
        return SetOwner{items(plan), person()};
      case 12:
        return StartAction{action(plan).number, instant()};
      case 13:
        return Finish{item(plan), instant()};
      case 14:
        return Slip{action(plan).number, SlipBy{Minutes{30 * roll(50)}}, instant()};
      case 15:
        return Slip{action(plan).number, slip(), instant()};
      case 16:
        return Drop{item(plan)};
      case 17:
        return CloseTopic{{Topic::steps, maybe(item(plan))}, roll(2) == 0 ? Closing::skipped : Closing::enough};
      case 18:
        return Commit{maybe(1 + roll(30))};
      default:
        return Restore{roll(plan.version + 1)};
    }
  }

 private:
  template <class T>
  std::optional<T> maybe(T value) {
    return roll(2) == 0 ? std::optional<T>{} : std::optional<T>{value};
  }
  std::string word() { return std::string(1, static_cast<char>('a' + roll(26))); }
  PersonId person() { return {roll(3)}; }
  Moment date() { return {today() + std::chrono::days{roll(60) - 2}, maybe(Minutes{roll(1440)})}; }
  LocalTime instant() { return today() + Minutes{roll(5 * 1440)}; }
  Estimate estimate() {
    Estimate estimate{.likely = Minutes{30 * roll(60)}};
    if (roll(2) == 0) estimate.best = estimate.likely / 2;
    if (roll(2) == 0) estimate.worst = estimate.likely * 2;
    return estimate;
  }
  std::variant<SlipBy, SlipLeft, SlipTo> slip() {
    if (roll(2) == 0) return SlipLeft{Minutes{30 * roll(50)}};
    return SlipTo{date()};
  }
  Ref milestone(const Plan& plan) { return {Kind::milestone, 1 + roll(plan.last_milestone + 1)}; }
  Ref action(const Plan& plan) { return {Kind::action, 1 + roll(plan.last_action + 1)}; }
  Ref item(const Plan& plan) { return roll(12) == 0 ? Ref{} : roll(3) == 0 ? milestone(plan) : action(plan); }
  std::vector<Ref> items(const Plan& plan) {
    std::vector<Ref> items;
    for (int i = roll(3); i > 0; --i) items.push_back(item(plan));
    return items;
  }

  std::mt19937 dice_;
};

}  // namespace backwalk::planner::testing
