// Wishes: what somebody asks of a plan, in the imperative. References are resolved and durations are minutes of work; whether the wish
// makes sense is for `decide` to say.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "planner/plan.hpp"

namespace backwalk::planner {

struct StartPlan {
  std::string key{};
  std::string title{};
  std::optional<Moment> due{};
  PersonId owner{};
  std::string zone{"UTC"};
  Calendar calendar = standard_calendar();
  bool is_private = false;
};
/// Retitle the goal, move its date, or both.
struct ChangeGoal {
  std::optional<std::string> title{};
  std::optional<Moment> due{};
};
struct DescribeGoal {
  Topic topic{};
  std::string words{};
};
struct AddMilestone {
  std::string title{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
};
struct ChangeMilestone {
  int number = 0;
  std::optional<std::string> title{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
};
/// A new action that must be finished before `before` (the goal: no successor) and, if any are named, after each of `after`.
struct AddAction {
  std::string title{};
  std::optional<Estimate> estimate{};
  std::optional<PersonId> owner{};
  std::vector<Ref> before{};
  std::vector<Ref> after{};
};
struct ChangeAction {
  int number = 0;
  std::optional<std::string> title{};
  std::optional<Estimate> estimate{};
  std::optional<PersonId> owner{};
};
/// `item` waits for each of `after`.
struct LinkAfter {
  Ref item{};
  std::vector<Ref> after{};
};
struct SetOwner {
  std::vector<Ref> items{};
  PersonId owner{};
};
struct StartAction {
  int number = 0;
  LocalTime at{};
};
/// An action is done, or a milestone reached.
struct Finish {
  Ref item{};
  LocalTime at{};
};
/// The action takes longer: by so much more work, with so much work left from `at` on, or until the end of a date.
struct SlipBy {
  Minutes more{};
};
struct SlipLeft {
  Minutes left{};
};
struct SlipTo {
  Moment finish{};
};
struct Slip {
  int number = 0;
  std::variant<SlipBy, SlipLeft, SlipTo> how{};
  LocalTime at{};
};
struct Drop {
  Ref item{};
};
struct CloseTopic {
  Asked asked{};
  Closing how{};
};
struct Commit {
  std::optional<int> review_every_days{};
};
struct Restore {
  int version = 0;
};

using Command = std::variant<StartPlan, ChangeGoal, DescribeGoal, AddMilestone, ChangeMilestone, AddAction, ChangeAction, LinkAfter,
                             SetOwner, StartAction, Finish, Slip, Drop, CloseTopic, Commit, Restore>;

}  // namespace backwalk::planner
